"""A decision record made anew: hashes, scores, candidates, choice, draws, ballots; what differs is named."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from functools import partial
from itertools import islice, zip_longest
from typing import NamedTuple, TypeVar

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.datafiles.problems import quoted
from jianyou.domain.judging.ballot import Outcome
from jianyou.domain.judging.candidates import candidates_of
from jianyou.domain.judging.draw import DrawPurpose
from jianyou.domain.judging.draw_plain import check_plain
from jianyou.domain.judging.plain import from_plain, plain_of
from jianyou.domain.judging.record import (
    PARTS,
    About,
    Ballot,
    Decision,
    How,
    Points,
    RecordFile,
    ballot_plain,
    digest_of,
    framed,
    hash_of,
    scores_plain,
)
from jianyou.domain.judging.record_choice import Progress, problem_from, result_plain
from jianyou.domain.judging.scores.official import Scores, official_scores
from jianyou.domain.judging.scores.sheets import Assigned
from jianyou.domain.judging.scores.stages import MOST_DIGITS, VERSION, FormulaKind, Review
from jianyou.domain.judging.selection.inputs import Problem
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import NO_PARAMS, Param, say

MOST_TOLD = 100
_MOST_RESERVE = 10_000
_ABSENT = "\0absent"
"""Stands for a value that isn't there."""

Record = TypeVar("Record")


class RecordFinding(NamedTuple):
    """One thing that doesn't hold; `part` is the path to it within the record, "" for the whole file."""

    code: str
    severity: Severity
    part: str
    params: Mapping[str, Param] = NO_PARAMS

    def text(self, lang: Lang = Lang.ZH) -> str:
        """What doesn't hold, in words."""
        return say(self.code, self.params, lang)


def check_record(
    file: RecordFile, *, digest: str = "", progress: Progress | None = None
) -> tuple[RecordFinding, ...]:
    """All that doesn't hold, hashes first; nothing where the record can be relied on.

    `digest` is the one that was published; without it only a change that forgot the hashes is found out
    by them, and everything that follows from the inputs by reckoning anew.
    """
    return tuple(_Checking(file, progress).run(digest))


@dataclass(frozen=True, slots=True)
class _Reviewed:
    """The parts that scores come from."""

    review: Review
    entries: tuple[str, ...]
    assigned: tuple[Assigned, ...] | None
    sheets: tuple[Points, ...]


