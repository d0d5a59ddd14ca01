"""What a call file may say: every problem is told, with its line and key."""

import re

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.problems import MOST_PROBLEMS, DataFileInvalid
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import parse_call, source_of
from jianyou.terms.lang import Lang
from tests.domain.calls.samples import FULL, SMALLEST, TEACHERS
from tests.domain.calls.telling import changed, problems_of, told

OPTIONAL = (
    "filing",
    "contacts",
    "audiences",
    "awards",
    "quotas",
    "stages",
    "clearance",
    "publicity",
    "objections",
    "support",
)
BUILTIN = source_of("chongqing-2024")


def test_all_problems_are_told_at_once() -> None:
    text = (
        TEACHERS.replace("2026-03-02", "2026-02-30")
        .replace("T17:30:00+08:00", "T17:30:00")
        .replace("blank_rows: 10", "blank_row: 10")
        .replace("kind: phone", "kind: phones")
        .replace("characters: 500", "characters: 0")
    )
    assert told(text) == [
        ("data_bad_date", 7, "notice.issued_on"),
        ("data_moment_without_zone", 8, "deadline"),
        ("data_key_unknown_near", 14, "annex"),
        ("data_bad_whole", 25, "annex.columns.4.limit.characters"),
        ("data_bad_choice_near", 27, "annex.columns.5.kind"),
    ]


