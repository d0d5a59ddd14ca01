"""Organizations with accounts: who belongs, who may do what, and what it leaves behind."""

import threading
import uuid
from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.organizations import (
    MOST_INVITATIONS,
    WRONG_CODES,
    cancel_invitation,
    found_organization,
    hand_out,
    hand_over,
    invite,
    join,
    leave,
    remove_colleague,
    see_messages,
    take_in,
)
from jianyou.actions.signing_up import AN_HOUR, sign_up, sign_up_invited
from jianyou.config.environment import sign_up_open
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.queries.organization_desk import Step, get_desk, list_messages
from jianyou.queries.organizations import (
    Deed,
    Standing,
    get_membership,
    get_people,
    invited_to,
    list_deeds,
    may_open_filing,
)
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Call,
    Draft,
    Filing,
    Invitation,
    LogRow,
    Member,
    Organization,
    OrganizationAct,
    User,
)
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, filed_paper, moved_deadline, opened
from tests.site.nominee import (
    FIRM,
    OTHER_FIRM,
    PASSWORD,
    colleague,
    draft_of_anybody,
    filed_by_anybody,
    founder,
    member_key,
    place_of,
)
from tests.site.signin import account

pytestmark = pytest.mark.usefixtures("site")

CODE = "0123456789AB"


def refused(act: Callable[[], object]) -> str:
    """The code by which it is refused."""
    with pytest.raises(Refused) as found:
        act()
    return found.value.code


def deeds(user: uuid.UUID) -> list[tuple[str, str, str]]:
    """What was done in the organization of that person, the oldest first."""
    found = list_deeds(organization=place_of(user).organization, page=1).items
    return [(line.deed.value, line.person, line.subject) for line in reversed(found)]


def test_an_account_of_an_organization() -> None:
    user = founder()
    own = place_of(user)
    assert (own.name, own.person, own.username, own.standing) == (FIRM, "王示例", "wang.shili", "manager")
    kept = User.objects.get()
    assert (kept.id, kept.must_change, kept.reach, kept.check_password(PASSWORD)) == (user, False, None, True)
    assert deeds(user) == [("founded", "王示例", "")]


def test_the_same_name_of_an_organization_is_nobodys_claim() -> None:
    founder()
    founder("li.shili", name="李示例")
    assert list(Organization.objects.values_list("name", flat=True)) == [FIRM, FIRM]


def test_what_can_not_be_an_account() -> None:
    account()
    tried = {
        "organization_name": {"organization": "  "},
        "organization_person": {"name": ""},
        "staff_username": {"username": "W"},
        "organization_username_taken": {"username": "li.shili"},
    }
    fine = {
        "came_from": "x",
        "username": "wang.shili",
        "name": "王",
        "password": PASSWORD,
        "organization": FIRM,
    }
    for code, wrong in tried.items():
        assert refused(partial(sign_up, **{**fine, **wrong})) == code
    assert refused(lambda: sign_up(**{**fine, "organization": "名" * 201})) == "organization_name"
    assert refused(lambda: sign_up(**{**fine, "name": "名\x07"})) == "organization_person"
    assert (User.objects.count(), Organization.objects.count()) == (1, 0)


def test_sign_ups_from_one_address_are_bounded() -> None:
    founder("taken")
    for _ in range(AN_HOUR - 1):
        assert refused(lambda: founder("taken")) == "organization_username_taken"
    assert refused(lambda: founder("free")) == "organization_sign_ups_over"
    elsewhere = {"came_from": "192.0.2.9", "username": "free", "name": "王", "password": PASSWORD}
    sign_up(**elsewhere, organization=FIRM)


def test_two_who_want_one_name_at_the_same_time() -> None:
    told: list[str] = []

    def attempt(number: int) -> None:
        try:
            sign_up(
                came_from=f"192.0.2.{number}",
                username="same",
                name="王",
                password=PASSWORD,
                organization=FIRM,
            )
            told.append("made")
        except Refused as wrong:
            told.append(wrong.code)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == ["made", *["organization_username_taken"] * 3]
    assert (Organization.objects.count(), Member.objects.count()) == (1, 1)


