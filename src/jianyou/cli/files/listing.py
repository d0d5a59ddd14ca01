"""Findings and the summary as text: grouped by file and entry, aligned, in colour beside words."""

from collections.abc import Iterable, Sequence

from jianyou.cli.terminal import Terminal
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.mailbox.labels import Labels
from jianyou.domain.mailbox.tally import Tally
from jianyou.officefiles.arrivals.folders import Inputs
from jianyou.terms.display import pad, plain, width
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

MOST_FREQUENT = 8
_WIDEST_PLACE = 30
_WIDEST_COLUMN = 24


class Listing:
    """Prints what is wrong with each form, and at the end what it all comes to."""

    def __init__(self, terminal: Terminal, schema: AnnexSchema, lang: Lang) -> None:
        self._out = terminal
        self._name = schema.name_column.key
        self._labels = Labels(schema, lang)
        self._lang = lang

    def form(self, form: Form, findings: Iterable[Finding] | None = None) -> None:
        """Lists a form's findings (or only those given), nothing where it has none."""
        name = self._out.strong(plain(form.file))
        if form.status is FormStatus.REJECTED:
            reason = form.reason.text(self._lang) if form.reason else ""
            word = self._out.severe(Severity.ERROR, self._say("status_rejected"))
            self._out.line(name)
            self._out.hanging(f"  {word}  ", plain(reason), 4 + width(self._say("status_rejected")))
            self._out.line()
            return
        sealed = form.status is FormStatus.SEALED_SCAN
        shown = list(form.findings if findings is None else findings)
        if not shown:
            return
        what = (
            self._say("status_sealed_scan") if sealed else self._say("entries_of_form", count=len(form.rows))
        )
        self._out.line(f"{name}  {what}")
        for row in sorted({finding.row or 0 for finding in shown}):
            self._entry(form, row, [finding for finding in shown if (finding.row or 0) == row])
        self._out.line()

    def _entry(self, form: Form, row: int, findings: Sequence[Finding]) -> None:
        if row:
            nominee = plain(form.rows[row - 1].text(self._name)) if row <= len(form.rows) else ""
            self._out.line(f"  {self._say('entry_of_form', number=row)}  {nominee}".rstrip())
        severity_width = max(map(width, self._labels.severities.values()))
        places = [plain(finding.place.text(self._lang)) for finding in findings]
        columns = [self._labels.column(finding) for finding in findings]
        place_width = min(_WIDEST_PLACE, max(map(width, places)))
        column_width = min(_WIDEST_COLUMN, max(map(width, columns)))
        indent = 4 + severity_width + 2 + place_width + 2 + (column_width + 2 if column_width else 0)
        for finding, place, column in zip(findings, places, columns, strict=True):
            word = pad(self._labels.severities[finding.severity], severity_width)
            lead = f"    {self._out.severe(finding.severity, word)}  {pad(place, place_width)}  "
            if column_width:
                lead += f"{pad(column, column_width)}  "
            self._out.hanging(lead, plain(finding.text(self._lang)), indent)

    def summary(self, tally: Tally, inputs: Inputs, *, verbose: bool = False) -> None:
        """Prints the counts, the most frequent findings, and what was passed over."""
        for lost in inputs.lost:
            word = self._out.severe(Severity.ERROR, self._labels.severities[Severity.ERROR])
            self._out.line(f"{word}  {plain(lost.name)}  {self._say(lost.code)}")
        self._out.line(self._out.strong(self._say("summary_title")))
        counts = [
            ("summary_read", tally.files[FormStatus.READ]),
            ("summary_rejected", tally.files[FormStatus.REJECTED]),
            ("summary_entries", tally.entries),
            ("summary_errors", tally.severities[Severity.ERROR]),
            ("summary_warnings", tally.severities[Severity.WARNING]),
            ("summary_infos", tally.severities[Severity.INFO]),
        ]
        if tally.files[FormStatus.SEALED_SCAN]:
            counts.insert(1, ("summary_sealed_scans", tally.files[FormStatus.SEALED_SCAN]))
        if inputs.skipped:
            counts.append(("summary_skipped", len(inputs.skipped)))
        labels = [self._say(code) for code, _ in counts]
        widest = max(map(width, labels))
        digits = len(str(max(count for _, count in counts)))
        for label, (_, count) in zip(labels, counts, strict=True):
            self._out.line(f"  {pad(label, widest)}  {count:>{digits}}")
        self._frequent(tally)
        self._skipped(inputs, verbose=verbose)

    def _frequent(self, tally: Tally) -> None:
        frequent = tally.most_frequent(MOST_FREQUENT)
        if not frequent:
            return
        self._out.line(self._out.strong(self._say("summary_frequent")))
        digits = len(str(frequent[0][1]))
        severity_width = max(map(width, self._labels.severities.values()))
        for kind, count in frequent:
            word = pad(self._labels.severities[kind.severity], severity_width)
            lead = f"  {count:>{digits}}  {self._out.severe(kind.severity, word)}  "
            self._out.hanging(lead, kind.text(self._lang), 2 + digits + 2 + severity_width + 2)

    def _skipped(self, inputs: Inputs, *, verbose: bool) -> None:
        if not inputs.skipped:
            return
        if not verbose:
            self._out.line(self._say("skipped_hint"))
            return
        self._out.line(self._out.strong(self._say("skipped_title")))
        for skipped in inputs.skipped:
            self._out.line(f"  {plain(skipped.name)}  {self._say(skipped.code)}")

    def _say(self, code: str, **params: str | int) -> str:
        return say(code, params, self._lang)
