"""The tables, all in one app; their modules by subject."""

from jianyou.store.models.accounts import Post, User
from jianyou.store.models.calls import Call, Extension, Office
from jianyou.store.models.corrections import Correction
from jianyou.store.models.drafts import Draft, DraftFile
from jianyou.store.models.filings import (
    Arrival,
    Attached,
    Candidacy,
    Entry,
    Filing,
    FilingVersion,
    Outage,
    StoredFile,
)
from jianyou.store.models.handovers import HandedOver, Handover
from jianyou.store.models.limits import Count
from jianyou.store.models.log import LogRow, SiteAct, TreeHead
from jianyou.store.models.messages import OutboxMessage
from jianyou.store.models.organizations import Invitation, Member, Organization, OrganizationAct
from jianyou.store.models.people import PersonalDatum

__all__ = [
    "Arrival",
    "Attached",
    "Call",
    "Candidacy",
    "Correction",
    "Count",
    "Draft",
    "DraftFile",
    "Entry",
    "Extension",
    "Filing",
    "FilingVersion",
    "HandedOver",
    "Handover",
    "Invitation",
    "LogRow",
    "Member",
    "Office",
    "Organization",
    "OrganizationAct",
    "Outage",
    "OutboxMessage",
    "PersonalDatum",
    "Post",
    "SiteAct",
    "StoredFile",
    "TreeHead",
    "User",
]
