"""The tables, all in one app; their modules by subject."""

from jianyou.store.models.accounts import Post, User
from jianyou.store.models.audiences import AudienceList, Invited, Listed
from jianyou.store.models.call_drafts import CallDraft, CourseChange
from jianyou.store.models.calls import Call, DistrictQuota, Extension, Office
from jianyou.store.models.choices import Ballot, Choice, Feedback, SignOff
from jianyou.store.models.clearance import Enquired, Enquiry
from jianyou.store.models.corrections import Correction
from jianyou.store.models.drafts import Draft, DraftFile
from jianyou.store.models.experts import Draw, Expert
from jianyou.store.models.facts import Fact
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
from jianyou.store.models.handling import Handling, Presence, SavedView
from jianyou.store.models.handovers import HandedOver, Handover
from jianyou.store.models.imports import Import, ImportedFile
from jianyou.store.models.letters import CollectiveDecision, Decided, Letter, Reason
from jianyou.store.models.limits import Count
from jianyou.store.models.log import LogRow, SiteAct, TreeHead
from jianyou.store.models.messages import OutboxMessage
from jianyou.store.models.organizations import Invitation, Member, Organization, OrganizationAct
from jianyou.store.models.people import PersonalDatum
from jianyou.store.models.reviews import (
    AssignmentPlan,
    Consensus,
    Panelist,
    Recusal,
    Redaction,
    Review,
    ScoringCheck,
    Sheet,
    SheetVersion,
    Visit,
)

__all__ = [
    "Arrival",
    "AssignmentPlan",
    "Attached",
    "AudienceList",
    "Ballot",
    "Call",
    "CallDraft",
    "Candidacy",
    "Choice",
    "CollectiveDecision",
    "Consensus",
    "Correction",
    "Count",
    "CourseChange",
    "Decided",
    "DistrictQuota",
    "Draft",
    "DraftFile",
    "Draw",
    "Enquired",
    "Enquiry",
    "Entry",
    "Expert",
    "Extension",
    "Fact",
    "Feedback",
    "Filing",
    "FilingVersion",
    "HandedOver",
    "Handling",
    "Handover",
    "Import",
    "ImportedFile",
    "Invitation",
    "Invited",
    "Letter",
    "Listed",
    "LogRow",
    "Member",
    "Office",
    "Organization",
    "OrganizationAct",
    "Outage",
    "OutboxMessage",
    "Panelist",
    "PersonalDatum",
    "Post",
    "Presence",
    "Reason",
    "Recusal",
    "Redaction",
    "Review",
    "SavedView",
    "ScoringCheck",
    "Sheet",
    "SheetVersion",
    "SignOff",
    "SiteAct",
    "StoredFile",
    "TreeHead",
    "User",
    "Visit",
]
