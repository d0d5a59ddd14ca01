"""An office's week in its mailbox, Monday to Thursday: which firm sends what, in which format, how wrong."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random

from examples.forms import docx_writer
from examples.forms.content import Form, World
from examples.forms.draft import Line
from examples.forms.faults import FAULTS
from examples.forms.file_faults import FILE_FAULTS
from examples.forms.kinds import Made
from examples.mailbox import packing, scans
from examples.mailbox.office import Job, convert
from examples.mailbox.papers import (
    Delivery,
    Record,
    bad_file,
    districts_form,
    firms_form,
    form_file,
    made,
    packed,
    paper_file,
)

_WRONG_VALUES = (
    "feature_too_long",
    "contact_without_post",
    "honors_too_old",
    "willing_unclear",
    "profile_too_long",
)
_WRONG_FILES = ("wrong_annex", "truncated", "empty_file", "web_page")
_OLD_FORMATS = (
    *(("doc", ".docx", ".doc"), ("wps", ".docx", ".doc"), ("rtf", ".docx", ".rtf")),
    *(("xls", ".xlsx", ".xls"), ("et", ".xlsx", ".xls")),
)
"""The suffix that the sender knows, what he typed in, and what the file really is."""


def deliver(out: Path, *, seed: int, office: bool, truth: Path | None = None) -> list[Record]:
    """Write the mailbox below `out` and its truth to `truth` (out/truth.json unless given).

    Without `office` what LibreOffice makes is left out. Returns the truth records: {file, kind,
    status, header, rows, faults}, `file` with its way inside containers; a sealed scan has
    `scan_of`, the file of its form, and `by`, the sign that tells so; a locked file `password`,
    and then the header and rows that it shows with it. The same seed gives the same truth, but
    not the same bytes: archives bear the time, locks a salt.

    Raises:
        OfficeError: LibreOffice is missing or fails.
    """
    week = _Week(Random(seed))
    deliveries = [*week.plain(), *week.containers(), *week.wrong()]
    if office:
        deliveries += week.by_office()
    deliveries.sort(key=lambda delivery: delivery.file)
    for delivery in deliveries:
        path = out / delivery.file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(delivery.data)
    records = [record for delivery in deliveries for record in delivery.records]
    lines = ",\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    (truth or out / "truth.json").write_text(f"[\n{lines}\n]\n", encoding="utf-8")
    return records


class _Week:
    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.world = World(rng)

    def plain(self) -> list[Delivery]:
        """Files as they are: Word and Excel with their scans, a locked one, district tables."""
        return [*self._scanned_by_name(), *self._numbered(), self._locked(), *self._districts()]

    def _scanned_by_name(self) -> list[Delivery]:
        """Each firm's Word file beside its scan, under the firm's name."""
        found = []
        for take, suffix, mark in (
            (scans.jpeg, "jpg", "盖章扫描件"),
            (scans.pdf, "pdf", "（盖章）"),
            (scans.png, "png", "-签字盖章"),
        ):
            form = firms_form(self.world)
            file, title = f"{_title(form)}.docx", _title(form)
            found.append(self._form(file, form))
            scan = f"{title}{mark}.{suffix}"
            found.append(paper_file(scan, take(form, self.rng), f"scan.{suffix}", file, "name"))
        return found

    def _numbered(self) -> list[Delivery]:
        """Workbooks that bear the office's own numbers, their scans nothing else."""
        found = []
        for number in (11, 12):
            form = firms_form(self.world)
            file = f"周二来件/{number:03d}-附件2.xlsx"
            found.append(self._form(file, form))
            scan = f"周二来件/盖章件/{number:03d}.jpg"
            found.append(paper_file(scan, scans.jpeg(form, self.rng), "scan.jpg", file, "number"))
        return found

    def _locked(self) -> Delivery:
        form = firms_form(self.world)
        whole = made("docx.plain", form, self.rng)
        password = f"zl{self.rng.randint(100000, 999999)}"
        return form_file(
            f"{_title(form)}（加密）.docx",
            packing.locked(whole.data, password),
            whole,
            "docx.locked",
            status="rejected",
            password=password,
        )

    def _districts(self) -> list[Delivery]:
        """A folder of district tables; in one of them a firm of another district."""
        found = []
        for district, suffix, count in (("万州区", "docx", 4), ("江津区", "xlsx", 6), ("忠县", "docx", 2)):
            form = districts_form(self.world, district, count)
            faults = []
            if district == "江津区":
                form.entries[1]["location_industry"] = form.entries[1]["location_industry"].replace(
                    district, "永川区"
                )
                faults.append({"fault": "outside_district", "row": 2, "column": "location_industry"})
            found.append(self._form(f"区县汇总表/{district}推荐汇总表.{suffix}", form, faults=faults))
        return found

    def containers(self) -> list[Delivery]:
        """What comes packed: a district's zip, a mail, a 7z."""
        return [self._district_zip(), self._mail(), self._seven_zip()]

    def _district_zip(self) -> Delivery:
        """Chinese names in GBK, a scan that its name tells, and a second zip inside."""
        first, second = firms_form(self.world), firms_form(self.world)
        late = districts_form(self.world, "渝北区", 3)
        file, title = f"企业/{_title(first)}.docx", _title(first)
        scan = paper_file(f"盖章件/{title}.jpg", scans.jpeg(first, self.rng), "scan.jpg", file, "name")
        nested = packed("补报.zip", packing.zip_utf8, [self._form("渝北区补报/附件2.xlsx", late)])
        held = [self._form(file, first), self._form(f"企业/{_title(second)}.xlsx", second), scan, nested]
        return packed("渝北区经济信息委报送.zip", packing.zip_gbk, held)

    def _mail(self) -> Delivery:
        form = firms_form(self.world)
        scan = paper_file(
            "IMG_20240220_091102.jpg", scans.jpeg(form, self.rng), "scan.jpg", "附件2.docx", "together"
        )
        held = [self._form("附件2.docx", form), scan]
        return packed(
            "转发：汇总表.eml",
            lambda members: packing.mail("报送汇总表", form.header["contact"], members),
            held,
        )

    def _seven_zip(self) -> Delivery:
        forms = [firms_form(self.world) for _ in range(2)]
        held = [self._form(f"{_title(form)}.docx", form) for form in forms]
        return packed("周三来件.7z", packing.seven_zip, held)

    def wrong(self) -> list[Delivery]:
        """Forms with a spoiled cell, and files that are no form at all."""
        found: list[Delivery] = []
        for number, name in enumerate(_WRONG_VALUES, 101):
            wrong = FAULTS[name](self.world, [])
            title = (
                _safe(wrong.rows[0]["name"]) if len(wrong.rows) == 1 else _safe(wrong.header["department"])
            )
            file = f"周四来件/{number}-{title}{wrong.suffix}"
            whole = Made(wrong.data, wrong.rows, wrong.header)
            found.append(form_file(file, wrong.data, whole, f"fault.{name}", faults=wrong.faults))
        for name in _WRONG_FILES:
            junk = FILE_FAULTS[name](self.world)
            found.append(bad_file(f"周四来件/{_FILE_NAMES[name]}{junk.suffix}", junk.data, f"fault.{name}"))
        lone = firms_form(self.world)
        found.append(
            bad_file("周四来件/IMG_20240222_170455.jpg", scans.jpeg(lone, self.rng), "fault.lone_scan")
        )
        return found

    def by_office(self) -> list[Delivery]:
        """Old formats, a printed form, a printed copy, and a declaration that names its firm."""
        jobs: dict[str, Job] = {}
        plans: list[tuple[str, Made, str]] = []
        for suffix, typed, real in _OLD_FORMATS:
            form = firms_form(self.world)
            whole = made(f"{typed[1:]}.plain", form, self.rng)
            file = f"{_title(form)}.{suffix}"
            jobs[file] = Job(whole.data, typed, real)
            plans.append((file, whole, f"{suffix}.plain"))
        printed = districts_form(self.world, "铜梁区", 3)
        whole = made("docx.plain", printed, self.rng)
        file = "铜梁区经济信息委（打印稿）.pdf"
        jobs[file] = Job(whole.data, ".docx", ".pdf")
        plans.append((file, whole, "pdf.printed"))
        papers = self._prints(jobs)
        done = convert(jobs)
        found = [form_file(file, done[file], whole, kind) for file, whole, kind in plans]
        for delivery, of, by in papers:
            if delivery.data:
                found.append(delivery)
            else:
                found.append(paper_file(delivery.file, done[delivery.file], "pdf.copy", of, by))
        return found

    def _prints(self, jobs: dict[str, Job]) -> list[tuple[Delivery, str, str]]:
        """A Word file with its print, one with a declaration; prints are empty until they are made."""
        copied, declared = firms_form(self.world), firms_form(self.world)
        whole = made("docx.plain", copied, self.rng)
        file = f"{_title(copied)}.docx"
        jobs["打印件001.pdf"] = Job(whole.data, ".docx", ".pdf")
        other = f"{_title(declared)}.docx"
        jobs["真实性声明.pdf"] = Job(_declaration(declared), ".docx", ".pdf")
        return [
            (form_file(file, whole.data, whole, "docx.plain"), "", ""),
            (Delivery("打印件001.pdf", b"", []), file, "copy"),
            (self._form(other, declared), "", ""),
            (Delivery("真实性声明.pdf", b"", []), other, "content"),
        ]

    def _form(self, file: str, form: Form, *, faults: Sequence[Record] = ()) -> Delivery:
        kind = f"{file.rpartition('.')[2]}.plain"
        whole = made(kind, form, self.rng)
        return form_file(file, whole.data, whole, kind, faults=list(faults))


_FILE_NAMES = {
    "wrong_annex": "2024年技改项目汇总表",
    "truncated": "质量奖推荐表",
    "empty_file": "新建 Microsoft Word 文档",
    "web_page": "网页另存",
}


def _title(form: Form) -> str:
    """The firm's name as a file's."""
    return _safe(form.entries[0]["name"])


def _safe(name: str) -> str:
    return "".join(mark for mark in name if mark.isalnum() or mark in "（）()“”·")


def _declaration(form: Form) -> bytes:
    """A page of prose that names the firm, to be stamped and scanned to a PDF with its words."""
    name = form.entries[0]["name"]
    lines = (
        Line("title", "声明"),
        Line("text", f"    {name}对所填《汇总表》内容的真实性负责，近五年无重大质量、安全、环境事故。"),
        Line("text", "    特此声明。"),
        Line("text", "2024年2月20日（盖章）"),
    )
    body = "".join(docx_writer.plain_line(line) for line in lines)
    return docx_writer.package(docx_writer.document(body))
