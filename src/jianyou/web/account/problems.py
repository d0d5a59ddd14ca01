"""What is wrong with a form, in our own words: errors of allauth and Django by their codes."""

from collections.abc import Mapping

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.forms import Form

from jianyou.terms.finding import Refused
from jianyou.web.account.tries import TOO_OFTEN

_MISSING = {
    "login": "staff_name_missing",
    "password": "staff_password_missing",
    "oldpassword": "staff_password_missing",
    "password1": "staff_new_password_missing",
    "password2": "staff_again_missing",
    "code": "staff_code_missing",
    "username": "staff_name_missing",
}
_WRONG = {
    "username_password_mismatch": "staff_sign_in_wrong",
    "incorrect_password": "staff_password_wrong",
    "enter_current_password": "staff_password_wrong",
    "incorrect_code": "staff_code_wrong",
    "password_too_short": "staff_password_short",
    "password_too_common": "staff_password_common",
    "password_entirely_numeric": "staff_password_digits",
    "password_too_similar": "staff_password_similar",
    "password_same": "staff_password_same",
    "password_differs": "staff_password_differs",
    "cannot_generate_recovery_codes": "staff_no_second_factor",
    "staff_username": "staff_username",
    **dict.fromkeys(TOO_OFTEN, "staff_too_often"),
}


def problems_of(form: Form) -> Mapping[str, Refused]:
    """The first problem of each field by its name; what concerns the whole form stands at its first field."""
    if not form.is_bound:
        return {}
    first_field = next(iter(form.fields), "problems")
    return {
        first_field if field == NON_FIELD_ERRORS else field: _refused(form, field, errors[0])
        for field, errors in form.errors.as_data().items()
    }


def ask_to_wait(problems: Mapping[str, Refused]) -> bool:
    """Whether one of them is that there were too many tries."""
    return any(problem.code == "staff_too_often" for problem in problems.values())


def _refused(form: Form, field: str, error: ValidationError) -> Refused:
    if error.code == "required":
        own: Mapping[str, Refused] = getattr(form, "missing", {})
        return own.get(field) or Refused(_MISSING[field])
    return Refused(_WRONG.get(error.code or "", "staff_field_unusable"), **(error.params or {}))
