"""A small mailbox: a good form, an error, a warning, a locked form, something that is no form."""

import io
from pathlib import Path

import msoffcrypto.format.ooxml as locked

from tests.cli.samples import GOOD, write_form

PASSWORD = "sesame24"
LONG = "质量是饭碗质量是饭碗质量是饭碗质量是饭碗质量是饭碗质量是饭碗"
SHORT = "人人都是质检员"
FAULTY = "重庆样例轴承有限公司"
DOUBTFUL = "重庆样例泵业有限公司"
LOCKED = "重庆样例阀门有限公司"


def write_letters(folder: Path) -> Path:
    """Writes them and returns the folder."""
    write_form(folder / "渝北区" / "好.docx", [GOOD])
    write_form(folder / "渝北区" / "长.docx", [{**GOOD, "name": FAULTY, "feature": LONG}])
    write_form(
        folder / "无年份.docx", [{**GOOD, "name": DOUBTFUL, "honors": "重庆市质量奖（重庆市人民政府）"}]
    )
    write_form(folder / "锁.docx", [{**GOOD, "name": LOCKED}])
    lock(folder / "锁.docx")
    (folder / "坏.docx").write_bytes(b"nothing like it")
    return folder


def lock(path: Path) -> None:
    """Puts the password on a form."""
    shut = io.BytesIO()
    with path.open("rb") as plain:
        locked.OOXMLFile(plain).encrypt(PASSWORD, shut)
    path.write_bytes(shut.getvalue())
