"""What was read of a notice as plain values for JSON, and the place of each beside them."""

from typing import Any

from jianyou.domain.notices.model import Deadline, Found, NoticeFacts, NoticeText, Question, Quota
from jianyou.terms.lang import Lang
from jianyou.terms.message import say


def as_json(facts: NoticeFacts, text: NoticeText, lang: Lang = Lang.ZH) -> dict[str, Any]:
    """The values under the keys of the published format, null or [] where the text has none.

    `places` has the same keys: for each value its `[start, end]` in the notice's text.
    """
    return {
        "kind": facts.kind.value,
        "number": _value(facts.number),
        "issuer": [each.value for each in facts.issuer],
        "title": _value(facts.title),
        "issued_on": facts.issued_on[0].isoformat() if facts.issued_on else None,
        "printed_on": facts.printed_on[0].isoformat() if facts.printed_on else None,
        "addressees": [each.value for each in facts.addressees],
        "deadline": facts.deadline.at if facts.deadline else None,
        "deadlines": [_deadline(each) for each in facts.deadlines],
        "contacts": [
            {
                "name": each.name or None,
                "phone": each.phone or None,
                "phone_raw": each.phone_raw or None,
                "unit": each.unit or None,
            }
            for each in facts.contacts
        ],
        "attachments": [each.value for each in facts.attachments],
        "quotas": [_quota(each) for each in facts.quotas],
        "columns": [
            {"name": each.name, "limit": each.limit or None, "attachment": each.attachment}
            for each in facts.columns
        ],
        "limits": [each.value for each in facts.limits],
        "cites": [each.value for each in facts.cites],
        "conditions": [
            {"path": each.path, "text": each.text, "attachment": each.attachment} for each in facts.conditions
        ],
        "questions": [_question(each, lang) for each in facts.questions],
        "places": places(facts, text),
    }


def places(facts: NoticeFacts, text: NoticeText) -> dict[str, Any]:
    """The `[start, end]` of every value, under the value's key."""
    single = {"number": facts.number, "title": facts.title, "deadline": facts.deadline}
    lists = {
        name: [list(each.span) for each in getattr(facts, name)]
        for name in (
            *("issuer", "addressees", "deadlines", "contacts", "attachments", "quotas", "columns", "limits"),
            *("cites", "conditions"),
        )
    }
    days = {"issued_on": facts.issued_on, "printed_on": facts.printed_on}
    return {
        **{name: list(found.span) if found else None for name, found in single.items()},
        **{name: list(found[1]) if found else None for name, found in days.items()},
        **lists,
        "length": len(text.text),
    }


def _value(found: Found | None) -> str | None:
    return found.value if found else None


def _deadline(deadline: Deadline) -> dict[str, Any]:
    return {
        "at": deadline.at,
        "raw": deadline.raw,
        "for": deadline.reader or None,
        "kind": deadline.kind.value,
        "inferred_year": deadline.inferred_year,
        "weekday_differs": deadline.weekday_differs,
    }


def _quota(quota: Quota) -> dict[str, Any]:
    return {
        "who": quota.who or None,
        "n": quota.printed(),
        "unit": quota.unit if quota.unit not in ("", "%") else None,
        "op": quota.op.value,
        "raw": quota.raw,
    }


def _question(question: Question, lang: Lang) -> dict[str, Any]:
    return {
        "field": question.field,
        "code": question.code,
        "message": say(question.code, question.params, lang),
        "candidates": [each.value for each in question.candidates],
    }
