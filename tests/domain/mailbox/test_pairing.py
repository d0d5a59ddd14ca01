import tracemalloc
from collections.abc import Sequence

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jianyou.codes.names import name_key
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.mailbox.pairing import FormsSeen, Paired, Pairing, Unpaired, _Names, settle
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import Message
from jianyou.terms.place import Place
from tests.domain.mailbox.samples import SCHEMA, form, scan

GEARS = "重庆砚青齿轮有限公司"
BEARINGS = "重庆明远轴承有限公司"
PUMPS = "湉峰（重庆）泵业股份有限公司"


def seen(*forms: Form) -> FormsSeen:
    watch = FormsSeen(SCHEMA)
    for each in forms:
        watch.remember(each)
    return watch


FIRMS = (
    form("来件/001_附件2.docx", GEARS, department=GEARS),
    form("来件/002_附件2.docx", BEARINGS, department=BEARINGS),
    form("来件/渝北/汇总.xlsx", PUMPS, "重庆市渝北区晨光小学校", department="渝北区经济信息委"),
)
FIRST, SECOND, DISTRICT = (one.file for one in FIRMS)


@pytest.mark.parametrize(
    ("file", "of"),
    [
        ("别处/重庆砚青齿轮有限公司盖章扫描件.pdf", FIRST),
        ("别处/附件2-重庆 明远 轴承有限公司（盖章）(1).jpg", SECOND),
        ("别处/明远轴承盖章.jpg", SECOND),
        ("别处/明远轴承有限公司.jpg", SECOND),
        ("别处/重庆市明远轴承.jpg", SECOND),
        ("别处/湉峰泵业签字.png", DISTRICT),
        ("别处/湉峰(重庆)泵业股份有限公司.png", DISTRICT),
        ("别处/渝北区经济信息委盖章件.pdf", DISTRICT),
        ("别处/渝北区经济信息委：重庆市渝北区晨光小学校.pdf", DISTRICT),
        ("盖章件/重庆砚青齿轮有限公司/第1页.jpg", FIRST),
    ],
)
def test_by_name(file: str, of: str) -> None:
    assert seen(*FIRMS).pair(scan(file)) == Paired(of, Pairing.NAME)


@pytest.mark.parametrize(
    "file",
    [
        "别处/江津砚青齿轮有限公司盖章.jpg",
        "别处/重庆砚青齿轮有限公司北碚分公司盖章.jpg",
        "别处/齿轮盖章.jpg",
        "别处/盖章.jpg",
        "来件/盖章.jpg",
        "来件/003_盖章.jpg",
        "来件/001_重庆衡驰软件厂盖章.jpg",
        "来件/渝北/江北区经信委盖章.jpg",
        "来件/渝北/重庆衡驰软件厂.jpg",
        "营业执照.pdf",
    ],
)
def test_nothing_is_guessed(file: str) -> None:
    assert seen(*FIRMS).pair(scan(file)) is None


def test_same_stem_in_one_folder_and_beside_it() -> None:
    watch = seen(form("a/q1.docx", GEARS), form("b/q1.docx", BEARINGS), form("b/质量奖材料.docx", PUMPS))
    assert watch.pair(scan("b/q1.jpg")) == Paired("b/q1.docx", Pairing.NAME)
    assert watch.pair(scan("b/盖章件/质量奖材料（盖章）.jpg")) == Paired("b/质量奖材料.docx", Pairing.NAME)
    assert watch.pair(scan("c/质量奖材料.jpg")) is None


def test_a_longer_name_is_not_the_shorter_one() -> None:
    team = f"{GEARS}“攀登”QC小组"
    watch = seen(form("x/1.docx", GEARS), form("y/1.docx", team))
    assert watch.pair(scan(f"z/{GEARS}“攀登”QC小组盖章.jpg")) == Paired("y/1.docx", Pairing.NAME)
    assert watch.pair(scan(f"z/{GEARS}盖章.jpg")) == Paired("x/1.docx", Pairing.NAME)


def test_short_name_shared_by_two_firms_is_told() -> None:
    watch = seen(
        form("x/1.docx", "重庆市渝北区宏达物业有限公司"), form("y/1.docx", "重庆市江津区宏达物业有限公司")
    )
    assert watch.pair(scan("z/宏达物业盖章.jpg")) == Unpaired(("x/1.docx", "y/1.docx"))
    assert watch.pair(scan("z/江津区宏达物业盖章.jpg")) == Paired("y/1.docx", Pairing.NAME)
    assert watch.pair(scan("z/巴南区宏达物业盖章.jpg")) is None


