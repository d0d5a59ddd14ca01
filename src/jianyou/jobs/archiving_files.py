"""归档: the files of an archive, each written to the disk as soon as it is made."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from jianyou.domain.ledger.log import written_log
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.archive_check import CONTENTS, LEDGER, RECEIPTS
from jianyou.domain.packages.archive_index import INDEX_JSON, index_html, index_json, readme
from jianyou.domain.packages.manifest import FileMark, Manifest
from jianyou.domain.packages.parcel import Source, mark_of
from jianyou.jobs.archiving_papers import papers, personal_papers
from jianyou.jobs.archiving_words import heading, shown
from jianyou.officefiles.container import LONGEST_NAME
from jianyou.officefiles.files import storable_name
from jianyou.officefiles.paper import Paper, PaperColumn
from jianyou.officefiles.writing.pdf import write_pdf
from jianyou.officefiles.writing.streaming import stream_xlsx
from jianyou.queries.archive_originals import original_files, personal_lines
from jianyou.queries.archive_tables import TABLES, Table
from jianyou.queries.archives import ledger_contents, ledger_parts
from jianyou.queries.ledger import get_receipt
from jianyou.store.files import path_of
from jianyou.store.models import Call, Filing
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

PRINTED_ROWS = 400
"""Rows of a table on one paper; a longer one is parted, since setting it takes memory by the row."""
_MOST_PRINTED = 20_000
_BATCH = 500


class Gathering:
    """The files of an archive by their names, each lying in the folder or among the site's kept files.

    `marks` are their sizes and hashes, told once as each comes in; writing the archive compares them again.
    """

    def __init__(
        self, folder: Path, manifest: Manifest, title: str, step: Callable[[int, int], None]
    ) -> None:
        self.files: dict[str, Source] = {}
        self.marks: dict[str, FileMark] = {}
        self.manifest, self.title = manifest, title
        self._folder, self._step, self._taken = folder, step, set[str]()
        self._done, self._of = 0, 1

    def expect(self, units: int) -> None:
        """So many more pieces of work are to come."""
        self._of += units

    def tick(self) -> None:
        """A piece of work is done."""
        self._done += 1
        self._step(self._done, self._of)

    def write(self, name: str, pieces: Iterable[str | bytes]) -> None:
        """Write a file of these pieces."""
        path = self._folder / f"{len(self.files)}.part"
        with path.open("wb") as out:
            for piece in pieces:
                out.write(piece.encode() if isinstance(piece, str) else piece)
        self._add(name, path)

    def write_long(self, name: str, pieces: Iterable[str | bytes]) -> None:
        """The same of very many pieces; it is told all along that the work goes on."""
        self.write(name, self._told(pieces))

    def _told(self, pieces: Iterable[str | bytes]) -> Iterator[str | bytes]:
        for piece in pieces:
            self._step(self._done, self._of)
            yield piece

    def keep(self, name: str, digest: str) -> bool:
        """Take a kept file in; False where its bytes are gone."""
        path = path_of(digest)
        if not path.is_file():
            return False
        self._add(name, path)
        return True

    def _add(self, name: str, path: Path) -> None:
        free = self._free(name)
        self.files[free], self.marks[free] = path, mark_of(path)

    def _free(self, name: str) -> str:
        """The name as any system can hold it, with a number where it was given before."""
        safe = unicodedata.normalize("NFC", storable_name(unicodedata.normalize("NFC", name)))
        safe = "".join(char if char.isprintable() else "_" for char in safe)
        stem, dot, suffix = safe.rpartition(".")
        if not dot or "/" in suffix or len(suffix) > 8:
            stem, suffix = safe, ""
        number = 1
        while True:
            end = (f"（{number}）" if number > 1 else "") + (f".{suffix}" if suffix else "")
            room = LONGEST_NAME - len(end.encode())
            free = stem.encode()[:room].decode("utf-8", "ignore").rstrip(" .") + end
            if free.casefold() not in self._taken:
                self._taken.add(free.casefold())
                return free
            number += 1


def gather(gathering: Gathering, call: Call, viewer: Actor, *, size: int, personal: bool) -> None:
    """All files of an archive whose ledger has that size; with `personal` contacts and originals too."""
    filings = list(Filing.objects.filter(call=call).order_by("id").values_list("number", flat=True))
    gathering.expect(2 * len(TABLES) + len(filings) + 4)
    gathering.write("call/call.yaml", [call.source])
    gathering.write_long(LEDGER, written_log(call.slug, ledger_parts(call, size)))
    gathering.tick()
    gathering.write_long(CONTENTS, map(_line, ledger_contents(call, size)))
    gathering.tick()
    _receipts(gathering, filings)
    for table in TABLES:
        _table(gathering, call, table)
    for name, source in papers(call, viewer, gathering.expect):
        _take(gathering, name, source)
    if personal:
        _personal(gathering, call, viewer)
    _index(gathering)


def _take(gathering: Gathering, name: str, source: bytes | str) -> None:
    """Bytes are a file's content, a text is the digest of a kept one."""
    if isinstance(source, bytes):
        gathering.write(name, [source])
    else:
        gathering.keep(name, source)
    gathering.tick()


