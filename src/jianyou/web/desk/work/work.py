"""One call's work in one folder: what arrived, what was corrected and confirmed, what goes out."""

import threading
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from jianyou.domain.annexes.corrections import HEADER, text_at
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.firms import firms
from jianyou.domain.mailbox.provenance import sender
from jianyou.domain.mailbox.reading import is_locked
from jianyou.officefiles.arrivals.arrival import Arrival
from jianyou.officefiles.arrivals.folders import collect
from jianyou.officefiles.files import why
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message
from jianyou.web.desk.work import answers, results
from jianyou.web.desk.work.callfile import call_of
from jianyou.web.desk.work.holding import Held, Holding, keyed
from jianyou.web.desk.work.inbox import Inbox
from jianyou.web.desk.work.intake import Intake
from jianyou.web.desk.work.notebook import Notebook, open_notebook
from jianyou.web.desk.work.recent import remember
from jianyou.web.desk.work.records import (
    Added,
    Counts,
    FileLine,
    FileState,
    FileView,
    FirmLine,
    Progress,
    ReminderView,
    Result,
)
from jianyou.web.desk.work.views import file_line, file_view, media_type

INBOX = "收到"
STATE = ".jianyou"


class Work:
    """Safe for threads. Every change is on the disk before the method returns.

    Raises Refused (message codes, with texts) from any method for bad input: an unknown file,
    column or finding, a folder that can't be written, a note that is missing.
    """

    def __init__(self, folder: Path, call: Call, notebook: Notebook) -> None:
        self.folder = folder
        self.call = call
        self._notebook = notebook
        self._lock = threading.RLock()
        self._inbox = Inbox(folder / INBOX)
        self._kept = {kept.name: kept for kept in self._inbox.open()}
        self._holding = Holding(call, notebook)
        self._intake = Intake(self._inbox, folder / STATE / "members", call.annex, self._hold)
        for kept in self._kept.values():
            self._intake.add(kept)

    @classmethod
    def open(cls, folder: Path, call: str = "") -> "Work":
        """Opens the work in `folder`, or begins it there with `call` (built-in name or call file)."""
        notebook = open_notebook(folder / STATE / "desk.json")
        loaded = call_of(notebook, folder / STATE, call)
        remember(folder)
        return cls(folder, loaded, notebook)

    def close(self) -> None:
        """Stops the reading after the file at hand and ends helpers."""
        self._intake.close()

    def wait(self, seconds: float | None = None) -> bool:
        """Waits until everything is read; False if time ran out."""
        return self._intake.wait(seconds)

    def add(self, name: str, data: BinaryIO) -> Added:
        """Keeps one uploaded file; `name` may hold folders (a/b.docx). Reading goes on by itself."""
        with self._lock:
            try:
                kept = self._inbox.keep(name, data)
            except Refused as refused:
                return Added(refused=((name, Message(refused.code, refused.params)),))
            if kept is None:
                return Added(known=1)
            self._kept[kept.name] = kept
        self._intake.add(kept)
        return Added(new=1)

    def add_from(self, path: Path) -> Added:
        """Keeps copies of a file, or of all files in a folder, of this machine."""
        inputs = collect([str(path)])
        base = path if path.is_dir() else path.parent
        new = known = 0
        refused: list[tuple[str, Message]] = []
        for name in inputs.files:
            try:
                with Path(name).open("rb") as stream:
                    came = self.add(Path(name).relative_to(base).as_posix(), stream)
            except OSError as error:
                came = Added(refused=((name, Message("file_unreadable", {"reason": why(error)})),))
            new, known = new + came.new, known + came.known
            refused.extend(came.refused)
        refused.extend((lost.name, Message(lost.code)) for lost in inputs.lost)
        return Added(new, known, tuple(refused))

    def give_password(self, file_id: str, password: str) -> None:
        """Tries a password on a locked file; it is kept in memory only. Refused if it doesn't fit."""
        with self._lock:
            held = self._holding.get(file_id)
            kept = self._kept[held.top]
        read = self._intake.reread(kept, held.name, password)
        with self._lock:
            for _, arrival, form in read:
                if arrival.name == held.name and is_locked(form):
                    self._intake.forget(held.name)
                    raise Refused("password_wrong")
            self._holding.drop_top(held.top)
            for new_id, arrival, form in read:
                self._put(new_id, arrival, kept.name, form)

    def progress(self) -> Progress:
        """How far the reading is."""
        return self._intake.progress()

    def counts(self) -> Counts:
        """The work in numbers."""
        with self._lock:
            held = self._holding.all()
            states = Counter(each.state for each in held)
            open_ones = [one.severity for each in held for one in _open(each)]
            counted = self._holding.forms()
        return Counts(
            files={state: states[state] for state in FileState},
            entries=sum(len(form.rows) for form in counted if form.status is FormStatus.READ),
            errors=open_ones.count(Severity.ERROR),
            warnings=open_ones.count(Severity.WARNING),
            infos=open_ones.count(Severity.INFO),
            senders=len({name for form in counted if (name := sender(form, self.call.annex))}),
        )

    def files(self, *, state: FileState | None = None, search: str = "") -> Sequence[FileLine]:
        """Files in the order of their names; `search` in file name, department, nominee, contact."""
        with self._lock:
            held = [each for each in self._holding.all() if state is None or each.state is state]
            return [self._line(each) for each in held if _matches(each, search.casefold().split())]

    def file(self, file_id: str, lang: Lang = Lang.ZH) -> FileView:
        """A file opened, with the scans that belong to it or the form that it belongs to."""
        with self._lock:
            held = self._holding.get(file_id)
            view = file_view(held, self._line(held), self.call.annex, lang)
            return answers.with_neighbours(view, held, self._holding.all(), self._line)

    def original(self, file_id: str) -> tuple[Path, str]:
        """Where the file's bytes lie, and its media type if a browser may show it, else empty."""
        with self._lock:
            path = self._holding.get(file_id).arrival.path
        if not path.is_file():
            raise Refused("file_missing")
        return path, media_type(path.name)

    def annotated(self, file_id: str, lang: Lang = Lang.ZH) -> tuple[str, bytes]:
        """The sender's own file with remarks, or a list of them in Word: its name and its bytes."""
        with self._lock:
            held = self._holding.get(file_id)
        returned = answers.returned(held, self.call, self._author(), lang)
        if returned is None:
            raise Refused("desk_nothing_to_return")
        return returned.name, returned.data

    def firms(self, search: str = "") -> Sequence[FirmLine]:
        """Nominees, each over all files that name it."""
        with self._lock:
            lines = {each.name: self._line(each) for each in self._holding.all()}
            found = firms(self._holding.forms(), self.call.annex)
        return answers.firm_lines(found, lines, search)

    def reminders(self, lang: Lang = Lang.ZH) -> Sequence[ReminderView]:
        """A text for each sender whose file was rejected, is locked, or has open errors or warnings."""
        with self._lock:
            held = [(each, self._line(each)) for each in self._holding.all()]
        return answers.reminder_views(held, self.call, lang)

    def correct(self, file_id: str, entry: int, column: str, text: str) -> None:
        """Puts another value in place of what the sender wrote (entry 0: header line) and checks anew.

        The same text as the sender's takes the correction back.
        """
        with self._lock:
            held = self._holding.get(file_id)
            before = _value_sent(held.sent, self.call, entry, column)
            held.page.correct(entry, column, None if text.strip() == before else text.strip())
            self._notebook.save()
            self._holding.check(held)

    def confirm(self, file_id: str, keys: Iterable[str], note: str = "") -> None:
        """Settles findings: seen and accepted. An error needs a note."""
        with self._lock:
            held = self._holding.get(file_id)
            known = dict(keyed(held.form))
            chosen = list(keys)
            if any(key not in known for key in chosen):
                raise Refused("desk_finding_gone")
            if not note.strip() and any(known[key].severity is Severity.ERROR for key in chosen):
                raise Refused("desk_note_needed")
            held.page.confirmed.update(dict.fromkeys(chosen, note.strip()))
            self._notebook.save()

    def reopen(self, file_id: str, keys: Iterable[str]) -> None:
        """Takes confirmations back."""
        with self._lock:
            held = self._holding.get(file_id)
            for key in keys:
                held.page.confirmed.pop(key, None)
            self._notebook.save()

    def review(self, file_id: str, *, done: bool) -> None:
        """Marks a file as gone through by a person."""
        with self._lock:
            self._holding.get(file_id).page.reviewed = done
            self._notebook.save(changed=False)

    def set_aside(self, file_id: str, note: str) -> None:
        """Leaves a file out of the master table, with the reason; nothing is deleted."""
        if not note.strip():
            raise Refused("desk_note_needed")
        self._place(file_id, note.strip())

    def take_back(self, file_id: str) -> None:
        """Counts a file again that was set aside."""
        self._place(file_id, None)

    def office_header(self) -> Mapping[str, str]:
        """The office's own header line by key, as last given."""
        with self._lock:
            return dict(self._notebook.header)

    def make(self, keys: Sequence[str], header: Mapping[str, str], lang: Lang = Lang.ZH) -> Sequence[Result]:
        """Writes results into the folder 成果; see `results.KEYS` for what there is."""
        with self._lock:
            self._notebook.header = {key: text.strip() for key, text in header.items()}
            order = list(self._holding.all())
            stamp = results.stamp(self._notebook, self._holding)
        source = results.Source(
            self.folder, self.call, order, dict(self._notebook.header), self._author(), lang
        )
        made = results.make(source, keys)
        with self._lock:
            at = _now().isoformat(timespec="seconds")
            for key, told in made.items():
                self._notebook.made[key] = {"at": at, "stamp": stamp, "told": told}
            self._notebook.save(changed=False)
        return self.results()

    def results(self) -> Sequence[Result]:
        """Results made so far; `stale` where something changed since."""
        with self._lock:
            stamp = results.stamp(self._notebook, self._holding)
            return results.standing(self.folder, self._notebook, stamp)

    def _author(self) -> str:
        """Who signs remarks: the office as it names itself, else the issuer of the notice."""
        first = self.call.annex.header[0].key if self.call.annex.header else ""
        return self._notebook.header.get(first, "") or self.call.notice.issuer

    def _hold(self, file_id: str, arrival: Arrival, top: str, sent: Form) -> None:
        with self._lock:
            self._put(file_id, arrival, top, sent)

    def _put(self, file_id: str, arrival: Arrival, top: str, sent: Form) -> None:
        self._holding.put(file_id, arrival, top, self._inbox.path(top), sent)

    def _place(self, file_id: str, note: str | None) -> None:
        with self._lock:
            self._holding.get(file_id).page.set_aside = note
            self._notebook.save()
            self._holding.unsettle()

    def _line(self, held: Held) -> FileLine:
        return file_line(held, self.call.annex, self._holding.scanned())


def _open(held: Held) -> list[Finding]:
    """What is still to be settled on a file that counts."""
    return [] if held.page.set_aside is not None else held.open_findings()


def _matches(held: Held, words: Sequence[str]) -> bool:
    """Whether every word stands somewhere in the file's name or in its form."""
    if not words:
        return True
    texts = [held.name, *(value.text for value in held.form.header.values())]
    texts += [value.text for row in held.form.rows for value in row.values.values()]
    told = "\n".join(texts).casefold()
    return all(word in told for word in words)


def _value_sent(sent: Form, call: Call, entry: int, column: str) -> str:
    """What the sender wrote there, empty where he left the column out; Refused for no such place."""
    header = entry == HEADER
    known = {field.key for field in call.annex.header} if header else set(call.annex.by_key)
    if column not in known or not (header or 0 < entry <= len(sent.rows)):
        raise Refused("desk_cell_unknown")
    return text_at(sent, entry, column) or ""


def _now() -> datetime:
    return datetime.now().astimezone()
