"""What the commands on judging hand out: tables as CSV, JSON or a workbook, and pictures."""

import csv
import io
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jianyou.cli.files.json_report import to_json
from jianyou.cli.files.outputs import Target, check_overwriting, check_targets
from jianyou.officefiles.files import why
from jianyou.officefiles.paper import PaperColumn, SheetPaper, Written
from jianyou.officefiles.writing.render import Rendered, render_workbook, write_all
from jianyou.terms.display import plain
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

if TYPE_CHECKING:
    from jianyou.domain.papers.plots import Plot

SUFFIXES = (".csv", ".json", ".xlsx")


class Sheet(NamedTuple):
    """A table with its headings; `title` names it in a workbook."""

    title: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]


class Results(NamedTuple):
    """What a command found: as tables, of which CSV takes the first, and as data for JSON."""

    sheets: Sequence[Sheet]
    data: object


def check_outputs(outputs: Sequence[str], plots: str | None, inputs: Iterable[str | None]) -> None:
    """Refuses what could never be written, or would overwrite what was given, before any work.

    Raises:
        Refused: an ending that we don't write, a folder that isn't there, an input's own name.
    """
    targets = [Path(name) for name in outputs]
    check_targets(Target(path, SUFFIXES) for path in targets)
    check_overwriting(targets, [name for name in inputs if name], replace=True)
    if plots is not None:
        folder = Path(plots)
        if folder.exists() and not folder.is_dir():
            raise Refused("judging_plots_no_folder", name=plain(plots))
        if not folder.resolve().parent.is_dir():
            raise Refused("output_folder_missing", name=plain(plots), folder=plain(str(folder.parent)))


def write_results(outputs: Sequence[str], results: Results) -> list[str]:
    """Writes the result in each format asked for; returns the names written."""
    write_all([_rendered(Path(name), results) for name in outputs])
    return list(outputs)


def write_plots(folder_name: str | None, plots: Callable[[], Sequence["Plot"]], lang: Lang) -> list[str]:
    """Writes each picture as SVG and all of them on one page; returns the names written."""
    if folder_name is None:
        return []
    from jianyou.domain.papers.plots import plots_page  # noqa: PLC0415  — only for pictures

    folder = Path(folder_name)
    try:
        folder.mkdir(exist_ok=True)
    except OSError as error:
        raise Refused("output_failed", name=plain(folder_name), reason=why(error), done="") from error
    made = plots()
    page = plots_page(made, say("judging_plots_title", lang=lang), lang)
    files = [(folder / f"{plot.key}.svg", plot.svg(alone=True)) for plot in made]
    files.append((folder / "plots.html", page))
    write_all([Rendered(path, Written(text.encode())) for path, text in files])
    return [str(path) for path, _ in files]


def write_json(name: str, data: object) -> None:
    """Writes data as a JSON file, readable."""
    write_all([Rendered(Path(name), Written((to_json(data, indent=1) + "\n").encode()))])


def tell_written(names: Sequence[str], lang: Lang, *, aside: bool) -> None:
    """Names what was written, on standard error where `aside`."""
    for name in names:
        print(say("written", {"name": plain(name)}, lang), file=sys.stderr if aside else sys.stdout)


def distinct_labels(names: Mapping[str, str]) -> dict[str, str]:
    """What to call each key: its name, with the key where the name is none or another's too."""
    times = Counter(names.values())
    return {
        key: name if name and times[name] == 1 else f"{name} {key}".strip() for key, name in names.items()
    }


def _rendered(path: Path, results: Results) -> Rendered:
    match path.suffix.lower():
        case ".json":
            return Rendered(path, Written((to_json(results.data, indent=1) + "\n").encode()))
        case ".xlsx":
            papers = [
                SheetPaper(sheet.title, [PaperColumn(heading) for heading in sheet.headings], sheet.rows)
                for sheet in results.sheets
            ]
            return render_workbook(path, papers)
        case _:
            text = io.StringIO()
            first = results.sheets[0]
            csv.writer(text, lineterminator="\r\n").writerows([first.headings, *first.rows])
            # Excel takes UTF-8 only with its mark at the beginning.
            return Rendered(path, Written(text.getvalue().encode("utf-8-sig")))
