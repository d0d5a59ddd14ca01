"""A call's rows as plain tables for its archive: numbers and names, no phones, no addresses, no objectors."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import QuerySet
from django.utils.timezone import localtime

from jianyou.store.models import (
    Activity,
    Arrival,
    Ballot,
    Call,
    Candidacy,
    CollectiveDecision,
    Correction,
    CourseChange,
    Decided,
    Enquired,
    Entry,
    Extension,
    Fact,
    Filing,
    FilingVersion,
    Help,
    Letter,
    Need,
    Objection,
    Publicity,
    Published,
    Result,
    SeatRequest,
    Sheet,
    TitleChange,
    Vacancy,
)
from jianyou.store.models import Title as TitleRow

_AT_ONCE = 500

Value = None | bool | int | str | list[Any] | dict[str, Any]


class Table(NamedTuple):
    """One table: its file's name, the code of its title, and where each column is read, by column key.

    `printed` are the columns that its paper shows; empty where it has none.
    """

    key: str
    title: str
    rows: Callable[[Call], QuerySet[Any]]
    columns: Mapping[str, str]
    printed: tuple[str, ...] = ()

    def count(self, call: Call) -> int:
        """How many rows it has."""
        return self.rows(call).count()

    def lines(self, call: Call) -> Iterator[dict[str, Value]]:
        """The rows in the order in which they came, some at a time."""
        rows = self.rows(call).order_by("id").values_list(*self.columns.values())
        people: dict[UUID, int] = {}
        for row in rows.iterator(chunk_size=_AT_ONCE):
            yield {
                key: _numbered(value, people) if key == "expert" else plain_of(value)
                for key, value in zip(self.columns, row, strict=True)
            }


def plain_of(value: Any) -> Value:
    """A value as JSON can hold it; moments are in the site's zone."""
    if isinstance(value, datetime):
        return localtime(value).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return value.hex
    told: Value = value
    return told


def _numbered(expert: UUID, people: dict[UUID, int]) -> int:
    """An expert's number in this table: who scored what is told without a name."""
    return people.setdefault(expert, len(people) + 1)


_ENTRY = {"number": "entry__filing__number", "ordinal": "entry__ordinal", "name": "entry__name"}

