"""Pictures of judging: whole SVG, all numbers in the table, nothing told by color alone, no markup let in."""

from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from jianyou.domain.papers.plots import Plot, number, plots_page, span_of
from jianyou.domain.papers.plots_choice import Load, Quota, load_plot, quota_plot
from jianyou.domain.papers.plots_scoring import (
    Harsh,
    Marked,
    Ranked,
    coverage_plot,
    disagreement_plot,
    harshness_plot,
    rank_plot,
)
from jianyou.terms.lang import Lang

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '<script>"&\x1b'

RANKED = [
    Ranked("乙", 2.2, 1, 4, 0.61),
    Ranked("甲", 1.1, 1, 2, 0.99),
    Ranked(HOSTILE, 3.4, 2, 6, 0.2),
]
HARSH = [Harsh("宽", 3.25, 1, 5), Harsh("严", -6.5, -8, -5, flagged=True), Harsh("平", -0.02, -1, 1)]
MARKED = [
    Marked("近", (80, 81, 82)),
    Marked("远", (60, 80, 95), (True, False, False)),
    Marked("未评", ()),
]
COUNTS = {"专家二": {"汽车": 3}, "专家一": {"机械": 2, "汽车": 1}}
QUOTAS = [Quota("机械", 3, 0, 9), Quota("汽车", 9, 0, 9), Quota("个人", 15, 15)]
LOADS = [Load("专家一", 3, 2, 6), Load("专家二", 6, 2, 6)]

PLOTS: list[Callable[[Lang], Plot]] = [
    lambda lang: rank_plot(RANKED, 2, lang),
    lambda lang: harshness_plot(HARSH, lang),
    lambda lang: disagreement_plot(MARKED, lang),
    lambda lang: coverage_plot(COUNTS, lang),
    lambda lang: quota_plot(QUOTAS, lang),
    lambda lang: load_plot(LOADS, lang),
]
EMPTY = [
    rank_plot([], 2),
    harshness_plot([]),
    disagreement_plot([]),
    coverage_plot({}),
    quota_plot([]),
    load_plot([]),
]


def parsed(plot: Plot, *, alone: bool = False) -> ET.Element:
    return ET.fromstring(plot.svg(alone=alone))


@pytest.mark.parametrize("made", PLOTS)
@pytest.mark.parametrize("lang", list(Lang))
def test_a_picture_names_itself_and_stays_within_its_box(made: Callable[[Lang], Plot], lang: Lang) -> None:
    plot = made(lang)
    root = parsed(plot)
    names = (root.get("aria-labelledby") or "").split()
    assert [root.find(f".//*[@id='{name}']") is not None for name in names] == [True, True]
    assert (root.findtext(f"{SVG}title"), root.findtext(f"{SVG}desc")) == (plot.title, plot.description)
    assert root.get("role") == "img"
    for circle in root.iter(f"{SVG}circle"):
        assert 0 <= float(circle.attrib["cx"]) <= plot.width
        assert 0 <= float(circle.attrib["cy"]) <= plot.height
    for box in root.iter(f"{SVG}rect"):
        assert float(box.attrib["width"]) >= 0
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= plot.width
    assert all(0 <= float(text.attrib["y"]) <= plot.height for text in root.iter(f"{SVG}text"))
    assert [len(row) for row in plot.rows] == [len(plot.columns)] * len(plot.rows)


@pytest.mark.parametrize("made", PLOTS)
def test_nothing_inline_that_a_strict_page_forbids(made: Callable[[Lang], Plot]) -> None:
    root = parsed(made(Lang.ZH))
    assert list(root.iter(f"{SVG}style")) == []
    assert [element.tag for element in root.iter() if "style" in element.attrib] == []
    assert {element.get("fill") for element in root.iter(f"{SVG}text")} <= {"currentColor"}
    assert len(list(parsed(made(Lang.ZH), alone=True).iter(f"{SVG}style"))) == 1