def test_a_problem_reads_as_a_sentence() -> None:
    (problem,) = problems_of(changed("blank_rows: 10", "blank_row: 10", TEACHERS))
    known = "title, label, note, blank_rows, header, columns"
    assert problem.text(Lang.ZH) == (
        f"第 14 行 annex：没有“blank_row”这个键，是否应为“blank_rows”？此处可用：{known}。"
    )
    assert problem.text(Lang.EN) == (
        f"line 14, annex: There is no key “blank_row”; did you mean “blank_rows”? Keys known here: {known}."
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("call: studio-2026", "call: 名师 2026", ("call_bad_id", 2, "call")),
        ("call: studio-2026", "call:", ("data_value_missing", 2, "call")),
        ("call: studio-2026", "call: [a]", ("data_not_text", 2, "call")),
        ("call: studio-2026\n", "", ("data_key_missing", 2, "call")),
        ("2026-03-02", "2026-3-2", ("data_bad_date", 7, "notice.issued_on")),
        ("2026-03-02", "0206-03-02", ("data_bad_date", 7, "notice.issued_on")),
        ("2026-03-02", "2026-06-02", ("call_deadline_before_issue", 8, "deadline")),
        ("deadline: 2026-04-10T17:30:00+08:00\n", "", ("data_key_missing", 2, "deadline")),
        ("T17:30:00+08:00", "", ("data_bad_moment", 8, "deadline")),
        ("T17:30:00+08:00", "T24:00:00+08:00", ("data_bad_moment", 8, "deadline")),
        ("T17:30:00+08:00", "T17:30:00+25:00", ("data_bad_moment", 8, "deadline")),
        ("T17:30:00+08:00", "T17:30:00+08:60", ("data_bad_moment", 8, "deadline")),
        ("T17:30:00+08:00", "T17:30:00 CST", ("data_bad_moment", 8, "deadline")),
        ("deadline:", "regions: 重庆\ndeadline:", ("data_bad_choice", 8, "regions")),
        ("title: 名师工作室主持人推荐表", 'title: "名师\\n推荐表"', ("data_text_lines", 12, "annex.title")),
        ("title: 名师工作室主持人推荐表", 'title: "名师\\a"', ("data_text_control", 12, "annex.title")),
        ("title: 名师工作室主持人推荐表", f"title: {'名' * 201}", ("data_text_too_long", 12, "annex.title")),
        ("blank_rows: 10", "blank_rows: 十", ("data_bad_whole", 14, "annex.blank_rows")),
        ("blank_rows: 10", "blank_rows: 1_0", ("data_bad_whole", 14, "annex.blank_rows")),
        ("blank_rows: 10", "blank_rows: １０", ("data_bad_whole", 14, "annex.blank_rows")),
        ("required: error", "required: eror", ("data_bad_choice_near", 16, "annex.header.1.required")),
        ("required: error", "required: yes", ("data_bad_choice", 16, "annex.header.1.required")),
        ("[学校名称]", "学校名称", ("data_not_list", 16, "annex.header.1.aliases")),
        ("[学校名称]", "[学校，名称]", ("data_full_width_comma", 16, "annex.header.1.aliases.1")),
        ("[学校名称]", "[学校名称, ]", None),
        ("[学校名称]", "['学校，名称']", None),
        ("[学校名称]", "[学校名称, '']", ("data_value_missing", 16, "annex.header.1.aliases.2")),
        ("[学校名称]", "[[学校名称]]", ("data_not_text", 16, "annex.header.1.aliases.1")),
        ("key: serial", "key: 序号", ("data_bad_slug", 18, "annex.columns.1.key")),
        ("key: serial", "key: parsed", ("call_key_reserved", 18, "annex.columns.1.key")),
        ("key: unit, ", "", ("data_key_missing", 20, "annex.columns.3.key")),
        ("key: unit", "key: person", ("data_item_key_twice", 20, "annex.columns.3.key")),
        ("title: 单位", "title: 教师 姓名", ("call_heading_twice", 20, "annex.columns.3.title")),
        ("title: 单位", "title: ——", ("call_heading_without_words", 20, "annex.columns.3.title")),
        ("title: 单位, ", "", ("data_key_missing", 20, "annex.columns.3.title")),
        (
            "title: 单位, kind: text",
            "title: 单位, kind: name",
            ("call_name_column_twice", 20, "annex.columns.3.kind"),
        ),
        ("kind: name", "kind: text", ("call_no_name_column", 17, "annex.columns")),
        ("kind: phone", "kind: region_industry", None),
        ("kind: phone", "kind: region", ("call_regions_missing", 27, "annex.columns.5.kind")),
        ("kind: phone", "kind: phone, years: 5", ("data_key_not_here", 27, "annex.columns.5.years")),
        ("{characters: 500}", "500", ("data_not_mapping", 25, "annex.columns.4.limit")),
        (
            "{characters: 500}",
            "{as_a_rule: yes}",
            ("data_key_missing", 25, "annex.columns.4.limit.characters"),
        ),
        (
            "characters: 500",
            "characters: 500, as_a_rule: 是",
            ("data_bad_flag", 25, "annex.columns.4.limit.as_a_rule"),
        ),
        ("width: 3\n", "width: 0\n", ("data_bad_decimal", 26, "annex.columns.4.width")),
        ("width: 3\n", "width: .inf\n", ("data_bad_decimal", 26, "annex.columns.4.width")),
        ("width: 3\n", "width: 3\n      width: 4\n", ("data_key_twice", 27, "")),
    ],
)
def test_a_single_mistake(old: str, new: str, expected: tuple[str, int, str] | None) -> None:
    text = changed(old, new, TEACHERS)
    if expected is None:
        assert isinstance(parse_call(text, source=""), Call)
    else:
        assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [
        ("call: a\n\tnotice: b\n", "data_yaml_tab", 2),
        ("call: a\nnotice：\n  title: b\n", "data_full_width_colon", 2),
        ("call: a\nnotice: [b\n", "data_yaml_syntax", 3),
        ("call: 'a\n", "data_yaml_syntax", 2),
        ("call: a\n  notice: b\n", "data_yaml_syntax", 2),
        ("call: &x a\n", "data_yaml_alias", 1),
        ("call: !!python/object/apply:os.system [ls]\n", "data_yaml_tag", 1),
        ("call: !!str a\n", "data_yaml_tag", 1),
        ("call: a\n---\ncall: b\n", "data_several_documents", 2),
        ("? [a, b]\n: c\n", "data_key_not_text", 1),
        ("a: " + "[" * 50 + "]" * 50, "data_yaml_too_deep", 1),
        ("a: " + "[" * 50_000, "data_yaml_too_deep", 1),
        ("a: " + "{b: " * 20_000, "data_yaml_too_deep", 1),
        ("annex:\n  header:\n    - key：a\n", "data_full_width_colon", 3),
    ],
)
def test_broken_yaml(text: str, code: str, line: int) -> None:
    assert (code, line) in [(problem.code, problem.line) for problem in problems_of(text)]


@pytest.mark.parametrize("odd", ["\x85", "\u2028", "\u2029"])
def test_lines_are_counted_as_editors_do(odd: str) -> None:
    assert told(f"call: a{odd}b\nnotice: {{title: b}}\ndeadline: x\nannex: y\n".replace("\n", "\r\n")) == [
        ("call_bad_id", 1, "call"),
        ("data_bad_moment", 3, "deadline"),
        ("data_not_mapping", 4, "annex"),
    ]


def test_an_alias_bomb_stays_small() -> None:
    bomb = "a: &a [x, x]\n" + "".join(
        f"{after}: &{after} [*{before}, *{before}]\n"
        for before, after in zip("abcdefghijklmno", "bcdefghijklmnop", strict=True)
    )
    assert {problem.code for problem in problems_of(bomb)} == {"data_yaml_alias"}


