import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from examples.forms import generate
from jianyou.domain.annexes.duplicates import DuplicateWatch
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.mailbox.reminders import MOST_ITEMS, SHORT_MOST, Reminder, reminder
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say
from jianyou.terms.place import Place
from tests.domain.mailbox.samples import CALL, SCHEMA, form, rejected, scan

GEARS = "重庆砚青齿轮有限公司"
HEADER = {"contact": "欧阳砚青", "phone": "023—60000001"}
END = "请更正后于2024年2月22日（周四）18:00（北京时间）前重新报送，谢谢。"


def found(
    code: str, severity: Severity, row: int | None = None, column: str | None = None, **params: Param
) -> Finding:
    return Finding(code, severity, Place("1.docx"), params, row, column)


def missing(row: int, column: str = "feature") -> Finding:
    return found("value_missing", Severity.ERROR, row, column, title="质量工作特色")


def district(*findings: Finding) -> Form:
    names = (GEARS, "重庆明远轴承有限公司", "湉峰（重庆）泵业有限公司")
    made = form("来件/1.docx", *names, department="渝北区经济信息委", header=HEADER)
    made.findings += findings
    return made


def remind(sent: Form, lang: Lang = Lang.ZH) -> Reminder:
    made = reminder(sent, CALL, lang=lang)
    assert made is not None
    return made


def test_a_district_s_table_in_full() -> None:
    sent = district(
        found("header_missing", Severity.WARNING, column="phone", label="联系电话"),
        missing(2),
        missing(3),
        found("contact_name_missing", Severity.ERROR, 1, "contact"),
        found("legacy_workbook", Severity.INFO),
    )
    assert remind(sent) == Reminder(
        "来件/1.docx",
        "渝北区经济信息委",
        "欧阳砚青",
        "023-60000001",
        "渝北区经济信息委 欧阳砚青，您好：\n"
        "您报来的《推荐质量领域优质组织和个人信息汇总表》已收到（文件“1.docx”，共 3 条）。\n"
        "以下 2 处须更正：\n"
        "1. 第 2、3 条，质量工作特色：“质量工作特色”没有填写，请补填。\n"
        "2. 第 1 条“重庆砚青齿轮有限公司”，联系人姓名职务及电话：没有写联系人姓名，请补填。\n"
        "以下 1 处请核对，无误则不必更改：\n"
        "3. 联系电话：表头“联系电话”没有填写，请补填。\n" + END,
        "渝北区经济信息委 欧阳砚青，您好："
        "您报来的《推荐质量领域优质组织和个人信息汇总表》（共 3 条）已收到，有 2 处须更正："
        "1. 第 2、3 条，质量工作特色：“质量工作特色”没有填写，请补填。 "
        "2. 第 1 条“重庆砚青齿轮有限公司”，联系人姓名职务及电话：没有写联系人姓名，请补填。 "
        "3. 联系电话：表头“联系电话”没有填写，请补填。" + END,
    )


def test_in_english() -> None:
    made = remind(district(missing(2)), Lang.EN)
    assert made.text == (
        "To 欧阳砚青, 渝北区经济信息委:\n"
        "Your “推荐质量领域优质组织和个人信息汇总表” has arrived (file “1.docx”, entries: 3).\n"
        "To be mended (1):\n"
        "1. entry 2 “重庆明远轴承有限公司”, 质量工作特色: “质量工作特色” is empty; please fill it in.\n"
        "Please mend it and send it again before Thursday, 2024-02-22, 18:00 (Beijing time). Thank you."
    )


def test_a_firm_s_own_form_needs_no_entry_numbers() -> None:
    cells = {"contact": "向晓岚 质量部部长 19900000002"}
    sent = form("1.docx", GEARS, cells=cells)
    sent.findings.append(missing(1))
    made = remind(sent)
    assert (made.to, made.contact, made.phone) == (GEARS, "向晓岚", "19900000002")
    assert made.text.splitlines()[0] == f"{GEARS} 向晓岚，您好："
    assert made.text.splitlines()[3] == "1. 质量工作特色：“质量工作特色”没有填写，请补填。"


@pytest.mark.parametrize(
    ("header", "reached"),
    [
        (HEADER, ("欧阳砚青", "023-60000001")),
        ({"contact": "欧阳砚青"}, ("欧阳砚青", "")),
        ({"contact": "向晓岚"}, ("向晓岚", "19900000002")),
        ({"phone": "60000001"}, ("", "60000001")),
        ({"contact": "欧阳砚青 科长 19900000003", "phone": ""}, ("欧阳砚青", "19900000003")),
        ({}, ("向晓岚", "19900000002")),
    ],
)
def test_nobody_gets_another_s_number(header: dict[str, str], reached: tuple[str, str]) -> None:
    sent = form("1.docx", GEARS, cells={"contact": "向晓岚，部长，19900000002"}, header=header)
    sent.findings.append(missing(1))
    made = remind(sent)
    assert (made.contact, made.phone) == reached


def test_several_nominees_lend_no_contact() -> None:
    sent = form("渝北区经济信息委.docx", GEARS, "甲厂", cells={"contact": "向晓岚，部长，19900000002"})
    sent.findings.append(missing(1))
    made = remind(sent)
    assert (made.to, made.contact, made.phone) == ("渝北区经济信息委", "", "")
    assert made.text.startswith("渝北区经济信息委，您好：\n")


def test_rejected_file_is_told_with_its_reason() -> None:
    made = remind(rejected(f"来件/003_{GEARS}盖章.docx", "kind_encrypted"))
    assert (made.to, made.contact, made.phone) == (GEARS, "", "")
    assert made.text == (
        f"{GEARS}，您好：\n"
        f"您报来的文件“003_{GEARS}盖章.docx”已收到，但无法读取：{say('kind_encrypted')}\n"
        "请于2024年2月22日（周四）18:00（北京时间）前重新报送，谢谢。"
    )
    assert made.short == made.text.replace("\n", "")


