"""申报单位 with an account: who belongs to it, what lies on its desk, and what was done in it."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jianyou.queries.pages import page_of
from jianyou.store.dialect import database_now
from jianyou.store.models import Invitation, Member, OrganizationAct
from jianyou.store.prepared import Prepared
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message
from jianyou.terms.paging import Page

LENGTH = 50


class Standing(StrEnum):
    """What somebody is in his organization; a manager also invites, removes and hands out."""

    MANAGER = "manager"
    COLLEAGUE = "colleague"


class Deed(StrEnum):
    """What is done in an organization; its words are `organization_<deed>`."""

    FOUNDED = "founded"
    INVITED = "invited"
    INVITATION_CANCELLED = "invitation_cancelled"
    JOINED = "joined"
    LEFT = "left"
    REMOVED = "removed"
    HANDED_OVER = "handed_over"
    FILING_TAKEN = "filing_taken"
    DRAFT_TAKEN = "draft_taken"
    FILING_HANDED_OUT = "filing_handed_out"
    MESSAGES_SEEN = "messages_seen"


@dataclass(frozen=True, slots=True)
class Membership:
    """Somebody in an organization: its key and name, and his own name and standing."""

    organization: uuid.UUID
    name: str
    person: str
    username: str
    standing: Standing

    @property
    def manager(self) -> bool:
        """Whether he manages it."""
        return self.standing is Standing.MANAGER


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A person of an organization; `own` marks the one who looks."""

    key: uuid.UUID
    person: str
    username: str
    standing: Standing
    since: datetime
    own: bool


@dataclass(frozen=True, slots=True)
class InvitationLine:
    """An invitation that can still be used."""

    key: uuid.UUID
    made_by: str
    made_at: datetime
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class People:
    """The people of an organization, managers first, and its open invitations."""

    members: tuple[MemberLine, ...]
    invitations: tuple[InvitationLine, ...]


@dataclass(frozen=True, slots=True)
class DeedLine:
    """Something done in an organization; `subject` is a number or a user name, empty without one."""

    deed: Deed
    person: str
    subject: str
    at: datetime

    @property
    def words(self) -> Message:
        """What was done."""
        return Message(f"organization_{self.deed.value}")


def get_membership(*, user_id: uuid.UUID) -> Membership | None:
    """Where that account belongs; None where it belongs to no organization (any more)."""
    row = _MEMBERSHIP.first(user_id)
    if row is None:
        return None
    organization, name, person, username, role = row
    return Membership(organization, name, person, username, Standing(role))


def may_open_filing(*, user_id: uuid.UUID, number: str) -> bool:
    """Whether that account opens the filing of that number without its code."""
    return _OPENS.first(user_id, number) is not None


def invited_to(*, code: str) -> str:
    """The name of the organization that an invitation of that code leads to.

    Raises:
        Refused: there is none, it was used, or its time is over.
    """
    index = site_keys().finder("invitation", code)
    found = Invitation.objects.select_related("organization").filter(code_index=index).first()
    return open_invitation(found, database_now()).organization.name


def open_invitation(invitation: Invitation | None, at: datetime) -> Invitation:
    """The invitation, if it can be used at that moment.

    Raises:
        Refused: there is none, it was used, or its time is over.
    """
    if invitation is None:
        raise Refused("organization_code_unknown")
    if invitation.used_at is not None:
        raise Refused("organization_code_used")
    if invitation.expires_at <= at:
        raise Refused("organization_code_over")
    return invitation


def get_people(*, organization: uuid.UUID, viewer: uuid.UUID) -> People:
    """Everybody who belongs to it now, and the invitations that wait."""
    members = Member.objects.filter(organization_id=organization, until=None).order_by("since", "id")
    found = [
        MemberLine(key, name, username, Standing(role), localtime(since), user_id == viewer)
        for key, name, username, role, since, user_id in members.values_list(
            "id", "user__name", "user__username", "role", "since", "user_id"
        )
    ]
    waiting = Invitation.objects.filter(
        organization_id=organization, used_at=None, expires_at__gt=database_now()
    )
    return People(
        members=tuple(sorted(found, key=lambda member: member.standing is not Standing.MANAGER)),
        invitations=tuple(
            InvitationLine(key, name, localtime(made), localtime(until))
            for key, name, made, until in waiting.order_by("made_at", "id").values_list(
                "id", "made_by__name", "made_at", "expires_at"
            )
        ),
    )


def list_deeds(*, organization: uuid.UUID, page: int) -> Page[DeedLine]:
    """What was done in it, the newest first."""
    deeds = OrganizationAct.objects.filter(organization_id=organization).select_related("by")
    return page_of(deeds.order_by("-at", "-id"), page, LENGTH, _deeds)


def _deeds(rows: Sequence[OrganizationAct]) -> Sequence[DeedLine]:
    return [DeedLine(Deed(row.act), row.by.name, row.subject, localtime(row.at)) for row in rows]


def _of(user_id: uuid.UUID) -> QuerySet[Member]:
    """The present membership of an account that is open: there is at most one."""
    return Member.objects.filter(user_id=user_id, until=None, user__is_active=True)


_MEMBERSHIP = Prepared(
    lambda user: _of(user).values_list(
        "organization_id", "organization__name", "user__name", "user__username", "role"
    ),
    uuid.UUID,
)
_OPENS = Prepared(
    lambda user, number: _of(user).filter(organization__filings__number=number).values_list("pk"),
    *(uuid.UUID, str),
)
