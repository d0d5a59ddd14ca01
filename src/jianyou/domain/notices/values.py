"""The values of a notice in words, field by field, for the table and the page."""

from collections.abc import Iterable
from typing import NamedTuple

from jianyou.domain.notices.model import (
    Contact,
    Deadline,
    Found,
    NoticeColumn,
    NoticeFacts,
    Quota,
    Span,
)
from jianyou.terms.lang import Lang
from jianyou.terms.message import say


class Shown(NamedTuple):
    """A value in words and its place, None where it has none."""

    words: str
    span: Span | None


class Field(NamedTuple):
    """A field's key, its label, and its values; none where the text doesn't say."""

    key: str
    label: str
    values: list[Shown]


def listed(facts: NoticeFacts, lang: Lang) -> list[Field]:
    """Every field in the order of a notice, with what is open at the end."""
    kinds = {
        "call": "notice_kind_call",
        "notice": "notice_kind_notice",
        "publicity": "notice_kind_publicity",
    }
    day = [facts.issued_on] if facts.issued_on else []
    printed = [facts.printed_on] if facts.printed_on else []
    rows: list[tuple[str, str, list[Shown]]] = [
        ("kind", "notice_field_kind", [Shown(say(kinds[facts.kind.value], lang=lang), None)]),
        ("number", "notice_field_number", _found([facts.number])),
        ("issuer", "notice_field_issuer", _found(facts.issuer)),
        ("title", "notice_field_title", _found([facts.title])),
        ("issued_on", "notice_field_issued_on", [Shown(each[0].isoformat(), each[1]) for each in day]),
        ("printed_on", "notice_field_printed_on", [Shown(each[0].isoformat(), each[1]) for each in printed]),
        ("addressees", "notice_field_addressees", _found(facts.addressees)),
        ("deadline", "notice_field_deadline", [_deadline(facts.deadline)] if facts.deadline else []),
        (
            "deadlines",
            "notice_field_deadlines",
            [_deadline(each) for each in facts.deadlines if each != facts.deadline],
        ),
        ("contacts", "notice_field_contacts", [_contact(each) for each in facts.contacts]),
        ("attachments", "notice_field_attachments", _found(facts.attachments)),
        ("quotas", "notice_field_quotas", [_quota(each) for each in facts.quotas]),
        ("columns", "notice_field_columns", [_column(each) for each in facts.columns]),
        ("limits", "notice_field_limits", _found(facts.limits)),
        ("cites", "notice_field_cites", _found(facts.cites)),
        (
            "conditions",
            "notice_field_conditions",
            [Shown(f"{each.path}  {each.text}", each.span) for each in facts.conditions],
        ),
    ]
    asked = [Shown(say(each.code, each.params, lang), _place(each.candidates)) for each in facts.questions]
    fields = [
        Field(key, say(code, lang=lang), values) for key, code, values in rows if values or key != "deadlines"
    ]
    return [*fields, Field("questions", say("notice_field_questions", lang=lang), asked)] if asked else fields


def _found(values: Iterable[Found | None]) -> list[Shown]:
    return [Shown(each.value, each.span) for each in values if each]


def _place(candidates: tuple[Found, ...]) -> Span | None:
    return candidates[0].span if candidates else None


def _deadline(deadline: Deadline) -> Shown:
    words = [deadline.at.replace("T", " "), deadline.reader, f"“{deadline.raw}”"]
    return Shown("  ".join(word for word in words if word), deadline.span)


def _contact(contact: Contact) -> Shown:
    words = [contact.unit, contact.name, contact.phone]
    return Shown("  ".join(word for word in words if word), contact.span)


def _quota(quota: Quota) -> Shown:
    return Shown(f"{quota.who}  “{quota.raw}”" if quota.who else f"“{quota.raw}”", quota.span)


def _column(column: NoticeColumn) -> Shown:
    return Shown(f"{column.name}  ({column.limit})" if column.limit else column.name, column.span)