def test_persons_by_their_whole_name_only() -> None:
    watch = seen(form("x/1.docx", "冯行远"), form("y/1.docx", f"向晓岚（{GEARS}质量总监）"))
    assert watch.pair(scan("z/冯行远.jpg")) == Paired("x/1.docx", Pairing.NAME)
    assert watch.pair(scan("z/03_冯行远-盖章.jpg")) == Paired("x/1.docx", Pairing.NAME)
    assert watch.pair(scan("z/向晓岚盖章.jpg")) == Paired("y/1.docx", Pairing.NAME)
    assert watch.pair(scan("z/冯行远途物流.jpg")) is None


def test_by_number() -> None:
    watch = seen(*FIRMS)
    assert watch.pair(scan("来件/盖章件/001.jpg")) == Paired(FIRST, Pairing.NUMBER)
    assert watch.pair(scan("来件/编号002盖章.jpg")) == Paired(SECOND, Pairing.NUMBER)
    assert watch.pair(scan("来件/002.jpg", text=f"填报部门：{GEARS}")) == Paired(FIRST, Pairing.CONTENT)
    assert watch.pair(scan("来件2/001.jpg")) is None


def test_small_numbers_count_within_one_folder_only() -> None:
    watch = seen(form("a/2.汇总表.docx", GEARS), form("a/x.docx", BEARINGS))
    assert watch.pair(scan("a/2.jpg")) == Paired("a/2.汇总表.docx", Pairing.NUMBER)
    assert watch.pair(scan("a/b/2.营业执照.jpg")) is None


@pytest.mark.parametrize("packing", ["zip", "7z", "RAR", "eml", "tgz"])
def test_two_senders_archives_are_kept_apart(packing: str) -> None:
    watch = seen(form(f"附件1.{packing}/012_质量奖材料.docx", GEARS, container=f"附件1.{packing}"))
    for name in ("012_质量奖材料.jpg", "012.jpg", "盖章件/质量奖材料.jpg"):
        assert watch.pair(scan(f"附件2.{packing}/{name}", container=f"附件2.{packing}")) is None
        assert watch.pair(scan(f"附件1.{packing}/{name}", container=f"附件1.{packing}")) is not None


def test_a_number_of_two_forms_decides_nothing() -> None:
    watch = seen(form("a/012-1.docx", GEARS), form("a/012-2.docx", BEARINGS))
    assert watch.pair(scan("a/012.jpg")) is None


def test_by_content() -> None:
    watch = seen(*FIRMS)
    text = "附件2 汇总表\n1 湉峰（重庆）泵业\n股份有限公司 渝北区"
    assert watch.pair(scan("x/扫描0001.pdf", text, kind=FileKind.PDF)) == Paired(DISTRICT, Pairing.CONTENT)
    assert watch.pair(scan("x/扫描0001.pdf", "与本次征集无关的文字", kind=FileKind.PDF)) is None


def test_content_that_names_two_forms_is_told_unless_the_sender_stands_there() -> None:
    watch = seen(*FIRMS)
    both = f"{PUMPS}、{GEARS}"
    assert watch.pair(scan("x/1.pdf", both, kind=FileKind.PDF)) == Unpaired((FIRST, DISTRICT))
    told = f"填报部门：渝北区经济信息委 {both}"
    assert watch.pair(scan("x/1.pdf", told, kind=FileKind.PDF)) == Paired(DISTRICT, Pairing.CONTENT)


def test_a_table_that_has_all_the_names_goes_before_one_that_has_some() -> None:
    watch = seen(form("x/1.docx", GEARS), form("y/1.docx", GEARS, BEARINGS))
    assert watch.pair(scan("z.pdf", GEARS + BEARINGS)) == Paired("y/1.docx", Pairing.CONTENT)
    assert watch.pair(scan("z.pdf", GEARS)) == Paired("x/1.docx", Pairing.CONTENT)
    assert watch.pair(scan(f"y/{GEARS}.pdf")) == Paired("y/1.docx", Pairing.NAME)


def test_a_repeated_filing_takes_the_first() -> None:
    watch = seen(form("x/1.docx", GEARS), form("y/1.docx", "重庆砚青 齿轮有限公司"))
    assert watch.pair(scan(f"z/{GEARS}.jpg")) == Paired("x/1.docx", Pairing.NAME)


