"""What states, acts, roles and owners are called where people read them, as message codes."""

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import (
    ActivityStatus,
    CallStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    ObjectionStatus,
    Owner,
    PublicityStatus,
    ReviewStatus,
    SheetStatus,
    Status,
    SubjectKind,
)

Labelled = Status | Act | Role | Owner | SubjectKind


def label_code(thing: Labelled) -> str:
    """The message code of its label: `filing_status_late`, `act_submit`, `role_filer`."""
    match thing:
        case Act():
            code = f"act_{thing}"
        case Role():
            code = f"role_{thing}"
        case Owner():
            code = f"owner_{thing}"
        case SubjectKind():
            code = f"subject_{thing}"
        case _:
            code = _status_code(thing)
    return code


def _status_code(status: Status) -> str:
    match status:
        case CallStatus():
            code = f"call_status_{status}"
        case FilingStatus():
            code = f"filing_status_{status}"
        case EntryStatus():
            code = f"entry_status_{status}"
        case CorrectionStatus():
            code = f"correction_status_{status}"
        case ReviewStatus():
            code = f"review_status_{status}"
        case SheetStatus():
            code = f"sheet_status_{status}"
        case PublicityStatus():
            code = f"publicity_status_{status}"
        case ObjectionStatus():
            code = f"objection_status_{status}"
        case ActivityStatus():
            code = f"activity_status_{status}"
    return code
