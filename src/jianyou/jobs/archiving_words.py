"""归档: what the columns of an archive's tables are called, and their values in words."""

import json
from typing import Any

from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.states import (
    ActivityStatus,
    CorrectionStatus,
    EntryStatus,
    FilingStatus,
    ObjectionStatus,
    PublicityStatus,
    SheetStatus,
)
from jianyou.queries.archive_tables import Value
from jianyou.terms.message import say

_HEADINGS = {
    "number": "archiving_c_number",
    "ordinal": "archiving_c_ordinal",
    "name": "archiving_c_name",
    "filer": "archiving_c_filer",
    "channel": "archiving_c_channel",
    "status": "archiving_c_status",
    "sent_at": "archiving_c_sent_at",
    "filed_at": "archiving_c_filed_at",
    "admitted_at": "archiving_c_admitted_at",
    "copies": "archiving_c_copies",
    "media": "archiving_c_media",
    "from_office": "archiving_c_from_office",
    "version": "archiving_c_version",
    "at": "archiving_c_at",
    "content": "archiving_c_content",
    "findings": "archiving_c_findings",
    "arrival": "archiving_c_arrival",
    "voided_at": "archiving_c_voided_at",
    "slip": "archiving_c_slip",
    "uscc": "archiving_c_uscc",
    "district": "archiving_c_district",
    "industry": "archiving_c_industry",
    "rank": "archiving_c_rank",
    "errors": "archiving_c_errors",
    "warnings": "archiving_c_warnings",
    "decided_at": "archiving_c_decided_at",
    "award": "archiving_c_award",
    "willing": "archiving_c_willing",
    "verdict": "archiving_c_verdict",
    "fact": "archiving_c_fact",
    "value": "archiving_c_value",
    "kind": "archiving_c_kind",
    "source": "archiving_c_source",
    "on": "archiving_c_on",
    "note": "archiving_c_note",
    "withdrawn_at": "archiving_c_withdrawn_at",
    "remarks": "archiving_c_remarks",
    "due": "archiving_c_due",
    "asked_at": "archiving_c_asked_at",
    "settled_at": "archiving_c_settled_at",
    "enquiry": "archiving_c_enquiry",
    "department": "archiving_c_department",
    "asks": "archiving_c_asks",
    "sent_on": "archiving_c_sent_on",
    "answer": "archiving_c_answer",
    "answers": "archiving_c_answers",
    "text": "archiving_c_text",
    "replied_on": "archiving_c_replied_on",
    "stage": "archiving_c_stage",
    "expert": "archiving_c_expert",
    "total": "archiving_c_total",
    "points": "archiving_c_points",
    "submitted_at": "archiving_c_submitted_at",
    "by_hand": "archiving_c_by_hand",
    "ballot": "archiving_c_ballot",
    "title": "archiving_c_title",
    "held_on": "archiving_c_held_on",
    "rule": "archiving_c_rule",
    "members": "archiving_c_members",
    "rounds": "archiving_c_rounds",
    "result": "archiving_c_result",
    "decision": "archiving_c_decision",
    "minutes": "archiving_c_minutes",
    "subject": "archiving_c_subject",
    "participants": "archiving_c_participants",
    "over_quota": "archiving_c_over_quota",
    "order": "archiving_c_order",
    "outcome": "archiving_c_outcome",
    "reason": "archiving_c_reason",
    "addressee": "archiving_c_addressee",
    "made_at": "archiving_c_made_at",
    "round": "archiving_c_round",
    "days": "archiving_c_days",
    "working_days": "archiving_c_working_days",
    "begins_on": "archiving_c_begins_on",
    "ends_at": "archiving_c_ends_at",
    "snapshot": "archiving_c_snapshot",
    "published_at": "archiving_c_published_at",
    "tier": "archiving_c_tier",
    "values": "archiving_c_values",
    "corrected": "archiving_c_corrected",
    "removed_at": "archiving_c_removed_at",
    "objection": "archiving_c_objection",
    "named": "archiving_c_named",
    "moment": "archiving_c_moment",
    "in_time": "archiving_c_in_time",
    "missing": "archiving_c_missing",
    "effect": "archiving_c_effect",
    "reasons": "archiving_c_reasons",
    "passed_to": "archiving_c_passed_to",
    "document": "archiving_c_document",
    "replaced_at": "archiving_c_replaced_at",
    "places": "archiving_c_places",
    "empty": "archiving_c_empty",
    "award_name": "archiving_c_award_name",
    "tier_name": "archiving_c_tier_name",
    "batch": "archiving_c_batch",
    "conferred_on": "archiving_c_conferred_on",
    "valid_until": "archiving_c_valid_until",
    "barred_until": "archiving_c_barred_until",
    "need": "archiving_c_need",
    "closing": "archiving_c_closing",
    "resource": "archiving_c_resource",
    "action": "archiving_c_action",
    "done_on": "archiving_c_done_on",
    "activity": "archiving_c_activity",
    "place": "archiving_c_place",
    "begins_at": "archiving_c_begins_at",
    "seats": "archiving_c_seats",
    "giving": "archiving_c_giving",
    "record": "archiving_c_record",
    "why": "archiving_c_why",
    "attended": "archiving_c_attended",
    "before": "archiving_c_before",
    "after": "archiving_c_after",
    "approved_by": "archiving_c_approved_by",
    "by": "archiving_c_by",
}
_STATES = {
    "filings": FilingStatus,
    "entries": EntryStatus,
    "corrections": CorrectionStatus,
    "scores": SheetStatus,
    "publicity": PublicityStatus,
    "objections": ObjectionStatus,
    "activities": ActivityStatus,
}
_WORDS = {
    ("channel", "web"): "archiving_v_web",
    ("channel", "counter"): "archiving_v_counter",
    ("channel", "post"): "archiving_v_post",
    ("channel", "mail"): "archiving_v_mail",
    ("verdict", "met"): "archiving_v_met",
    ("verdict", "not_met"): "archiving_v_not_met",
    ("verdict", "unknown"): "archiving_v_unknown",
    ("outcome", "recommended"): "archiving_v_recommended",
    ("outcome", "reserve"): "archiving_v_reserve",
    ("outcome", "not_recommended"): "archiving_v_not_recommended",
    ("outcome", "upheld"): "archiving_v_upheld",
    ("outcome", "partly"): "archiving_v_partly",
    ("outcome", "dismissed"): "archiving_v_dismissed",
    ("outcome", "conferred"): "archiving_v_conferred",
    ("outcome", "not_conferred"): "archiving_v_not_conferred",
    ("effect", "remove"): "archiving_v_remove",
    ("effect", "recheck"): "archiving_v_recheck",
    ("effect", "correct"): "archiving_v_correct",
    ("effect", "none"): "archiving_v_none",
    ("kind", "substance"): "archiving_v_substance",
    ("kind", "typing"): "archiving_v_typing",
    ("kind", "rank"): "archiving_v_rank",
    ("answer", "none"): "archiving_v_answer_none",
    ("answer", "some"): "archiving_v_answer_some",
    ("answer", "unclear"): "archiving_v_answer_unclear",
    ("answer", "partial"): "archiving_v_answer_partial",
}
"""What values of columns are called; others are shown as they are kept."""
_DAY = 10


def heading(key: str) -> str:
    """The code of what a column is called."""
    return _HEADINGS[key]


def shown(table: str, key: str, value: Value) -> str:
    """A value as a cell tells it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return say("archiving_v_yes" if value else "archiving_v_no")
    if isinstance(value, (list, dict)):
        return json.dumps(value, ensure_ascii=False) if value else ""
    word = _WORDS.get((key, str(value)))
    return say(word) if word else _text(table, key, str(value))


def _text(table: str, key: str, text: str) -> str:
    states: Any = _STATES.get(table)
    if key == "status" and states is not None and text in set(states):
        return say(label_code(states(text)))
    if key.endswith("_at") or key in {"at", "moment", "due", "before", "after"}:
        return text[:16].replace("T", " ") if text[_DAY : _DAY + 1] == "T" else text
    return text