def test_a_colleague_joins_by_an_invitation_once() -> None:
    manager = founder()
    made = invite(user_id=manager)
    assert timedelta(days=6, hours=23) < made.until - database_now() <= timedelta(days=7)
    assert invited_to(code=made.code) == FIRM
    assert made.code not in Invitation.objects.get().code_index
    second = {"came_from": "x", "name": "赵示例", "password": PASSWORD, "code": made.code}
    joined = sign_up_invited(username="zhao.shili", **second)
    assert place_of(joined).standing is Standing.COLLEAGUE
    assert refused(lambda: sign_up_invited(username="qian.shili", **second)) == "organization_code_used"
    assert refused(lambda: invited_to(code=made.code)) == "organization_code_used"
    assert User.objects.count() == 2
    assert deeds(manager) == [
        ("founded", "王示例", ""),
        ("invited", "王示例", ""),
        ("joined", "赵示例", "zhao.shili"),
    ]


def test_an_invitation_that_is_over_or_cancelled_or_wrong() -> None:
    manager = founder()
    over, cancelled = invite(user_id=manager), invite(user_id=manager)
    Invitation.objects.filter(expires_at=over.until).update(expires_at=database_now())
    (waiting,) = get_people(organization=place_of(manager).organization, viewer=manager).invitations
    cancel_invitation(user_id=manager, invitation=waiting.key)
    newcomer = account().id
    told = [refused(partial(join, user_id=newcomer, code=code)) for code in (over.code, cancelled.code)]
    assert told == ["organization_code_over"] * 2
    assert refused(lambda: join(user_id=newcomer, code="AAAA-AAAA-AAAA")) == "organization_code_unknown"
    assert get_people(organization=place_of(manager).organization, viewer=manager).invitations == ()
    assert get_membership(user_id=newcomer) is None


def test_one_invitation_wanted_by_two_at_the_same_time() -> None:
    code = invite(user_id=founder()).code
    told: list[str] = []

    def attempt(user: uuid.UUID) -> None:
        try:
            join(user_id=user, code=code)
            told.append("joined")
        except Refused as wrong:
            told.append(wrong.code)
        finally:
            connection.close()

    users = [account(username=f"staff{number}").id for number in range(3)]
    threads = [threading.Thread(target=attempt, args=(user,)) for user in users]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(told) == ["joined", *["organization_code_used"] * 2]
    assert Member.objects.count() == 2


def test_staff_may_belong_to_an_organization_too_but_to_one() -> None:
    manager = founder()
    staff = account().id
    join(user_id=staff, code=invite(user_id=manager).code)
    assert place_of(staff).name == FIRM
    again = invite(user_id=manager).code
    assert refused(lambda: join(user_id=staff, code=again)) == "organization_one_only"
    assert refused(lambda: found_organization(user_id=staff, name=OTHER_FIRM)) == "organization_one_only"
    assert invited_to(code=again) == FIRM


def test_wrong_invitations_are_bounded() -> None:
    manager, staff = founder(), account().id
    for number in range(WRONG_CODES):
        code = f"AAAA-AAAA-AA{number:02}"
        assert refused(partial(join, user_id=staff, code=code)) == "organization_code_unknown"
    right = invite(user_id=manager).code
    assert refused(lambda: join(user_id=staff, code=right)) == "organization_tries_over"


def test_invitations_that_wait_are_bounded() -> None:
    manager = founder()
    for _ in range(MOST_INVITATIONS):
        invite(user_id=manager)
    assert refused(lambda: invite(user_id=manager)) == "organization_invitations_over"