@pytest.mark.parametrize(
    ("form_at", "scan_at", "together"),
    [
        ("周一.zip/甲/表.docx", "周一.zip/甲/IMG_01.jpg", True),
        ("周一.zip/甲/Word版/表.docx", "周一.zip/甲/盖章件/IMG_01.jpg", True),
        ("周一.zip/甲/表.docx", "周一.zip/乙/IMG_01.jpg", False),
        ("周一.zip/甲/表.docx", "周一.zip/甲/重庆衡驰软件厂.jpg", False),
        ("报送.eml/附件.zip/表.docx", "报送.eml/IMG_01.jpg", True),
        ("报送.eml/表.docx", "报送.eml/扫描/x/IMG_01.jpg", True),
        ("报送.eml/表.docx", "报送2.eml/IMG_01.jpg", False),
    ],
)
def test_together_in_a_container(form_at: str, scan_at: str, *, together: bool) -> None:
    watch = seen(form(form_at, GEARS), *FIRMS[1:])
    found = watch.pair(scan(scan_at, container=scan_at.partition("/")[0]))
    assert found == (Paired(form_at, Pairing.TOGETHER) if together else None)


def test_together_needs_the_only_form() -> None:
    watch = seen(form("周一.zip/甲/1.docx", GEARS), form("周一.zip/甲/2.docx", BEARINGS))
    assert watch.pair(scan("周一.zip/甲/IMG.jpg", container="周一.zip")) is None


def test_a_plain_folder_is_a_sender_s_own_only_by_its_name() -> None:
    watch = seen(form("来件/砚青齿轮/表.docx", GEARS), form("来件/周二/表.docx", BEARINGS))
    assert watch.pair(scan("来件/砚青齿轮/IMG_01.jpg")) == Paired("来件/砚青齿轮/表.docx", Pairing.TOGETHER)
    assert watch.pair(scan("来件/周二/IMG_01.jpg")) is None


CELLS = {"profile": "成立于1998年，员工120人。", "feature": "精益求精"}


def printed(file: str, **changes: str) -> Form:
    cells = {"profile": "成立于1998年，员工\n120人", "feature": "精益 求精", **changes}
    return form(file, "重庆砚青齿轮有限 公司", department=GEARS, kind=FileKind.PDF, cells=cells)


def test_a_printed_copy_is_no_second_entry() -> None:
    watch = seen(form("a/1.docx", GEARS, department=GEARS, cells=CELLS))
    assert watch.pair(printed("b/打印.pdf")) == Paired("a/1.docx", Pairing.COPY)


@pytest.mark.parametrize(
    "changes", [{"feature": "精益求新"}, {"profile": "成立于1999年，员工120人。"}, {"name": BEARINGS}]
)
def test_a_print_that_differs_is_a_form_of_its_own(changes: dict[str, str]) -> None:
    watch = seen(form("a/1.docx", GEARS, department=GEARS, cells=CELLS))
    assert watch.pair(printed("b/打印.pdf", **changes)) is None


def test_a_form_from_word_is_never_a_copy() -> None:
    first = form("a/1.docx", GEARS, department=GEARS, cells=CELLS)
    assert seen(first).pair(form("b/1.docx", GEARS, department=GEARS, cells=CELLS)) is None


@pytest.mark.parametrize("code", ["wrong_table", "kind_encrypted", "no_table", "file_empty"])
def test_what_is_no_paper_is_left_alone(code: str) -> None:
    bad = Form(f"{GEARS}.pdf", FormStatus.REJECTED, Message(code), kind=FileKind.PDF)
    assert seen(*FIRMS).pair(bad) is None


def test_rejected_files_and_scans_are_not_remembered() -> None:
    watch = seen(scan(f"a/{GEARS}.jpg"), Form("b", FormStatus.SEALED_SCAN))
    assert watch.pair(scan(f"c/{GEARS}.jpg")) is None


def test_settled_scan_has_nothing_to_be_counted() -> None:
    copy = printed("b/打印.pdf")
    copy.findings.append(Finding("header_missing", Severity.WARNING, Place(copy.file), {"label": "x"}))
    settled = settle(copy, Paired("a/1.docx", Pairing.COPY))
    assert (settled.status, settled.scan_of, settled.rows, settled.header) == (
        FormStatus.SEALED_SCAN,
        "a/1.docx",
        [],
        {},
    )
    assert [(one.code, one.severity, one.params) for one in settled.findings] == [
        ("sealed_scan_by_copy", Severity.INFO, {"file": "a/1.docx"})
    ]
    assert len(copy.rows) == 1