def test_a_hundred_problems_are_enough() -> None:
    problems = problems_of(SMALLEST + "".join(f"unknown_{number}: 1\n" for number in range(250)))
    assert [problem.code for problem in problems] == ["data_key_unknown"] * MOST_PROBLEMS + [
        "data_more_problems"
    ]
    assert problems[-1].message.params == {"count": 150}


def test_too_many_columns() -> None:
    columns = ", ".join(f"{{key: c{n}, title: 栏{n}, kind: {'text' if n else 'name'}}}" for n in range(61))
    text = SMALLEST.replace("[{key: name, title: 名称, kind: name}]", f"[{columns}]")
    assert told(text) == [("data_list_too_long", 6, "annex.columns")]


def test_words_of_yaml_1_1_stay_text() -> None:
    text = SMALLEST.replace("title: 通知", "title: 2024-02-06, number: 010, issuer: NO")
    notice = parse_call(text, source="").notice
    assert (notice.title, notice.number, notice.issuer) == ("2024-02-06", "010", "NO")


@given(st.data())
def test_any_mutation_gives_a_call_or_says_what_is_wrong(data: st.DataObject) -> None:
    """Cutting, doubling, swapping and inserting never ends in another exception."""
    text = data.draw(st.sampled_from([TEACHERS, SMALLEST, FULL, BUILTIN]))
    pieces = st.sampled_from(
        [
            "",
            ":",
            "：",
            "- ",
            "\n",
            "\t",
            "[",
            "]",
            "{",
            "}",
            "'",
            '"',
            "&a ",
            "*a",
            "!!x ",
            "|",
            "#",
            "~",
            "，",
            "no",
        ]
    )
    for _ in range(data.draw(st.integers(1, 4))):
        start = data.draw(st.integers(0, len(text)))
        end = min(len(text), start + data.draw(st.integers(0, 60)))
        put = data.draw(st.one_of(pieces, st.text(max_size=5), st.just(text[start:end] * 2)))
        text = text[:start] + put + text[end:]
    check_never_anything_else(text)


@given(st.data())
def test_any_value_gives_a_call_or_says_what_is_wrong(data: st.DataObject) -> None:
    """Each scalar of a valid file in turn becomes something else."""
    text = data.draw(st.sampled_from([TEACHERS, SMALLEST, FULL, BUILTIN]))
    values = list(re.finditer(r"(?<=: )[^\s\[{,}]+", text))
    value = data.draw(st.sampled_from(values))
    other = data.draw(
        st.one_of(
            st.integers().map(str),
            st.floats().map(str),
            st.dates().map(str),
            st.datetimes().map(str),
            st.sampled_from(
                ["", "~", "[]", "{}", "[{}]", "{a: b}", "yes", "'(a+)+'", "'['", "name", "0", "-1", '"\\0"']
            ),
            st.text(max_size=20),
        )
    )
    check_never_anything_else(text[: value.start()] + other + text[value.end() :])


def check_never_anything_else(text: str) -> None:
    try:
        call = parse_call(text, source="call.yaml")
    except DataFileInvalid as invalid:
        problems = invalid.problems
        said = [problem.text(lang) for problem in problems for lang in Lang]
    else:
        assert call.deadline.utcoffset() is not None
        assert [column.kind.value for column in call.annex.columns].count("name") == 1
        return
    assert "" not in said
    assert len(problems) > 0
    lines = len(re.split("\r\n?|\n", text)) + 1
    assert [problem.line for problem in problems if problem.line and not 1 <= problem.line <= lines] == []


@given(st.sets(st.sampled_from(OPTIONAL)))
def test_any_optional_part_may_be_missing(left_out: set[str]) -> None:
    """What remains means the same, whatever else there is; `publicity` goes with its stage."""
    if "stages" not in left_out:
        left_out -= {"publicity"}
    root = {key: value for key, value in yaml.load(FULL, yaml.BaseLoader).items() if key not in left_out}
    whole, call = parse_call(FULL, source=""), parse_call(yaml.safe_dump(root, allow_unicode=True), source="")
    ordinary = parse_call(SMALLEST, source="")
    for key in OPTIONAL:
        assert getattr(call, key) == getattr(ordinary if key in left_out else whole, key)
    assert (call.notice, call.deadline, call.annex) == (whole.notice, whole.deadline, whole.annex)


@pytest.mark.parametrize("text", [TEACHERS, SMALLEST, FULL, BUILTIN])
def test_without_libyaml_it_is_the_same(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = parse_call(text, source="")
    broken = told(text.replace("deadline: 20", "deadline：20"))
    monkeypatch.setattr("jianyou.datafiles.nodes.Loader", yaml.SafeLoader)
    assert parse_call(text, source="") == fast
    assert told(text.replace("deadline: 20", "deadline：20")) == broken
