"""The draft's course: the stages that the notice speaks of, publicity, objections and support."""

import re
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from jianyou.datafiles.written import clean
from jianyou.domain.calls.course import ActivityKind, StageKind
from jianyou.domain.notices.draft_lines import Lines, Material
from jianyou.domain.notices.model import Deadline, Span
from jianyou.domain.notices.moments import Moment, find_moments
from jianyou.domain.notices.sentences import Sentence, body_sentences
from jianyou.terms.display import excerpt

_STAGES = (
    (StageKind.FORMAL_CHECK, re.compile(r"形式审[查核]|形式初审")),
    (StageKind.ELIGIBILITY, re.compile(r"资格(?:审[查核]|初审|复审)")),
    (
        StageKind.REVIEW,
        re.compile(
            r"(?:专家|评委)[^,。]{0,24}?(?:评审|初评|复评|终评|评选|评议|遴选|论证)"
            r"|(?:组织|开展|进行)(?:集中|统一|现场|材料|综合)?(?:评审|初评|终评|答辩)|(?:现场|陈述)答辩|现场评审"
        ),
    ),
    (
        StageKind.DELIBERATION,
        re.compile(r"集体(?:研究|审议)|(?:办公会|党组会?|党委会?|委员会|会议)(?:研究)?审[议定]"),
    ),
    (StageKind.PUBLICITY, re.compile(r"公示")),
    (
        StageKind.RECOMMENDATION,
        re.compile(
            r"我[委局厅部会院处办](?:将|拟)?[^,。]{0,16}?(?<!的)(?:推荐|上报)(?!名额|人数|数|指标|表|工作|条件|的)"
        ),
    ),
    (
        StageKind.CONFERRAL,
        re.compile(
            r"(?:予以|给予|进行|通报)表彰|授予[^,。]{0,24}称号|(?:正式|予以)命名|颁发[^,。]{0,10}(?:证书|奖牌|证牌)|颁奖"
        ),
    ),
    (StageKind.SUPPORT, re.compile(r"帮扶|优先(?:考虑|支持|安排)")),
)
_FILERS = re.compile(
    r"(?:推荐|上报|申报|报送)(?:名单|人选|对象)?(?:上报|报送)?前|(?:所在|推荐|申报|本)单位[^。]{0,30}公示|公示[^。]{0,16}后?,?[^。]{0,6}(?:上报|报送)"
)
_LOWER = re.compile(
    r"学校|县\(市、?区\)|\(市、区\)|区\(县|区、县|各区县|基层|(?:所在|申报|推荐|各|有关)单位|各地|市直|设区市|县级|区级"
)
_N = r"(?<![月年\d])(?P<n>\d{1,2}|[一二两三五七十])"
_DAYS = re.compile(rf"{_N}个?(?P<unit>工作日|自然日|日|天|周|星期)(?![前起至到])")
_PUBLIC_DAYS = (
    re.compile(rf"公示(?:(?!异议)[^。;后]){{0,16}}?{_DAYS.pattern}"),
    re.compile(rf"{_DAYS.pattern}的?公示"),
)
_OBJECTION = re.compile(r"(?<!无)(?<!没有)异议")
_NAMED = re.compile(r"实名|署名|签署真实姓名|真实姓名|加盖[^,。]{0,6}公章")
_EVIDENCE = re.compile(r"证据|证明材料|佐证|事实依据|有关材料|相关材料")
_ACTIVITIES = re.compile(r"(?:开展|举办|组织)(?P<list>[^,。;]{2,60}?)等(?:活动|服务|工作)")
_ACTIVITY_KINDS = (
    (ActivityKind.TRAINING, "培训"),
    (ActivityKind.EXCHANGE, "交流"),
    (ActivityKind.IMPROVEMENT, "提升"),
    (ActivityKind.IMPROVEMENT, "改进"),
    (ActivityKind.INNOVATION, "创新"),
)
_WEEK = 7
_MOST_DAYS = 365


class FoundStage(NamedTuple):
    """A stage with the sentences that speak of it, and the place of its first words."""

    kind: StageKind
    span: Span
    sentences: list[Sentence]


def find_stages(material: Material) -> tuple[list[FoundStage], list[FoundStage]]:
    """The stages that the body speaks of in its order, and those that seem to be the filers' own."""
    found: dict[StageKind, FoundStage] = {}
    filers: dict[StageKind, FoundStage] = {}
    conditions = [each.span for each in material.facts.conditions]
    for sentence in body_sentences(material.text, material.laid):
        for kind, words in _STAGES:
            match = words.search(sentence.words)
            if match is None:
                continue
            span = material.span(*sentence.found(match))
            if not any(each.start <= span.start < each.end for each in conditions):
                kept = filers if _by_filers(sentence, kind) else found
                kept.setdefault(kind, FoundStage(kind, span, [])).sentences.append(sentence)
    unsure = [stage for kind, stage in filers.items() if kind not in found]
    return sorted(found.values(), key=lambda each: (each.kind is StageKind.SUPPORT, each.span)), unsure


def _by_filers(sentence: Sentence, kind: StageKind) -> bool:
    if kind in (StageKind.SUPPORT, StageKind.RECOMMENDATION):
        return False
    return bool(_FILERS.search(sentence.words) or _LOWER.search(sentence.words))


