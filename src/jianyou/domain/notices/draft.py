"""A draft of the call file: what the notice says in its place, what it leaves open as questions."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta, timezone
from itertools import groupby
from typing import NamedTuple

from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.notices.drafted_columns import DraftColumn, draft_columns, names_itself
from jianyou.domain.notices.model import Deadline, NoticeColumn, NoticeFacts, NoticeText, Span, moment
from jianyou.terms.display import excerpt
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_BEIJING = timezone(timedelta(hours=8))
_QUOTE = 60


class Draft(NamedTuple):
    """A call file as YAML, and how many questions stand in its comments."""

    text: str
    questions: int


def draft_call(text: NoticeText, facts: NoticeFacts, lang: Lang = Lang.ZH) -> Draft:
    """The call file, with the words that values come from, and questions as comments.

    It can be used at once where the notice prints a deadline; times are Beijing's.

    Raises:
        Refused: the notice has no table to be filled, or no deadline that can be told.
    """
    if not facts.columns:
        raise Refused("draft_without_table")
    if facts.deadline is None:
        raise Refused("draft_without_deadline")
    lines = [*_head(text, facts, lang), *_annex(facts, lang), ""]
    asked = f"# {say('draft_question', lang=lang)}"
    return Draft("\n".join(lines), sum(line.lstrip().startswith(asked) for line in lines))


def _head(text: NoticeText, facts: NoticeFacts, lang: Lang) -> Iterator[str]:
    yield f"# {say('draft_head', lang=lang)}"
    for question in facts.questions:
        asked = say(question.code, question.params, lang)
        yield f"# {say('draft_question', lang=lang)} {question.field}: {asked}"
        for candidate in question.candidates:
            yield f"#   - {candidate.value}{_from(text, candidate.span, lang)}"
    year = facts.issued_on[0].year if facts.issued_on else moment(_deadline(facts).at).year
    yield f"call: draft-{year}"
    yield "notice:"
    if facts.title:
        yield f"  title: {_quoted(facts.title.value)}"
    else:
        yield f"  title: {_quoted(say('draft_title_missing', lang=lang))}"
    if facts.number:
        yield f"  number: {_quoted(facts.number.value)}"
    if facts.issuer:
        yield f"  issuer: {_quoted('、'.join(each.value for each in facts.issuer))}"
    if facts.issued_on:
        yield f"  issued_on: {facts.issued_on[0].isoformat()}"
    yield from _deadline_lines(text, facts, lang)


def _deadline_lines(text: NoticeText, facts: NoticeFacts, lang: Lang) -> Iterator[str]:
    deadline = _deadline(facts)
    at = moment(deadline.at)
    yield f"# {_from(text, deadline.span, lang).strip()}"
    if not isinstance(at, datetime):
        # No hour is printed: the day itself still counts, so the draft ends with it.
        at = datetime.combine(date.fromisoformat(deadline.at) + timedelta(days=1), time())
        yield f"# {say('draft_question', lang=lang)} deadline: {say('draft_hour_open', lang=lang)}"
    yield f"deadline: {at.replace(tzinfo=_BEIJING).isoformat()}"


def _annex(facts: NoticeFacts, lang: Lang) -> Iterator[str]:
    tables = [list(group) for _, group in groupby(facts.columns, key=lambda column: column.attachment)]
    chosen = max(tables, key=len)
    number = chosen[0].attachment
    titles = facts.attachments
    own = facts.title.value if facts.title else ""
    title = titles[number - 1].value if 0 < number <= len(titles) else own
    if len(tables) > 1:
        asked = say("draft_tables", {"count": len(tables)}, lang)
        yield f"# {say('draft_question', lang=lang)} annex: {asked}"
    yield "annex:"
    if number:
        yield f"  label: 附件{number}"
    yield f"  title: {_quoted(title or say('draft_title_missing', lang=lang))}"
    yield "  columns:"
    if not names_itself(chosen):
        yield f"    # {say('draft_question', lang=lang)} columns: {say('draft_name_open', lang=lang)}"
    yield from _columns(draft_columns(chosen))
    yield from _other_tables(tables, chosen, lang)


def _columns(columns: Sequence[DraftColumn]) -> Iterator[str]:
    for column in columns:
        parts = [f"key: {column.key}", f"title: {_quoted(column.source.name)}", f"kind: {column.kind.value}"]
        if column.kind is not ColumnKind.SERIAL:
            parts.append("required: error" if column.kind is ColumnKind.NAME else "required: warning")
        if column.limit:
            rule = ", as_a_rule: yes" if column.as_a_rule else ""
            parts.append(f"limit: {{characters: {column.limit}{rule}}}")
        yield f"    - {{{', '.join(parts)}}}"


def _other_tables(
    tables: Sequence[Sequence[NoticeColumn]], chosen: Sequence[NoticeColumn], lang: Lang
) -> Iterator[str]:
    for table in tables:
        if table is not chosen:
            told = {"names": "、".join(column.name for column in table)}
            yield f"# {say('draft_other_table', told, lang)}"


def _deadline(facts: NoticeFacts) -> Deadline:
    assert facts.deadline is not None
    return facts.deadline


def _from(text: NoticeText, span: Span, lang: Lang) -> str:
    """The words that a value comes from, with their line, on one line."""
    short = excerpt(text.of(span), _QUOTE)
    line = text.text.count("\n", 0, span.start) + 1
    return " " + say("draft_source", {"text": short, "line": line}, lang)


def _quoted(text: str) -> str:
    """A text as YAML takes it whatever it holds; JSON's strings are YAML's."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
