"""What the people of an organization do with it: invite, join, remove, hand over, leave, take in, hand out.

Every act is written in the organization's own course, in the same transaction. Who acts is named by the key
of his account; whether he may is read anew under the lock of the organization.
"""

import hmac
import uuid
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction

from jianyou.actions.acting import check_act, on_filing
from jianyou.actions.filing import code_for
from jianyou.actions.limits import Limit
from jianyou.actions.log import log_act
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.queries.organizations import Deed, Standing, open_invitation
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now
from jianyou.store.identifiers import spoken_number
from jianyou.store.models import Draft, Filing, Invitation, Member, Organization, OrganizationAct, User
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

LONGEST_NAME = 200
INVITATION_LASTS = timedelta(days=7)
MOST_INVITATIONS = 20
WRONG_CODES = 10
_GROUPS = 3
_WRONG = Limit("wrong codes of", WRONG_CODES, timedelta(minutes=15))


class Invited(NamedTuple):
    """An invitation that was just made: its code is told once and kept nowhere."""

    code: str
    until: datetime


class TakenIn(NamedTuple):
    """What was taken in: a draft, else a filing."""

    number: str
    draft: bool


def organization_name(text: str) -> str:
    """A name as it is kept.

    Raises:
        Refused: there is none, or it is too long.
    """
    name = " ".join(text[: 2 * LONGEST_NAME].split())
    if not name or len(name) > LONGEST_NAME or not name.isprintable():
        raise Refused("organization_name", most=LONGEST_NAME)
    return name


def found_organization(*, user_id: uuid.UUID, name: str) -> None:
    """A new organization with this person as its manager.

    Raises:
        Refused: it has no name, or the person belongs to one already.
    """
    kept = organization_name(name)
    with transaction.atomic():
        begin_organization(_free_user(user_id), kept, database_now())


def join(*, user_id: uuid.UUID, code: str) -> None:
    """This person becomes a colleague by an invitation, which is used up.

    Raises:
        Refused: the code is of no open invitation, too many wrong ones were tried, or the person belongs to
            an organization already.
    """
    at = database_now()
    if _WRONG.is_over(user_id.hex, at):
        raise Refused("organization_tries_over", most=WRONG_CODES)
    with transaction.atomic():
        user = _free_user(user_id)
        invitation = _invitation(code)
        if invitation is not None:
            use_invitation(invitation, user, database_now())
            return
    _WRONG.take(user_id.hex, at)
    raise Refused("organization_code_unknown")


def invite(*, user_id: uuid.UUID) -> Invited:
    """A code by which one person joins within a week.

    Raises:
        Refused: this person doesn't manage it, or too many invitations wait.
    """
    code = spoken_number(_GROUPS)
    with transaction.atomic():
        member, at = _acting(user_id, manager=True)
        waiting = Invitation.objects.filter(organization=member.organization, used_at=None, expires_at__gt=at)
        if waiting.count() >= MOST_INVITATIONS:
            raise Refused("organization_invitations_over", most=MOST_INVITATIONS)
        until = at + INVITATION_LASTS
        Invitation.objects.create(
            organization=member.organization,
            code_index=_index(code),
            made_by=member.user,
            made_at=at,
            expires_at=until,
        )
        _write(member, Deed.INVITED, at)
    return Invited(code, until)


def cancel_invitation(*, user_id: uuid.UUID, invitation: uuid.UUID) -> None:
    """Nobody joins by it any more; one that was used meanwhile stays what it is.

    Raises:
        Refused: this person doesn't manage it, or there is no such invitation that waits.
    """
    with transaction.atomic():
        member, at = _acting(user_id, manager=True)
        waiting = Invitation.objects.filter(organization=member.organization, id=invitation, used_at=None)
        if not waiting.update(expires_at=at):
            raise Refused("organization_invitation_gone")
        _write(member, Deed.INVITATION_CANCELLED, at)


