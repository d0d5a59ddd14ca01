"""The columns of a call file beside the table of its notice that fits them best."""

from collections.abc import Iterator, Sequence

from jianyou.domain.annexes.headings import fold
from jianyou.domain.annexes.schema import AnnexSchema, Column
from jianyou.domain.notices.difference import Difference, differing
from jianyou.domain.notices.drafted_columns import DraftColumn, draft_columns, printed_tables
from jianyou.domain.notices.model import NoticeFacts, NoticeText
from jianyou.terms.display import excerpt

_QUOTE = 60


def differing_columns(facts: NoticeFacts, text: NoticeText, annex: AnnexSchema) -> Iterator[Difference]:
    """Columns that one of them lacks, and limits that differ; nothing where the notice has no table."""
    tables = [draft_columns(table) for table in printed_tables(facts.columns, text)]
    if not tables:
        return
    ours = {fold(column.title): (at, column) for at, column in enumerate(annex.columns, 1)}
    best = max(tables, key=lambda table: sum(fold(each.title) in ours for each in table))
    printed = {fold(each.title): each for each in best}
    for folded, (at, column) in ours.items():
        each = printed.get(folded)
        if each is None:
            yield differing(f"annex.columns.{at}", _named(column.title, 0), "", None)
        elif _limit(column) != each.limit:
            key = f"annex.columns.{at}.limit"
            call, notice = _limit(column), each.limit
            yield differing(
                key, _named(column.title, call) if call else "", _named(each.title, notice) if notice else "",
                each.source.span,
            )  # fmt: skip
    yield from _missing(best, ours)


def _missing(table: Sequence[DraftColumn], ours: dict[str, tuple[int, Column]]) -> Iterator[Difference]:
    for each in table:
        if fold(each.title) not in ours:
            yield differing("annex.columns", "", _named(each.title, each.limit), each.source.span)


def _limit(column: Column) -> int:
    return column.limit.characters if column.limit else 0


def _named(title: str, limit: int) -> str:
    return f"{excerpt(title, _QUOTE)} ≤{limit}" if limit else excerpt(title, _QUOTE)
