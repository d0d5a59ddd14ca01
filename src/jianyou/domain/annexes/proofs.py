"""证明材料: papers that are given freely beside the annex, each with its kind and validity.

Nothing beyond the annex may be demanded of a nominee: what is found here is told, and blocks nothing.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place

LONGEST_DATE = 40
"""Characters of a date that is typed."""

_EARLIEST, _LATEST = 1900, 2200
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?")
_CHINESE = re.compile(r"(\d{4})年(\d{1,2})月(?:(\d{1,2})[日号])?")
_PLAIN = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ENDLESS = frozenset({"长期", "长期有效", "无期限", "无固定期限", "永久", "永久有效", "permanent", "none"})


class ProofKind(StrEnum):
    """What a proof is."""

    BUSINESS_LICENCE = "business_licence"
    SYSTEM_CERTIFICATE = "system_certificate"
    PRODUCT_CERTIFICATE = "product_certificate"
    TEST_REPORT = "test_report"
    HONOR = "honor"
    CREDIT_REPORT = "credit_report"
    FINANCIAL_REPORT = "financial_report"
    STANDARD_OR_PATENT = "standard_or_patent"
    OTHER = "other"


LABELS: dict[ProofKind, str] = {
    ProofKind.BUSINESS_LICENCE: "proof_kind_business_licence",
    ProofKind.SYSTEM_CERTIFICATE: "proof_kind_system_certificate",
    ProofKind.PRODUCT_CERTIFICATE: "proof_kind_product_certificate",
    ProofKind.TEST_REPORT: "proof_kind_test_report",
    ProofKind.HONOR: "proof_kind_honor",
    ProofKind.CREDIT_REPORT: "proof_kind_credit_report",
    ProofKind.FINANCIAL_REPORT: "proof_kind_financial_report",
    ProofKind.STANDARD_OR_PATENT: "proof_kind_standard_or_patent",
    ProofKind.OTHER: "proof_kind_other",
}
"""The message code of what each kind is called."""


class Validity(NamedTuple):
    """Since and until when a proof is valid, both days included; None where it isn't told or has no end."""

    since: date | None = None
    until: date | None = None


def label_code(kind: str) -> str:
    """The message code of what a kind is called; one that isn't known (any more) is `other`."""
    return LABELS[ProofKind(kind) if kind in set(ProofKind) else ProofKind.OTHER]


def order_of(kind: str) -> int:
    """The place of a kind among all, as they are listed; one that isn't known is last."""
    return list(ProofKind).index(ProofKind(kind) if kind in set(ProofKind) else ProofKind.OTHER)


def kind_chosen(text: str) -> ProofKind:
    """The kind that was chosen.

    Raises:
        Refused: none was.
    """
    if text not in set(ProofKind):
        raise Refused("proof_kind_missing")
    return ProofKind(text)


def day_typed(text: str, *, last: bool = False) -> date | None:
    """A day as people write it: `2026-04-30`, `2026.4.30`, `20260430`, `2026年4月30日`; None for none.

    A month alone is its first day, its `last` one where that is asked for. `长期` is no end.

    Raises:
        Refused: it is no such day, or one of another age.
    """
    told = "".join(unicodedata.normalize("NFKC", text[: LONGEST_DATE + 1]).split())
    if not told or told.lower() in _ENDLESS:
        return None
    found = _ISO.fullmatch(told) or _CHINESE.fullmatch(told) or _PLAIN.fullmatch(told)
    if len(text) > LONGEST_DATE or found is None:
        raise Refused("proof_day_unreadable", text=told[:LONGEST_DATE])
    year, month = int(found[1]), int(found[2])
    if not _EARLIEST <= year < _LATEST or not 1 <= month <= 12:
        raise Refused("proof_day_unreadable", text=told)
    end = monthrange(year, month)[1]
    day = int(found[3]) if found[3] else end if last else 1
    if not 1 <= day <= end:
        raise Refused("proof_day_unreadable", text=told)
    return date(year, month, day)


def validity_typed(since: str, until: str, problems: dict[str, Refused]) -> Validity:
    """The validity as it was typed; `problems` tells by field (`since`, `until`) what is none."""
    days: dict[str, date | None] = {"since": None, "until": None}
    for field, text in (("since", since), ("until", until)):
        try:
            days[field] = day_typed(text, last=field == "until")
        except Refused as refused:
            problems[field] = refused
    found = Validity(days["since"], days["until"])
    if found.since and found.until and found.since > found.until:
        problems["until"] = Refused("proof_days_crossed")
    return found


def check_validity(validity: Validity, *, today: date, counts: date, file: str = "") -> Iterator[Finding]:
    """What is to be looked at on a proof; `counts` is the day that its validity is asked for."""
    place = Place(file)
    if validity.until and validity.until < counts:
        code = "proof_expired" if validity.until < today else "proof_expires_before"
        params = {"until": validity.until.isoformat(), "day": counts.isoformat()}
        yield Finding(code, Severity.WARNING, place, params)
    if validity.since and validity.since > counts:
        params = {"since": validity.since.isoformat(), "day": counts.isoformat()}
        yield Finding("proof_not_yet", Severity.WARNING, place, params)
