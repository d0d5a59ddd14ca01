"""What LibreOffice makes of our Word and Excel files: opened, drawn, saved again."""

import os
import shutil
import subprocess
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import openpyxl
import pytest

from jianyou.officefiles.paper import Paper, PaperColumn, SheetPaper
from jianyou.officefiles.read import read_file
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.fonts import BODY, HEADING, LATIN, PAGE_NUMBER, TITLE
from jianyou.officefiles.writing.xlsx import write_xlsx
from tests.officefiles.papers import PROFILE, URL, Word, blank, overlaps, paper, pdf_words, row
from tests.officefiles.reading import tables

pytestmark = [
    pytest.mark.xdist_group("office"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler's pdftotext is not installed"),
]

HARD = [
    "1.\n2.",
    "=cmd|'/C calc'!A0 <b>&amp;",
    "沙坪坝区",
    PROFILE * 2,
    "A" * 90,
    URL,
    "li.moumou.quality.director@a-long-company-name.example.invalid",
    "☑是\n☐否",
]
FINDINGS = SheetPaper(
    "问题清单",
    [PaperColumn("文件", 2), PaperColumn("行", 0.5), PaperColumn("说明", 4)],
    [
        ("渝州精密机械股份有限公司.docx", str(number), "第3行“联系电话”为空，请补填。" * number)
        for number in range(1, 9)
    ],
)
PAPERS: dict[str, Paper | SheetPaper] = {
    "filled": paper(5),
    "blank": blank(),
    "hard": paper(1, extra=[HARD, row(2)]),
    "findings": FINDINGS,
}
WORD = ["filled", "blank", "hard"]


@dataclass(frozen=True)
class Converted:
    """A folder with each file as we wrote it, as PDF, and as saved again."""

    folder: Path

    def pages(self, name: str, suffix: str) -> list[list[Word]]:
        return pdf_words(self.folder / "pdf" / suffix / f"{name}.pdf")


@pytest.fixture(scope="module")
def converted(office: Path, tmp_path_factory: pytest.TempPathFactory) -> Converted:
    folder = tmp_path_factory.mktemp("office")
    for suffix in ("docx", "xlsx"):
        (folder / suffix).mkdir()
    for name, whole in PAPERS.items():
        (folder / "xlsx" / f"{name}.xlsx").write_bytes(write_xlsx([whole]).data)
        if isinstance(whole, Paper):
            (folder / "docx" / f"{name}.docx").write_bytes(write_docx(whole).data)
    environment = {**os.environ, "FONTCONFIG_FILE": str(_font_aliases(folder))}
    for suffix in ("docx", "xlsx"):
        files = sorted(str(file) for file in (folder / suffix).iterdir())
        for target in ("pdf", suffix):
            arguments = [
                "--headless",
                "--convert-to",
                target,
                "--outdir",
                str(folder / target / suffix),
                *files,
            ]
            profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
            subprocess.run([office, profile, *arguments], check=True, capture_output=True, env=environment)
    return Converted(folder)


def _font_aliases(folder: Path) -> Path:
    # The faces of official papers can't be shipped; here their free relatives stand in for them.
    aliases = "".join(
        f'<alias binding="same"><family>{name}</family><prefer><family>{free}</family></prefer></alias>'
        for free, names in {
            "Noto Serif CJK SC": [TITLE.word, BODY.word, BODY.sheet, PAGE_NUMBER.word, LATIN],
            "Noto Sans CJK SC": [HEADING.word],
        }.items()
        for name in names
    )
    file = folder / "fonts.conf"
    file.write_text(
        f"<fontconfig><include>/etc/fonts/fonts.conf</include>{aliases}</fontconfig>", encoding="utf-8"
    )
    return file


def _texts(whole: Paper | SheetPaper) -> str:
    cells = "".join(text for line in whole.rows for text in line)
    headings = "".join(column.title for column in whole.columns)
    if isinstance(whole, SheetPaper):
        return headings + cells
    header = "".join(f"{label}：{value}" for label, value in whole.header)
    return whole.label + whole.title + header + headings + cells + whole.note


KINDS = [("docx", name) for name in WORD] + [("xlsx", name) for name in PAPERS]


@pytest.mark.parametrize(("suffix", "name"), KINDS)
def test_all_text_is_drawn_and_nothing_runs_into_anything(
    converted: Converted, suffix: str, name: str
) -> None:
    pages = converted.pages(name, suffix)
    drawn = Counter("".join(word for page in pages for word, *_ in page))
    missing = Counter("".join(_texts(PAPERS[name]).split())) - drawn
    assert missing == Counter()
    assert [overlaps(page) for page in pages] == [[]] * len(pages)


@pytest.mark.parametrize(("suffix", "name"), [kind for kind in KINDS if kind[1] in {"filled", "hard"}])
def test_the_headings_stand_on_every_page(converted: Converted, suffix: str, name: str) -> None:
    pages = converted.pages(name, suffix)
    assert len(pages) > 1
    assert ["".join(word for word, *_ in page).count("序号") for page in pages] == [1] * len(pages)


@pytest.mark.parametrize(("suffix", "name"), [("docx", "blank"), ("xlsx", "blank")])
def test_the_blank_form_is_one_page(converted: Converted, suffix: str, name: str) -> None:
    assert len(converted.pages(name, suffix)) == 1


@pytest.mark.parametrize("name", WORD)
def test_word_files_saved_by_the_office_read_the_same(converted: Converted, name: str) -> None:
    before = tables(read_file(converted.folder / "docx" / f"{name}.docx"))
    after = tables(read_file(converted.folder / "docx" / "docx" / f"{name}.docx"))
    assert [[cell.text for cell in line] for line in after[0].rows] == [
        [cell.text for cell in line] for line in before[0].rows
    ]


@pytest.mark.parametrize("name", list(PAPERS))
def test_workbooks_saved_by_the_office_read_the_same(converted: Converted, name: str) -> None:
    before = openpyxl.load_workbook(converted.folder / "xlsx" / f"{name}.xlsx").worksheets[0]
    after = openpyxl.load_workbook(converted.folder / "xlsx" / "xlsx" / f"{name}.xlsx").worksheets[0]
    assert list(after.iter_rows(values_only=True, max_row=before.max_row)) == list(
        before.iter_rows(values_only=True)
    )
    assert {cell.data_type for line in after.iter_rows() for cell in line} <= {"s", "n"}
    assert {cell.value for line in after.iter_rows() for cell in line if cell.data_type == "n"} <= {None}