@pytest.mark.parametrize("plot", EMPTY, ids=lambda plot: plot.key)
def test_a_picture_of_nothing_is_whole(plot: Plot) -> None:
    assert parsed(plot).findtext(f"{SVG}title") == plot.title
    assert plot.rows == ()


def test_ranks_stand_by_rank_and_a_hollow_dot_is_more_likely_out() -> None:
    plot = rank_plot(RANKED, 2)
    assert [row[0] for row in plot.rows] == ["甲", "乙", HOSTILE]
    assert plot.rows[0] == ("甲", "1.1", "1", "2", "99.0%")
    assert [dot.get("fill") for dot in parsed(plot).iter(f"{SVG}circle")] == [
        "currentColor",
        "currentColor",
        "none",
    ]
    assert plot.description.startswith("3 项申报的预计名次和 90% 区间，图中为前 3 项，虚线为名额 2；")


def test_only_the_first_are_drawn_and_all_are_in_the_table() -> None:
    many = [Ranked(f"{at:03}", at, at, at + 1, 0.5) for at in range(1, 90)]
    plot = rank_plot(many, 10, most=20)
    assert (len(list(parsed(plot).iter(f"{SVG}circle"))), len(plot.rows)) == (20, 89)


def test_the_harshest_stand_above_and_a_flag_is_a_diamond() -> None:
    plot = harshness_plot(HARSH)
    assert [(row[0], row[1], row[4]) for row in plot.rows] == [
        ("严", "−6.5", "是"),
        ("平", "0.0", "否"),
        ("宽", "+3.2", "否"),
    ]
    assert [box.get("class") for box in parsed(plot).iter(f"{SVG}rect")] == ["plot-alert"]


def test_scores_far_apart_stand_above() -> None:
    plot = disagreement_plot(MARKED)
    assert plot.rows == (("远", "35.0", "60.0  80.0  95.0"), ("近", "2.0", "80.0  81.0  82.0"))
    assert len(list(parsed(plot).iter(f"{SVG}rect"))) == 1


def test_coverage_counts_each_industry_and_who_crosses() -> None:
    plot = coverage_plot(COUNTS)
    assert plot.columns == ("专家", "汽车", "机械")
    assert plot.rows == (("专家一", "1", "2"), ("专家二", "3", "0"))
    assert plot.description == "2 位专家各评审了 2 个行业的多少项申报；跨行业评审的专家有 1 位。"


def test_many_industries_end_in_one_column() -> None:
    plot = coverage_plot({"专家": {f"{at:02}": 40 - at for at in range(30)}})
    assert (len(plot.columns), plot.columns[-1]) == (19, "其他行业")
    assert sum(int(cell) for cell in plot.rows[0][1:]) == sum(40 - at for at in range(30))


def test_quotas_with_least_room_stand_above_and_say_when_full() -> None:
    plot = quota_plot(QUOTAS)
    assert plot.rows == (
        ("个人", "15", "15", "—", "否"),
        ("汽车", "9", "—", "9", "是"),
        ("机械", "3", "—", "9", "否"),
    )
    assert "其中 1 条已满" in plot.description


def test_loads_stand_by_load() -> None:
    plot = load_plot(LOADS, Lang.EN)
    assert plot.rows == (("专家二", "6", "2", "6"), ("专家一", "3", "2", "6"))
    assert plot.description.startswith("How many entries each of 2 experts reviews, from 3 to 6;")


def test_a_page_holds_every_picture_with_its_table_and_lets_no_markup_in() -> None:
    page = plots_page([made(Lang.ZH) for made in PLOTS], "评审<图>")
    assert (page.count("<figure"), page.count("<svg"), page.count("<table>")) == (6, 6, 6)
    assert "<script>" not in page + rank_plot(RANKED, 2).svg()
    assert r"&lt;script&gt;&quot;&amp;\x1b" in page
    assert "<h1>评审&lt;图&gt;</h1>" in page


def test_numbers_have_a_real_minus_and_zero_has_none() -> None:
    assert [number(-1.25, 2), number(-0.04), number(7, 0)] == ["−1.25", "0.0", "7"]
    assert span_of([]).at(5) == span_of([]).at(1)
