"""The clauses of a notice: in which one a place stands, and which words a clause has."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from jianyou.domain.notices.conditions import exact
from jianyou.domain.notices.model import AttachmentPart, Layout, NoticeText, Section, Span
from jianyou.terms.clause import Clause, parse_clause


class Clauses:
    """The clauses of one notice, found by place and by number."""

    def __init__(self, text: NoticeText, layout: Layout) -> None:
        self._text = text
        self._sections = sorted(layout.sections, key=lambda section: section.heading.start)
        self._starts = [section.heading.start for section in self._sections]
        self._parts = layout.attachments
        self._numbered: dict[tuple[int, str], list[int]] = {}
        for at, section in enumerate(self._sections):
            self._numbered.setdefault((section.attachment, section.path), []).append(at)

    def at(self, span: Span) -> Clause | None:
        """The lowest clause that a place begins in; None outside of all, or where it can't be cited."""
        section = next(self.around(span), None)
        if section:
            return citable(section.attachment, section.path)
        part = _part_at(self._parts, span)
        return citable(part.number, "") if part else None

    def around(self, span: Span) -> Iterator[Section]:
        """The sections that a place stands in, the lowest first."""
        last = bisect_right(self._starts, span.start)
        level = 99
        for section in reversed(self._sections[:last]):
            if section.level < level and span.start < max(section.body.end, section.heading.end):
                level = section.level
                yield section
            if section.level == 1:
                return

    def words(self, clause: Clause) -> list[str]:
        """The exact words that a clause has of its own, without the clauses below it.

        Empty where there is no such clause; several where the notice gives the same number twice.
        """
        if not clause.path:
            return [part.title for part in self._parts if part.number == clause.attachment]
        found = self._numbered.get((clause.attachment, clause.path), [])
        return [self._own(at) for at in found]

    def _own(self, at: int) -> str:
        section = self._sections[at]
        below = self._sections[at + 1] if at + 1 < len(self._sections) else None
        if below is None or below.level <= section.level or below.attachment != section.attachment:
            return exact(self._text, Span(section.heading.start, max(section.body.end, section.heading.end)))
        preamble = exact(self._text, Span(section.heading.end, below.heading.start))
        return preamble if "。" in preamble else exact(self._text, section.heading)


def citable(attachment: int, path: str) -> Clause | None:
    """The clause of those numbers; None where a call file couldn't cite it."""
    clause = Clause(attachment, path)
    return clause if parse_clause(str(clause)) == clause else None


def _part_at(parts: Sequence[AttachmentPart], span: Span) -> AttachmentPart | None:
    return next((part for part in parts if part.span.start <= span.start < part.span.end), None)
