"""The tables, all in one app; their modules by subject."""

from jianyou.store.models.calls import Call, Extension, Office
from jianyou.store.models.filings import Arrival, Candidacy, Entry, Filing, FilingVersion, StoredFile
from jianyou.store.models.log import LogRow, TreeHead
from jianyou.store.models.messages import OutboxMessage
from jianyou.store.models.people import PersonalDatum

__all__ = [
    "Arrival",
    "Call",
    "Candidacy",
    "Entry",
    "Extension",
    "Filing",
    "FilingVersion",
    "LogRow",
    "Office",
    "OutboxMessage",
    "PersonalDatum",
    "StoredFile",
    "TreeHead",
]
