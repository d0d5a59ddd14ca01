"""Forms and rows to measure with, the same in every run."""

import io
import json
import random
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import docx

from examples.forms import generate

_TRUTH = "truth.json"
_BODY = "word/document.xml"
HAN = "质量管理改进卓越绩效标准化智能制造精益生产供应链品牌建设技术创新员工培训客户满意检测认证"


@contextmanager
def forms(count: int, *, faults: bool = False) -> Iterator[Path]:
    """A folder of generated forms, gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="jianyou-bench-") as folder:
        out = Path(folder) / "forms"
        generate(out, count=count, seed=7, faults=faults, truth=out.with_name(_TRUTH))
        yield out


def files(folder: Path, extension: str) -> list[Path]:
    """The folder's files of one kind, in a fixed order."""
    return sorted(folder.rglob(f"*{extension}"))


def in_peer_package(forms: Sequence[Path], folder: Path) -> list[Path]:
    """The forms' own bodies in the package that python-docx gives every document it makes.

    Its styles alone are 790 KB, which that peer parses at every opening; forms that need further
    parts of their own are left out.
    """
    made = io.BytesIO()
    docx.Document().save(made)
    template = zipfile.ZipFile(made)
    paths = []
    for form in forms:
        with zipfile.ZipFile(form) as package:
            body = package.read(_BODY)
            own = b"r:id=" in body or b"purl.oclc.org" in body or "word/numbering.xml" in package.namelist()
        if own:
            continue
        paths.append(folder / f"{len(paths):04}.docx")
        with zipfile.ZipFile(paths[-1], "w", zipfile.ZIP_DEFLATED) as package:
            for entry in template.infolist():
                content = body if entry.filename == _BODY else template.read(entry)
                package.writestr(entry.filename, content)
    return paths


def truth(folder: Path) -> list[dict[str, Any]]:
    """What each file of the folder says."""
    records: list[dict[str, Any]] = json.loads(folder.with_name(_TRUTH).read_text("utf-8"))
    return records


def master_rows(count: int) -> list[list[str]]:
    """Rows of a master table: eight columns, about 330 characters in each row."""
    chance = random.Random(11)
    return [
        [
            str(number),
            f"第{number}精密制造有限公司",
            "渝北区 汽车制造业",
            _sentence(chance, 230),
            _sentence(chance, 22),
            f"2021年{_sentence(chance, 16)}\n2022年{_sentence(chance, 16)}",
            "贺明远 质量部部长 023-60000000",
            "是",
        ]
        for number in range(1, count + 1)
    ]


def _sentence(chance: random.Random, length: int) -> str:
    return "".join(chance.choices(HAN, k=length))
