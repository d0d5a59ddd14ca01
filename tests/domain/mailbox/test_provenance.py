from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.forms import generate
from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.mailbox.provenance import (
    DistrictCount,
    district_counts,
    district_findings,
    district_sheet,
    origins,
    provenance_sheet,
    sender_district,
)
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place
from tests.domain.mailbox.samples import CALL, SCHEMA, form, rejected, scan

DAY = Day(CALL.deadline.date(), CALL.regions)


@pytest.mark.parametrize(
    ("file", "department", "district"),
    [
        ("1.docx", "渝北区经济信息委", "渝北区"),
        ("1.docx", "重庆市渝北区经济和信息化委员会", "渝北区"),
        ("1.docx", "两江新区经济发展局", "两江新区"),
        ("江津区/1.docx", "渝北区经济信息委", "渝北区"),
        ("来件.zip/江津区/Word/1.docx", "", "江津区"),
        ("来件.zip/北碚区/忠县/1.docx", "", "忠县"),
        ("012_开县经信委.docx", "", "开州区"),
        ("区县表/1.docx", "重庆齿轮行业协会", ""),
        ("500112/1.docx", "500112", ""),
        ("1.docx", "渝北区、江北区经济信息委", ""),
        ("江津区.docx", "渝北区、江北区经济信息委", "江津区"),
    ],
)
def test_the_sender_s_district(file: str, department: str, district: str) -> None:
    assert sender_district(form(file, "某厂", department=department), SCHEMA, DAY) == district


def test_districts_are_those_of_the_day() -> None:
    sent = form("1.docx", "某厂", department="两江新区经济发展局")
    later = Day(date(2025, 12, 1), CALL.regions)
    assert [row.code for row in district_findings(sent, SCHEMA, later)] == []
    assert sender_district(sent, SCHEMA, later) == "两江新区"


def test_a_call_without_regions_knows_no_district() -> None:
    assert sender_district(form("1", "某厂", department="渝北区经济信息委"), SCHEMA, Day(DAY.as_of)) == ""


def located(file: str, department: str, location: str, name: str = "重庆砚青齿轮有限公司") -> Form:
    made = form(file, name, department=department, cells={"location_industry": location})
    check_form(made, SCHEMA, DAY)
    return made


@pytest.mark.parametrize(
    ("file", "department", "location", "told"),
    [
        ("1.docx", "渝北区经济信息委", "渝北区 汽车制造业", []),
        ("1.docx", "渝北区经济信息委", "江津区 汽车制造业", [Severity.WARNING]),
        ("渝北区/1.docx", "", "江津区 汽车制造业", [Severity.INFO]),
        ("渝北区/1.docx", "重庆齿轮行业协会", "江津区 汽车制造业", [Severity.INFO]),
        ("1.docx", "两江新区经济发展局", "江津区 汽车制造业", []),
        ("1.docx", "渝北区经济信息委", "两江新区 汽车制造业", []),
        ("1.docx", "渝北区经济信息委", "汽车制造业", []),
        ("1.docx", "重庆砚青齿轮有限公司", "江津区 汽车制造业", []),
        ("渝北区/1.docx", "重庆砚青齿轮有限公司", "江津区 汽车制造业", []),
    ],
)
def test_entries_outside_their_sender_s_district(
    file: str, department: str, location: str, told: list[Severity]
) -> None:
    findings = district_findings(located(file, department, location), SCHEMA, DAY)
    assert [finding.severity for finding in findings] == told


def test_the_finding_stands_at_the_cell() -> None:
    (finding,) = district_findings(located("1.docx", "渝北区经济信息委", "江津区 汽车制造业"), SCHEMA, DAY)
    assert finding == Finding(
        "entry_outside_district",
        Severity.WARNING,
        Place("1.docx", table=1, row=2, column=2),
        {"district": "江津区", "home": "渝北区"},
        1,
        "location_industry",
    )
    assert finding.text() == (
        "所在区县是“江津区”，报送单位却属“渝北区”，请核对所在区县是否写错，或是否应由该区县报送。"
    )


def sealed(file: str, of: str) -> Form:
    return Form(file, FormStatus.SEALED_SCAN, scan_of=of)


