"""所在区县、所属行业: what a cell says of either, and what is doubtful about it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from jianyou.codes import industry, location, region
from jianyou.codes.industry import Confidence, IndustryMatch, Level
from jianyou.codes.region import RegionMatch
from jianyou.domain.annexes.rows import quote
from jianyou.terms.finding import Severity
from jianyou.terms.message import Param

Problem = tuple[str, Severity, Mapping[str, Param]]


class Understood(NamedTuple):
    """What was understood, as plain data, and the problems in the order of the words."""

    meaning: dict[str, Any]
    problems: list[Problem]


def understand(text: str, as_of: date, *, with_region: bool, with_industry: bool) -> Understood:
    """Reads a cell that should name a region, an industry or both, as things stood on `as_of`."""
    meaning: dict[str, Any] = {}
    problems: list[Problem] = []
    if with_region and with_industry:
        found, trade = location.recognize(text, as_of)
    else:
        found = region.recognize(text, as_of) if with_region else None
        trade = industry.recognize(text) if with_industry else None
    if with_region:
        meaning["region"] = found and {
            "name": found.region.name,
            "code": found.region.code,
            "kind": found.region.kind.value,
        }
        problems.extend(_region_problems(found, text))
    if with_industry:
        meaning["industry"] = trade and {
            "name": trade.industry.name,
            "code": trade.industry.full_code,
            "section": trade.industry.section,
            "confidence": trade.confidence.value,
        }
        problems.extend(_industry_problems(trade, text))
    return Understood(meaning, problems)


def _region_problems(found: RegionMatch | None, text: str) -> Iterator[Problem]:
    if found is None:
        yield "region_missing", Severity.WARNING, {"text": quote(text)}
        return
    for note in found.notes:
        severity = Severity.INFO if note.code == "region_former_name" else Severity.WARNING
        yield note.code, severity, note.params
    if found.region.is_area:
        yield "region_functional_area", Severity.INFO, {"name": found.region.name}


def _industry_problems(found: IndustryMatch | None, text: str) -> Iterator[Problem]:
    if found is None:
        yield "industry_missing", Severity.WARNING, {"text": quote(text)}
        return
    for note in found.notes:
        yield note.code, Severity.WARNING, note.params
    params: dict[str, Param] = {
        "text": quote(found.written),
        "name": found.industry.name,
        "code": found.industry.full_code,
    }
    if found.others:
        names = "、".join(each.name for each in (found.industry, *found.others))
        yield "industry_several", Severity.INFO, {"names": names}
    elif found.confidence is Confidence.NEAR:
        yield "industry_near", Severity.INFO, params
    elif found.industry.level is Level.SECTION:
        yield "industry_only_section", Severity.INFO, {"name": found.industry.name}
