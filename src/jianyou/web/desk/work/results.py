"""成果: what can be taken away, rendered from one state of the work and written whole."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath

from jianyou.domain.annexes.merge import Master, merge
from jianyou.domain.annexes.records import Form
from jianyou.domain.annexes.write import findings_sheets, master_paper
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.provenance import origin_sheets
from jianyou.officefiles.files import free_path, why
from jianyou.officefiles.paper import Paper, PaperColumn, Written
from jianyou.officefiles.writing.package import zipped
from jianyou.officefiles.writing.render import Rendered, render_table, render_workbook, write_all
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say
from jianyou.web.desk.work import answers
from jianyou.web.desk.work.holding import Held, Holding
from jianyou.web.desk.work.journal import changes_sheet
from jianyou.web.desk.work.notebook import Notebook
from jianyou.web.desk.work.records import Result

FOLDER = "成果"


@dataclass(frozen=True, slots=True)
class Source:
    """One state of the work, of which results are made. `held` are all files in their order."""

    folder: Path
    call: Call
    held: Sequence[Held]
    header: Mapping[str, str]
    author: str
    lang: Lang

    def counted(self) -> list[Held]:
        """The files that count: not those set aside."""
        return [each for each in self.held if each.page.set_aside is None]

    def forms(self) -> list[Form]:
        """The forms that count, with the findings still open."""
        return [replace(each.form, findings=each.open_findings()) for each in self.counted()]

    def master(self) -> Master:
        """All entries; Refused if there is none."""
        master = merge(self.forms())
        if not master.rows:
            raise Refused("desk_nothing_to_make")
        return master


def make(source: Source, keys: Sequence[str]) -> dict[str, list[str]]:
    """Writes the results asked for; tells by key what could not be put into them exactly.

    Raises:
        Refused: an unknown key, nothing to make it of, or a folder that can't be written.
    """
    unknown = [key for key in keys if key not in _MAKERS]
    if unknown:
        raise Refused("desk_result_unknown", key=unknown[0])
    folder = source.folder / FOLDER
    rendered = {key: _MAKERS[key](source, folder / _file_name(key)) for key in keys}
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused("desk_folder_unwritable", folder=str(folder), reason=why(error)) from error
    write_all(list(rendered.values()))
    return {key: _told(one, source.lang) for key, one in rendered.items()}


def standing(folder: Path, notebook: Notebook, now: str) -> list[Result]:
    """The results that lie in the folder; `now` is the present stamp of the work."""
    found = []
    for key in KEYS:
        path, noted = folder / FOLDER / _file_name(key), notebook.made.get(key)
        if noted and path.is_file():
            size, told = path.stat().st_size, tuple(noted["told"])
            found.append(Result(key, path, noted["at"], size, told, stale=noted["stamp"] != now))
    return found


def stamp(notebook: Notebook, holding: Holding) -> str:
    """Changes whenever a result made before would now come out differently."""
    return f"{notebook.changes}-{holding.stamp()}"


def _file_name(key: str) -> str:
    what, _, suffix = key.rpartition("_")
    return f"{say(f'desk_result_{what}')}.{suffix}"


def _told(rendered: Rendered, lang: Lang) -> list[str]:
    return [f"{one.place.text(lang)}：{one.text(lang)}" for one in rendered.written.findings]


def _master(source: Source, path: Path) -> Rendered:
    return render_table(path, master_paper(source.call.annex, source.master(), header=source.header))


def _findings(source: Source, path: Path) -> Rendered:
    forms, call, lang = source.forms(), source.call, source.lang
    sheets = [
        *findings_sheets(forms, call.annex, lang),
        *origin_sheets(forms, call, lang),
        changes_sheet(source.held, call.annex, lang),
    ]
    return render_workbook(path, sheets)


def _summary(source: Source, path: Path) -> Rendered:
    # Its template engine is slow to load.
    from jianyou.domain.mailbox.overview.page import render_summary  # noqa: PLC0415  — see above

    return Rendered(path, Written(render_summary(source.forms(), source.call, source.lang)))


def _annotated(source: Source, path: Path) -> Rendered:
    return Rendered(path, Written(zipped(_returned_files(source))))


def _returned_files(source: Source) -> Iterator[tuple[str, bytes]]:
    """Each under its own folder; what bears the name of another (甲.doc, 甲.wps) gets a number."""
    taken: set[str] = set()
    for each in source.counted():
        returned = answers.returned(each, source.call, source.author, source.lang)
        if returned is not None:
            wanted = PurePosixPath(each.name).with_name(returned.name)
            path = free_path(wanted, lambda path: str(path).casefold() in taken)
            taken.add(str(path).casefold())
            yield str(path), returned.data


def _reminders(source: Source, path: Path) -> Rendered:
    codes = ("desk_reminder_to", "desk_reminder_contact", "desk_reminder_phone", "desk_reminder_text")
    widths = (2.0, 1.0, 1.2, 6.0)
    texts = [answers.reminder_texts(each, source.call, source.lang) for each in source.counted()]
    rows = [(one.to, one.contact, one.phone, one.text) for one in texts if one is not None]
    columns = [
        PaperColumn(say(code, lang=source.lang), width) for code, width in zip(codes, widths, strict=True)
    ]
    title = say("desk_result_reminders", lang=source.lang)
    return render_table(path, Paper(title=title, columns=columns, rows=rows))


_MAKERS: dict[str, Callable[[Source, Path], Rendered]] = {
    "master_docx": _master,
    "master_xlsx": _master,
    "master_pdf": _master,
    "findings_xlsx": _findings,
    "summary_html": _summary,
    "annotated_zip": _annotated,
    "reminders_docx": _reminders,
}
KEYS = tuple(_MAKERS)