def mailbox() -> list[Form]:
    district = form("渝北区.docx", "甲厂", "乙厂", department="渝北区经济信息委")
    district.findings += [
        Finding("value_missing", Severity.ERROR, Place(district.file)),
        Finding("header_missing", Severity.WARNING, Place(district.file)),
        Finding("legacy_workbook", Severity.INFO, Place(district.file)),
    ]
    return [
        form("无名.docx", "丙厂"),
        district,
        sealed("IMG_1.jpg", "渝北区.docx"),
        form("渝北区2.docx", "丁厂", cells={"serial": "七"}),
        rejected("万州区/坏.docx", "file_empty"),
        scan("万州区/x.jpg"),
    ]


def test_origins_carry_the_master_table_s_numbers() -> None:
    forms = mailbox()
    found = list(origins(forms, CALL))
    assert [(one.number, one.file, one.name) for one in found] == [
        (entry.number, entry.file, entry.row.text("name")) for entry in merge(forms).rows
    ]
    assert [(one.sender, one.district, one.serial) for one in found] == [
        ("", "", "1"),
        ("渝北区经济信息委", "渝北区", "1"),
        ("渝北区经济信息委", "渝北区", "2"),
        ("", "渝北区", "七"),
    ]


def test_provenance_sheet_in_words() -> None:
    sheet = provenance_sheet(mailbox(), CALL, Lang.ZH)
    assert [column.title for column in sheet.columns] == [
        "总表序号",
        "推荐对象",
        "报送单位",
        "区县",
        "来源文件",
        "原表序号及位置",
    ]
    assert sheet.rows[2] == ["3", "乙厂", "渝北区经济信息委", "渝北区", "渝北区.docx", "2（第1个表格第3行）"]
    english = provenance_sheet(mailbox(), CALL, Lang.EN)
    assert english.name == "Sources"
    assert english.rows[2][-1] == "2 (table 1, row 3)"


def test_district_counts_add_up() -> None:
    forms = mailbox()
    assert district_counts(forms, CALL) == {
        "万州区": DistrictCount(files=2, errors=2),
        "渝北区": DistrictCount(files=2, entries=3, errors=1, warnings=1, sealed=1),
        "": DistrictCount(files=1, entries=1),
    }
    assert list(district_counts(forms, CALL)) == ["万州区", "渝北区", ""]


def test_district_sheet_in_words() -> None:
    sheet = district_sheet(mailbox(), CALL, Lang.ZH)
    assert sheet.rows == [
        ["万州区", "2", "0", "2", "0", "0"],
        ["渝北区", "2", "3", "1", "1", "1"],
        ["未能判明", "1", "1", "0", "0", "0"],
    ]
    assert sheet.name == "区县汇总"


DEPARTMENTS = st.sampled_from(("", "渝北区经济信息委", "江津区经信委", "某协会"))
FORMS = st.lists(
    st.builds(
        lambda at, names, department: (at, names, department),
        st.sampled_from(("", "忠县/", "包.zip/")),
        st.lists(st.sampled_from(("甲厂", "乙厂")), max_size=4),
        DEPARTMENTS,
    ),
    max_size=8,
)


@given(FORMS)
def test_numbers_always_equal_the_master_table_s(drawn: Sequence[tuple[str, list[str], str]]) -> None:
    forms = [
        form(f"{at}{number}.docx", *names, department=department)
        for number, (at, names, department) in enumerate(drawn)
    ]
    entries = len(merge(forms).rows)
    assert len(provenance_sheet(forms, CALL, Lang.ZH).rows) == entries
    assert sum(one.entries for one in district_counts(forms, CALL).values()) == entries
    assert sum(one.files for one in district_counts(forms, CALL).values()) == len(forms)


def test_good_generated_tables_lie_in_their_sender_s_district(tmp_path: Path) -> None:
    truth = generate(tmp_path, count=25, seed=3, kinds=["docx.plain", "xlsx.plain"])
    forms = [
        take_in(
            tmp_path / one["file"],
            file=one["file"],
            schema=SCHEMA,
            deadline=CALL.deadline,
            regions=CALL.regions,
        )
        for one in truth
    ]
    assert [found for one in forms for found in district_findings(one, SCHEMA, DAY)] == []
    assert sum(bool(sender_district(one, SCHEMA, DAY)) for one in forms) > 10
