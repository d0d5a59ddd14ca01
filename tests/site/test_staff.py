"""Accounts of staff as whoever runs the site keeps them: by actions, and by command."""

import re
from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path

import pytest
from django.contrib.sessions.models import Session

from jianyou.actions.offices import make_office
from jianyou.actions.staff import (
    add_staff,
    choose_password,
    close_account,
    one_time_password,
    reopen_account,
    reset_password,
    set_roles,
)
from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.overview import list_site_acts
from jianyou.queries.people import Account, Person, get_person, list_staff
from jianyou.store.models import Post, User
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.commands import runner
from tests.site.kit import office
from tests.site.public import browser
from tests.site.signin import DESK, GIVEN, NAME, PASSWORD, account, second_factor, sign_in, signed_in

pytestmark = pytest.mark.usefixtures("site")


def add(**other: object) -> None:
    """An account with something else about it."""
    told: dict[str, object] = {
        "operator": "root",
        "office": "office",
        "username": NAME,
        "name": "李示例",
        "roles": [Role.OFFICE_CLERK],
        "password": GIVEN,
    }
    add_staff(**{**told, **other})  # type: ignore[arg-type]


def test_an_account_with_its_posts() -> None:
    user = account(Role.SECTION_HEAD, Role.OFFICE_CLERK, Role.OFFICE_CLERK, settled=False)
    person = Person(
        username=NAME,
        name="李示例",
        office=office().id.hex,
        office_slug="office",
        office_name="示例市经济信息化委员会",
        roles=(Role.OFFICE_CLERK, Role.SECTION_HEAD),
        must_change=True,
    )
    assert get_person(user_id=user.id) == person
    kept = Account(person=person, active=True, second_factor=False, signed_in_at=None)
    assert list_staff() == list_staff(office_slug="office") == (kept,)
    assert list_staff(office_slug="other") == ()
    assert not user.check_password("")
    assert user.check_password(GIVEN)


UNFIT: dict[str, list[dict[str, object]]] = {
    "site_no_office": [{"office": "nowhere"}],
    "staff_username": [{"username": one} for one in ("Li", "李示例", "x", "a" * 41, "-ab", "li.ming\n")],
    "staff_name": [{"name": " "}, {"name": "x" * 101}],
    "staff_roles": [{"roles": []}, {"roles": [Role.OFFICE_CLERK, Role.FILER]}],
    "staff_taken": [{"username": "taken"}],
}


def test_what_an_account_needs() -> None:
    account(username="taken")
    for code, others in UNFIT.items():
        for other in others:
            with pytest.raises(Refused) as refused:
                add(**other)
            assert refused.value.code == code, other
    assert [user.username for user in User.objects.all()] == ["taken"]


def test_a_closed_account_keeps_its_name() -> None:
    account()
    close_account(operator="root", username=NAME)
    with pytest.raises(Refused) as refused:
        add()
    assert refused.value.code == "staff_taken"


def test_a_closed_account_forgets_where_its_person_was_reached() -> None:
    user = account()
    user.reach, user.reach_lookup = b"sealed", "found"
    user.save()
    close_account(operator="root", username=NAME)
    reopen_account(operator="root", username=NAME, password=GIVEN)
    assert list(User.objects.values_list("reach", "reach_lookup")) == [(None, "")]


def test_roles_change_within_the_office() -> None:
    make_office(operator="root", slug="other", name="示例区经济信息化局")
    user = account(Role.OFFICE_CLERK, Role.COUNTER_CLERK, slug="other")
    set_roles(operator="root", username=NAME, roles=[Role.COUNTER_CLERK, Role.SUPERVISOR])
    person = get_person(user_id=user.id)
    assert (person.roles, person.office_slug) == ((Role.COUNTER_CLERK, Role.SUPERVISOR), "other")
    with pytest.raises(Refused):
        set_roles(operator="root", username=NAME, roles=[])
    assert Post.objects.count() == 2


