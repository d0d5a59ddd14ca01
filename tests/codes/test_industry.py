import csv
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes import industry, industry_table
from jianyou.codes.industry import Confidence, Industry, Level, recognize
from jianyou.terms.message import Message

REFERENCE = Path(__file__).parents[2].parent / "shared" / "codes"
# The reference has 及 where the standard has 和; its other list agrees with ours.
KNOWN_DIFFERENCES = {"C15": "酒、饮料及精制茶制造业"}


def reference(name: str) -> list[dict[str, str]]:
    path = REFERENCE / name
    if not path.exists():
        pytest.skip(f"no reference folder beside the checkout: {path}")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def entry(code: str) -> Industry:
    found = industry.get(code)
    assert found is not None
    return found


def told(text: str) -> tuple[str, Confidence] | None:
    match = recognize(text)
    return (match.industry.full_code, match.confidence) if match else None


def test_the_size_of_the_table() -> None:
    levels = Counter(each.level for each in industry.entries())
    assert levels == {Level.SECTION: 20, Level.DIVISION: 97, Level.GROUP: 207, Level.CLASS: 666}
    classes = Counter(each.section for each in industry.entries() if each.level is Level.CLASS)
    assert classes == {"B": 39, "C": 609, "D": 18}
    assert "".join(each.code for each in industry.sections()) == "ABCDEFGHIJKLMNOPQRST"
    assert [len(industry.divisions(section)) for section in "BCD"] == [7, 31, 3]
    assert len(industry.divisions()) == 97


def test_every_entry_lies_in_one_above_it() -> None:
    for each in industry.entries():
        assert each.name == each.name.strip()
        if len(each.code) > 1:
            above = entry(each.section if len(each.code) == 2 else each.code[:-1])
            assert above.covers(each)
            assert not each.covers(above)


@pytest.mark.shared
def test_the_divisions_of_the_reference() -> None:
    rows = reference("gbt4754_bcd_divisions.csv")
    ours = [(each.section, each.code, each.name) for section in "BCD" for each in industry.divisions(section)]
    assert ours == [(row["section"], row["division"], row["name"]) for row in rows]


@pytest.mark.shared
def test_every_entry_of_the_reference() -> None:
    rows = reference("gbt4754_2017_all.csv")
    theirs = {
        row["code"]: row["name"].strip() for row in rows if len(row["code"]) <= 3 or row["code"][0] in "BCD"
    }
    ours = {each.full_code: each.name for each in industry.entries()}
    assert {code: theirs[code] for code in theirs if theirs[code] != ours[code]} == KNOWN_DIFFERENCES
    assert ours.keys() == theirs.keys()


@pytest.mark.shared
def test_the_section_of_every_code_of_the_reference() -> None:
    for row in reference("gbt4754_2017_all.csv"):
        code = row["code"]
        assert industry.section_of(code) == code[0]
        assert industry.section_of(code[1:] or code) == code[0]


@pytest.mark.parametrize(
    ("code", "full_code"),
    [
        ("C", "C"),
        ("36", "C36"),
        ("C36", "C36"),
        ("c36", "C36"),
        ("Ｃ３６", "C36"),
        ("361", "C361"),
        (" 3612 ", "C3612"),
        ("C3612", "C3612"),
        ("65", "I65"),
    ],
)
def test_get(code: str, full_code: str) -> None:
    assert entry(code).full_code == full_code


@pytest.mark.parametrize("code", ["", "U", "00", "98", "B36", "C3699", "36a", "C 36", "汽车", "6510", "²6"])
def test_get_nothing(code: str) -> None:
    assert industry.get(code) is None


@pytest.mark.parametrize(
    ("code", "section"),
    [
        ("6510", "I"),
        ("I6510", "I"),
        ("C6510", None),
        ("C3699", "C"),
        ("98", None),
        ("C", "C"),
        ("", None),
        ("U", None),
    ],
)
def test_section_of(code: str, section: str | None) -> None:
    assert industry.section_of(code) == section


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("汽车制造业", "36"),
        ("计算机、通讯及其它电子设备制造业", "39"),
        ("酒、饮料及精制茶制造业", "15"),
        ("铁矿采选", "0810"),
        ("燃气生产和供应业", "45"),
        ("教育", "83"),
        ("瓶(罐)装饮用水制造", "1522"),
    ],
)
def test_find_name(name: str, code: str) -> None:
    assert industry.find_name(name) == entry(code)


def test_find_no_name() -> None:
    assert industry.find_name("汽车") is None


@given(st.sampled_from(industry.entries()))
def test_every_entry_is_recognized_by_name_and_by_code(each: Industry) -> None:
    named = recognize(each.name)
    assert named is not None
    assert (named.industry, named.confidence, named.notes) == (
        industry.find_name(each.name),
        Confidence.EXACT,
        (),
    )
    for text in (f"{each.full_code}{each.name}", f"{each.full_code} {each.name}", each.full_code):
        coded = recognize(text)
        assert coded is not None
        assert each.covers(coded.industry)
        assert coded.industry.name == each.name
        assert (coded.confidence, coded.others, coded.notes) == (Confidence.EXACT, (), ())


@given(st.sampled_from(industry.entries()), st.sampled_from(industry.entries()))
def test_two_names_are_both_told(one: Industry, other: Industry) -> None:
    match = recognize(f"{one.name}；{other.name}")
    assert match is not None
    said = [match.industry, *match.others]
    for each in (industry.find_name(one.name), industry.find_name(other.name)):
        assert each is not None
        assert any(each.covers(which) for which in said)


