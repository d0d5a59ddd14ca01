"""What a run comes to: counts that stay small however many files there are."""

from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say


class FindingKind(NamedTuple):
    """A kind of finding: what is wrong, how badly."""

    code: str
    severity: Severity

    def text(self, lang: Lang) -> str:
        """The kind in words: the message's first sentence with `…` for what it mentions each time."""
        said = say(self.code, _Unsaid(), lang)
        ends = [at for mark in ("。", ". ", "；", "; ", "，请") if (at := said.find(mark)) > 0]
        return said[: min(ends)] if ends else said.rstrip(".")


class _Unsaid(dict[str, Param]):
    def __missing__(self, key: str) -> str:
        return "…"


@dataclass(slots=True)
class Tally:
    """Counts of files, entries and findings."""

    files: Counter[FormStatus] = field(default_factory=Counter)
    severities: Counter[Severity] = field(default_factory=Counter)
    kinds: Counter[FindingKind] = field(default_factory=Counter)
    entries: int = 0
    flawed: int = 0
    remarked: int = 0

    def add(self, form: Form) -> None:
        """Counts one form; `flawed` read files have errors, `remarked` ones only lesser findings."""
        self.files[form.status] += 1
        self.entries += len(form.rows)
        for finding in form.findings:
            self.severities[finding.severity] += 1
            self.kinds[_kind(finding)] += 1
        if form.status is FormStatus.READ:
            self.flawed += form.has_errors
            self.remarked += bool(form.findings) and not form.has_errors

    def most_frequent(self, most: int) -> list[tuple[FindingKind, int]]:
        """The commonest kinds of finding, ties by severity and code."""
        order = list(Severity)
        ranked = sorted(
            self.kinds.items(), key=lambda item: (-item[1], order.index(item[0].severity), item[0].code)
        )
        return ranked[:most]


def _kind(finding: Finding) -> FindingKind:
    return FindingKind(finding.code, finding.severity)
