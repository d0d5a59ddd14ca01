"""The page "check your answers": the table as it will be filed, the declaration, the code, and the button."""

from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from jianyou.actions.confirming import DIGITS, Asking, masked
from jianyou.actions.outbox import Address
from jianyou.queries.calls import CallView
from jianyou.queries.drafts import DraftView
from jianyou.terms.finding import Refused
from jianyou.web.components.answers import Answers
from jianyou.web.public.asking import look_at_code

AGAIN, WITHOUT = "again", "without"
_LONGEST_CODE = 20


@dataclass(frozen=True, slots=True)
class ToCheck:
    """A table that waits for the button: whose, the names of its form and scan, and what was read.

    `action` is where the page sends to, `back` where it came from, `mend` the page of its fields, empty for
    an uploaded form. `draft` is None for such a form.
    """

    call: CallView
    filer: str
    answers: Answers
    asking: Asking | None
    action: str
    back: str
    form: str = ""
    scan: str = ""
    mend: str = ""
    draft: DraftView | None = None


def check_page(
    request: HttpRequest,
    table: ToCheck,
    problems: dict[str, Refused],
    *,
    again: bool = False,
    **told: Any,
) -> HttpResponse:
    """The page, with what has to be mended first."""
    call, asking = table.call, table.asking
    context = {
        "here": "home",
        "call": call,
        "table": table,
        "channel": asking.address.channel if asking else "",
        "masked": masked(asking.address) if asking else "",
        "digits": DIGITS,
        "again": again,
        "code": request.POST.get("code", "")[:_LONGEST_CODE],
        "answers": table.answers,
        "count": len(table.answers.entries),
        "completes": bool(table.scan) and call.completes_on != "paper",
        "problems": problems,
        "drop_problem": None,
        "order": list(problems.items()),
        "declared": "not_classified" in request.POST,
        **told,
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
    return render(request, "public/check.html", context, status=status)


def pressed(
    request: HttpRequest, call: CallView, asking: Asking | None, problems: dict[str, Refused]
) -> Address | None:
    """The address that was confirmed with the press; `problems` tell what keeps it from filing."""
    if "not_classified" not in request.POST:
        problems["not_classified"] = Refused("public_declaration_missing")
    if asking is None or request.POST.get("do") == WITHOUT:
        return None
    try:
        look_at_code(request.POST.get("code", ""), call, asking)
    except Refused as refused:
        problems["code"] = refused
    return asking.address
