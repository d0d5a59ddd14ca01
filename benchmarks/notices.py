"""Reading notices: precision, recall, F1 and invented values per field, on notices with truth."""

import json
import re
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from benchmarks.timing import Table
from jianyou.domain.notices.as_json import as_json
from jianyou.domain.notices.read import read_laid
from jianyou.domain.notices.text import notice_text

FOLDER = Path(__file__).parents[2] / "shared" / "notices"
BARS = {
    **dict.fromkeys(("number", "issuer", "title", "issued_on", "attachments"), 0.95),
    **dict.fromkeys(("deadlines", "contacts"), 0.90),
    **dict.fromkeys(("quotas", "columns"), 0.80),
}
SOURCE = "000_"
PAGE = 900
"""Characters on a page of an official paper, about."""


@dataclass(slots=True)
class Score:
    """Counts of one field over all notices; an invented value, where truth has none, counts double."""

    right: int = 0
    missed: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        told = self.right + len(self.wrong) + 2 * len(self.invented)
        return self.right / told if told else 1.0

    @property
    def recall(self) -> float:
        there = self.right + len(self.missed)
        return self.right / there if there else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def run(table: Table) -> None:
    """Scores every field and times a paper of 50 pages."""
    if not FOLDER.is_dir():
        print("notices: no notices beside the checkout, not scored")
        return
    scores = score_all(FOLDER)
    print(f"{'field':<12} {'P':>6} {'R':>6} {'F1':>6}  right  missed  wrong  invented")
    for name, score in scores.items():
        counts = f"{score.right:>6} {len(score.missed):>7} {len(score.wrong):>6} {len(score.invented):>9}"
        print(f"{name:<12} {score.precision:>6.3f} {score.recall:>6.3f} {score.f1:>6.3f} {counts}")
        for kind in ("missed", "wrong", "invented"):
            for each in getattr(score, kind):
                print(f"{'':<14}{kind}: {each}")
    for name, bar in BARS.items():
        table.at_least(f"notices: F1 of {name}", scores[name].f1, bar, unit="")
    long = (FOLDER / next(FOLDER.glob(f"{SOURCE}*.txt")).name).read_text("utf-8")
    text = notice_text(long + long[300:] * (50 * PAGE // len(long)))
    start = time.perf_counter()
    read_laid(text)
    table.at_most("notices: a notice of 50 pages", time.perf_counter() - start, 1, unit=" s")


def score_all(folder: Path, only: str = "") -> dict[str, Score]:
    """Scores of the notices in `folder` whose file begins with `only`, by field."""
    scores = {name: Score() for name in (*_KEYS, "conditions")}
    for truth in json.loads((folder / "truth.json").read_text("utf-8")):
        if not truth["file"].startswith(only):
            continue
        text = notice_text((folder / truth["file"]).read_text("utf-8"))
        read = as_json(read_laid(text), text)
        for name, keys in _KEYS.items():
            if name == "printed_on" and name not in truth:
                continue
            _compare(scores[name], list(keys(truth.get(name))), list(keys(read[name])), truth["file"][:3])
        counted = truth["conditions_count"]
        wanted = list(counted.values()) if isinstance(counted, dict) else [counted]
        groups = list(_condition_groups(read["conditions"]).values())
        for count in (each for each in wanted if each is not None):
            _compare(
                scores["conditions"], [str(count)], [str(count)] if count in groups else [], truth["file"][:3]
            )
    return scores


def _condition_groups(conditions: Iterable[Mapping[str, Any]]) -> Counter[str]:
    """How many clauses stand side by side, by the path above them; truth counts them so."""
    return Counter(
        f"{each['attachment']} {re.sub(r'(（[^）]*）|[^（）])$', '', each['path'])}" for each in conditions
    )


def _compare(score: Score, truth: list[str], read: list[str], file: str) -> None:
    left = list(truth)
    for value in read:
        match = next((each for each in left if _same(each, value)), None)
        if match is not None:
            left.remove(match)
            score.right += 1
        elif truth:
            score.wrong.append(f"{file} {value}")
        else:
            score.invented.append(f"{file} {value}")
    score.missed += [f"{file} {value}" for value in left]


def _same(truth: str, read: str) -> bool:
    """Equal; a number out of a table may be meant as exact or as the most."""
    return truth == read or (read.endswith(" table") and truth.partition(" ")[0] == read.partition(" ")[0])


def folded(words: object) -> str:
    """Without width and white space, as two people would call it the same."""
    return re.sub(r"\s+", "", unicodedata.normalize("NFKC", str(words)))


def _single(value: object) -> Iterable[str]:
    return [folded(value)] if value else []


def _several(values: Iterable[object] | None) -> Iterable[str]:
    return [folded(value) for value in values or []]


def _deadlines(values: Iterable[Mapping[str, Any]] | None) -> Iterable[str]:
    return [value["at"] for value in values or []]


def _contacts(values: Iterable[Mapping[str, Any]] | None) -> Iterable[str]:
    return [f"{folded(value['name'] or '')} {value['phone'] or '-'}" for value in values or []]


def _quotas(values: Iterable[Mapping[str, Any]] | None) -> Iterable[str]:
    """Number and meaning; how somebody words the receiver is his own."""
    for value in values or []:
        number = str(value["n"]).removesuffix(".0")
        yield f"{number.removesuffix('%')} {'percent' if number.endswith('%') else value['op']}"


def _columns(values: Iterable[Mapping[str, Any]] | None) -> Iterable[str]:
    return [folded(value["name"]) for value in values or []]


_KEYS: dict[str, Callable[[Any], Iterable[str]]] = {
    "kind": _single,
    "number": _single,
    "issuer": _several,
    "title": _single,
    "issued_on": _single,
    "printed_on": _single,
    "addressees": _several,
    "attachments": _several,
    "cites": _several,
    "deadline": _single,
    "deadlines": _deadlines,
    "contacts": _contacts,
    "quotas": _quotas,
    "columns": _columns,
    "limits": _several,
}
