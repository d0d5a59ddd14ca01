"""`--annotated DIR`: each sender's own file with remarks, below DIR as it stood in the input."""

import argparse
import os
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TextIO

from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.batch import Taken
from jianyou.officefiles.arrivals.folders import identity
from jianyou.officefiles.files import free_path, storable_name, why, write_atomically
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say


class Returns:
    """Writes what goes back to the senders, if `--annotated` asks for it.

    Raises:
        Refused: the folder asked for is no folder, or lies among the inputs.
    """

    def __init__(self, options: argparse.Namespace, call: Call, lang: Lang) -> None:
        self._folder = Path(options.annotated) if options.annotated else None
        self._base = _common_folder(options.paths)
        self._call = call
        self._author = options.office or call.notice.issuer
        self._lang = lang
        self._taken: set[str] = set()
        self._count = 0
        if self._folder is not None:
            _check(self._folder, options.paths)

    def add(self, taken: Taken) -> None:
        """Writes the file with its remarks; nothing where there is nothing to remark.

        Raises:
            Refused: it can't be written.
        """
        if self._folder is None:
            return
        from jianyou.domain.mailbox.returning import return_form  # noqa: PLC0415  — only where it is asked for

        returned = return_form(
            taken.form,
            taken.arrival.original(),
            self._call,
            author=self._author,
            at=datetime.now().astimezone(),
            lang=self._lang,
        )
        if returned is None:
            return
        target = self._target(self._folder, taken.arrival.name, returned.name)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(target, returned.data)
        except OSError as error:
            raise Refused("annotated_failed", name=str(target), reason=why(error)) from error
        self._count += 1

    def tell(self, stream: TextIO) -> None:
        """Says how many files were written, and where."""
        if self._folder is not None:
            params: dict[str, Param] = {"count": self._count, "folder": plain(str(self._folder))}
            print(say("annotated_written", params, self._lang), file=stream)

    def _target(self, folder: Path, name: str, own: str) -> Path:
        """A path of its own for every file of a run; a later run replaces what an earlier one wrote."""
        inner = name.removeprefix(self._base).replace("\\", "/").rpartition("/")[0]
        wanted = folder / storable_name(f"{inner}/{own}" if inner else own)
        target = free_path(wanted, lambda path: os.path.normcase(path) in self._taken)
        self._taken.add(os.path.normcase(target))
        return target


def _common_folder(paths: Sequence[str]) -> str:
    """What the shown names of all inputs begin with, which would only repeat itself below DIR."""
    folders = [str(Path(path)) if Path(path).is_dir() else str(Path(path).parent) for path in paths]
    try:
        common = os.path.commonpath(folders)
    except ValueError:  # on different drives, or some relative and some not
        return ""
    return "" if common in ("", ".") else common.rstrip("/\\") + os.sep


def _check(folder: Path, paths: Sequence[str]) -> None:
    """Refuses a folder that can't be one, or whose files the next run would take for forms."""
    if folder.exists() and not folder.is_dir():
        raise Refused("annotated_not_folder", name=str(folder))
    real = Path(identity(folder))
    for path in paths:
        given = Path(identity(path))
        if Path(path).is_dir() and (given == real or given in real.parents):
            raise Refused("annotated_among_inputs", name=str(folder))