@given(st.text("汽车制造业电子信息通用设备、和及C36（）/- \n0"))
def test_a_match_stands_where_it_says(text: str) -> None:
    match = recognize(text)
    if match:
        assert match.written == text[match.start : match.end] != ""


@given(st.text())
def test_no_text_is_too_strange(text: str) -> None:
    recognize(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("C36汽车制造业", "C36"),
        ("制造业", "C"),
        ("制造业-通用设备制造业", "C34"),
        ("通用设备制造业（制造业）", "C34"),
        ("制造业通用设备制造业", "C34"),
        ("计算机、通信\n和其他电子设备制造业", "C39"),
        ("计算机,通信和其他电子设备制造业", "C39"),
        ("汽车零部件及配件制造（3670）", "C3670"),
        ("汽车制造业 3670", "C3670"),
        ("汽车制造业/汽车零部件及配件制造", "C3670"),
        ("软件和信息技术服务业", "I65"),
        ("I6510 软件开发", "I65"),
        ("C-36", "C36"),
        ("3670", "C3670"),
        ("C", "C"),
        ("大类36", "C36"),
        ("36大类", "C36"),
        ("34 新能源汽车", "C34"),
        ("金属制品、机械和设备修理业", "C43"),
        ("电力、热力、燃气及水生产和供应业", "D"),
        ("珞璜镇汽车制造业", "C36"),
        ("主营汽车制造业等", "C36"),
    ],
)
def test_exact(text: str, code: str) -> None:
    assert told(text) == (code, Confidence.EXACT)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("汽车制造", "C36"),
        ("汽车制造行业", "C36"),
        ("通用设备", "C34"),
        ("计算机、通信", "C39"),
        ("摩托车制造业", "C375"),
        ("汽车零部件制造", "C3670"),
        ("软件和信息技术服务", "I65"),
        ("电力、燃气及水的生产和供应业", "D"),
        ("电力、热力、燃气及水的生产和供应业", "D"),
        ("石油加工、炼焦和核燃料加工业", "C25"),
    ],
)
def test_short(text: str, code: str) -> None:
    assert told(text) == (code, Confidence.SHORT)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("电子信息", "C39"),
        ("装备制造", "C"),
        ("高端装备制造业", "C"),
        ("家电制造业", "C385"),
        ("文创制造业", "C"),
        ("生物医药", "C27"),
        ("汽车摩托车", "C36"),
        ("汽车", "C36"),
        ("汽车产业", "C36"),
        ("新能源汽车", "C36"),
        ("智能网联新能源汽车", "C36"),
        ("新能源汽车零部件制造", "C3670"),
        ("集成电路设计", "I65"),
        ("教育装备制造业", "C"),
        ("软件和信息服务业", "I65"),
        ("食品加工业", "C13"),
        ("汽车及零部件", "C3670"),
    ],
)
def test_everyday_words_are_only_near(text: str, code: str) -> None:
    assert told(text) == (code, Confidence.NEAR)


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "新材料", "新能源", "服务业", "工业", "军工", "电子商务", "微电子", "某某有限公司"),
        *("汽车制造业务", "珞璜镇36号", "2号楼36室", "A座", "成立于2003年", "员工3670人", "98", "教育装备"),
    ],
)
def test_nothing_is_claimed(text: str) -> None:
    assert told(text) is None


def test_several_industries_are_all_told() -> None:
    match = recognize("汽车制造业、通用设备制造业")
    assert match is not None
    assert (match.industry.code, [each.code for each in match.others]) == ("36", ["34"])
    match = recognize("汽车摩托车")
    assert match is not None
    assert [each.code for each in match.others] == ["375"]


@pytest.mark.parametrize(
    ("text", "code", "note"),
    [
        (
            "C35汽车制造业",
            "C36",
            Message(
                "industry_code_differs", {"code": "C35", "name": "专用设备制造业", "written": "汽车制造业"}
            ),
        ),
        (
            "C3660 汽车零部件及配件制造",
            "C3670",
            Message(
                "industry_code_differs",
                {"code": "C3660", "name": "汽车车身、挂车制造", "written": "汽车零部件及配件制造"},
            ),
        ),
        ("C65", "I65", Message("industry_code_section", {"code": "C65", "section": "I"})),
        ("C3699", "C36", Message("industry_code_unknown", {"code": "C3699"})),
        ("C3699 汽车制造业", "C36", Message("industry_code_unknown", {"code": "C3699"})),
    ],
)
def test_a_wrong_code_is_noted_and_nothing_sure(text: str, code: str, note: Message) -> None:
    match = recognize(text)
    assert match is not None
    assert (match.industry.full_code, match.confidence, match.notes) == (code, Confidence.NEAR, (note,))


def test_near_names() -> None:
    assert [each.code for each in industry.near("汽车制造也", 2)] == ["36", "361"]
    assert industry.near("电子信息", 2) == [entry("39"), entry("65")]
    assert len(industry.near("设备")) == 5


def test_the_word_list_is_sound() -> None:
    lines = industry._WORDS.read_text("utf-8").splitlines()[1:]
    keys = [industry_table.key(line.split(",")[0]) for line in lines]
    assert len(keys) == len(set(keys))
    for line in lines:
        word, confidence, codes = line.split(",")
        assert all(industry.get(code) for code in codes.split("|") if codes), line
        assert confidence in ("short", "near")
        name = industry.find_name(word)
        assert name is None or name.code == codes, line
        expected = (entry(codes.split("|")[0]).full_code, Confidence(confidence)) if codes else None
        assert told(word) == expected or name, line


def test_recognition_loads_no_fuzzy_matcher() -> None:
    script = (
        "import sys; from jianyou.codes import industry; industry.recognize('汽车'); "
        "sys.exit('rapidfuzz' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