def test_closing_ends_sessions_for_good() -> None:
    client = signed_in()
    close_account(operator="root", username=NAME)
    assert client.get("/account/").status_code == HTTPStatus.FOUND
    assert sign_in(browser()).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    reopen_account(operator="root", username=NAME, password=GIVEN)
    assert Session.objects.count() == 1
    assert client.get("/account/").headers["Location"].startswith("/account/sign-in/")
    assert sign_in(browser()).status_code == HTTPStatus.UNPROCESSABLE_ENTITY
    again = browser()
    assert sign_in(again, GIVEN).headers["Location"] == DESK
    assert again.get(DESK).headers["Location"].startswith("/account/password/")


def test_what_cannot_be_done() -> None:
    account()
    with pytest.raises(Refused) as refused:
        reopen_account(operator="root", username=NAME, password=GIVEN)
    assert refused.value.code == "staff_open"
    with pytest.raises(Refused) as refused:
        close_account(operator="root", username="nobody")
    assert refused.value.code == "staff_unknown"


def test_one_time_passwords_are_long_and_differ() -> None:
    made = {one_time_password() for _ in range(100)}
    assert len(made) == 100
    assert all(re.fullmatch(r"[2-9A-HJ-NP-TV-Z]{4}(-[2-9A-HJ-NP-TV-Z]{4}){3}", one) for one in made)


@pytest.fixture
def jianyou(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Callable[..., str]:
    """Runs `jianyou site staff …`."""
    return runner(site, "staff", monkeypatch, capsys)


def password_in(told: str) -> str:
    found = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$", told.strip())
    assert found
    return found.group()


def test_accounts_by_command(jianyou: Callable[..., str]) -> None:
    office()
    assert jianyou("list") == "还没有账号。\n"
    told = jianyou("add", NAME, "--name", "李示例", "--role", "office_clerk", "--role", "section_head")
    assert told.startswith(f"已开通账号“{NAME}”。一次性密码（只显示这一次，首次登录时须更改）：")
    first = password_in(told)
    assert sign_in(browser(), first).headers["Location"] == DESK
    assert jianyou("list") == f"{NAME}  李示例  office  经办人、处室负责人  密码待更改\n"
    choose_password(user_id=User.objects.get().id, password=PASSWORD)
    told = jianyou("roles", NAME, "--role", "supervisor", lang=Lang.EN)
    assert told == f"“{NAME}” now has these roles: a supervisor.\n"
    assert (
        jianyou("list", "--office", "office", lang=Lang.EN) == f"{NAME}  李示例  office  a supervisor  open\n"
    )
    client = browser()
    sign_in(client)
    second_factor(client)
    assert jianyou("list") == f"{NAME}  李示例  office  监督人员  在用、两步验证\n"
    second = password_in(jianyou("password", NAME, "--without-second-factor"))
    assert client.get("/account/").status_code == HTTPStatus.FOUND
    assert sign_in(browser(), second).headers["Location"] == DESK
    assert jianyou("close", NAME) == f"已停用账号“{NAME}”，原有登录随即失效。\n"
    assert jianyou("list") == f"{NAME}  李示例  office  监督人员  已停用\n"
    third = password_in(jianyou("reopen", NAME))
    assert sign_in(browser(), third).headers["Location"] == DESK
    assert len({first, second, third}) == 3


def test_commands_that_say_too_little(
    jianyou: Callable[..., str], capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in (["add", NAME, "--name", "李示例"], ["roles", NAME, "--role", "filer"], ["close"], []):
        with pytest.raises(SystemExit) as ended:
            jianyou(*arguments)
        assert ended.value.code == 2
        assert capsys.readouterr().err


def test_every_act_on_accounts_is_in_the_log_of_the_site() -> None:
    account()
    set_roles(operator="root", username=NAME, roles=[Role.SUPERVISOR])
    reset_password(operator="root", username=NAME, password=GIVEN)
    choose_password(user_id=User.objects.get().id, password=PASSWORD)
    close_account(operator="root", username=NAME)
    reopen_account(operator="root", username=NAME, password=GIVEN)
    told = [(act.act, act.subject, act.operator) for act in list_site_acts()]
    assert told == [
        ("account_added", NAME, "root"),
        ("roles_set", NAME, "root"),
        ("password_reset", NAME, "root"),
        ("password_chosen", NAME, NAME),
        ("account_closed", NAME, "root"),
        ("account_reopened", NAME, "root"),
    ]
    assert PASSWORD not in str(list_site_acts())
    assert GIVEN not in str(list_site_acts())
