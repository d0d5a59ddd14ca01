"""Members of an organization are reminded of its drafts at their own addresses, each in his language."""

import re
import uuid
from collections.abc import Iterator

import pytest

from jianyou.actions.drafting import begin_draft
from jianyou.actions.organizations import leave, remove_colleague
from jianyou.actions.outbox import Address
from jianyou.actions.reaching import confirm_reach, drop_reach, send_reach_code
from jianyou.actions.reminding import Stop, stop_of, stop_reminders
from jianyou.actions.staff import close_account
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.jobs.reminding import remind_due
from jianyou.jobs.sending import send_due
from jianyou.store.models import Call
from tests.site.kit import moved_deadline, opened
from tests.site.mailbox_sink import Sink, sending
from tests.site.nominee import colleague, founder, member_key, place_of

pytestmark = pytest.mark.usefixtures("site")
STOP = re.compile(r"https://site\.example\.com/reminders/stop/([^/\s]+)/")


@pytest.fixture(autouse=True)
def sink() -> Iterator[Sink]:
    with sending(JIANYOU_URL="https://site.example.com") as found:
        yield found


def reached(sink: Sink, user: uuid.UUID, name: str, lang: str = "zh") -> uuid.UUID:
    """The person, whose address is confirmed as a page of that language does it."""
    asking = send_reach_code(user_id=user, address=Address("mail", f"{name}@example.com"), lang=lang)
    send_due()
    (code,) = re.findall(r"\b(\d{6})\b", sink.bodies[-1])
    confirm_reach(user_id=user, asking=asking, code=code, lang=lang)
    return user


def reminded(sink: Sink) -> dict[str, tuple[str, str]]:
    """The letters that come three hours before the deadline: subject and body by recipient."""
    moved_deadline(Call.objects.get(), 3 * 3600)
    before = len(sink.letters)
    remind_due()
    send_due()
    told = list(zip(sink.recipients, sink.subjects, sink.bodies, strict=True))[before:]
    assert len({recipient for recipient, _, _ in told}) == len(told)
    return {recipient: (subject, body) for recipient, subject, body in told}


def draft_of(user: uuid.UUID, lang: str = "zh") -> str:
    """A draft of that person's organization; its number."""
    opened(seconds=240 * 3600)
    edits = [Edit("c-1-name", "示例轴承有限公司")]
    own = place_of(user).organization
    return begin_draft(actor=PUBLIC, call_slug="call-1", lang=lang, edits=edits, organization=own).number


def test_each_colleague_gets_one_letter_in_his_language(sink: Sink) -> None:
    manager = reached(sink, founder(), "wang")
    zhao = reached(sink, colleague(manager), "zhao", "en")
    colleague(manager, "silent", "孙示例")
    number = draft_of(zhao, "en")
    letters = reminded(sink)
    assert {name: subject.partition("：")[0].partition(":")[0] for name, (subject, _) in letters.items()} == {
        "wang@example.com": "还没有报送",
        "zhao@example.com": "Not filed yet",
    }
    stops = {name: stop_of(STOP.findall(body)[0]) for name, (_, body) in letters.items()}
    assert stops == {
        "wang@example.com": Stop(number, manager.hex),
        "zhao@example.com": Stop(number, zhao.hex),
    }
    for _, body in letters.values():
        assert "https://site.example.com/my/" in body
        # Who belongs there opens it as he is; the code is for who has nothing else.
        assert re.findall("验证码|Code:", body) == []
    remind_due()
    send_due()
    assert len(sink.letters) == 2 + len(letters)


def test_one_stops_and_the_others_go_on(sink: Sink) -> None:
    manager = reached(sink, founder(), "wang")
    zhao = reached(sink, colleague(manager), "zhao")
    number = draft_of(manager)
    stop_reminders(stop=Stop(number, zhao.hex))
    assert list(reminded(sink)) == ["wang@example.com"]


def test_who_left_or_has_no_address_any_more_gets_none(sink: Sink) -> None:
    manager = reached(sink, founder(), "wang")
    removed = reached(sink, colleague(manager, "removed", "钱示例"), "removed")
    left = reached(sink, colleague(manager, "left", "孙示例"), "left")
    closed = reached(sink, colleague(manager, "closed", "李示例"), "closed")
    dropped = reached(sink, colleague(manager, "dropped", "周示例"), "dropped")
    stranger = reached(sink, founder("stranger", organization="示例齿轮厂"), "stranger")
    draft_of(manager)
    remove_colleague(user_id=manager, member=member_key(removed))
    leave(user_id=left)
    close_account(operator="root", username="closed")
    drop_reach(user_id=dropped)
    assert len({removed, left, closed, dropped, stranger}) == 5
    send_due()
    assert list(reminded(sink)) == ["wang@example.com"]


def test_two_accounts_with_one_address_get_one_letter(sink: Sink) -> None:
    manager = reached(sink, founder(), "both")
    reached(sink, colleague(manager), "both")
    draft_of(manager)
    assert list(reminded(sink)) == ["both@example.com"]
