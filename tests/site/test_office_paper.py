"""Signed score sheets of paper: printed, typed in twice, and only then submitted."""

from typing import Any

import pytest
from django.test import Client

from jianyou.actions.sheets import Entering, enter_sheet
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.paper_sheets import first_mark
from jianyou.queries.sheet_gate import entry_code
from jianyou.store.models import LogRow, Office, SheetVersion
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, head, somewhere_else
from tests.site.office import CLERK, COUNTER, HEAD, SUPERVISOR, fields_on, working
from tests.site.public import text_of
from tests.site.sheets_world import POINTS, Scoring, at_desk, expert, scoring, sheet_row

pytestmark = pytest.mark.usefixtures("site")


def at(made: Scoring, more: str = "") -> str:
    return f"{made.world.address}paper/{more}"


def typing(client: Client, address: str, **fields: str) -> Any:
    """Sends the form of a typing with these fields."""
    sent = {**fields_on(client.get(address)), **POINTS, "signed": "yes", **fields}
    return client.post(address, sent)


def test_two_typings_that_agree_submit_a_sheet() -> None:
    made = scoring(given={1: (1,)}, experts=1)
    key = made.sheets[1, 1]
    assert enter_sheet(actor=clerk(), sheet=key, texts={**POINTS, "c-0-gaps": "缺数据"}) == (
        Entering.FIRST,
        (),
    )
    first = sheet_row(key).first
    assert (first["by"], first["points"], sheet_row(key).points) == (
        "jingban",
        {"leading": "35", "method": "24.5", "effect": "20"},
        {},
    )
    assert LogRow.objects.filter(act=Act.ENTER_SHEET).count() == 0
    mark = first_mark(first)
    differs = enter_sheet(actor=head(), sheet=key, texts={**POINTS, "c-2-points": "25"}, seen=mark)
    assert differs == (Entering.DIFFERS, ("method",))
    assert sheet_row(key).status == SheetStatus.ASSIGNED
    came = enter_sheet(
        actor=head(), sheet=key, texts={**POINTS, "c-2-points": "24.50", "c-0-gaps": "缺长期数据"}, seen=mark
    )
    row = sheet_row(key)
    assert (came.state, row.status, row.by_hand, row.first, str(row.total), row.gaps) == (
        Entering.SUBMITTED,
        SheetStatus.SUBMITTED,
        True,
        {},
        "79.5000",
        "缺长期数据",
    )
    assert SheetVersion.objects.get(sheet=key).by == "chuzhang"
    told = LogRow.objects.get(act=Act.ENTER_SHEET).content or {}
    assert (told["first_by"], told["actor"], told["total"], told["expert"]) == (
        "jingban",
        "chuzhang",
        "79.5",
        "专家甲1",
    )


def test_a_first_typing_that_was_wrong_is_typed_anew_and_nothing_stale_counts() -> None:
    key = scoring(given={1: (1,)}, experts=1).sheets[1, 1]
    enter_sheet(actor=clerk(), sheet=key, texts={**POINTS, "c-1-points": "20"})
    mark = first_mark(sheet_row(key).first)
    with pytest.raises(Refused, match="sheet_first_changed"):
        enter_sheet(actor=head(), sheet=key, texts=POINTS)
    assert enter_sheet(actor=head(), sheet=key, texts=POINTS, seen=mark, anew=True).state is Entering.FIRST
    with pytest.raises(Refused, match="sheet_first_changed"):
        enter_sheet(actor=clerk(), sheet=key, texts=POINTS, seen=mark)
    with pytest.raises(Refused, match="sheet_incomplete"):
        enter_sheet(
            actor=clerk(), sheet=key, texts={"c-1-points": "35"}, seen=first_mark(sheet_row(key).first)
        )
    again = first_mark(sheet_row(key).first)
    assert enter_sheet(actor=head(), sheet=key, texts=POINTS, seen=again).state is Entering.SUBMITTED


def test_where_the_office_wants_two_people_they_are_two() -> None:
    key = scoring(given={1: (1,)}, experts=1).sheets[1, 1]
    Office.objects.update(second_person=True)
    enter_sheet(actor=clerk(), sheet=key, texts=POINTS)
    mark = first_mark(sheet_row(key).first)
    with pytest.raises(Refused, match="sheet_typed_by_one"):
        enter_sheet(actor=clerk(), sheet=key, texts=POINTS, seen=mark)
    assert enter_sheet(actor=head(), sheet=key, texts=POINTS, seen=mark).state is Entering.SUBMITTED