def test_candidates_are_told() -> None:
    settled = settle(scan("x.jpg"), Unpaired(tuple("abcdefg")))
    (finding,) = settled.findings
    assert settled.status is FormStatus.REJECTED
    assert (finding.code, finding.params) == ("scan_ambiguous", {"count": 7, "files": "a、b、c、d、e…"})


def test_nothing_found_changes_nothing() -> None:
    lone = scan("x.jpg")
    assert settle(lone, None) is lone


BRANDS = st.text("砚青明远湉峰衡驰郁曜铎度", min_size=2, max_size=3)
NAMES = st.builds("重庆{}{}有限公司".format, BRANDS, st.sampled_from(("齿轮", "轴承", "泵业")))
BEFORE = st.sampled_from(("", "012-", "（3）", "附件2 ", "盖章件_", "20240219 "))
AFTER = st.sampled_from(("", "盖章", "扫描件(1)", "-签字_2", "（盖章）", " 第1页", "最终版"))


@given(st.lists(NAMES, min_size=1, max_size=6, unique=True), BEFORE, AFTER, st.data())
def test_a_full_name_leads_to_its_own_form_in_any_order(
    names: Sequence[str], before: str, after: str, data: st.DataObject
) -> None:
    forms = [form(f"{number}/表.docx", name) for number, name in enumerate(names)]
    meant = data.draw(st.sampled_from(forms))
    named = meant.rows[0].text("name")
    watch = seen(*data.draw(st.permutations(forms)))
    assert watch.pair(scan(f"x/{before}{named}{after}.jpg")) == Paired(meant.file, Pairing.NAME)


@given(st.lists(NAMES, min_size=2, max_size=6, unique=True), BEFORE, AFTER, st.booleans())
@example(["重庆峰峰齿轮有限公司", "重庆峰峰峰齿轮有限公司"], "", "", True)
def test_a_scan_named_after_an_unknown_firm_never_goes_to_another(
    names: Sequence[str], before: str, after: str, packed: bool
) -> None:
    unknown, *known = names
    forms = [form(f"包.zip/{number:03}/{number:03}_表.docx", name) for number, name in enumerate(known)]
    container = "包.zip" if packed else ""
    found = seen(*forms).pair(scan(f"包.zip/000/{before}{unknown}{after}.jpg", container=container))
    assert found is None


@given(
    st.lists(st.text("甲乙", min_size=4, max_size=7), max_size=5, unique=True), st.text("甲乙", max_size=20)
)
def test_names_are_found_as_a_plain_search_finds_them(names: Sequence[str], text: str) -> None:
    index = _Names()
    for at, name in enumerate(names):
        index.add(name, at)
    spans = [
        (start, start + len(name))
        for name in names
        for start in range(len(text))
        if text.startswith(name, start)
    ]
    outer = {
        text[start:end]
        for start, end in spans
        if not any(a <= start and end <= b and (a, b) != (start, end) for a, b in spans)
    }
    assert set(index.in_text(text).by_name) == outer


@given(st.text(max_size=40), st.text(max_size=200))
def test_nothing_raises(file: str, text: str) -> None:
    assert seen(*FIRMS).pair(scan(file, text, container=file)) in {
        None,
        *(Paired(one.file, by) for one in FIRMS for by in Pairing),
        *(Unpaired(pair) for pair in ((FIRST, SECOND), (FIRST, DISTRICT), (SECOND, DISTRICT))),
        Unpaired((FIRST, SECOND, DISTRICT)),
    }


@given(st.text(max_size=30))
def test_a_copy_stays_one_whatever_blanks_and_marks_are_put_in(noise: str) -> None:
    blank = "".join(mark for mark in noise if not name_key(mark))
    profile = CELLS["profile"]
    watch = seen(form("a/1.docx", GEARS, department=GEARS, cells=CELLS))
    assert watch.pair(printed("b.pdf", profile=profile[:5] + blank + profile[5:])) == Paired(
        "a/1.docx", Pairing.COPY
    )


def test_memory_stays_small() -> None:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    watch = FormsSeen(SCHEMA)
    for number in range(500):
        names = [f"重庆第{number}{mark}精密机械制造有限公司" for mark in "甲乙丙"]
        watch.remember(form(f"来件/{number:04}_附件2.docx", *names, department=f"第{number}经济信息委"))
    after, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert after - before < 500 * 5_000
