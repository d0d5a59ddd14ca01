"""What is answered to senders, and how files and firms belong together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from jianyou.domain.annexes.records import FormStatus
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.firms import Firm
from jianyou.domain.mailbox.reminders import Reminder, reminder
from jianyou.domain.mailbox.returning import Returned, return_form
from jianyou.terms.lang import Lang
from jianyou.web.desk.work.holding import Held
from jianyou.web.desk.work.records import FileLine, FileView, FirmLine, ReminderView


def returned(held: Held, call: Call, author: str, lang: Lang) -> Returned | None:
    """The sender's own file with the findings still open as remarks; None where there are none."""
    form = replace(held.form, findings=held.open_findings())
    at = datetime.now().astimezone()
    return return_form(form, held.arrival.original(), call, author=author, at=at, lang=lang)


def reminder_texts(held: Held, call: Call, lang: Lang) -> Reminder | None:
    """What to write to the sender, None where nothing is left to ask."""
    if held.page.set_aside is not None or held.form.status is FormStatus.SEALED_SCAN:
        return None
    at = datetime.now().astimezone()
    return reminder(held.form, call, lang=lang, open_findings=held.open_findings(), at=at)


def reminder_views(held: Iterable[tuple[Held, FileLine]], call: Call, lang: Lang) -> list[ReminderView]:
    """A reminder for each sender who has something to do."""
    told = ((line, reminder_texts(each, call, lang)) for each, line in held)
    return [ReminderView(line, one.to, one.contact, one.phone, one.text) for line, one in told if one]


def with_neighbours(
    view: FileView, held: Held, order: Sequence[Held], line: Callable[[Held], FileLine]
) -> FileView:
    """The file with the scans that belong to it, or the form that it belongs to and by which sign."""
    scans = tuple(line(each) for each in order if each.form.scan_of == held.name)
    own = next((line(each) for each in order if each.name == held.form.scan_of), None)
    return replace(view, scans=scans, scan_of=own)


def firm_lines(found: Sequence[Firm], lines: Mapping[str, FileLine], search: str) -> list[FirmLine]:
    """The nominees whose name, district or file matches every word searched for."""
    words = search.casefold().split()
    made = [_firm_line(firm, lines) for firm in found]
    return [one for one in made if all(word in _words(one) for word in words)]


def _firm_line(firm: Firm, lines: Mapping[str, FileLine]) -> FirmLine:
    files = tuple(lines[name] for name in firm.files if name in lines)
    return FirmLine(
        key=firm.key,
        name=firm.name,
        files=files,
        district=firm.district,
        industry=firm.industry,
        errors=sum(line.errors for line in files),
        warnings=sum(line.warnings for line in files),
        repeated=firm.repeated,
    )


def _words(firm: FirmLine) -> str:
    return "\n".join([firm.name, firm.district, *(line.name for line in firm.files)]).casefold()