def test_what_only_the_manager_does() -> None:
    manager = founder()
    second, third = colleague(manager), colleague(manager, "qian.shili", "钱示例")
    invite(user_id=manager)
    waiting = Invitation.objects.get(used_by=None).id
    opened()
    number = filed_by_anybody(organization=place_of(manager).organization).filing.number
    tried: list[Callable[[], object]] = [
        lambda: invite(user_id=second),
        lambda: cancel_invitation(user_id=second, invitation=waiting),
        lambda: remove_colleague(user_id=second, member=member_key(third)),
        lambda: hand_over(user_id=second, member=member_key(third)),
        lambda: hand_out(user_id=second, number=number),
    ]
    assert [refused(act) for act in tried] == ["organization_manager_only"] * 5


def test_nobody_acts_on_people_of_another_organization_or_on_himself() -> None:
    manager, stranger = founder(), founder("stranger", organization=OTHER_FIRM)
    waiting = invite(user_id=manager) and Invitation.objects.get().id
    for member in (member_key(manager), member_key(stranger), uuid.uuid4()):
        act = partial(remove_colleague, user_id=stranger, member=member)
        assert refused(act) == "organization_no_colleague"
    cancel = partial(cancel_invitation, user_id=stranger, invitation=waiting)
    assert refused(cancel) == "organization_invitation_gone"


def test_a_removed_colleague_opens_nothing_at_once() -> None:
    manager = founder()
    gone = colleague(manager)
    organization = place_of(gone).organization
    opened()
    number = filed_by_anybody(organization=organization).filing.number
    assert may_open_filing(user_id=gone, number=number) is True
    remove_colleague(user_id=manager, member=member_key(gone))
    assert (get_membership(user_id=gone), may_open_filing(user_id=gone, number=number)) == (None, False)
    assert refused(lambda: leave(user_id=gone)) == "organization_none"
    assert Filing.objects.get().organization_id == organization
    assert deeds(manager)[-1] == ("removed", "王示例", "zhao.shili")
    # He may come again, and his first time stays written.
    join(user_id=gone, code=invite(user_id=manager).code)
    assert [row.until is None for row in Member.objects.filter(user_id=gone).order_by("since")] == [
        False,
        True,
    ]


def test_a_closed_account_opens_nothing() -> None:
    user = founder()
    opened()
    number = filed_by_anybody(organization=place_of(user).organization).filing.number
    assert may_open_filing(user_id=user, number=number) is True
    User.objects.update(is_active=False)
    assert (get_membership(user_id=user), may_open_filing(user_id=user, number=number)) == (None, False)


def test_what_belongs_to_nobody_is_opened_by_nobody() -> None:
    user = founder()
    opened()
    number = filed_by_anybody().filing.number
    assert may_open_filing(user_id=user, number=number) is False


def test_a_manager_leaves_only_after_handing_over() -> None:
    manager = founder()
    second = colleague(manager)
    organization = place_of(manager).organization
    assert refused(lambda: leave(user_id=manager)) == "organization_hand_over_first"
    hand_over(user_id=manager, member=member_key(second))
    assert (place_of(manager).standing, place_of(second).standing) == ("colleague", "manager")
    assert refused(lambda: invite(user_id=manager)) == "organization_manager_only"
    leave(user_id=manager)
    people = get_people(organization=organization, viewer=second)
    assert [(line.person, line.standing, line.own) for line in people.members] == [
        ("赵示例", "manager", True)
    ]
    assert deeds(second)[-2:] == [
        ("handed_over", "王示例", "zhao.shili"),
        ("left", "王示例", "wang.shili"),
    ]


def test_who_is_alone_leaves_only_an_empty_organization() -> None:
    manager = founder()
    call = opened()
    draft = draft_of_anybody(call)
    take_in(user_id=manager, number=draft.number, code=CODE)
    assert refused(lambda: leave(user_id=manager)) == "organization_invite_first"
    draft.delete()
    leave(user_id=manager)
    assert get_membership(user_id=manager) is None
    found_organization(user_id=manager, name=f"  {OTHER_FIRM} ")
    assert place_of(manager).name == OTHER_FIRM


