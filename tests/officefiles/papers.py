"""Papers of invented firms for the writers' tests, and arbitrary ones for Hypothesis."""

import io
import re
import subprocess
import zipfile
from collections.abc import Sequence
from html import unescape
from pathlib import Path
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from jianyou.officefiles.paper import Paper, PaperColumn

COLUMNS = (
    PaperColumn("序号", 0.5, centered=True, key="serial"),
    PaperColumn("组织（个人）名称", 1.4, key="name"),
    PaperColumn("所在区县及所属行业", 1.2, key="location_industry"),
    PaperColumn("组织（个人）简况", 3.2, key="profile"),
    PaperColumn("请用一句话概括组织或个人的质量工作特色（不超过25个字）", 1.8, key="feature"),
    PaperColumn("近五年所获的国家级或省部级质量荣誉", 1.8, key="honors"),
    PaperColumn("联系人姓名、职务及联系电话", 1.4, key="contact"),
    PaperColumn("是否有意愿申报中国质量奖", 0.9, centered=True, key="willing"),
)
PROFILE = (
    "公司成立于{year}年，为民营有限责任公司，主要从事汽车零部件、精密铸件的研发、生产和销售，现有员工{staff}人。"
    "建立了覆盖研发、采购、制造、服务全过程的质量管理体系，通过ISO 9001、IATF 16949认证，"
    "关键工序一次交验合格率达99.6%，近三年顾客投诉率下降42%，主导产品获评“渝州名牌产品”。"
)
URL = "https://example.invalid/quality/benchmark/2023/a-very-long-path-without-any-space/list_of_winners.html"


def row(number: int) -> tuple[str, ...]:
    """One entry of an invented firm, about 250 characters."""
    return (
        str(number),
        f"渝州第{number}精密机械股份有限公司",
        "江北区\n汽车制造业",
        PROFILE.format(year=1990 + number % 30, staff=100 + number) * 2,
        "以数据驱动的全员质量改进模式",
        "2021年 全国质量标杆\n2023年 渝州市市长质量管理奖提名奖",
        f"李某某，质量总监\n023-0000{number:04d}",
        "是" if number % 2 else "否",
    )


def paper(rows: int = 3, blank_rows: int = 0, extra: Sequence[Sequence[str]] = ()) -> Paper:
    """The annex filled with invented firms."""
    return Paper(
        title="推荐质量领域优质组织和个人信息汇总表",
        columns=COLUMNS,
        rows=[*(row(number) for number in range(1, rows + 1)), *extra],
        label="附件2",
        header=[
            ("填报部门", "渝州市某某区经济和信息化委员会"),
            ("联系人", "王某"),
            ("联系电话", "023-00001234"),
        ],
        note="注：“组织（个人）简况”栏重点填写组织或个人的基本情况，原则上不超过300个字。",
        blank_rows=blank_rows,
    )


def blank() -> Paper:
    """The annex as it is handed out."""
    return Paper(
        title="推荐质量领域优质组织和个人信息汇总表",
        columns=COLUMNS,
        rows=(),
        label="附件2",
        header=[("填报部门", ""), ("联系人", ""), ("联系电话", "")],
        note="注：“组织（个人）简况”栏重点填写组织或个人的基本情况。",
        blank_rows=4,
    )


def of_texts(rows: Sequence[Sequence[str]], *, title: str = "表") -> Paper:
    """The barest paper with these rows."""
    return Paper(title, [PaperColumn(f"栏{number}") for number in range(1, len(rows[0]) + 1)], rows)


# Any text at all, lone surrogates and controls included, with what writers trip over made frequent.
ANY_TEXT = st.lists(
    st.one_of(
        st.text(max_size=12),
        st.text(st.characters(categories=["Cc", "Cs", "Cf", "Zl", "Zp"]), max_size=3),
        st.sampled_from(
            ["\r\n", "\n", "\t", "=1+1", "<r>", "</r>", "&amp;", "_x0041_", "]]>", "  ", "字" * 30]
        ),
    ),
    max_size=4,
).map("".join)
ANY_ROWS = st.integers(1, 4).flatmap(
    lambda width: st.lists(st.lists(ANY_TEXT, min_size=width, max_size=width), min_size=1, max_size=3)
)


def everywhere(text: str) -> Paper:
    """A paper that has `text` in each of its places."""
    columns = [PaperColumn(text), PaperColumn(text, 2, centered=True)]
    return Paper(text, columns, [(text, text)], text, [(text, text), (text, text)], text, blank_rows=1)


def part(data: bytes, name: str) -> Any:
    """A part of a package, parsed."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(name))


def part_names(data: bytes) -> list[str]:
    """The parts of a package, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.namelist()


Word = tuple[str, float, float, float, float]
_WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')


def pdf_words(path: Path) -> list[list[Word]]:
    """For each page its words and their boxes (left, top, right, bottom) in points, by poppler."""
    shown = subprocess.run(["pdftotext", "-bbox", str(path), "-"], check=True, capture_output=True)
    return [
        [_word(*found) for found in _WORD.findall(page)] for page in shown.stdout.decode().split("<page ")[1:]
    ]


def _word(left: str, top: str, right: str, bottom: str, text: str) -> Word:
    return unescape(text), float(left), float(top), float(right), float(bottom)


def overlaps(words: Sequence[Word]) -> list[tuple[str, str]]:
    """Pairs of words on a page of which one covers more than a third of the other."""
    found = []
    for number, (text, left, top, right, bottom) in enumerate(words):
        for other, left2, top2, right2, bottom2 in words[number + 1 :]:
            across = min(right, right2) - max(left, left2)
            down = min(bottom, bottom2) - max(top, top2)
            smaller = min((right - left) * (bottom - top), (right2 - left2) * (bottom2 - top2))
            if across > 0 and down > 0 and across * down > smaller / 3:
                found.append((text, other))
    return found