class _Checking:
    def __init__(self, file: RecordFile, progress: Progress | None) -> None:
        self._file = file
        self._progress = progress
        self._parts = file.parts
        self._wrong: list[RecordFinding] = []

    def run(self, digest: str) -> Iterator[RecordFinding]:
        yield from self._frame(digest)
        about = self._decoded("about", About)
        scores = self._scores(about)
        problem = self._attempt("choice", lambda: problem_from(self._parts["choice"]))
        found: list[RecordFinding] = []
        if scores is not None:
            found += differing("scores", self._parts["scores"], scores_plain(scores))
        if about is not None and scores is not None and problem is not None:
            found += self._candidates(about, scores, problem)
        if problem is not None:
            found += [*self._result(problem), *self._lots(problem)]
        found += [*self._draws(), *self._ballots(), *self._decision()]
        yield from self._wrong
        yield from found

    def _frame(self, digest: str) -> Iterator[RecordFinding]:
        """Whether every byte is as it was when the hashes were made."""
        file = self._file
        if digest and digest != file.digest:
            told: dict[str, Param] = {"told": quoted(digest), "found": quoted(file.digest)}
            yield _error("record_digest_other", "digest", **told)
        for name in PARTS:
            if hash_of(file.parts[name]) != file.hashes.get(name):
                yield _error("record_part_changed", name, where=name)
        if file.hashes.keys() != set(PARTS) or digest_of(file.hashes) != file.digest:
            yield _error("record_digest_wrong", "digest")
        line = _first_other_line(file.text, framed(file.parts, file.hashes, file.digest))
        if line:
            yield _error("record_not_as_written", "", line=line)

    def _scores(self, about: About | None) -> Scores | None:
        reviewed = self._attempt("review", lambda: from_plain(_Reviewed, self._parts_of(_Reviewed)))
        if about is None or reviewed is None:
            return None
        if about.rules != VERSION:
            self._tell("record_rules_unknown", "about.rules", told=quoted(about.rules), known=VERSION)
            return None
        wrong = _unusable(reviewed.review, about.award)
        if wrong:
            self._tell("record_part_wrong", wrong, where=wrong)
            return None
        entries = dict.fromkeys(reviewed.entries, about.award)
        marked = (each.sheet() for each in reviewed.sheets)
        return official_scores(reviewed.review, entries, marked, reviewed.assigned)

    def _candidates(self, about: About, scores: Scores, problem: Problem) -> Iterator[RecordFinding]:
        """Whether the choice was made from the official scores, and from all of them."""
        attributes = {each.key: each.attributes for each in problem.candidates}
        lots = {each.key: each.lot for each in problem.candidates if each.lot is not None}
        due = self._attempt(
            "choice.candidates", lambda: candidates_of(scores, about.award, attributes, problem.ties, lots)
        )
        if due is not None:
            told = {each.key: plain_of(each) for each in problem.candidates}
            yield from differing("choice.candidates", told, {each.key: plain_of(each) for each in due})

    def _result(self, problem: Problem) -> Iterator[RecordFinding]:
        """Whether the choice comes out again, with all that was told of it."""
        told = self._parts["result"]
        if not isinstance(told, dict) or not isinstance(why := told.get("why"), dict):
            yield _error("record_part_wrong", "result.why", where="result.why")
            return
        asked = told.get("reserve_asked")
        reserve = asked if type(asked) is int and 0 <= asked <= _MOST_RESERVE else 0
        # The solvers are large, and a page that only shows a record needs none.
        from jianyou.domain.judging.selection.select import Selection  # noqa: PLC0415

        due = self._attempt("result", lambda: result_plain(Selection(problem), why, reserve, self._progress))
        if due is not None:
            yield from differing("result", told, due)

    def _lots(self, problem: Problem) -> Iterator[RecordFinding]:
        """Whether every lot comes from a draw among equal entries that stands in the record."""
        drawn: dict[str, set[int]] = {}
        for draw in _items(self._parts["draws"]):
            plan, order = draw.get("plan"), draw.get("order")
            if isinstance(plan, dict) and plan.get("purpose") == DrawPurpose.TIES and isinstance(order, list):
                for at, key in enumerate(order, 1):
                    drawn.setdefault(str(key), set()).add(at)
        for each in problem.candidates:
            if each.lot is not None and each.lot not in drawn.get(each.key, ()):
                part = f"choice.candidates.{each.key}.lot"
                yield _error("record_lot_without_draw", part, entry=quoted(each.key), lot=each.lot)

    def _draws(self) -> Iterator[RecordFinding]:
        yield from _shapes("draws", self._parts["draws"])
        for at, draw in enumerate(_items(self._parts["draws"]), 1):
            part = f"draws.{at}"
            for message in self._attempt(part, partial(check_plain, draw)) or ():
                yield RecordFinding(message.code, Severity.ERROR, part, message.params)

    def _ballots(self) -> Iterator[RecordFinding]:
        yield from _shapes("ballots", self._parts["ballots"])
        for at, told in enumerate(_items(self._parts["ballots"]), 1):
            part = f"ballots.{at}"
            due = self._attempt(part, partial(_counted_again, told, part))
            if due is not None:
                yield from differing(part, told, due)

    def _decision(self) -> Iterator[RecordFinding]:
        """Whether what people decided is what the rules came to, or they say why it isn't."""
        decision = self._decoded("decision", Decision)
        if decision is None:
            return
        twice = [key for key, times in Counter(each.entry for each in decision.chosen).items() if times > 1]
        if twice:
            yield _error("record_decided_twice", "decision.chosen", entries=quoted(", ".join(twice)))
        if decision.how is How.BALLOT and (failed := self._not_passed(decision)):
            yield _error("record_decided_without_votes", "decision.chosen", entries=quoted(", ".join(failed)))
        result = self._parts["result"]
        chosen = result.get("chosen") if isinstance(result, dict) else None
        due = {(str(each.get("key")), str(each.get("tier"))) for each in _items(chosen)}
        other = sorted({key for key, _ in due ^ set(decision.chosen)})
        if other:
            severity = Severity.WARNING if decision.reason else Severity.ERROR
            code = "record_decided_otherwise" if decision.reason else "record_decided_without_reason"
            params: dict[str, Param] = {"entries": quoted(", ".join(other))}
            yield RecordFinding(code, severity, "decision.chosen", params)

    def _not_passed(self, decision: Decision) -> list[str]:
        """Who was chosen though no ballot of the record passed it."""
        results = [each.get("results") for each in _items(self._parts["ballots"])]
        passed = {
            key
            for each in results
            if isinstance(each, dict)
            for key, told in each.items()
            if isinstance(told, dict) and told.get("outcome") == Outcome.PASSED
        }
        return [each.entry for each in decision.chosen if each.entry not in passed]

    def _parts_of(self, kind: type[_Reviewed]) -> dict[str, Plain]:
        return {each.name: self._parts[each.name] for each in fields(kind)}

    def _decoded(self, name: str, kind: type[Record]) -> Record | None:
        return self._attempt(name, lambda: from_plain(kind, self._parts[name], name))

    def _attempt(self, part: str, make: Callable[[], Record]) -> Record | None:
        """What is made; where it is refused, that becomes a finding."""
        try:
            return make()
        except Refused as refused:
            self._wrong.append(RecordFinding(refused.code, Severity.ERROR, part, refused.params))
            return None

    def _tell(self, code: str, part: str, **params: Param) -> None:
        self._wrong.append(_error(code, part, **params))


