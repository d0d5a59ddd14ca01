"""An account's address is confirmed, changed, taken away; by it a forgotten password is replaced."""

import itertools
import re
import uuid
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext, override_settings

from jianyou.actions.confirming import CODES_A_FILING, WRONG_TRIES, Asking
from jianyou.actions.forgetting import forget_messages
from jianyou.actions.outbox import Address
from jianyou.actions.reaching import (
    Reach,
    confirm_reach,
    drop_reach,
    reach_asking,
    reach_finder,
    reach_of,
    send_reach_code,
)
from jianyou.actions.recovering import FROM_A_PLACE, OF_A_NAME, ask_recovery, recover
from jianyou.actions.staff import close_account
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.mailbox.messages import rendered
from jianyou.jobs.forgetting import forget_due
from jianyou.jobs.sending import send_due
from jianyou.queries.office_messages import list_office_messages
from jianyou.queries.organization_desk import list_messages
from jianyou.store.dialect import database_now
from jianyou.store.models import Count, OutboxMessage, SiteAct, User
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.kit import clerk
from tests.site.mailbox_sink import Sink, sending
from tests.site.nominee import PASSWORD, founder, place_of
from tests.site.signin import account

pytestmark = pytest.mark.usefixtures("site")

WANG, LI = Address("mail", "wang@example.com"), Address("mail", "li@example.com")
NAME, NEW = "wang.shili", "另一个密码，也长一些，也好记"
HERE = "192.0.2.7"


@pytest.fixture(autouse=True)
def sink() -> Iterator[Sink]:
    with sending() as found:
        yield found


def code_in(sink: Sink) -> str:
    """The code of the last letter."""
    send_due()
    return sink.bodies[-1].partition("确认码：")[2][:6]


def other_than(code: str) -> str:
    return f"{(int(code) + 1) % 10**6:06}"


def refused(do: Callable[[], object]) -> str:
    with pytest.raises(Refused) as told:
        do()
    return told.value.code


def reached(sink: Sink, user: uuid.UUID, address: Address = WANG, lang: str = "zh") -> None:
    """The account has that address, and nothing was counted."""
    asking = send_reach_code(user_id=user, address=address, lang="zh")
    confirm_reach(user_id=user, asking=asking, code=code_in(sink), lang=lang)
    Count.objects.all().delete()


def deeds() -> list[str]:
    return list(SiteAct.objects.order_by("at", "id").values_list("act", flat=True))


def asked(username: str = NAME, address: Address = WANG, came_from: str = HERE) -> Asking:
    return ask_recovery(came_from=came_from, username=username, address=address, lang="zh")


def recovered(asking: Asking, code: str, password: str = NEW, username: str = NAME) -> None:
    recover(came_from=HERE, username=username, asking=asking, code=code, password=password)


def has_password(password: str, username: str = NAME) -> bool:
    return User.objects.get(username=username).check_password(password)


def test_an_address_is_confirmed_and_kept_unreadable(sink: Sink) -> None:
    user = founder()
    asking = send_reach_code(user_id=user, address=WANG, lang="zh")
    code = code_in(sink)
    assert sink.subjects == ["确认码：账号的消息地址"]
    assert sink.bodies[0].strip().split("\n")[1:] == [
        f"确认码：{code}",
        "如果不是您本人，请不必理会：不填确认码，什么都不会改变。",
        "本消息由系统自动发出，请不要回复。",
    ]
    assert reach_of(user_id=user) is None
    confirm_reach(user_id=user, asking=asking, code=f" {code[:3]} {code[3:]}", lang="en")
    assert reach_of(user_id=user) == Reach(WANG, "en")
    row, act = User.objects.get(), SiteAct.objects.get()
    assert b"wang@" not in bytes(row.reach or b"")
    assert row.reach_lookup == reach_finder(WANG)
    assert (act.act, act.subject, act.operator, act.content) == (
        "reach_confirmed",
        NAME,
        NAME,
        {"channel": "mail"},
    )
    message = OutboxMessage.objects.get()
    assert (message.office_id, message.call_id, message.recipient, message.secret) == (None,) * 4
    assert list(message.params) == ["until"]