def write_course(lines: Lines, material: Material, deadline: Deadline) -> dict[StageKind, FoundStage]:
    """The stages, filing first; what was found of each, for the parts that follow the annex."""
    stages, unsure = find_stages(material)
    lines.ask("stages", "draft_stages_open")
    for stage in unsure:
        lines.ask("stages", "draft_stage_whose", stage=stage.kind.value)
        lines.candidate(stage.sentences[0].words, stage.span)
    lines.open("stages")
    ends_on = date.fromisoformat(deadline.at[:10])
    clause = material.clauses.at(deadline.span)
    lines.item({"stage": StageKind.FILING, "ends_on": ends_on, "clause": clause}, 1, deadline.span)
    for stage in stages:
        first, last = _dates(material, stage)
        values = {
            "stage": stage.kind,
            "starts_on": first,
            "ends_on": last,
            "clause": material.clauses.at(stage.span),
        }
        lines.item(values, 1, stage.span)
    return {stage.kind: stage for stage in stages}


def _dates(material: Material, stage: FoundStage) -> tuple[date | None, date | None]:
    """The span of days printed for publicity or review, none before the notice was issued."""
    if stage.kind not in (StageKind.PUBLICITY, StageKind.REVIEW) or material.facts.issued_on is None:
        return None, None
    issued = material.facts.issued_on[0]
    inside = [
        each
        for each in find_moments(material.laid.squeezed)
        if any(said.start <= each.start < said.start + len(said.words) for said in stage.sentences)
    ]
    for last in inside:
        first = next((each for each in inside if each.start == last.opens and each.start < last.start), None)
        if first is not None:
            begins, ends = _day(first, issued), _day(last, issued)
            if begins and ends and issued <= begins <= ends:
                return begins, ends
    return None, None


def _day(moment: Moment, issued: date) -> date | None:
    """Its day: in the printed year, else the first such day since the issue."""
    if moment.year is not None:
        return moment.on(moment.year)
    day = moment.on(issued.year)
    return day if day and day >= issued else moment.on(issued.year + 1)


def _first(words: re.Pattern[str], said: Sequence[Sentence]) -> tuple[Sentence, re.Match[str]] | None:
    """The first sentence that has the words, with their match."""
    return next(((each, match) for each in said if (match := words.search(each.words))), None)


def write_publicity(lines: Lines, material: Material, stage: FoundStage | None, shows: Sequence[str]) -> None:
    """How long the list is public, where the notice prints it; of the columns only the nominee's name."""
    if stage is None:
        return
    found = next((each for words in _PUBLIC_DAYS if (each := _first(words, stage.sentences))), None)
    if found is None or not _days(found[1]) or not shows:
        lines.ask("publicity", "draft_publicity_days")
        return
    sentence, match = found
    lines.open("publicity")
    lines.put("days", _days(match), 1, material.span(*sentence.found(match)))
    lines.put("working_days", match["unit"] == "工作日", 1)
    lines.ask("publicity.shows", "draft_publicity_shows", 1)
    lines.put("shows", tuple(shows), 1)
    lines.put("clause", material.clauses.at(stage.span), 1)


def _days(match: re.Match[str]) -> int:
    """How many days a match of `_DAYS` tells; 0 where no call file could say so."""
    written = match["n"]
    n = int(written) if written.isdigit() else "零一二三四五六七八九十".find(written.replace("两", "二"))
    days = n * _WEEK if match["unit"] in ("周", "星期") else n
    return days if days <= _MOST_DAYS else 0


def write_objections(lines: Lines, material: Material) -> None:
    """Within how many days and how one objects, if the body speaks of it."""
    said = [
        each
        for each in body_sentences(material.text, material.laid)
        if _OBJECTION.search(each.words) and not _FILERS.search(each.words) and not _LOWER.search(each.words)
    ]
    first = _first(_OBJECTION, said)
    if first is None:
        return
    span = material.span(*first[0].found(first[1]))
    lines.open("objections", span=span)
    days = _first(_DAYS, said)
    if days and _days(days[1]):
        lines.put("days", _days(days[1]), 1, material.span(*days[0].found(days[1])))
    for key, words in (("named_only", _NAMED), ("evidence", _EVIDENCE)):
        found = _first(words, said)
        if found:
            lines.put(key, True, 1, material.span(*found[0].found(found[1])))
        else:
            lines.ask(f"objections.{key}", "draft_objections_open", 1)
            lines.put(key, True, 1)
    lines.put("clause", material.clauses.at(span), 1)


def write_support(lines: Lines, material: Material, stage: FoundStage | None) -> None:
    """What help is promised: the activities that the sentence lists by name."""
    if stage is None:
        return
    found = _first(_ACTIVITIES, stage.sentences)
    if found is None:
        lines.ask("support", "draft_support_open")
        return
    sentence, match = found
    lines.open("support")
    lines.put("clause", material.clauses.at(stage.span), 1)
    lines.open("activities", 1)
    start = sentence.found(match, "list")[0]
    for name in match["list"].split("、")[:20]:
        span = material.span(start, start + len(name))
        start += len(name) + 1
        kind = next((kind for kind, word in _ACTIVITY_KINDS if word in name), ActivityKind.OTHER)
        lines.item({"kind": kind, "name": excerpt(clean(name), 60)}, 2, span, said=name)
    lines.ask("support.priority", "draft_priority_open", 1)
