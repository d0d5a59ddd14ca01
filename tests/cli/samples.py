"""Filled forms of invented firms, written by our own writers, and ways to run the command."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from jianyou.domain.annexes.merge import Master, MasterRow
from jianyou.domain.annexes.records import Row, Value
from jianyou.domain.annexes.write import master_paper
from jianyou.domain.calls import DEFAULT_CALL
from jianyou.domain.calls.load import load_call
from jianyou.officefiles.writing.docx import write_docx
from jianyou.officefiles.writing.xlsx import write_xlsx
from jianyou.terms.place import Place

HEADER = {"department": "渝北区经济信息委", "contact": "张三", "phone": "023-60000001"}

GOOD = {
    "name": "重庆某某机械有限公司",
    "location_industry": "渝北区 C34 通用设备制造业",
    "profile": "公司成立于2001年，为民营有限责任公司，主营减速机研发、生产和销售，现有员工320人。",
    "feature": "人人把关，件件可追溯",
    "honors": "2022年5月重庆市质量奖（重庆市人民政府）",
    "contact": "王小明，质量部部长，13800000000",
    "willing": "是",
}
NAMELESS_CONTACT = {**GOOD, "name": "重庆样例电子有限公司", "contact": "13800000001"}
UNDECIDED = {**GOOD, "name": "重庆示范食品有限公司", "willing": "再说"}


def write_form(
    path: Path,
    rows: Sequence[Mapping[str, str]],
    *,
    header: Mapping[str, str] = HEADER,
    call: str = DEFAULT_CALL,
) -> Path:
    """Writes a filled form, .docx or .xlsx by its ending."""
    master = Master()
    for number, values in enumerate(rows, 1):
        row = Row(number, Place(""), {key: Value(text, Place("")) for key, text in values.items()})
        master.rows.append(MasterRow(number, "", row))
    paper = master_paper(load_call(call).annex, master, header=header)
    written = write_docx(paper) if path.suffix == ".docx" else write_xlsx([paper])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(written.data)
    return path


def command(*arguments: str | Path) -> list[str]:
    """The command line that runs `jianyou` as a process of its own."""
    return [sys.executable, "-m", "jianyou", *map(str, arguments)]


def run(*arguments: str | Path, cwd: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Runs `jianyou` as a process of its own, without a terminal."""
    settings = {name: value for name, value in os.environ.items() if not name.startswith("JIANYOU_")}
    return subprocess.run(
        command(*arguments),
        cwd=cwd,
        env={**settings, **environment},
        capture_output=True,
        encoding="utf-8",
        errors="surrogateescape",
        check=False,
        timeout=120,
    )
