"""A draft of the call file: what the notice says in its place, what it leaves open as questions."""

from typing import NamedTuple

from jianyou.domain.annexes.schema import ColumnKind
from jianyou.domain.calls.course import StageKind
from jianyou.domain.notices.draft_annex import find_annex, write_annex
from jianyou.domain.notices.draft_awards import write_awards
from jianyou.domain.notices.draft_course import (
    write_course,
    write_objections,
    write_publicity,
    write_support,
)
from jianyou.domain.notices.draft_filing import write_filing
from jianyou.domain.notices.draft_lines import Lines, Material
from jianyou.domain.notices.draft_notice import draft_id, write_contacts, write_deadline, write_notice
from jianyou.domain.notices.draft_quotas import write_quotas
from jianyou.domain.notices.model import Deadline, NoticeFacts, NoticeText
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

MOST_BYTES = 128 * 1024
"""A longer draft nobody could check; call files themselves may be longer."""

_LENGTHS = (400, 100, 20)
"""Characters of a condition: fewer where the draft would grow too long."""


class Draft(NamedTuple):
    """A call file as YAML, and how many questions stand in its comments."""

    text: str
    questions: int


def draft_call(text: NoticeText, facts: NoticeFacts, lang: Lang = Lang.ZH) -> Draft:
    """The call file, with the words that values come from, and questions as comments.

    It can be used at once where the notice prints a deadline; times are Beijing's.

    Raises:
        Refused: the notice has no table to be filled, no deadline that can be told, or far too much
            to be checked in one call file.
    """
    if not facts.columns:
        raise Refused("draft_without_table")
    if facts.deadline is None:
        raise Refused("draft_without_deadline")
    material = Material(text, facts)
    for longest in _LENGTHS:
        lines = _written(material, facts.deadline, longest, lang)
        if len(lines.text().encode()) <= MOST_BYTES:
            return Draft(lines.text(), lines.questions)
    raise Refused("draft_too_large", most=MOST_BYTES // 1024)


def _written(material: Material, deadline: Deadline, longest: int, lang: Lang) -> Lines:
    lines = Lines(material, lang)
    annex = find_annex(material)
    lines.note("draft_head")
    lines.put("call", draft_id(material.facts, deadline))
    write_notice(lines, material, lang)
    write_deadline(lines, material, deadline)
    write_filing(lines, material, deadline)
    write_contacts(lines, material)
    others = write_awards(lines, material, longest, lang)
    write_quotas(lines, material, others)
    stages = write_course(lines, material, deadline)
    shows = [column.key for column in annex.columns if column.kind is ColumnKind.NAME]
    write_publicity(lines, material, stages.get(StageKind.PUBLICITY), shows)
    write_objections(lines, material)
    write_support(lines, material, stages.get(StageKind.SUPPORT))
    write_annex(lines, annex, lang)
    return lines