def test_nobody_known_is_greeted_all_the_same() -> None:
    assert remind(scan("IMG_1.jpg")).text.startswith("您好：\n您报来的文件“IMG_1.jpg”已收到")


@pytest.mark.parametrize(
    "sent",
    [
        district(),
        district(found("legacy_workbook", Severity.INFO)),
        Form("x.jpg", FormStatus.SEALED_SCAN, scan_of="1.docx"),
        rejected("1.docx", "intake_failed", error="ValueError"),
        rejected("~$1.docx", "file_is_lock"),
    ],
)
def test_nothing_to_mend_means_no_reminder(sent: Form) -> None:
    assert reminder(sent, CALL) is None


def test_what_is_settled_is_not_told() -> None:
    sent = district(missing(1), missing(2))
    assert reminder(sent, CALL, open_findings=[]) is None
    made = reminder(sent, CALL, open_findings=sent.findings[1:])
    assert made is not None
    assert "1. 第 2 条“重庆明远轴承有限公司”" in made.text
    assert "第 1 条" not in made.text


def test_another_sender_s_file_is_never_named() -> None:
    watch = DuplicateWatch(SCHEMA)
    watch.look_at(form("江津区/江津区经信委.docx", GEARS))
    sent = district()
    sent.findings += watch.look_at(sent)
    made = remind(sent)
    assert "江津" not in made.text + made.short
    assert f"名称：“{GEARS}”另有一份表也已报来，请核对是否重复报送。" in made.text


def test_no_phone_is_quoted() -> None:
    quoted = found("text_outside_entries", Severity.WARNING, text="另联系贺明远 199 0000 0004、023-60000005")
    made = remind(district(quoted))
    assert re.findall(r"\d{4,}", made.text.replace("2024", "")) == []
    assert "“另联系贺明远 …、…”不属于任何推荐对象" in made.text


def test_a_long_list_ends_with_how_many_more() -> None:
    many = [
        found("honor_without_year", Severity.ERROR, 1, "honors", text=f"奖{n}", years=5) for n in range(25)
    ]
    made = remind(district(*many))
    lines = made.text.splitlines()
    assert lines[2] == "以下 25 处须更正："
    assert lines[2 + MOST_ITEMS].startswith(f"{MOST_ITEMS}. 第 1 条")
    assert lines[3 + MOST_ITEMS :] == ["……等，另有 15 处未列出。", END]
    assert "……等，另有" in made.short


def test_warnings_left_out_are_told_as_such() -> None:
    many = [
        found("honor_without_year", Severity.ERROR, 1, "honors", text=f"奖{n}", years=5) for n in range(10)
    ]
    warning = found("header_missing", Severity.WARNING, column="phone", label="联系电话")
    lines = remind(district(*many, warning)).text.splitlines()
    assert lines[-3:] == ["以下 1 处请核对，无误则不必更改：", "……等，另有 1 处未列出。", END]


def test_after_the_deadline() -> None:
    late = CALL.deadline + timedelta(seconds=1)
    over = "报送截止时间（2024年2月22日（周四）18:00（北京时间））已过"
    for at, told in ((CALL.deadline, False), (late, True)):
        made = reminder(district(missing(1)), CALL, at=at)
        assert made is not None
        assert (over in made.text, over in made.short) == (told, told)


def test_a_deadline_elsewhere_tells_its_offset() -> None:
    call = replace(CALL, deadline=CALL.deadline.fromisoformat("2024-02-22T18:00:00+09:00"))
    made = reminder(district(missing(1)), call)
    assert made is not None
    assert "18:00（UTC+09:00）" in made.text


@given(
    st.text(max_size=400),
    st.text(max_size=400),
    st.lists(st.tuples(st.sampled_from(Severity), st.text(max_size=400)), max_size=30),
    st.sampled_from(Lang),
)
def test_the_short_text_is_short_and_one_line(
    department: str, name: str, told: list[tuple[Severity, str]], lang: Lang
) -> None:
    sent = form(f"{name}/{department}.docx", name, "乙厂", department=department, header=HEADER)
    sent.findings += [
        found("honor_without_year", severity, 1, "honors", text=text, years=5) for severity, text in told
    ]
    made = reminder(sent, CALL, lang=lang)
    assert (made is None) == all(severity is Severity.INFO for severity, _ in told)
    if made is not None:
        assert len(made.short) <= SHORT_MOST
        assert len(made.short.splitlines()) == 1
        assert "18:00" in made.short


@given(st.text(max_size=60), st.text(max_size=600), st.sampled_from(Lang))
def test_the_short_text_of_a_rejected_file(file: str, reason: str, lang: Lang) -> None:
    made = remind(rejected(file, "sheet_unreadable", detail=reason), lang)
    assert len(made.short) <= SHORT_MOST
    assert len(made.short.splitlines()) == 1


def test_generated_forms_are_reminded_of_what_is_wrong(tmp_path: Path) -> None:
    truth = generate(tmp_path, count=30, seed=4, kinds=["fault"])
    for one in truth:
        sent = take_in(
            tmp_path / one["file"],
            file=one["file"],
            schema=SCHEMA,
            deadline=CALL.deadline,
            regions=CALL.regions,
        )
        open_ones = any(finding.severity is not Severity.INFO for finding in sent.findings)
        made = reminder(sent, CALL)
        assert (made is not None) == (open_ones or sent.status is FormStatus.REJECTED)
        if made is not None:
            assert re.search(r"1990000\d{4}|6000\d{4}", made.text + made.short) is None