def test_taking_in_a_filing_is_logged_in_the_call() -> None:
    manager = founder()
    opened()
    filed = filed_by_anybody()
    number = filed.filing.number
    taken = take_in(user_id=manager, number=number, code=filed.code)
    assert (taken.number, taken.draft) == (number, False)
    assert Filing.objects.get().organization_id == place_of(manager).organization
    row = LogRow.objects.get(act=Act.TAKE_FILING)
    assert row.content == {
        "number": number,
        "organization": FIRM,
        "act": "take_filing",
        "actor": "filer",
        "role": "filer",
    }
    assert deeds(manager)[-1] == ("filing_taken", "王示例", number)
    assert (
        refused(lambda: take_in(user_id=manager, number=number, code=filed.code))
        == "organization_taken_already"
    )
    assert LogRow.objects.filter(act=Act.TAKE_FILING).count() == 1


def test_a_draft_is_taken_in_and_the_log_knows_nothing() -> None:
    manager, call = founder(), opened()
    before = LogRow.objects.count()
    draft = draft_of_anybody(call)
    taken = take_in(user_id=manager, number=draft.number, code=CODE)
    assert (taken.number, taken.draft) == (draft.number, True)
    assert Draft.objects.get().organization_id == place_of(manager).organization
    assert LogRow.objects.count() == before
    assert deeds(manager)[-1] == ("draft_taken", "王示例", draft.number)
    other = founder("other", organization=OTHER_FIRM)
    told = refused(lambda: take_in(user_id=other, number=draft.number, code=CODE))
    assert told == "organization_taken_elsewhere"


def test_another_organization_takes_it_only_once_it_was_handed_out() -> None:
    first, second = founder(), founder("other", organization=OTHER_FIRM)
    opened()
    filed = filed_by_anybody(organization=place_of(first).organization)
    number = filed.filing.number
    take = partial(take_in, user_id=second, number=number, code=filed.code)
    assert refused(take) == "organization_taken_elsewhere"
    assert refused(lambda: hand_out(user_id=second, number=number)) == "organization_not_own"
    assert hand_out(user_id=first, number=number) == filed.code
    assert not may_open_filing(user_id=first, number=number)
    take()
    assert may_open_filing(user_id=second, number=number)
    assert deeds(first)[-1] == ("filing_handed_out", "王示例", number)


def test_wrong_codes_of_filings_are_bounded() -> None:
    manager = founder()
    opened()
    filed = filed_by_anybody()
    number = filed.filing.number
    for code in ["0" * 12, *["1" * 12] * (WRONG_CODES - 1)]:
        assert refused(partial(take_in, user_id=manager, number=number, code=code)) == "public_no_filing"
    assert (
        refused(lambda: take_in(user_id=manager, number=number, code=filed.code)) == "organization_tries_over"
    )
    assert refused(lambda: take_in(user_id=founder("other"), number="NONE", code="")) == "public_no_filing"


def test_filings_of_a_call_that_is_over_are_taken_in_too() -> None:
    manager, call = founder(), opened()
    filed = filed_by_anybody()
    Call.objects.filter(id=call.id).update(status=CallStatus.CANCELLED)
    take_in(user_id=manager, number=filed.filing.number, code=filed.code)
    (own,) = get_desk(organization=place_of(manager).organization).calls
    assert (own.step, own.call.open, own.call.shown) == (Step.OVER, False, False)


