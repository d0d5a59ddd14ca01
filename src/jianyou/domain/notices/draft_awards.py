"""The draft's awards: names and tiers from quotas or the title, conditions under the award they belong to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from jianyou.datafiles.written import clean
from jianyou.domain.calls.awards import QuotaHolder
from jianyou.domain.notices.clauses import citable
from jianyou.domain.notices.draft_lines import LONGEST_VALUE, Lines, Material
from jianyou.domain.notices.draft_quotas import quota_values
from jianyou.domain.notices.model import Condition, Quota, Section, Span
from jianyou.domain.notices.text import squeezed
from jianyou.terms.clause import Clause, digest
from jianyou.terms.display import excerpt
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

MOST_CONDITIONS = 150
_MOST_AWARDS = 20
_TIERS = (
    ("提名奖", "nomination"),
    ("特等奖", "special"),
    ("一等奖", "first"),
    ("二等奖", "second"),
    ("三等奖", "third"),
    ("金奖", "gold"),
    ("银奖", "silver"),
    ("铜奖", "bronze"),
    ("优秀奖", "merit"),
    ("优胜奖", "merit"),
    ("入围奖", "shortlist"),
)
_MARKS = re.compile(r"[“”\"「」『』]")
_BEFORE_NAME = re.compile(r"^.*(?:评选|表彰|评出|设立|授予|遴选|推荐|推报|产生|每届设|申报)(?=.)")
_AWARD = re.compile(r"(?:奖|奖项|称号)$")
_DOING = r"(?:申报|评选|推荐|评审|遴选|征集|寻找|选树|认定|评定|推选|选拔|推报|报名|参评|评比|创建|培育)"
_QUOTED_SUBJECT = re.compile(
    rf"[“\"《「](?P<name>[^“”\"《》「」]{{2,40}})[”\"》」](?=[^“《]{{0,12}}{_DOING})"
)
_PLAIN_SUBJECT = re.compile(
    rf"^关于(?:组织|开展|做好|启动|举办|进一步|{_DOING})*(?:(?:19|20)\d\d年度?|第[一二三四五六七八九十\d]{{1,3}}[届批次])*"
    rf"(?P<name>[^“”《》,、]{{2,30}}?奖)(?={_DOING}|的?通知|候选)"
)
_UNTIL_DOING = re.compile(
    rf"^关于(?:组织|开展|做好|启动|举办|{_DOING})*(?P<name>.{{2,60}}?)(?:预?{_DOING}|活动|工作|的通知)"
)
_CYCLE = re.compile(
    r"(?:评选|评审|奖励)?周期为?(?P<years>[一二两三四五\d])年|每(?P<every>[两二三四五\d])年评[选审比]一?[次届]"
)
_YEARS = re.compile(r"近[一二三四五六七八九十\d]{1,2}年|\d年(?:及)?以上|周岁|截至|之日前")


@dataclass(slots=True)
class FoundAward:
    """An award that the notice names: `base` is its name without tiers, empty where only tiers are named."""

    base: str
    span: Span | None
    tiers: list[tuple[str, Quota]] = field(default_factory=list)
    conditions: list[Condition] = field(default_factory=list)


def find_awards(material: Material) -> tuple[list[FoundAward], list[Quota], list[Condition]]:
    """The awards, the quotas that are none of their tiers, and conditions of no award that can be told."""
    awards: dict[str, FoundAward] = {}
    others: list[Quota] = []
    for quota in material.facts.quotas:
        name = _BEFORE_NAME.sub("", _MARKS.sub("", quota.who))
        if quota.unit == "%" or quota.n is None or not _AWARD.search(name) or len(awards) >= _MOST_AWARDS:
            others.append(quota)
            continue
        base = _base(name)
        awards.setdefault(base, FoundAward(base, quota.span)).tiers.append((name, quota))
    if "" in awards or not awards:
        unnamed = awards.setdefault("", FoundAward("", None))
        if named := _subject(material):
            unnamed.base, unnamed.span = material.words(*named), material.span(*named)
    found = list(awards.values())
    free = [each for each in material.facts.conditions if not _placed(material, each, found)]
    return found, others, free


def _base(name: str) -> str:
    return next((name.removesuffix(ending) for ending, _ in _TIERS if name.endswith(ending)), name)


def _subject(material: Material) -> tuple[int, int] | None:
    """The award in the title where it is sure: named in quotes or ending in 奖, then what is done with it."""
    title = material.laid.head.title
    if title is None:
        return None
    words = material.laid.squeezed.text[slice(*title)]
    match = _QUOTED_SUBJECT.search(words) or _PLAIN_SUBJECT.search(words)
    return (title[0] + match.start("name"), title[0] + match.end("name")) if match else None


def _placed(material: Material, condition: Condition, awards: Sequence[FoundAward]) -> bool:
    """Puts a condition under its award: the only one, or the one that a heading above it names."""
    if len(awards) == 1:
        awards[0].conditions.append(condition)
        return True
    for section in material.clauses.around(condition.span):
        heading = _heading(material, section)
        named = [each for each in awards if each.base and each.base in heading]
        if len(named) == 1:
            named[0].conditions.append(condition)
            return True
    return False


def write_awards(lines: Lines, material: Material, longest: int, lang: Lang) -> list[Quota]:
    """The awards with tiers and conditions; returns the quotas that are for the call as a whole."""
    awards, others, free = find_awards(material)
    if len(awards) == 1 and not awards[0].base:
        _ask_name(lines, material)
        if not awards[0].tiers and not awards[0].conditions:
            return others
    lines.open("awards")
    for number, award in enumerate(awards, 1):
        _award(lines, material, award, f"award_{number}", longest, lang)
    if free:
        lines.ask("awards.conditions", "draft_conditions_free", 1, count=len(free))
        for each in free[:MOST_CONDITIONS]:
            lines.candidate(f"{each.path} {each.text}", each.span, 1)
    return others


def _ask_name(lines: Lines, material: Material) -> None:
    lines.ask("awards", "draft_award_name_open")
    title = material.laid.head.title
    words = material.laid.squeezed.text[slice(*title)] if title else ""
    match = _UNTIL_DOING.search(words)
    if title and match:
        place = title[0] + match.start("name"), title[0] + match.end("name")
        lines.candidate(material.words(*place), material.span(*place))


def _award(lines: Lines, material: Material, award: FoundAward, key: str, longest: int, lang: Lang) -> None:
    lines.put("key", key, 2, first=True)
    name = award.base or say("draft_title_missing", lang=lang)
    lines.put("name", excerpt(clean(name), LONGEST_VALUE), 2, award.span)
    lines.put("clause", _clause_of(material, award), 2)
    cycle = _cycle(material, award)
    if cycle:
        lines.put("cycle_years", cycle[0], 2, cycle[1])
    if any(_YEARS.search(each.text) for each in award.conditions):
        lines.ask("as_of", "draft_as_of_open", 2)
    _tiers(lines, material, award)
    _conditions(lines, material, award, longest)


def _clause_of(material: Material, award: FoundAward) -> Clause | None:
    """The highest clause whose heading names the award and that holds its conditions or quotas."""
    spans = [each.span for each in award.conditions] or [quota.span for _, quota in award.tiers]
    if not spans:
        return None
    around = list(material.clauses.around(spans[0]))
    named = [each for each in around if award.base and award.base in _heading(material, each)]
    return citable(named[-1].attachment, named[-1].path) if named else None


def _heading(material: Material, section: Section) -> str:
    """A heading's words without the quotation marks that a name may stand in."""
    return _MARKS.sub("", squeezed(material.text, section.heading).text)


