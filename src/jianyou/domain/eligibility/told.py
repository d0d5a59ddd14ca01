"""A verdict told to people, line by line: what stands against it, what is missing, what is met."""

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from jianyou.domain.eligibility.evaluate import Outcome
from jianyou.domain.eligibility.explain import NO_QUOTES, Explained, explain
from jianyou.domain.eligibility.facts import Facts
from jianyou.domain.eligibility.pack import Basis
from jianyou.domain.eligibility.resolve import KIND
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.verdict import Verdict


class LineKind(StrEnum):
    """What a line is; DETAIL and MISSING belong to the line before that isn't one of them."""

    VERDICT = "verdict"
    HEAD = "head"
    UNMET = "unmet"
    UNKNOWN = "unknown"
    MET = "met"
    DETAIL = "detail"
    MISSING = "missing"
    NOTE = "note"


class Line(NamedTuple):
    """One line for a terminal or a page."""

    kind: LineKind
    text: str


def told(
    outcome: Outcome, facts: Facts, lang: Lang = Lang.ZH, quotes: Mapping[str, str] = NO_QUOTES
) -> Iterator[Line]:
    """The verdict on one nominee in lines."""
    yield from told_of(explain(outcome, facts, lang, quotes), lang)


def told_of(explained: Explained, lang: Lang = Lang.ZH) -> Iterator[Line]:
    """The lines of what `explain` gave in the same language."""
    groups: dict[str, list[Explained]] = {verdict.value: [] for verdict in Verdict}
    for condition in explained["conditions"]:
        groups[condition["outcome"]].append(condition)
    unmet, unknown, met = (groups[each.value] for each in (Verdict.NOT_MET, Verdict.UNKNOWN, Verdict.MET))
    asked = [each for each in met if each["asked"]]
    yield Line(LineKind.VERDICT, _verdict(explained, unmet, unknown, lang))
    yield from _group("told_head_unmet", unmet, LineKind.UNMET, lang)
    yield from _group(
        "told_head_unknown", [each for each in unknown if not _of_experts(each)], LineKind.UNKNOWN, lang
    )
    yield from _group(
        "told_head_judged", [each for each in unknown if _of_experts(each)], LineKind.UNKNOWN, lang
    )
    if asked:
        yield Line(LineKind.HEAD, say("told_head_met", {"count": len(asked)}, lang))
        for condition in asked:
            yield Line(LineKind.MET, _headline(condition, lang))
    if len(met) > len(asked):
        yield Line(LineKind.NOTE, say("told_note_idle", {"count": len(met) - len(asked)}, lang))
    yield from _notes(explained, [*unmet, *unknown], lang)


def _verdict(explained: Explained, unmet: list[Explained], unknown: list[Explained], lang: Lang) -> str:
    params: dict[str, Param] = {
        "title": explained["title"],
        "as_of": explained["as_of"],
        "clause": (unmet[0]["clause_label"] or say(f"fact_{KIND}", lang=lang)) if unmet else "",
        "count": len(unmet or unknown),
    }
    return say(f"told_verdict_{explained['outcome']}", params, lang)


def _group(head: str, conditions: list[Explained], kind: LineKind, lang: Lang) -> Iterator[Line]:
    if conditions:
        yield Line(LineKind.HEAD, say(head, {"count": len(conditions)}, lang))
    for condition in conditions:
        yield Line(kind, _headline(condition, lang))
        for detail in _details(condition, lang):
            yield Line(LineKind.DETAIL, detail)
        for need in condition["missing"]:
            if need["name"] != KIND or condition["code"] == KIND:
                yield Line(LineKind.MISSING, _need(need, lang))
                if "proof" in need:
                    yield Line(LineKind.MISSING, _proof(need["proof"], lang))


def _headline(condition: Explained, lang: Lang) -> str:
    clause = condition["clause_label"]
    if not clause:
        return str(condition["text"])
    return say("told_condition", {"clause": clause, "text": condition["text"]}, lang)


def _details(condition: Explained, lang: Lang) -> Iterator[str]:
    if "quote" in condition:
        yield say("told_quote", {"quote": condition["quote"]}, lang)
    if _of_experts(condition):
        return
    yield say("told_demanded", {"demand": condition["threshold"]}, lang)
    yield say("told_seen", {"seen": condition["observed"]}, lang)
    decisive = [leaf for leaf in condition["leaves"] if leaf["decisive"]]
    yield from dict.fromkeys(_source(leaf, lang) for leaf in decisive if leaf["source_text"] or leaf["on"])
    for leaf in decisive:
        if leaf.get("outdated"):
            yield say("told_outdated", {"label": leaf["label"], "day": leaf["proof"]["issued_from"]}, lang)
    parameters = {each["name"]: each for leaf in decisive for each in leaf["parameters"]}
    yield from (_parameter(parameter, lang) for parameter in parameters.values())


def _source(leaf: Explained, lang: Lang) -> str:
    params: dict[str, Param] = {
        "label": leaf["label"],
        "source": leaf["source_text"] or say("told_unknown", lang=lang),
        "on": leaf["on"] or say("told_unknown", lang=lang),
    }
    return say("told_source", params, lang)


def _parameter(parameter: Explained, lang: Lang) -> str:
    params: dict[str, Param] = {"label": parameter["label"], "value": parameter["value_text"]}
    if parameter["since"] is None:
        return say("told_parameter_settled", params, lang)
    return say("told_parameter", {**params, "since": parameter["since"]}, lang)


def _proof(proof: Explained, lang: Lang) -> str:
    if "issued_from" not in proof:
        return say("told_proof", {"proof": proof["text"]}, lang)
    params: dict[str, Param] = {
        "proof": proof["text"],
        "day": proof["issued_from"],
        "months": proof["months"],
    }
    return say("told_proof_valid", params, lang)


def _need(need: Explained, lang: Lang) -> str:
    """What is needed, without what the condition says already."""
    if need["need"] in (Basis.DECLARED, Basis.JUDGED):
        return say(f"told_wanted_{need['need']}", {"code": need["name"]}, lang)
    return str(need["text"])


def _of_experts(condition: Explained) -> bool:
    """Whether only a judgement is missing, the kind of nominee aside, which is asked for once."""
    needs = [need["need"] for need in condition["missing"] if need["name"] != KIND]
    return bool(needs) and all(need == Basis.JUDGED for need in needs)


def _notes(explained: Explained, told_at_length: list[Explained], lang: Lang) -> Iterator[Line]:
    """What else must be known: open readings of the text, an incomplete source, who judges."""
    questions = {
        parameter["label"]: parameter
        for condition in told_at_length
        for leaf in condition["leaves"]
        for parameter in leaf["parameters"]
        if parameter["question"]
    }
    for label, parameter in questions.items():
        params: dict[str, Param] = {
            "label": label,
            "value": parameter["value_text"],
            "question": parameter["question"],
        }
        yield Line(LineKind.NOTE, say("told_note_question", params, lang))
    if any(condition["basis"] == Basis.JUDGED.value for condition in explained["conditions"]):
        yield Line(LineKind.NOTE, say("told_note_judged", lang=lang))
    if explained["partial"]:
        yield Line(LineKind.NOTE, say("told_note_partial", {"partial": explained["partial"]}, lang))
