"""名录: opening a register of any kind; what isn't Parquet or a database is turned into Parquet first."""

import os
from dataclasses import replace
from pathlib import Path

from jianyou.domain.screening.opened import Opened, Progress, no_progress
from jianyou.domain.screening.parquet import open_parquet, reason_of
from jianyou.officefiles.kinds import OLE_MAGIC, ZIP_MAGICS
from jianyou.terms.finding import Refused

DATABASES = ("postgresql://", "postgres://")
_PARQUET = b"PAR1"
_NO_TEXT = (b"%PDF", b"{\\rtf", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")
_MOST_FILES = 10_000


def open_register(
    source: str | Path, work: Path, *, table: str = "", progress: Progress = no_progress
) -> Opened:
    """Open a file, a folder of Parquet files, or `table` of a PostgreSQL database named by its URL.

    `work` is a folder of our own for what has to be turned into Parquet. For a workbook `table` names
    the sheet.

    Raises:
        Refused: there is no such register, or it can't be read.
    """
    if str(source).startswith(DATABASES):
        from jianyou.domain.screening.tables import open_table  # noqa: PLC0415  — a library for databases only

        return open_table(str(source), table)
    path = Path(source)
    if path.is_dir():
        return open_parquet(path.name, _parts(path))
    head = _head(path)
    if head.startswith(_PARQUET):
        return open_parquet(path.name, [path])
    if head.startswith((*ZIP_MAGICS, OLE_MAGIC)):
        from jianyou.domain.screening.workbooks import open_workbook  # noqa: PLC0415  — for workbooks only

        return open_workbook(path, work, sheet=table, progress=progress)
    if head.startswith(_NO_TEXT):
        raise Refused("register_kind", name=path.name)
    from jianyou.domain.screening.delimited import open_delimited  # noqa: PLC0415  — for texts only

    return open_delimited(path, work, progress=progress)


def exported(opened: Opened, work: Path) -> Opened:
    """A table of a database as a file of texts, for engines that don't work in the database.

    Raises:
        Refused: the database fails.
    """
    from jianyou.domain.screening.tables import export_table  # noqa: PLC0415  — a library for databases only

    work.mkdir(parents=True, exist_ok=True)
    made = export_table(opened, work)
    return replace(open_parquet(opened.name, [made]), identity=opened.identity, numbered=False)


def _parts(folder: Path) -> list[Path]:
    """The Parquet files of a folder and the folders in it, by name; hidden ones aside."""
    found = sorted(
        Path(where, name)
        for where, _, names in os.walk(folder)
        for name in names
        if name.lower().endswith(".parquet") and not name.startswith((".", "_"))
    )
    if not found:
        raise Refused("register_folder_empty", name=folder.name)
    if len(found) > _MOST_FILES:
        raise Refused("register_too_many_files", name=folder.name, count=len(found), most=_MOST_FILES)
    return found


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError as error:
        raise Refused("register_missing", name=str(path)) from error
    except (OSError, ValueError) as error:
        raise Refused("register_unreadable", name=path.name, reason=reason_of(error)) from error
    if not head:
        raise Refused("file_empty")
    return head