def _cycle(material: Material, award: FoundAward) -> tuple[int, Span] | None:
    """The years between two editions, printed in a sentence that names the award."""
    letters = material.laid.squeezed.text
    for match in _CYCLE.finditer(letters):
        since = max(letters.rfind("。", 0, match.start()), match.start() - 80)
        if award.base and award.base in letters[since : match.start()]:
            written = match["years"] or match["every"]
            years = int(written) if written.isdigit() else "零一二三四五".find(written.replace("两", "二"))
            return (years, material.span(*match.span())) if years > 0 else None
    return None


def _tiers(lines: Lines, material: Material, award: FoundAward) -> None:
    if not award.tiers:
        return
    lines.ask("holder", "draft_tier_holder", 2)
    lines.open("tiers", 2)
    keys: set[str] = set()
    for name, quota in award.tiers[:30]:
        key = _key(name, award.base, keys)
        keys.add(key)
        lines.put("key", key, 4, first=True)
        lines.put("name", excerpt(clean(name), LONGEST_VALUE), 4)
        lines.flow("quota", quota_values(material, quota, QuotaHolder.AWARD_BODY), 4, quota.span)


def _key(name: str, base: str, taken: set[str]) -> str:
    key = "award" if name == base else next((key for end, key in _TIERS if name.endswith(end)), "tier")
    if key not in taken:
        return key
    return next(free for number in range(2, 99) if (free := f"{key}_{number}") not in taken)


def _conditions(lines: Lines, material: Material, award: FoundAward, longest: int) -> None:
    if not award.conditions:
        return
    lines.open("conditions", 2)
    for each in award.conditions[:MOST_CONDITIONS]:
        clause = citable(each.attachment, each.path)
        if clause is None and each.path:
            lines.note("draft_clause_unread", 3, path=excerpt(each.path, 20))
        text = excerpt(clean(each.text), longest)
        lines.put("text", text, 4, each.span, first=True, said=material.text.of(each.span))
        lines.put("clause", clause, 4)
        lines.put("digest", digest(each.text), 4)
    lines.more("conditions", len(award.conditions), MOST_CONDITIONS, 3)