TABLES: tuple[Table, ...] = (
    Table(
        "filings",
        "archiving_t_filings",
        lambda call: Filing.objects.filter(call=call),
        {
            **{name: name for name in ("number", "filer", "channel", "status", "sent_at", "filed_at")},
            **{name: name for name in ("admitted_at", "copies", "media")},
            "from_office": "from_office__name",
        },
        ("number", "filer", "channel", "status", "sent_at", "filed_at"),
    ),
    Table(
        "versions",
        "archiving_t_versions",
        lambda call: FilingVersion.objects.filter(filing__call=call),
        {
            "number": "filing__number",
            "version": "ordinal",
            "at": "at",
            "content": "content",
            "findings": "findings",
        },
    ),
    Table(
        "arrivals",
        "archiving_t_arrivals",
        lambda call: Arrival.objects.filter(call=call),
        {
            "arrival": "number",
            "at": "at",
            "voided_at": "voided_at",
            "slip": "slip",
            "number": "filing__number",
        },
    ),
    Table(
        "entries",
        "archiving_t_entries",
        lambda call: Entry.objects.filter(call=call),
        {
            "number": "filing__number",
            **{name: name for name in ("ordinal", "name", "uscc", "district", "industry", "status")},
            **{name: name for name in ("rank", "errors", "warnings", "decided_at")},
        },
        ("number", "ordinal", "name", "uscc", "district", "status"),
    ),
    Table(
        "candidacies",
        "archiving_t_candidacies",
        lambda call: Candidacy.objects.filter(entry__call=call),
        {**_ENTRY, "award": "award", "willing": "willing", "verdict": "verdict"},
    ),
    Table(
        "facts",
        "archiving_t_facts",
        lambda call: Fact.objects.filter(entry__call=call),
        {
            **_ENTRY,
            "fact": "name",
            **{name: name for name in ("value", "kind", "source", "on", "note", "at", "withdrawn_at")},
        },
    ),
    Table(
        "corrections",
        "archiving_t_corrections",
        lambda call: Correction.objects.filter(entry__call=call),
        {**_ENTRY, **{name: name for name in ("status", "remarks", "note", "due", "asked_at", "settled_at")}},
    ),
    Table(
        "enquiries",
        "archiving_t_enquiries",
        lambda call: Enquired.objects.filter(enquiry__call=call),
        {
            **_ENTRY,
            "enquiry": "enquiry__number",
            "department": "enquiry__department",
            "asks": "enquiry__asks",
            "sent_on": "enquiry__sent_on",
            "due": "enquiry__due",
            **{name: name for name in ("answer", "answers", "text", "replied_on")},
        },
        ("number", "name", "department", "sent_on", "answer", "replied_on"),
    ),
    Table(
        "scores",
        "archiving_t_scores",
        lambda call: Sheet.objects.filter(review__call=call),
        {
            **_ENTRY,
            "stage": "review__stage",
            "expert": "expert_id",
            **{name: name for name in ("status", "total", "points", "submitted_at", "by_hand")},
        },
    ),
    Table(
        "ballots",
        "archiving_t_ballots",
        lambda call: Ballot.objects.filter(call=call),
        {
            "ballot": "number",
            **{name: name for name in ("title", "held_on", "rule", "members", "rounds", "result")},
        },
    ),
    Table(
        "decisions",
        "archiving_t_decisions",
        lambda call: CollectiveDecision.objects.filter(call=call),
        {
            "decision": "number",
            **{name: name for name in ("held_on", "minutes", "subject", "participants", "note")},
            "over_quota": "over_quota",
        },
    ),
    Table(
        "decided",
        "archiving_t_decided",
        lambda call: Decided.objects.filter(decision__call=call),
        {
            "decision": "decision__number",
            "order": "order",
            **_ENTRY,
            "award": "award",
            "outcome": "outcome",
            "reason": "reason",
        },
        ("decision", "order", "name", "award", "outcome", "reason"),
    ),
    Table(
        "letters",
        "archiving_t_letters",
        lambda call: Letter.objects.filter(call=call, filing__isnull=False),
        {
            "number": "filing__number",
            **{name: name for name in ("kind", "status", "addressee", "content", "made_at", "sent_at")},
        },
    ),
    Table(
        "publicity",
        "archiving_t_publicity",
        lambda call: Publicity.objects.filter(call=call),
        {
            "round": "number",
            **{name: name for name in ("award", "title", "status", "days", "working_days", "begins_on")},
            **{name: name for name in ("ends_at", "snapshot", "published_at", "settled_at", "reason")},
        },
        ("round", "title", "status", "begins_on", "ends_at"),
    ),
    Table(
        "published",
        "archiving_t_published",
        lambda call: Published.objects.filter(publicity__call=call),
        {
            "round": "publicity__number",
            "order": "order",
            **_ENTRY,
            **{name: name for name in ("award", "tier", "values", "corrected", "removed_at")},
        },
    ),
    Table(
        "objections",
        "archiving_t_objections",
        lambda call: Objection.objects.filter(call=call),
        {
            "objection": "number",
            "round": "publicity__number",
            **_ENTRY,
            **{name: name for name in ("channel", "kind", "named", "moment", "in_time", "status", "missing")},
            **{name: name for name in ("outcome", "effect", "reasons", "passed_to", "settled_at")},
        },
        ("objection", "name", "kind", "moment", "status", "outcome", "effect", "reasons"),
    ),
    Table(
        "results",
        "archiving_t_results",
        lambda call: Result.objects.filter(call=call),
        {**_ENTRY, **{name: name for name in ("award", "tier", "outcome", "document", "on", "replaced_at")}},
        ("number", "name", "award", "tier", "outcome", "document", "on"),
    ),
    Table(
        "vacancies",
        "archiving_t_vacancies",
        lambda call: Vacancy.objects.filter(call=call),
        {name: name for name in ("award", "tier", "places", "empty", "reason")},
    ),
    Table(
        "titles",
        "archiving_t_titles",
        lambda call: TitleRow.objects.filter(call=call),
        {
            "title": "number",
            **{name: name for name in ("award_name", "tier_name", "batch", "document", "name", "uscc")},
            **{name: name for name in ("conferred_on", "valid_until", "status", "barred_until")},
        },
        ("title", "name", "award_name", "tier_name", "batch", "conferred_on", "status"),
    ),
    Table(
        "title_changes",
        "archiving_t_title_changes",
        lambda call: TitleChange.objects.filter(title__call=call),
        {"title": "title__number", **{name: name for name in ("kind", "on", "reason", "document", "at")}},
    ),
    Table(
        "needs",
        "archiving_t_needs",
        lambda call: Need.objects.filter(call=call),
        {"need": "number", **_ENTRY, **{name: name for name in ("kind", "text", "status", "closing", "at")}},
        ("need", "name", "kind", "text", "status", "closing"),
    ),
    Table(
        "helps",
        "archiving_t_helps",
        lambda call: Help.objects.filter(need__call=call),
        {
            "need": "need__number",
            **{name: name for name in ("department", "resource", "action", "outcome", "status", "done_on")},
        },
        ("need", "department", "resource", "action", "outcome", "status"),
    ),
    Table(
        "activities",
        "archiving_t_activities",
        lambda call: Activity.objects.filter(call=call),
        {
            "activity": "number",
            **{name: name for name in ("kind", "title", "place", "begins_at", "ends_at", "seats", "status")},
            **{name: name for name in ("rule", "giving", "record")},
        },
        ("activity", "title", "kind", "begins_at", "seats", "status"),
    ),
    Table(
        "seats",
        "archiving_t_seats",
        lambda call: SeatRequest.objects.filter(activity__call=call),
        {
            "activity": "activity__number",
            **_ENTRY,
            "place": "place",
            **{name: name for name in ("status", "why", "attended", "outcome", "at")},
        },
        ("activity", "place", "name", "status", "attended"),
    ),
    Table(
        "extensions",
        "archiving_t_extensions",
        lambda call: Extension.objects.filter(call=call),
        {name: name for name in ("before", "after", "reason", "approved_by", "at")},
        ("before", "after", "reason", "approved_by", "at"),
    ),
    Table(
        "course_changes",
        "archiving_t_course_changes",
        lambda call: CourseChange.objects.filter(call=call),
        {name: name for name in ("before", "after", "reason", "by", "at")},
    ),
)