def _counted_again(told: Mapping[str, Plain], part: str) -> dict[str, Plain]:
    rest = {name: value for name, value in told.items() if name != "results"}
    return ballot_plain(from_plain(Ballot, rest, part))


def _error(code: str, part: str, **params: Param) -> RecordFinding:
    return RecordFinding(code, Severity.ERROR, part, params or NO_PARAMS)


def _shapes(name: str, plain: Plain) -> Iterator[RecordFinding]:
    """Whether a part is a list of mappings."""
    if not isinstance(plain, list) or not all(isinstance(each, dict) for each in plain):
        yield _error("record_part_wrong", name, where=name)


def _items(plain: Plain) -> list[dict[str, Plain]]:
    return [each for each in plain if isinstance(each, dict)] if isinstance(plain, list) else []


def differing(part: str, told: Plain, due: Plain) -> Iterator[RecordFinding]:
    """Every value that comes out otherwise, by its path; after many of them no more."""
    for path, recorded, found in islice(_differences(part, told, due), MOST_TOLD):
        params: dict[str, Param] = {"where": path, "told": _said(recorded), "found": _said(found)}
        yield RecordFinding("record_comes_out_otherwise", Severity.ERROR, path, params)


def _differences(path: str, told: Plain, due: Plain) -> Iterator[tuple[str, Plain, Plain]]:
    if isinstance(told, dict) and isinstance(due, dict):
        for key in sorted(told.keys() | due.keys()):
            yield from _differences(f"{path}.{key}", told.get(key, _ABSENT), due.get(key, _ABSENT))
    elif isinstance(told, list) and isinstance(due, list):
        for at in range(max(len(told), len(due))):
            pair = (each[at] if at < len(each) else _ABSENT for each in (told, due))
            yield from _differences(f"{path}.{at + 1}", *pair)
    elif told != due or isinstance(told, bool) is not isinstance(due, bool):
        yield path, told, due


def _said(plain: Plain) -> str:
    return "—" if plain is _ABSENT else quoted(canonical(plain).decode())


def _first_other_line(told: str, due: str) -> int:
    """The first line, from 1, in which two texts differ; 0 where they are the same."""
    if told == due:
        return 0
    pairs = zip_longest(told.split("\n"), due.split("\n"))
    return next(number for number, (one, other) in enumerate(pairs, 1) if one != other)


def _unusable(review: Review, award: str) -> str:
    """The path of what no score could be made by; such numbers no call file can declare."""
    combine = review.combine
    stages = review.stages
    if not 0 <= combine.digits <= MOST_DIGITS or combine.out_of <= 0 or not any(s.weight > 0 for s in stages):
        return "review.combine"
    for at, stage in enumerate(stages, 1):
        formula, items = stage.formula, stage.rubric.for_award(award).items
        good = (
            stage.weight >= 0,
            0 <= formula.digits <= MOST_DIGITS,
            formula.drop >= 0,
            stage.fewest > 2 * formula.drop,
            all(weight > 0 for weight in formula.weights.values()),
            all(min(item.most, item.step, item.weight) > 0 for item in items),
            len({item.key for item in stage.rubric.items}) == len(stage.rubric.items),
            formula.kind is FormulaKind.TRIMMED or not formula.drop,
        )
        if not all(good):
            return f"review.stages.{at}"
    return ""
