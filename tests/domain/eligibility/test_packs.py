"""The built-in packs: whole, in our own words, each clause with one basis, their own examples passing."""

import json
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from itertools import count, pairwise
from pathlib import Path

import pytest

from jianyou.domain.eligibility.coverage import coverage
from jianyou.domain.eligibility.editions import choose
from jianyou.domain.eligibility.examples import failures
from jianyou.domain.eligibility.load import builtin_packs
from jianyou.domain.eligibility.pack import Basis, Condition, Leaf, Pack, leaves
from jianyou.domain.notices.read import read_notice_file
from jianyou.terms.clause import Clause, digest
from jianyou.terms.verdict import Verdict
from tests.conftest import ROOT
from tests.domain.eligibility.builtin import CHINA, GIANT_2022, GIANT_2026, MAYOR, NAMES, judged_by, pack

NOTICE = "000_ecd7c8b05c641977.txt"
PARTS_OF = {CHINA: "一", MAYOR: "二"}
LONGEST_RUN = 11
ASKING_FOR_WHOM = {"kind", "person_kind"}
NOMINEES = ROOT / "examples" / "nominees"
ANSWERS: Mapping[str, tuple[str, Verdict, list[str]]] = {
    "machine-maker": (MAYOR, Verdict.MET, []),
    "young-firm": (MAYOR, Verdict.NOT_MET, ["in_operation"]),
    "unknown-accidents": (MAYOR, Verdict.UNKNOWN, ["no_major_accident"]),
    "primary-school": (CHINA, Verdict.MET, []),
    "university": (CHINA, Verdict.NOT_MET, ["organization_scope"]),
    "qc-circle": (CHINA, Verdict.MET, []),
}


def asked(condition: Condition) -> set[Basis]:
    """The bases of a condition's leaves, apart from those that only ask whom it is for."""
    questions = [
        each
        for each in leaves(condition.node)
        if not (isinstance(each, Leaf) and each.fact in ASKING_FOR_WHOM)
    ]
    of = questions or list(leaves(condition.node))
    return {Basis.COMPUTED if isinstance(each, Leaf) else each.basis for each in of}


def test_these_are_all_the_built_in_packs() -> None:
    assert sorted(builtin_packs()) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_its_own_examples_pass(name: str) -> None:
    assert list(failures(pack(name))) == []


@pytest.mark.parametrize("name", NAMES)
def test_its_examples_are_eight_or_more_and_of_every_answer(name: str) -> None:
    examples = pack(name).examples
    assert len(examples) >= 8
    assert {each.outcome for each in examples} == set(Verdict)


@pytest.mark.parametrize("name", NAMES)
def test_its_examples_show_every_condition_met_and_not_met_or_unknown(name: str) -> None:
    """Over the examples, every condition is met somewhere, and fails or is unknown somewhere."""
    conditions = {each.code for each in pack(name).conditions}
    seen: dict[str, set[Verdict]] = {code: set() for code in conditions}
    for example in pack(name).examples:
        for each in judged_by(name, example.facts, example.as_of).conditions:
            if each.rule.code in seen:
                seen[each.rule.code].add(each.verdict)
    assert [code for code, verdicts in seen.items() if Verdict.MET not in verdicts] == []
    assert [code for code, verdicts in seen.items() if verdicts == {Verdict.MET}] == []


@pytest.mark.parametrize("name", NAMES)
def test_every_condition_has_one_basis(name: str) -> None:
    assert {each.code: asked(each) for each in pack(name).conditions if len(asked(each)) != 1} == {}


@pytest.mark.parametrize("name", NAMES)
def test_everything_is_said_in_both_languages(name: str) -> None:
    assert list(untranslated(pack(name), "pack")) == []


def untranslated(value: object, path: str) -> Iterator[str]:
    """Where a text stands without its English."""
    if isinstance(value, tuple):
        for at, each in enumerate(value):
            yield from untranslated(each, f"{path}[{at}]")
    elif is_dataclass(value):
        names = {each.name for each in fields(value)}
        for name in names:
            if f"{name}_en" in names and bool(getattr(value, name)) != bool(getattr(value, f"{name}_en")):
                yield f"{path}.{name}"
            yield from untranslated(getattr(value, name), f"{path}.{name}")


@pytest.mark.parametrize("name", NAMES)
def test_only_packs_that_were_read_from_their_notice_are_whole(name: str) -> None:
    whole = pack(name).partial == ""
    assert whole == (name in PARTS_OF)
    assert all((each.digest != "") == whole for each in pack(name).conditions)


@cache
def clauses(path: Path) -> Mapping[str, str]:
    """The exact words of each clause of the annex, by its number."""
    found = read_notice_file(path).conditions
    return {f"附件{each.attachment}{each.path}": each.text for each in found}


