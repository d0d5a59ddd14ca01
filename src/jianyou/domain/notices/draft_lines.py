"""The lines of a draft: YAML that takes any words, with the places that they come from as comments."""

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from enum import Enum

from jianyou.datafiles.written import bare, clean, flow, quoted_text, written
from jianyou.domain.notices.clauses import Clauses
from jianyou.domain.notices.layout import Laid, lay_out
from jianyou.domain.notices.model import NoticeFacts, NoticeText, Span
from jianyou.domain.notices.text import squeezed, words
from jianyou.terms.clause import Clause
from jianyou.terms.display import excerpt, plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

Value = str | bool | int | float | date | Enum | Clause | Sequence[str] | Mapping[str, int] | None

LONGEST_VALUE = 200
"""Characters that the call file takes of a text."""

LONGEST_LISTED = 400
"""The same of a text in a list."""

MOST_LISTED = 50
"""Items that it takes of a list of texts."""

_QUOTE = 60


class Material:
    """What a draft is made from: a notice's text, what was read of it, its parts and clauses."""

    def __init__(self, text: NoticeText, facts: NoticeFacts) -> None:
        self.text = text
        self.facts = facts
        self.laid: Laid = lay_out(text)
        self.clauses = Clauses(text, self.laid.layout)

    def span(self, start: int, end: int) -> Span:
        """The place of characters of the squeezed text."""
        return self.laid.squeezed.span(start, end)

    def words(self, start: int, end: int) -> str:
        """The words of characters of the squeezed text, as printed."""
        return words(self.text, self.span(start, end)) if start < end else ""


class Lines:
    """Gathers the lines of a call file; `questions` counts what stands open in them."""

    def __init__(self, material: Material, lang: Lang) -> None:
        self.questions = 0
        self._material = material
        self._lang = lang
        self._lines: list[str] = []

    def text(self) -> str:
        """The whole file."""
        return "\n".join(self._lines) + "\n"

    def note(self, code: str, depth: int = 0, **params: Param) -> None:
        """A comment by its code."""
        self._lines.append(f"{'  ' * depth}# {self._comment(say(code, params, self._lang))}")

    def ask(self, key: str, code: str, depth: int = 0, **params: Param) -> None:
        """A question about a key, above the place where the key stands or would stand."""
        self.questions += 1
        mark = say("draft_question", lang=self._lang)
        asked = self._comment(say(code, params, self._lang))
        self._lines.append(f"{'  ' * depth}# {mark} {key}: {asked}")

    def candidate(self, words: str, span: Span, depth: int = 0) -> None:
        """One of the answers to choose from, with its place."""
        told = self._comment(f"{excerpt(words, _QUOTE)}  {self._source(span, words)}")
        self._lines.append(f"{'  ' * depth}#   - {told}")

    def asked(self, field: str, depth: int = 0) -> None:
        """The questions that reading the notice left about a field, with their candidates."""
        for question in self._material.facts.questions:
            if question.field == field:
                self.ask(field, question.code, depth, **question.params)
                for candidate in question.candidates:
                    self.candidate(candidate.value, candidate.span, depth)

    def open(self, key: str, depth: int = 0, span: Span | None = None) -> None:
        """A key with what follows below it."""
        self._lines.append(f"{'  ' * depth}{key}:{self._from(span, '')}")

    def put(
        self,
        key: str,
        value: Value,
        depth: int = 0,
        span: Span | None = None,
        *,
        first: bool = False,
        said: str | None = None,
    ) -> None:
        """A key with its value and its place; nothing where there is no value.

        `first` begins an item of a list; `said` are words that the place needn't repeat, else the value.
        """
        if value in (None, "", ()):
            return
        lead = "  " * (depth - 1) + "- " if first else "  " * depth
        if said is None:
            said = value if isinstance(value, str) else ""
        self._lines.append(f"{lead}{key}: {written(value)}{self._from(span, said)}")

    def item(self, values: Mapping[str, Value], depth: int, span: Span | None = None, said: str = "") -> None:
        """An item of a list on one line; `said` are the words that the place needn't repeat."""
        told = self._from(span, said)
        self._lines.append(f"{'  ' * depth}- {flow(values)}{told}")

    def flow(self, key: str, values: Mapping[str, Value], depth: int, span: Span | None = None) -> None:
        """A key with a mapping on one line."""
        self._lines.append(f"{'  ' * depth}{key}: {flow(values)}{self._from(span, '')}")

    def listed(self, key: str, values: Sequence[tuple[str, Span]], depth: int) -> None:
        """A list of texts, one a line with its place; the call file takes no more than fifty."""
        filled = [(said, span) for words_, span in values if (said := excerpt(clean(words_), LONGEST_LISTED))]
        if not filled:
            return
        self.open(key, depth)
        for said, span in filled[:MOST_LISTED]:
            self._lines.append(f"{'  ' * (depth + 1)}- {quoted_text(said)}{self._from(span, said)}")
        self.more(key, len(values), MOST_LISTED, depth + 1)

    def more(self, key: str, count: int, most: int, depth: int) -> None:
        """A question where a list is longer than the call file takes."""
        if count > most:
            self.ask(key, "draft_too_many", depth, count=count, most=most)

    def _from(self, span: Span | None, said: str) -> str:
        return f"  # {self._comment(self._source(span, said))}" if span else ""

    def _source(self, span: Span, said: str) -> str:
        """The line of a place, with its words where they aren't those of the value."""
        text = self._material.text
        line = text.text.count("\n", 0, span.start) + 1
        there = squeezed(text, span).text
        if not there or there in "".join(unicodedata.normalize("NFKC", said).split()):
            return say("notice_line", {"line": line}, self._lang)
        return say("draft_source", {"line": line, "text": excerpt(text.of(span), _QUOTE)}, self._lang)

    @staticmethod
    def _comment(words_: str) -> str:
        return bare(plain(words_))