def _receipts(gathering: Gathering, filings: list[str]) -> None:
    for number in filings:
        try:
            receipt = get_receipt(number=number)
        except Refused:
            # A filing that was never completed has none.
            gathering.tick()
            continue
        gathering.write(f"{RECEIPTS}{number}.json", [receipt.written()])
        gathering.tick()


def _table(gathering: Gathering, call: Call, table: Table) -> None:
    count = table.count(call)
    if count:
        gathering.write_long(f"data/{table.key}.json", _json_lines(table.lines(call)))
        frame = _frame(table, tuple(table.columns))
        rows = ([shown(table.key, key, line[key]) for key in table.columns] for line in table.lines(call))
        gathering.write(f"data/{table.key}.xlsx", stream_xlsx(frame, _batches(rows), most=count))
    gathering.tick()
    if count and table.printed:
        gathering.expect(-(-min(count, _MOST_PRINTED) // PRINTED_ROWS))
        _printed(gathering, call, table)
    gathering.tick()


def _printed(gathering: Gathering, call: Call, table: Table) -> None:
    lines = ([shown(table.key, key, line[key]) for key in table.printed] for line in table.lines(call))
    for part, rows in enumerate(_batches(islice(lines, _MOST_PRINTED), PRINTED_ROWS), 1):
        frame = _frame(table, table.printed)
        paper = Paper(title=frame.title, columns=frame.columns, rows=rows, note=frame.note)
        gathering.write(f"papers/{table.key}-{part:02}.pdf", [write_pdf(paper).data])
        gathering.tick()


def _frame(table: Table, columns: tuple[str, ...]) -> Paper:
    return Paper(title=say(table.title), columns=[PaperColumn(say(heading(key))) for key in columns], rows=())


def _personal(gathering: Gathering, call: Call, viewer: Actor) -> None:
    gathering.write_long("personal/contacts.json", _json_lines(personal_lines(call)))
    gathering.tick()
    for name, source in personal_papers(call, viewer, gathering.expect):
        _take(gathering, name, source)
    for original in original_files(call):
        gathering.expect(1)
        _take(
            gathering,
            f"personal/originals/{original.number}/{original.version:02}/{original.name}",
            original.digest,
        )


def _index(gathering: Gathering) -> None:
    """What leads through the rest; it is written last, and stands first to a reader."""
    manifest, title = gathering.manifest, gathering.title
    marks = dict(gathering.marks)
    for lang in Lang:
        gathering.write(f"README.{lang.value}.txt", [readme(manifest, title, lang)])
    gathering.write("index.html", [index_html(manifest, title, marks)])
    gathering.write(INDEX_JSON, [index_json(manifest, title, marks)])
    gathering.tick()


def _batches(rows: Iterable[list[str]], most: int = _BATCH) -> Iterator[list[list[str]]]:
    left = iter(rows)
    while some := list(islice(left, most)):
        yield some


def _json_lines(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """A JSON array, an object a line."""
    yield "["
    for at, row in enumerate(rows):
        yield ("\n" if not at else ",\n") + json.dumps(row, ensure_ascii=False)
    yield "\n]\n"


def _line(plain: dict[str, Any]) -> str:
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")) + "\n"