@pytest.fixture
def annex(shared: Path) -> Mapping[str, str]:
    return clauses(shared / "notices" / NOTICE)


@pytest.mark.parametrize("name", PARTS_OF)
def test_no_part_of_any_clause_of_the_annex_is_without_a_row(name: str, annex: Mapping[str, str]) -> None:
    wanted = {
        (clause, at)
        for clause, text in annex.items()
        if clause.startswith(f"附件1{PARTS_OF[name]}")
        for at in range(1, parts_of(text) + 1)
    }
    assert {part for each in pack(name).conditions for part in cited(each, annex)} == wanted


@pytest.mark.parametrize("name", PARTS_OF)
def test_its_coverage_is_complete_and_true_to_the_notice(name: str, annex: Mapping[str, str]) -> None:
    told = coverage(pack(name), annex)
    assert (told.uncovered, told.unfound) == ((), ())
    assert [row.condition.code for row in told.rows if not row.same or not row.quote] == []


def cited(condition: Condition, annex: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    clause = str(condition.clause.whole)
    first, last = condition.clause.parts or (1, parts_of(annex[clause]))
    yield from ((clause, at) for at in range(first, last + 1))


def parts_of(text: str) -> int:
    """How many parts a clause has."""
    return next(at for at in count() if not Clause(1, "", (at + 1, at + 1)).words(text))


@pytest.mark.parametrize("name", PARTS_OF)
def test_parts_that_are_cited_follow_each_other(name: str) -> None:
    """No part of a clause is asked for by two conditions unless they share all of it."""
    parts = sorted({each.clause for each in pack(name).conditions if each.clause.parts}, key=str)
    for one, other in pairwise(
        sorted(parts, key=lambda each: (each.attachment, each.path, each.parts or ()))
    ):
        assert one.parts is not None
        assert other.parts is not None
        assert one.whole != other.whole or one.parts[1] < other.parts[0]


@pytest.mark.parametrize("name", PARTS_OF)
def test_digests_are_those_of_the_notice(name: str, annex: Mapping[str, str]) -> None:
    written = {each.code: each.digest for each in pack(name).conditions}
    assert written == {each.code: digest(annex[str(each.clause.whole)]) for each in pack(name).conditions}


def bare(text: str) -> str:
    """A text without spaces and signs: a copied sentence stays a copy when its commas change."""
    folded = unicodedata.normalize("NFKC", text)
    return "".join(letter for letter in folded if letter.isalnum())


def test_no_sentence_of_the_annex_stands_in_a_pack(shared: Path) -> None:
    notice = bare((shared / "notices" / NOTICE).read_text(encoding="utf-8").split("附件1")[-1])
    for path in (ROOT / "src/jianyou/domain/eligibility/packs").glob("*.yaml"):
        written = bare(path.read_text(encoding="utf-8"))
        runs = {written[at : at + LONGEST_RUN + 1] for at in range(len(written) - LONGEST_RUN)}
        assert sorted(run for run in runs if run in notice) == [], path.name


@pytest.mark.parametrize(
    ("path", "day", "name"),
    [
        ("new", date(2026, 3, 31), GIANT_2022),
        ("new", date(2026, 4, 1), GIANT_2026),
        ("recheck", date(2026, 5, 25), GIANT_2022),
        ("recheck", date(2026, 12, 31), GIANT_2022),
        ("recheck", date(2027, 1, 1), GIANT_2026),
    ],
)
def test_which_edition_serves(path: str, day: date, name: str) -> None:
    assert choose("little-giant", path, day).id == name


@pytest.mark.parametrize("name", ANSWERS)
def test_nominees_of_the_documents(name: str) -> None:
    by, verdict, open_or_unmet = ANSWERS[name]
    outcome = judged_by(by, json.loads((NOMINEES / f"{name}.json").read_text(encoding="utf-8")))
    assert outcome.verdict == verdict
    assert [each.rule.code for each in outcome.conditions if each.truth is not True] == open_or_unmet


def test_every_nominee_of_the_documents_is_invented_and_known_here() -> None:
    files = {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in NOMINEES.glob("*.json")}
    assert sorted(files) == sorted(ANSWERS)
    assert all("虚构" in each["name"] for each in files.values())


def test_the_machine_maker_meets_both_awards_at_once() -> None:
    facts = json.loads((NOMINEES / "machine-maker.json").read_text(encoding="utf-8"))
    assert [judged_by(name, facts).verdict for name in (CHINA, MAYOR)] == [Verdict.MET, Verdict.MET]


def unused_parameters(of: Pack) -> set[str]:
    return set(of.parameters) - set(re.findall(r"Ref\(name='(\w+)'\)", repr(of.conditions)))


@pytest.mark.parametrize("name", NAMES)
def test_every_parameter_is_used(name: str) -> None:
    assert unused_parameters(pack(name)) == set()