def remove_colleague(*, user_id: uuid.UUID, member: uuid.UUID) -> None:
    """That colleague no longer belongs to it, at once; what he made stays.

    Raises:
        Refused: this person doesn't manage it, or there is no such colleague.
    """
    with transaction.atomic():
        acting, at = _acting(user_id, manager=True)
        gone = _other(acting, member)
        _end(gone, at)
        _write(acting, Deed.REMOVED, at, gone.user.username)


def hand_over(*, user_id: uuid.UUID, member: uuid.UUID) -> None:
    """That colleague manages it from now on, and this person is a colleague.

    Raises:
        Refused: this person doesn't manage it, or there is no such colleague.
    """
    with transaction.atomic():
        acting, at = _acting(user_id, manager=True)
        heir = _other(acting, member)
        heir.role, acting.role = Standing.MANAGER, Standing.COLLEAGUE
        heir.save(update_fields=["role"])
        acting.save(update_fields=["role"])
        _write(acting, Deed.HANDED_OVER, at, heir.user.username)


def leave(*, user_id: uuid.UUID) -> None:
    """This person no longer belongs to it; everything stays with the organization.

    Raises:
        Refused: he belongs to none, or is the one who manages it while something or somebody would be left.
    """
    with transaction.atomic():
        member, at = _acting(user_id)
        if member.role == Standing.MANAGER:
            _check_nothing_left(member)
        _end(member, at)
        _write(member, Deed.LEFT, at, member.user.username)


def take_in(*, user_id: uuid.UUID, number: str, code: str) -> TakenIn:
    """A filing or draft that was begun without the account, or handed out, belongs to it from now on.

    Taking in a filing is logged in its call's log as `take_filing`; of a draft nothing is.

    Raises:
        Refused: number and code don't fit, too many wrong ones were tried, the person belongs to no
            organization, or the filing belongs to one.
        NotAllowed: the state of the call forbids it.
    """
    at = database_now()
    if _WRONG.is_over(user_id.hex, at):
        raise Refused("organization_tries_over", most=WRONG_CODES)
    with transaction.atomic():
        member, at = _acting(user_id)
        taken = _take_draft(member, number, code, at) or _take_filing(member, number, code)
        if taken:
            return taken
    _WRONG.take(user_id.hex, at)
    raise Refused("public_no_filing")


def hand_out(*, user_id: uuid.UUID, number: str) -> str:
    """The filing belongs to no organization any more: whoever has its code takes it in. Tells that code.

    Raises:
        Refused: this person doesn't manage the organization, or the filing isn't its own.
    """
    with transaction.atomic():
        member, _ = _acting(user_id, manager=True)
        own = Filing.objects.filter(number=number, organization=member.organization)
        if not own.exists():
            raise Refused("organization_not_own")
        _, filing, at = on_filing(number)
        if filing.organization_id != member.organization_id:
            raise Refused("organization_not_own")
        filing.organization = None
        filing.save(update_fields=["organization"])
        _write(member, Deed.FILING_HANDED_OUT, at, number)
    return code_for(filing.token, site_keys())


def see_messages(*, user_id: uuid.UUID) -> None:
    """Somebody of the organization has read its messages up to now.

    Raises:
        Refused: the person belongs to none.
    """
    with transaction.atomic():
        member, at = _acting(user_id)
        _write(member, Deed.MESSAGES_SEEN, at)


def begin_organization(user: User, name: str, at: datetime) -> None:
    """Writes a new organization with its manager, for the transaction that is running."""
    organization = Organization.objects.create(name=name, created_at=at)
    _write(_begin(organization, user, Standing.MANAGER, at), Deed.FOUNDED, at)


def use_invitation(invitation: Invitation, user: User, at: datetime) -> None:
    """Writes the person as a colleague, for the transaction that is running.

    Raises:
        Refused: the invitation was used, or its time is over.
    """
    open_invitation(invitation, at)
    invitation.used_by, invitation.used_at = user, at
    invitation.save(update_fields=["used_by", "used_at"])
    member = _begin(invitation.organization, user, Standing.COLLEAGUE, at)
    _write(member, Deed.JOINED, at, user.username)


def invitation_coded(code: str) -> Invitation:
    """The invitation of that code, locked.

    Raises:
        Refused: there is none.
    """
    found = _invitation(code)
    if found is None:
        raise Refused("organization_code_unknown")
    return found


