"""An archive of files written one after another, each whole or as it comes."""

import io
import tempfile
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO

_HELD = 8 * 1024 * 1024
"""Bytes that stay in memory; a larger archive lies on the disk meanwhile."""


def write_archive(files: Iterable[tuple[str, str]], streamed: Mapping[str, Iterable[str]]) -> IO[bytes]:
    """A .zip of UTF-8 texts by their names, set to its beginning; whoever sends it closes it.

    The pieces of what is `streamed` are written as they come, in little memory.
    """
    archive = tempfile.SpooledTemporaryFile(max_size=_HELD)  # noqa: SIM115  — it outlives this
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        for name, text in files:
            packed.writestr(name, text.encode())
        for name, pieces in streamed.items():
            with io.TextIOWrapper(packed.open(name, "w"), "utf-8", newline="") as out:
                out.writelines(pieces)
    archive.seek(0)
    return archive
