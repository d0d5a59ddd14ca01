"""What lists ask of entries is filled in for a site that was made before."""

import pytest

from jianyou.actions.correcting import cancel_correction
from jianyou.actions.deciding import Looked, Remark, accept_entry, refuse_entry, reopen_entry, return_entry
from jianyou.actions.marking import fill_marks
from jianyou.domain.annexes import marks
from jianyou.store.dialect import database_now
from jianyou.store.models import Entry
from tests.site.kit import clerk, head
from tests.site.office import filed_city, typed
from tests.site.public import opened_city

pytestmark = pytest.mark.usefixtures("site")

COLUMNS = ("district", "industry", "uscc", "errors", "warnings", "codes", "decided_at")


def test_entries_of_before_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jianyou.actions.marking._AT_ONCE", 2)
    opened_city()
    first = filed_city(typed("示例轴承有限公司"), typed("示例齿轮厂", location_industry="江北区，教育"))
    filed_city(typed("示例阀门厂", location_industry="某地", feature="一轴一档"))
    numbers = [first, *(filed_city(typed(f"示例第{n}厂")) for n in range(3))]
    due = database_now().replace(year=2099)
    accept_entry(actor=clerk(), looked=Looked(first, 1, 1))
    reopen_entry(actor=head(), looked=Looked(first, 1, 1), reason="漏看")
    refuse_entry(actor=clerk(), looked=Looked(numbers[1], 1, 1), reason="不符")
    return_entry(actor=clerk(), looked=Looked(numbers[2], 1, 1), remarks=[Remark("feature", "精简")], due=due)
    cancel_correction(actor=clerk(), number=numbers[2], ordinal=1, reason="不用")
    before = list(Entry.objects.order_by("id").values_list(*COLUMNS))
    assert sum(row[-1] is not None for row in before) == 3
    blank = {**marks.Marks()._asdict(), "codes": [], "decided_at": None}
    Entry.objects.update(**blank)
    assert fill_marks() == 9
    assert list(Entry.objects.order_by("id").values_list(*COLUMNS)) == before
    assert fill_marks() == 0