def _take_draft(member: Member, number: str, code: str, at: datetime) -> TakenIn | None:
    draft = Draft.objects.select_for_update(of=("self",)).filter(number=number).first()
    if draft is None or not _fits(code, draft.code_index):
        return None
    _check_free(member, draft.organization_id)
    draft.organization = member.organization
    draft.save(update_fields=["organization"])
    _write(member, Deed.DRAFT_TAKEN, at, number)
    return TakenIn(number, draft=True)


def _take_filing(member: Member, number: str, code: str) -> TakenIn | None:
    index = Filing.objects.filter(number=number).values_list("code_index", flat=True).first()
    if not _fits(code, index or ""):
        return None
    call, filing, at = on_filing(number)
    actor = filer_of(number)
    check_act(actor, Act.TAKE_FILING, subject_at(call, at, filing=filing), call)
    _check_free(member, filing.organization_id)
    filing.organization = member.organization
    filing.save(update_fields=["organization"])
    content = {"number": number, "organization": member.organization.name}
    log_act(call=call, act=Act.TAKE_FILING, actor=actor, at=at, content=content, filing=filing)
    _write(member, Deed.FILING_TAKEN, at, number)
    return TakenIn(number, draft=False)


def _check_free(member: Member, owner: uuid.UUID | None) -> None:
    if owner == member.organization_id:
        raise Refused("organization_taken_already")
    if owner is not None:
        raise Refused("organization_taken_elsewhere")


def _check_nothing_left(member: Member) -> None:
    """A manager leaves only an organization of his own that holds nothing."""
    organization = member.organization
    if organization.members.filter(until=None).exclude(id=member.id).exists():
        raise Refused("organization_hand_over_first")
    if organization.filings.exists() or organization.drafts.exists():
        raise Refused("organization_invite_first")


def _acting(user_id: uuid.UUID, *, manager: bool = False) -> tuple[Member, datetime]:
    """The person as a member, the organization locked, and the moment read under its lock."""
    present = Member.objects.filter(user_id=user_id, until=None)
    before = present.values_list("organization_id", flat=True).first()
    if before is None:
        raise Refused("organization_none")
    # Whoever files holds the key of this row: a lock that leaves keys alone makes nobody wait for the other.
    Organization.objects.select_for_update(no_key=True).get(id=before)
    member = present.select_related("organization", "user").filter(organization_id=before).first()
    if member is None:
        raise Refused("organization_none")
    if manager and member.role != Standing.MANAGER:
        raise Refused("organization_manager_only")
    return member, database_now()


def _other(acting: Member, member: uuid.UUID) -> Member:
    """Another present member of the same organization."""
    others = acting.organization.members.filter(id=member, until=None).exclude(id=acting.id)
    found = others.select_related("user").first()
    if found is None:
        raise Refused("organization_no_colleague")
    return found


def _free_user(user_id: uuid.UUID) -> User:
    """The account, locked, if it belongs to no organization."""
    user = User.objects.select_for_update(no_key=True).get(id=user_id)
    if user.memberships.filter(until=None).exists():
        raise Refused("organization_one_only")
    return user


def _begin(organization: Organization, user: User, standing: Standing, at: datetime) -> Member:
    return Member.objects.create(organization=organization, user=user, role=standing, since=at)


def _end(member: Member, at: datetime) -> None:
    member.until = at
    member.save(update_fields=["until"])


def _write(member: Member, deed: Deed, at: datetime, subject: str = "") -> None:
    OrganizationAct.objects.create(
        organization=member.organization, act=deed, by=member.user, subject=subject, at=at
    )


def _invitation(code: str) -> Invitation | None:
    waiting = Invitation.objects.select_for_update(of=("self",)).select_related("organization")
    return waiting.filter(code_index=_index(code)).first()


def _index(code: str) -> str:
    return site_keys().finder("invitation", code)


def _fits(code: str, index: str) -> bool:
    return hmac.compare_digest(site_keys().finder("filing code", code), index)