def test_the_one_next_step_in_each_call() -> None:
    user = founder()
    organization = place_of(user).organization
    calls = {name: opened(name) for name in ("start", "fill", "seal", "wait", "correct")}
    gone = opened("missed")
    not_ours = opened("not-ours")
    filed_by_anybody("missed", organization=organization)
    moved_deadline(gone, -5)
    moved_deadline(not_ours, -5)
    draft_of_anybody(calls["fill"])
    Draft.objects.update(organization_id=organization)
    prefilled = filed_by_anybody("seal", organization=organization).filing
    for name in ("wait", "correct"):
        one = filed_by_anybody(name, organization=organization).filing
        Filing.objects.filter(id=one.id).update(status=FilingStatus.FILED, filed_at=database_now())
    due = database_now() + timedelta(days=3)
    return_entry(
        actor=clerk(), looked=Looked(one.number, 1, 1), remarks=[Remark("name", "请写全称。")], due=due
    )
    withdrawn = filed_by_anybody("start", organization=organization).filing
    Filing.objects.filter(id=withdrawn.id).update(status=FilingStatus.WITHDRAWN)
    desk = get_desk(organization=organization)
    assert [(own.call.slug, own.step.value, own.number) for own in desk.calls] == [
        ("correct", "correct", one.number),
        ("fill", "fill", "DRAF-TDRA-FT22"),
        ("seal", "seal", prefilled.number),
        ("start", "start", ""),
        ("wait", "wait", ""),
        ("missed", "missed", desk.calls[-1].filings[0].number),
    ]
    assert desk.calls[0].until == due
    assert (desk.drafts, desk.unread) == (1, 6)
    other = get_desk(organization=place_of(founder("other", organization=OTHER_FIRM)).organization)
    assert [(own.step, own.drafts, own.filings) for own in other.calls] == [(Step.START, (), ())] * 5


def test_messages_are_new_until_somebody_has_read_them() -> None:
    manager = founder()
    second = colleague(manager)
    organization = place_of(manager).organization
    opened()
    filed_by_anybody(organization=organization)
    (message,) = list_messages(organization=organization, page=1).items
    assert (message.kind, message.unread) == ("received", True)
    see_messages(user_id=second)
    assert [one.unread for one in list_messages(organization=organization, page=1).items] == [False]
    assert get_desk(organization=organization).unread == 0
    filed_by_anybody(organization=organization)
    assert [one.unread for one in list_messages(organization=organization, page=1).items] == [True, False]
    assert get_desk(organization=organization).unread == 1
    assert deeds(manager)[-1] == ("messages_seen", "赵示例", "")


@pytest.mark.parametrize("count", [1, 3])
def test_the_desk_takes_as_many_queries_for_three_as_for_one(count: int) -> None:
    organization = place_of(founder()).organization
    for number in range(count):
        call = opened(f"call-{number}")
        filed_by_anybody(call.slug, organization=organization)
        draft_of_anybody(call, f"DRAF-TDRA-FT2{number}")
    Draft.objects.update(organization_id=organization)
    with CaptureQueriesContext(connection) as queries:
        desk = get_desk(organization=organization)
    assert [(len(own.drafts), len(own.filings)) for own in desk.calls] == [(1, 1)] * count
    assert len(queries) == 5


def test_a_paper_at_the_counter_belongs_to_nobody() -> None:
    number = filed_paper()
    assert Filing.objects.get(number=number).organization_id is None


def test_every_deed_is_written_by_somebody() -> None:
    """The deeds of the tests above are all there are."""
    assert set(Deed) == {
        *("founded", "invited", "invitation_cancelled", "joined", "left", "removed", "handed_over"),
        *("filing_taken", "draft_taken", "filing_handed_out", "messages_seen"),
    }
    manager = founder()
    invite(user_id=manager)
    waiting = Invitation.objects.get()
    cancel_invitation(user_id=manager, invitation=waiting.id)
    assert list(OrganizationAct.objects.order_by("id").values_list("act", flat=True)) == [
        *("founded", "invited", "invitation_cancelled")
    ]


def test_whether_organizations_sign_up() -> None:
    assert [sign_up_open({"JIANYOU_SIGN_UP": one}) for one in ("", "on", "off")] == [True, True, False]
    assert refused(lambda: sign_up_open({"JIANYOU_SIGN_UP": "no"})) == "organization_sign_up_unknown"
