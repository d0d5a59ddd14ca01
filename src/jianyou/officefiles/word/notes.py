"""What the reader notices on its way, gathered by kind and place into findings."""

from dataclasses import dataclass, field

from jianyou.officefiles.clean import invisible_characters
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Param
from jianyou.terms.place import Place

_QUOTE = 20
_KEPT = 400
_PLACES_PER_CODE = 50


@dataclass(slots=True)
class Notes:
    """Findings in the making. A code is noted once a place, and at fifty places at most.

    Whatever lies beyond the fifty is counted and told in one further finding.
    """

    file: str
    findings: list[Finding] = field(default_factory=list)
    _quotes: dict[tuple[str, Place], tuple[Severity, str]] = field(default_factory=dict)
    _invisible: dict[Place, set[str]] = field(default_factory=dict)
    _counts: dict[str, int] = field(default_factory=dict)
    _left_out: int = 0
    _tracked: list[Place] = field(default_factory=list)
    _tracked_count: int = 0

    def add(self, code: str, severity: Severity, place: Place, **params: Param) -> None:
        """Note something that needs no gathering."""
        if self._room(code):
            self.findings.append(Finding(code, severity, place, params))

    def quote(self, code: str, severity: Severity, place: Place, text: str) -> None:
        """Note some text of a place; pieces of one place are joined and cut to 20 characters."""
        key = (code, place)
        known = self._quotes.get(key)
        if known is None and not self._room(code):
            return
        before = "" if known is None else known[1]
        if len(before) < _KEPT:
            self._quotes[key] = (severity, before + text[:_KEPT])

    def invisible(self, place: Place, chars: set[str]) -> None:
        """Note characters that nobody sees."""
        known = self._invisible.get(place)
        if known is not None:
            known |= chars
        elif self._room("invisible_characters"):
            self._invisible[place] = chars

    def tracked(self, place: Place) -> None:
        """Note a tracked change; all of them become one finding at the first place."""
        if not self._tracked or self._tracked[-1] != place:
            self._tracked = [*self._tracked[:1], place]
            self._tracked_count += 1

    def gather(self) -> list[Finding]:
        """All findings, one a code and place."""
        findings = list(self.findings)
        for (code, place), (severity, text) in self._quotes.items():
            if text.strip():
                findings.append(Finding(code, severity, place, {"text": shorten(text)}))
        for place, chars in self._invisible.items():
            findings.append(invisible_characters(place, "".join(chars)))
        if self._tracked:
            params = {"count": self._tracked_count}
            findings.append(Finding("tracked_changes", Severity.INFO, self._tracked[0], params))
        if self._left_out:
            more = {"count": self._left_out}
            findings.append(Finding("findings_left_out", Severity.WARNING, Place(self.file), more))
        return findings

    def _room(self, code: str) -> bool:
        count = self._counts.get(code, 0)
        if count >= _PLACES_PER_CODE:
            self._left_out += 1
            return False
        self._counts[code] = count + 1
        return True


def shorten(text: str) -> str:
    """The first 20 characters on one line, for quoting."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTE else line[:_QUOTE] + "…"
