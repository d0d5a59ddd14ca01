"""Title, own number and addressees."""

import pytest

from jianyou.domain.notices.addressees import parted
from jianyou.domain.notices.heads import find_head
from jianyou.domain.notices.text import notice_text, squeezed
from tests.domain.notices.papers import COMMISSION, ONE_LINE, SCHOOL_COVER, WEB_PAGE


def head(written: str) -> dict[str, str | list[str] | None]:
    text = squeezed(notice_text(written))
    found = find_head(text)
    salutation = found.salutation
    line = text.text[salutation.start : salutation.end] if salutation and not salutation.polite else ""
    return {
        "title": text.text[slice(*found.title)] if found.title else None,
        "number": text.text[slice(*found.number)] if found.number else None,
        "addressees": [line[start:end] for start, end in parted(line)],
    }


def test_title_over_two_lines_number_above() -> None:
    assert head(COMMISSION) == {
        "title": "关于遴选推荐一批精益制造优质企业和个人的通知",
        "number": "某经信质〔2031〕17号",
        "addressees": ["各市(州)经济和信息化局", "有关中央在临企业", "省级有关协会"],
    }


def test_title_with_offices_before_it_under_a_note_of_a_school() -> None:
    assert head(SCHOOL_COVER) == {
        "title": "关于做好优秀课例推荐工作的通知",
        "number": "清教函〔2032〕9号",
        "addressees": ["各县(市、区)教育局", "市直学校"],
    }


def test_title_and_number_in_the_run_of_a_line() -> None:
    assert head(ONE_LINE) == {
        "title": "关于开展2033年质量标杆遴选工作的通知",
        "number": "清质协〔2033〕6号",
        "addressees": ["各市质量协会", "有关企业"],
    }


def test_what_a_website_puts_around_is_not_read() -> None:
    assert head(WEB_PAGE) == {
        "title": "关于组织申报2030年度科技示范企业的通知",
        "number": "某科发〔2030〕12号",
        "addressees": ["各区县(自治县)科技局", "有关单位"],
    }


def test_titles_of_other_papers_are_not_this_title() -> None:
    written = "根据《清河市教育局关于做好评选工作的通知》，现就有关事项通知如下。\n一、要求\n"
    assert head(written) == {"title": None, "number": None, "addressees": []}


@pytest.mark.parametrize(
    ("page", "title"),
    [
        ("关于选拔带头人的通知--教科室-清河一中", "关于选拔带头人的通知"),
        ("转发清河省教育厅办公室关于征集案例的通知_清河市教育局", "关于征集案例的通知"),
        ("（有修改）2031年新秀评选通知", "2031年新秀评选通知"),
        ("清河一中", None),
    ],
)
def test_title_of_the_web_page_where_the_text_has_none(page: str, title: str | None) -> None:
    assert head(f"# title: {page}\n各位老师：\n现将有关事项通知如下。\n一、对象\n")["title"] == title


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("某科字[2031]第12号", "某科字[2031]第12号"),
        ("便函[2031]1476", "便函[2031]1476"),
        ("某质检质〔2031512号", "某质检质〔2031512号"),
        ("某教规办﹝ 2031 ﹞ 13 号", "某教规办〔2031〕13号"),
        ("2031年 第 3 号", "2031年第3号"),
        ("某经信\n质〔2031〕17号", "某经信质〔2031〕17号"),
        ("某经信质〔20\n31〕1\n7号", "某经信质〔2031〕17号"),
        ("某经信质〔2031〕17号        签发人：张三", "某经信质〔2031〕17号"),
        ("根据某教函〔2031〕1号文件", None),
        ("清河市（2031）", None),
    ],
)
def test_forms_of_numbers(line: str, number: str | None) -> None:
    assert head(f"{line}\n关于评选先进的通知\n各有关单位：\n现通知如下。")["number"] == number


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("各区、县（市）教体局、市直学校", ["各区、县(市)教体局", "市直学校"]),
        ("各设区市、县（市、区）教育局", ["各设区市、县(市、区)教育局"]),
        (
            "各县（市、区）人社局、教体局,市直有关部门，市属院校",
            ["各县(市、区)人社局、教体局", "市直有关部门", "市属院校"],
        ),
        ("各县区教育局、市直各学校、民办学校", ["各县区教育局", "市直各学校", "民办学校"]),
        ("全体教师", ["全体教师"]),
        ("各位老师", []),
        ("联系电话", []),
    ],
)
def test_addressees_part_where_a_new_one_begins(line: str, names: list[str]) -> None:
    assert head(f"关于评选先进的通知\n{line}：\n为表彰先进，现通知如下。")["addressees"] == names


def test_a_title_without_about_is_the_papers_own() -> None:
    text = squeezed(notice_text("清河市第五届质量奖申报公告\n为提高质量，现启动申报。\n一、条件\n"))
    found = find_head(text)
    assert found.title
    assert text.text[slice(*found.title)] == "清河市第五届质量奖申报公告"
    assert not found.from_page