def test_what_confirms_nothing(sink: Sink) -> None:
    user, other = founder(), founder("zhao.shili", organization="示例齿轮厂")
    asking = send_reach_code(user_id=user, address=WANG, lang="zh")
    code = code_in(sink)
    confirm: Callable[..., None] = lambda **more: confirm_reach(  # noqa: E731  — one line of defaults
        **{"user_id": user, "asking": asking, "code": code, "lang": "zh", **more}
    )
    assert refused(lambda: confirm(code=" ")) == "reach_code_missing"
    assert refused(lambda: confirm(code=other_than(code))) == "confirm_code_wrong"
    assert refused(lambda: confirm(user_id=other)) == "reach_asking_gone"
    # The code goes with its address: another one isn't confirmed by it.
    assert refused(lambda: confirm(asking=reach_asking(user_id=user, address=LI))) == "confirm_code_wrong"
    assert list(User.objects.values_list("reach", "reach_lookup")) == [(None, "")] * 2
    for _ in range(WRONG_TRIES - 2):
        assert refused(lambda: confirm(code=other_than(code))) == "confirm_code_wrong"
    assert refused(confirm) == "reach_tries_over"
    for _ in range(CODES_A_FILING - 1):
        send_reach_code(user_id=user, address=WANG, lang="zh")
    assert refused(lambda: send_reach_code(user_id=user, address=WANG, lang="zh")) == "reach_codes_over"
    for at in range(CODES_A_FILING):
        send_reach_code(user_id=other, address=Address("mail", f"a{at}@example.com"), lang="zh")


def test_an_address_is_not_flooded() -> None:
    for at in range(10):
        send_reach_code(user_id=uuid.UUID(int=at), address=WANG, lang="zh")
    over = refused(lambda: send_reach_code(user_id=uuid.UUID(int=10), address=WANG, lang="zh"))
    assert over == "reach_address_over"


def test_the_former_address_is_told(sink: Sink) -> None:
    user = founder()
    reached(sink, user, WANG)
    reached(sink, user, WANG, "en")  # the same once more is no change
    reached(sink, user, LI)
    drop_reach(user_id=user)
    drop_reach(user_id=user)
    send_due()
    told = [
        one for one in zip(sink.recipients, sink.subjects, strict=True) if not one[1].startswith("确认码")
    ]
    assert told == [
        ("wang@example.com", "The address of your account was changed"),
        ("li@example.com", "账号的消息地址已更改"),
    ]
    assert reach_of(user_id=user) is None
    assert User.objects.get().reach_lookup == ""
    assert deeds() == ["reach_confirmed"] * 3 + ["reach_dropped"]


def test_no_office_and_no_organization_sees_messages_about_accounts(sink: Sink) -> None:
    user = founder()
    reached(sink, user)
    drop_reach(user_id=user)
    OutboxMessage.objects.update(audience="office")
    assert list_office_messages(viewer=clerk(), page=1).items == ()
    OutboxMessage.objects.update(audience="filer")
    assert list_messages(organization=place_of(user).organization, page=1).items == ()


def test_messages_about_accounts_are_removed_a_day_later(sink: Sink) -> None:
    reached(sink, founder())
    asked(address=LI)
    asked()
    assert OutboxMessage.objects.exclude(next_try_at=None).count() == 1
    at = database_now()
    assert forget_messages(at=at + timedelta(hours=23)) == 0
    OutboxMessage.objects.update(at=at - timedelta(days=2))
    assert forget_due() == 0
    # What still waits is left to wait.
    assert [one.kind for one in OutboxMessage.objects.all()] == ["recovery_code"]


def test_a_forgotten_password_is_replaced_once(sink: Sink) -> None:
    user = founder()
    reached(sink, user)
    asking = asked()
    code = code_in(sink)
    assert "为账号 wang.shili 重设密码" in sink.bodies[-1]
    recovered(asking, code)
    assert (has_password(NEW), has_password(PASSWORD)) == (True, False)
    act = SiteAct.objects.latest("at")
    assert (act.act, act.subject, act.operator, act.content) == ("password_recovered", NAME, NAME, {})
    send_due()
    assert (sink.subjects[-1], sink.recipients[-1]) == ("密码已重设", "wang@example.com")
    # The code was good for the password that was forgotten.
    assert refused(lambda: recovered(asking, code, PASSWORD)) == "confirm_code_wrong"
    assert has_password(NEW)
    assert reach_of(user_id=user) == Reach(WANG, "zh")


def test_what_replaces_no_password(sink: Sink) -> None:
    user = founder()
    reached(sink, user)
    founder("zhao.shili", organization="示例齿轮厂")
    asking = asked()
    code = code_in(sink)
    elsewhere = send_reach_code(user_id=user, address=WANG, lang="zh")
    wrong = {
        "another code": lambda: recovered(asking, other_than(code)),
        "another name": lambda: recovered(asking, code, username="zhao.shili"),
        "nobody": lambda: recovered(asking, code, username="nobody"),
        "another asking": lambda: recovered(Asking(uuid.uuid4(), WANG), code),
        "the code that confirms an address": lambda: recovered(elsewhere, code_in(sink)),
    }
    assert {name: refused(do) for name, do in wrong.items()} == dict.fromkeys(wrong, "confirm_code_wrong")
    assert refused(lambda: recovered(asking, "")) == "reach_code_missing"
    with pytest.raises(ValidationError) as broken:
        recovered(asking, code, "wang.shili.2026")
    assert broken.value.error_list[0].code == "password_too_similar"
    drop_reach(user_id=user)
    assert refused(lambda: recovered(asking, code)) == "confirm_code_wrong"
    assert has_password(PASSWORD)


