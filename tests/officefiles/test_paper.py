"""What a writer is handed is consistent before any writer sees it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.paper import Paper, PaperColumn, SheetPaper, share_out


@given(st.integers(0, 20_000), st.lists(st.floats(0.01, 100), min_size=1, max_size=12))
def test_shares_are_whole_and_give_the_total(total: int, shares: list[float]) -> None:
    widths = share_out(total, shares)
    assert sum(widths) == total
    exact = [total * share / sum(shares) for share in shares]
    assert max(abs(width - share) for width, share in zip(widths, exact, strict=True)) <= 1.001


@pytest.mark.parametrize("rows", [[("a",)], [("a", "b"), ("a", "b", "c")]])
def test_a_row_that_does_not_fit_its_columns_is_our_own_mistake(rows: list[tuple[str, ...]]) -> None:
    columns = [PaperColumn("甲"), PaperColumn("乙")]
    with pytest.raises(ValueError, match="2 texts"):
        Paper("表", columns, rows)
    with pytest.raises(ValueError, match="2 texts"):
        SheetPaper("表", columns, rows)


@pytest.mark.parametrize("columns", [[], [PaperColumn("甲", 0)]])
def test_a_paper_without_a_column_that_has_width_is_our_own_mistake(columns: list[PaperColumn]) -> None:
    with pytest.raises(ValueError, match="width above 0"):
        Paper("表", columns, [])
