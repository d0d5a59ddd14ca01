"""What a notice doesn't tell, and a call can't be drafted without: told by a person, below its text."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from jianyou.domain.notices.model import Deadline, DeadlineKind, NoticeColumn, NoticeFacts, NoticeText, Span
from jianyou.domain.notices.text import notice_text


class Told(NamedTuple):
    """The deadline (Beijing's time) and the table's headings; None and empty where the notice has them."""

    deadline: datetime | None = None
    columns: tuple[str, ...] = ()


class Missing(NamedTuple):
    """What must be told before a call can be drafted."""

    deadline: bool
    columns: bool

    def __bool__(self) -> bool:
        return self.deadline or self.columns


def missing_in(facts: NoticeFacts) -> Missing:
    """What of it the notice doesn't tell."""
    return Missing(facts.deadline is None, not facts.columns)


def supplemented(text: NoticeText, facts: NoticeFacts, told: Told) -> tuple[NoticeText, NoticeFacts]:
    """The notice with what was told standing in lines of its own below it."""
    whole, more = text.text.rstrip("\n"), replace(facts)
    if told.deadline is not None:
        said = f"{told.deadline:%Y-%m-%d %H:%M}"
        at = f"{told.deadline:%Y-%m-%dT%H:%M}"
        whole, span = _below(whole, said)
        more.deadline = Deadline(at, said, "", DeadlineKind.BEFORE, span)
        more.questions = [each for each in facts.questions if each.field != "deadline"]
    if told.columns:
        whole, spans = _below_all(whole, told.columns)
        more.columns = [NoticeColumn(name, "", span) for name, span in zip(told.columns, spans, strict=True)]
    return notice_text(whole), more


def _below(text: str, said: str) -> tuple[str, Span]:
    start = len(text) + 1
    return f"{text}\n{said}", Span(start, start + len(said))


def _below_all(text: str, headings: Sequence[str]) -> tuple[str, list[Span]]:
    """The headings in one line, parted by tabs as the cells of a table are."""
    start, spans = len(text) + 1, []
    for heading in headings:
        spans.append(Span(start, start + len(heading)))
        start += len(heading) + 1
    return f"{text}\n" + "\t".join(headings), spans
