"""What states, acts, roles and owners are called where people read them, as message codes."""

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import (
    CallStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    Owner,
    ReviewStatus,
    SheetStatus,
    Status,
    SubjectKind,
)

Labelled = Status | Act | Role | Owner | SubjectKind


_PREFIXES: dict[type[Labelled], str] = {
    CallStatus: "call_status",
    FilingStatus: "filing_status",
    EntryStatus: "entry_status",
    CorrectionStatus: "correction_status",
    ReviewStatus: "review_status",
    SheetStatus: "sheet_status",
    Act: "act",
    Role: "role",
    Owner: "owner",
    SubjectKind: "subject",
}


def label_code(thing: Labelled) -> str:
    """The message code of its label: `filing_status_late`, `act_submit`, `role_filer`."""
    return f"{_PREFIXES[type(thing)]}_{thing}"
