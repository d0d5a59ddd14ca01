"""Codes of countries, regions and industries, from codes, names and addresses."""

import re
from collections.abc import Callable
from datetime import date

from jianyou.codes import industry, region, uscc
from jianyou.codes.industry import Confidence, IndustryMatch
from jianyou.domain.eligibility.values_notes import Notes
from jianyou.domain.eligibility.values_text import folded, shown
from jianyou.domain.eligibility.values_words import COUNTRIES, PROVINCES
from jianyou.terms.finding import Severity

CHONGQING = "50"
_PROVINCE = re.compile(
    rf"(?:中国)?({'|'.join(PROVINCES)})"
    r"(?:省|市|特别行政区|(?:壮族|回族|维吾尔)?自治区|(?!藏族|蒙古族|区|县|州|路|街|大道|巷|镇|乡|村))"
)
_REGION_CODE = re.compile(r"\d{2}|\d{4}|\d{6}|\d{9}|\d{12}", re.ASCII)
_LETTERS = re.compile(r"[A-Z]{2}")
_CODE = re.compile(r"([A-Ta-t]?)[- ]?(\d{0,4})", re.ASCII)


def read_code(name: str, raw: object, notes: Notes) -> str | None:
    """The canonical code; those of facts that a pack brings itself only have widths and case folded."""
    if isinstance(raw, bool) or not isinstance(raw, (str, int, float)):
        notes.warn("value_not_text", written=shown(raw))
        return None
    if isinstance(raw, float) and raw.is_integer() and abs(raw) < 1e15:
        raw = int(raw)
    written = folded(raw[: region.LONGEST]) if isinstance(raw, str) else shown(raw)
    return _READERS.get(name, _own)(written, notes)


def read_credit_code(written: str, notes: Notes) -> str | None:
    """The credit code in its one form; a wrong one is kept, but no number of a person."""
    checked = uscc.check(written)
    for problem in checked.problems:
        notes.pass_on(problem, Severity.WARNING)
    if any(problem.code == "uscc_resident_id" for problem in checked.problems):
        return None
    return checked.code or written


def _own(written: str, _notes: Notes) -> str:
    return written.upper().replace(" ", "")


def _country(written: str, notes: Notes) -> str | None:
    known = COUNTRIES.get(written.casefold())
    if known or _LETTERS.fullmatch(written.upper()):
        return known or written.upper()
    notes.warn("value_country_unknown", written=shown(written))
    return None


def _region(written: str, notes: Notes) -> str | None:
    """A place's digits; where only the city is sure, and not its district, those of the city."""
    if _REGION_CODE.fullmatch(written):
        return _region_code(written, notes)
    named = _PROVINCE.match(written)
    if named and PROVINCES[named[1]] != CHONGQING:
        return PROVINCES[named[1]]
    found = region.recognize(written, notes.as_of or date.max)
    if found is None and named is None:
        notes.warn("value_region_unknown", written=shown(written))
        return None
    if found is None or found.ambiguous or found.region.code is None:
        if named is None or named.end() < len(written):
            notes.tell("value_region_part", written=shown(written))
        return CHONGQING
    for note in found.notes if notes.as_of else ():
        notes.pass_on(note, Severity.INFO)
    return found.region.code


def _region_code(written: str, notes: Notes) -> str | None:
    """A code without the zeros that stand for the whole of a place: 500000 is 50."""
    code = re.sub(r"(?:000)+$", "", written) if len(written) > 6 else written
    code = re.sub(r"(?:00)+$", "", code)
    if code[:2] not in PROVINCES.values():
        notes.warn("value_region_unknown", written=shown(written))
        return None
    known = {each.code for each in region.regions()}
    if code.startswith(CHONGQING) and len(code) >= 6 and code[:6] not in known:
        notes.tell("value_region_part", written=shown(written))
        return CHONGQING
    return code


def _industry(written: str, notes: Notes) -> str | None:
    coded = _CODE.fullmatch(written)
    code = "".join(coded.groups()).upper() if coded else ""
    entry = industry.get(code)
    if entry is not None:
        return entry.full_code
    found = industry.recognize(code or written)
    if found is None:
        notes.warn("value_industry_unknown", written=shown(written))
        return None
    if found.confidence is Confidence.NEAR:
        for note in found.notes:
            notes.pass_on(note, Severity.WARNING)
        if not found.notes:
            notes.warn("value_industry_near", written=shown(written), likely=_named(found))
        # Classes differ between the editions of the standard, the digits of a section don't.
        of_other_edition = [note.code for note in found.notes] == ["industry_code_unknown"]
        return found.industry.section if of_other_edition else None
    sections = {each.section for each in (found.industry, *found.others)}
    if found.others:
        notes.warn("value_industry_several", written=shown(written), names=_named(found))
        return sections.pop() if len(sections) == 1 else None
    return found.industry.full_code


def _named(found: IndustryMatch) -> str:
    kinds = (found.industry, *found.others)[:3]
    return "、".join(f"{each.full_code} {each.name}" for each in kinds)


_READERS: dict[str, Callable[[str, Notes], str | None]] = {
    "country": _country,
    "region": _region,
    "industry": _industry,
}
