"""The tables, all in one app; their modules by subject."""

from jianyou.store.models.accounts import Post, User
from jianyou.store.models.archives import Archive, Erasure, Retention
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
from jianyou.store.models.messages import DeadAddress, InboxLetters, MessageTemplate, OutboxMessage
from jianyou.store.models.objections import Objection, ObjectionFile, ObjectionStep, OfficerRecusal
from jianyou.store.models.organizations import Invitation, Member, Organization, OrganizationAct
from jianyou.store.models.packages import (
    IntentionList,
    Partner,
    PartnerQuota,
    SentPackage,
    TakenEntry,
    TakenPackage,
)
from jianyou.store.models.people import PersonalDatum
from jianyou.store.models.publicity import Publicity, Published, WorkdayChange
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
from jianyou.store.models.support import Activity, Help, Need, SeatRequest
from jianyou.store.models.titles import Result, Title, TitleChange, TitleName, TitleSetting, Vacancy

__all__ = [
    "Activity",
    "Archive",
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
    "DeadAddress",
    "Decided",
    "DistrictQuota",
    "Draft",
    "DraftFile",
    "Draw",
    "Enquired",
    "Enquiry",
    "Entry",
    "Erasure",
    "Expert",
    "Extension",
    "Fact",
    "Feedback",
    "Filing",
    "FilingVersion",
    "HandedOver",
    "Handling",
    "Handover",
    "Help",
    "Import",
    "ImportedFile",
    "InboxLetters",
    "IntentionList",
    "Invitation",
    "Invited",
    "Letter",
    "Listed",
    "LogRow",
    "Member",
    "MessageTemplate",
    "Need",
    "Objection",
    "ObjectionFile",
    "ObjectionStep",
    "Office",
    "OfficerRecusal",
    "Organization",
    "OrganizationAct",
    "Outage",
    "OutboxMessage",
    "Panelist",
    "Partner",
    "PartnerQuota",
    "PersonalDatum",
    "Post",
    "Presence",
    "Publicity",
    "Published",
    "Reason",
    "Recusal",
    "Redaction",
    "Result",
    "Retention",
    "Review",
    "SavedView",
    "ScoringCheck",
    "SeatRequest",
    "SentPackage",
    "Sheet",
    "SheetVersion",
    "SignOff",
    "SiteAct",
    "StoredFile",
    "TakenEntry",
    "TakenPackage",
    "Title",
    "TitleChange",
    "TitleName",
    "TitleSetting",
    "TreeHead",
    "User",
    "Vacancy",
    "Visit",
    "WorkdayChange",
]
