"""状态: the states of a call, and of what it has: filings, entries, corrections, reviews, lists made public.

Whether a filing is in time is no state: it is judged by the moment (`deadline`), with no scheduler
in between. `closed` is written after the fact, by the sealer.
"""

from enum import StrEnum


class SubjectKind(StrEnum):
    """What an act is done to."""

    CALL = "call"
    FILING = "filing"
    ENTRY = "entry"
    CORRECTION = "correction"
    REVIEW = "review"
    SHEET = "sheet"
    PUBLICITY = "publicity"
    OBJECTION = "objection"
    ACTIVITY = "activity"


class CallStatus(StrEnum):
    """征集. `closed`: the deadline is past and the ledger's head over all receipts is published."""

    DRAFT = "draft"
    OPEN = "open"
    CLOSED = "closed"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class FilingStatus(StrEnum):
    """报送件, one sealed table with its entries.

    `prefilled`: handed in on the web, while only the sealed paper or scan completes it. `filed`:
    complete, in time or admitted. `late`: came after the deadline and isn't admitted.
    """

    DRAFT = "draft"
    PREFILLED = "prefilled"
    FILED = "filed"
    LATE = "late"
    WITHDRAWN = "withdrawn"


class EntryStatus(StrEnum):
    """申报, one nominee. `returned` holds exactly as long as a correction is asked."""

    PENDING = "pending"
    RETURNED = "returned"
    RESUBMITTED = "resubmitted"
    ACCEPTED = "accepted"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class CorrectionStatus(StrEnum):
    """补正, asked of one entry; its time may lie after the deadline of the call."""

    ASKED = "asked"
    ANSWERED = "answered"
    EXPIRED = "expired"
    CANCELLED = "cancelled"


class ReviewStatus(StrEnum):
    """评审, one stage of judging. `consensus`: independent scores are in; those far apart are talked over."""

    PREPARING = "preparing"
    SCORING = "scoring"
    CONSENSUS = "consensus"
    CLOSED = "closed"


class SheetStatus(StrEnum):
    """评分表 of one expert on one entry. `again`: the office asked him to look at it once more."""

    ASSIGNED = "assigned"
    SUBMITTED = "submitted"
    AGAIN = "again"
    DROPPED = "dropped"


class PublicityStatus(StrEnum):
    """公示 of one list, once. `ended` on its day; `taken_down` before it, by somebody, with a reason."""

    PREPARED = "prepared"
    PUBLIC = "public"
    ENDED = "ended"
    TAKEN_DOWN = "taken_down"
    DROPPED = "dropped"


MADE_PUBLIC = (PublicityStatus.PUBLIC, PublicityStatus.ENDED, PublicityStatus.TAKEN_DOWN)
"""The states of a list that anybody saw."""


class ObjectionStatus(StrEnum):
    """异议. An anonymous one is passed on as a `lead` (线索) and isn't answered."""

    RECEIVED = "received"
    INVESTIGATING = "investigating"
    REFUSED = "refused"
    LEAD = "lead"
    DECIDED = "decided"
    WITHDRAWN = "withdrawn"


UNDECIDED = (ObjectionStatus.RECEIVED, ObjectionStatus.INVESTIGATING)
"""The states of an objection that waits for its decision."""


class ActivityStatus(StrEnum):
    """帮扶活动. `open`: seats can be asked for; `seated`: they are given."""

    PLANNED = "planned"
    OPEN = "open"
    SEATED = "seated"
    HELD = "held"
    CANCELLED = "cancelled"


Status = (
    CallStatus
    | FilingStatus
    | EntryStatus
    | CorrectionStatus
    | ReviewStatus
    | SheetStatus
    | PublicityStatus
    | ObjectionStatus
    | ActivityStatus
)
"""Some share their words (`draft`, `withdrawn`), so tables are kept per kind, never in one mapping."""


class Owner(StrEnum):
    """Who holds something now, that is, whose turn it is."""

    FILER = "filer"
    OFFICE = "office"
    EXPERT = "expert"
    NOBODY = "nobody"