def test_nobody_learns_which_accounts_and_addresses_there_are(sink: Sink) -> None:
    reached(sink, founder())
    founder("zhao.shili", organization="示例齿轮厂")
    close_account(operator="root", username=founder_closed(sink))
    sink.letters.clear()
    OutboxMessage.objects.all().delete()
    statements, params = [], []
    for username, address in (
        (NAME, WANG),
        (NAME, LI),
        ("zhao.shili", WANG),
        ("qian.shili", Address("mail", "qian@example.com")),
        ("nobody", WANG),
        ("13800000000", WANG),
    ):
        Count.objects.all().delete()
        with CaptureQueriesContext(connection) as told:
            asked(username, address)
        statements.append([re.sub(r"'[^']*'|\b0x\w+|\b\d+\b", "?", one["sql"])[:90] for one in told])
        params.append(OutboxMessage.objects.latest("id").params["username"])
    assert statements == [statements[0]] * 6
    assert params == [NAME, "", "", "", "", ""]
    send_due()
    assert sink.recipients[-1:] == ["wang@example.com"]
    assert len(sink.letters) == 1


def founder_closed(sink: Sink) -> str:
    """The name of an account with an address that is about to be closed."""
    reached(sink, founder("qian.shili", organization="示例铸造厂"), Address("mail", "qian@example.com"))
    return "qian.shili"


def test_recovering_is_limited_by_name_place_and_address() -> None:
    for at in range(OF_A_NAME):
        asked("nobody", Address("mail", f"a{at}@example.com"), f"192.0.2.{at}")
    assert refused(lambda: asked("nobody", LI, "192.0.2.99")) == "recovery_often"
    for at in range(FROM_A_PLACE):
        asked(f"nobody{at}", Address("mail", f"b{at}@example.com"))
    assert refused(lambda: asked("somebody")) == "recovery_often"
    assert refused(lambda: recovered(Asking(uuid.uuid4(), WANG), "123456")) == "recovery_often"
    for at in range(10):
        asked(f"person{at}", LI, f"198.51.100.{at}")
    assert refused(lambda: asked("person", LI, "198.51.100.99")) == "reach_address_over"


def test_a_code_is_guessed_five_times(sink: Sink) -> None:
    reached(sink, founder())
    asking = asked()
    code = code_in(sink)
    for _ in range(WRONG_TRIES):
        assert refused(lambda: recovered(asking, other_than(code))) == "confirm_code_wrong"
    assert refused(lambda: recovered(asking, code)) == "reach_tries_over"
    assert has_password(PASSWORD)


@pytest.mark.parametrize(("required", "factor", "goes"), [(0, 0, 1), (0, 1, 1), (1, 0, 0), (1, 1, 1)])
def test_staff_recover_unless_the_address_alone_would_do(
    sink: Sink, required: int, factor: int, goes: int
) -> None:
    user = account(Role.OFFICE_CLERK, username=NAME)
    reached(sink, user.id)
    if factor:
        Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={})
    with override_settings(JIANYOU_SECOND_FACTOR_REQUIRED=bool(required)):
        before, asking = len(sink.letters), asked()
        send_due()
        assert len(sink.letters) - before == goes
        code = sink.bodies[-1].partition("确认码：")[2][:6]
        if goes:
            recovered(asking, code)
        else:
            assert refused(lambda: recovered(asking, code)) == "confirm_code_wrong"
    assert has_password(NEW) == bool(goes)
    assert Authenticator.objects.count() == factor


def test_a_given_password_need_not_be_changed_after_that(sink: Sink) -> None:
    user = account(Role.OFFICE_CLERK, username=NAME, settled=False)
    reached(sink, user.id)
    recovered(asked(), code_in(sink))
    assert User.objects.get().must_change is False


def test_every_message_about_an_account_is_said_in_words(sink: Sink) -> None:
    user = founder()
    reached(sink, user)
    recovered(asked(), code_in(sink))
    drop_reach(user_id=user)
    messages = list(OutboxMessage.objects.order_by("id"))
    assert [one.kind for one in messages] == [
        "account_code",
        "recovery_code",
        "password_recovered",
        "reach_changed",
    ]
    for message, lang in itertools.product(messages, Lang):
        secret = {"code": "123456"} if message.kind.endswith("code") else {}
        said = rendered(message.kind, message.params, lang, link="", secret=secret)
        words = f"{said.subject}\n{said.body}"
        assert re.findall(r"[{}]|\d{4}-\d\d-\d\dT|example", words) == []
        assert re.findall("123456|: *$|：$", words) == (["123456"] if secret else [])
        assert bool(re.findall("[\u4e00-\u9fff]", words)) is (lang is Lang.ZH)
