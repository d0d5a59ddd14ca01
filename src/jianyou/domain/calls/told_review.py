"""评审与择优 in words: how a call reviews and chooses, line by line, for a page, a terminal or paper."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from jianyou.domain.calls.call import Call
from jianyou.domain.calls.review import Attribute, Choice, ChoiceRule, ChoiceTier, Tie
from jianyou.domain.judging.scores.exact import said
from jianyou.domain.judging.scores.rubrics import Item
from jianyou.domain.judging.scores.stages import Formula, FormulaKind, Review, ReviewStage
from jianyou.terms.clause import Clause
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.nominee import NomineeKind


class Line(NamedTuple):
    """A label, empty where it goes on with the line above, words, and how far they stand in."""

    label: str
    text: str
    depth: int = 0


def review_lines(call: Call, lang: Lang) -> list[Line]:
    """How experts review and how the official score is made; nothing where the call has no review."""
    lines = _Told(call, lang).review(call.review) if call.review else ()
    return [line for line in lines if line.text]


def choice_lines(call: Call, lang: Lang) -> list[Line]:
    """How the entries of each award are chosen."""
    told = _Told(call, lang)
    return [line for choice in call.choices for line in told.choice(choice)]


class _Told:
    def __init__(self, call: Call, lang: Lang) -> None:
        self._call = call
        self._lang = lang

    def review(self, review: Review) -> Iterator[Line]:
        single = len(review.stages) == 1
        for number, stage in enumerate(review.stages, 1):
            yield Line(self._say("call_told_stage", number=number), self._stage(stage))
            yield Line("", self._formula(stage.formula), 1)
            yield Line("", self._further(stage), 1)
            for item in stage.rubric.items:
                yield Line("", self._item(item), 1)
        combine = review.combine
        words: dict[str, Param] = {"out_of": said(combine.out_of), "digits": combine.digits}
        if single:
            how = self._say("call_told_combine_one", **words)
        else:
            parts = (
                self._say("call_told_weight", stage=stage.name, weight=said(stage.weight))
                for stage in review.stages
            )
            how = self._say("call_told_combine", weights=self._list(parts), **words)
        yield Line(self._say("call_told_official"), _joined((how, _label(combine.clause))))

    def choice(self, choice: Choice) -> Iterator[Line]:
        award = next((each.name for each in self._call.awards if each.key == choice.award), choice.award)
        yield Line(self._say("call_told_choice"), _joined((award, _label(choice.clause))))
        names = {tier.key: tier.name for tier in choice.tiers}
        for tier in choice.tiers:
            yield Line("", self._tier(tier), 1)
        for rule in choice.rules:
            yield Line("", self._rule(rule, names), 1)
        for attribute in choice.one_of:
            yield Line("", self._say("call_told_one_of", what=self._attribute(attribute)), 1)
        if choice.ties:
            yield Line("", self._say("call_told_ties", steps=self._list(map(self._tie, choice.ties))), 1)
        lot = choice.lottery
        last = (
            self._say("call_told_lottery", clause=lot.clause.label())
            if lot
            else self._say("call_told_no_lottery")
        )
        yield Line("", last, 1)

    def _stage(self, stage: ReviewStage) -> str:
        reviews: dict[str, Param] = {"count": stage.per_entry, "fewest": stage.fewest}
        load, kind = stage.load, self._say(f"call_told_kind_{stage.kind.value}")
        parts = (
            stage.name,
            kind if kind != stage.name else "",
            self._say(
                "call_told_reviews" if stage.fewest == stage.per_entry else "call_told_reviews_fewest",
                **reviews,
            ),
            self._say("call_told_load", least=load.least, most=load.most) if load else "",
            self._say("call_told_blind") if stage.blind else "",
            self._say("call_told_phones") if stage.phones else "",
            _label(stage.clause),
        )
        return _joined(parts)

    def _formula(self, formula: Formula) -> str:
        words: dict[str, Param] = {"digits": formula.digits}
        if formula.kind is FormulaKind.TRIMMED:
            words["drop"] = formula.drop
        if formula.kind is FormulaKind.WEIGHTED:
            words["weights"] = self._list(f"{role} {said(each)}" for role, each in formula.weights.items())
        return self._say(f"call_told_formula_{formula.kind.value}", **words)

    def _further(self, stage: ReviewStage) -> str:
        gate = "" if stage.gate is None else self._say("call_told_gate", gate=said(stage.gate))
        return _joined(
            (gate, "" if stage.advance is None else self._say("call_told_advance", n=stage.advance))
        )

    def _item(self, item: Item) -> str:
        words: dict[str, Param] = {"name": item.name, "most": said(item.most), "step": said(item.step)}
        awards = [award.name for award in self._call.awards if award.key in item.awards]
        parts = (
            self._say("call_told_item", **words),
            "" if item.weight == 1 else self._say("call_told_item_weight", weight=said(item.weight)),
            self._say("call_told_item_awards", awards=self._list(awards)) if awards else "",
            _label(item.clause),
        )
        return _joined(parts)

    def _tier(self, tier: ChoiceTier) -> str:
        places = (
            self._say("call_told_places_open") if tier.n is None else self._say("call_told_places", n=tier.n)
        )
        floor = "" if tier.floor is None else self._say("call_told_floor", floor=said(tier.floor))
        return _joined((tier.name, places, floor, _label(tier.clause)))

    def _rule(self, rule: ChoiceRule, tiers: dict[str, str]) -> str:
        what = self._attribute(rule.per) if rule.per else ""
        if rule.value:
            value = self._kind(rule.value) if rule.per == Attribute.KIND else rule.value
            whom = self._say("call_told_of_value", what=what, value=value)
        else:
            whom = self._say("call_told_of_each", what=what) if what else self._say("call_told_of_all")
        most = rule.at_most is not None
        n = rule.at_most if rule.at_most is not None else rule.at_least or 0
        within = (
            self._say("call_told_within", tiers=self._list(tiers[key] for key in rule.tiers))
            if rule.tiers
            else ""
        )
        bound = self._say("call_told_at_most" if most else "call_told_at_least", whom=whom, n=n)
        return _joined((bound, within, _label(rule.clause)))

    def _tie(self, tie: Tie) -> str:
        if tie.fewer:
            return self._say("call_told_tie_fewer", what=self._attribute(tie.fewer))
        stage = self._call.review.by_key[tie.stage] if self._call.review else None
        name = stage.name if stage else tie.stage
        if not tie.item:
            return self._say("call_told_tie_stage", stage=name)
        item = stage.rubric.by_key[tie.item].name if stage else tie.item
        return self._say("call_told_tie_item", stage=name, item=item)

    def _kind(self, value: str) -> str:
        return self._say(f"show_kind_{NomineeKind(value).value}")

    def _attribute(self, key: str) -> str:
        if key in tuple(Attribute):
            return self._say(f"call_told_by_{key}")
        column = self._call.annex.by_key.get(key)
        return column.title if column else key

    def _list(self, items: Iterable[str]) -> str:
        mark = self._say("show_list_mark")
        return (mark if self._lang is Lang.ZH else f"{mark} ").join(items)

    def _say(self, code: str, **params: Param) -> str:
        return say(code, params, self._lang)


def _label(clause: Clause | None) -> str:
    return f"[{clause.label()}]" if clause else ""


def _joined(parts: Iterable[str]) -> str:
    return "  ".join(part for part in parts if part)