def test_only_the_office_types_in_and_only_its_own() -> None:
    key = scoring(given={1: (1,)}, experts=1).sheets[1, 1]
    for actor in (counter(), expert()):
        with pytest.raises(NotAllowed):
            enter_sheet(actor=actor, sheet=key, texts=POINTS)
    with pytest.raises(Refused, match="site_no_sheet"):
        enter_sheet(actor=somewhere_else(), sheet=key, texts=POINTS)


def test_the_pages_lead_from_the_first_typing_to_the_second() -> None:
    made = scoring(given={1: (1, 2)}, experts=1)
    key, who = made.sheets[1, 1], made.world.experts[0]
    client, other = working(CLERK), working(HEAD)
    page = client.get(at(made))
    assert "已交 0 / 2" in text_of(page)
    assert "未录" in text_of(client.get(at(made, f"?expert={who}")))
    here = at(made, f"{key}/")
    for wrong, told in [
        ({"c-1-points": "41"}, "超出 0 到 40 分的范围"),
        ({"c-3-points": ""}, "“成效”还没有评分"),
    ]:
        answer = typing(client, here, **wrong)
        assert (answer.status_code, told in text_of(answer)) == (422, True)
    fields = fields_on(client.get(here))
    del fields["signed"]
    unsigned = client.post(here, {**fields, **POINTS})
    assert (unsigned.status_code, "有专家本人签名" in text_of(unsigned)) == (422, True)
    first = typing(client, here, **{"c-0-strengths": "数据扎实"})
    assert first.headers["Location"] == at(made, f"?expert={who}&done=first")
    listed = text_of(client.get(at(made, f"?expert={who}")))
    assert ("待录第二遍" in listed, "录了第一遍" in listed) == (True, True)

    page = other.get(here)
    assert ("数据扎实" in page.content.decode(), 'value="35"' in page.content.decode()) == (True, False)
    differs = typing(other, here, **{"c-1-points": "36"})
    assert (differs.status_code, "两遍有 1 项不同，没有提交" in text_of(differs)) == (409, True)
    done = typing(other, here)
    assert done.headers["Location"] == at(made, f"?expert={who}&done=submitted")
    assert (sheet_row(key).status, sheet_row(key).strengths) == (SheetStatus.SUBMITTED, "数据扎实")
    assert "不能录入" in text_of(other.get(here))
    assert "按您签名的纸质评分表录入" in text_of(at_desk().get(f"/expert/sheets/{key}/"))


def test_papers_are_printed_for_the_pen_with_codes_where_names_are_hidden() -> None:
    made = scoring(given={1: (1, 2)}, experts=1, blind=True)
    client, who = working(CLERK), made.world.experts[0]
    told = text_of(client.get(at(made, f"print/{who}/")))
    code = entry_code(made.review, made.world.entries[0])
    assert (told.count("专家签名："), code in told, "示例企业1" in told) == (2, True, False)
    # The clerk who holds the paper is told whose it is.
    listed = text_of(client.get(at(made, f"?expert={who}")))
    assert (code in listed, "示例企业1有限公司" in listed) == (True, True)


def test_whom_the_pages_let_in() -> None:
    made = scoring(given={1: (1,)}, experts=1)
    addresses = [at(made), at(made, f"print/{made.world.experts[0]}/"), at(made, f"{made.sheets[1, 1]}/")]
    found = {}
    for role in (CLERK, HEAD, SUPERVISOR, COUNTER):
        client = working(role)
        found[role.value] = [client.get(address).status_code for address in addresses]
    assert found == {
        "office_clerk": [200, 200, 200],
        "section_head": [200, 200, 200],
        "supervisor": [200, 200, 403],
        "counter_clerk": [403, 403, 403],
    }
    stranger = working(CLERK, slug="elsewhere")
    assert [stranger.get(address).status_code for address in addresses] == [404, 404, 404]
    wrong = [at(made, "?expert=x"), at(made, f"print/{made.sheets[1, 1]}/"), at(made, f"{made.review}/")]
    assert [working(CLERK).get(address).status_code for address in wrong] == [404, 404, 404]
