"""提醒: what to write to a sender, ready to be pasted into a message or read out on the phone."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from jianyou.codes import contact as contacts
from jianyou.codes import phones
from jianyou.codes.names import name_key
from jianyou.domain.annexes.duplicates import names_another_file
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.schema import AnnexSchema, ColumnKind
from jianyou.domain.calls.call import Call
from jianyou.domain.mailbox.filenames import sender_in
from jianyou.domain.mailbox.labels import Labels, readable
from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.mailbox.provenance import sender
from jianyou.terms.display import plain
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

MOST_ITEMS = 10
"""A longer list belongs into the annotated form; a message is read on a phone."""
SHORT_MOST = 300
"""Characters of the short text: what fits into a text message of a few parts."""
_NAME_MOST = 30
_QUOTE_MOST = 20

_NOT_THE_SENDERS = frozenset(
    {
        *("intake_failed", "sheet_reader_unavailable", "file_is_lock", "file_missing", "file_unreadable"),
        "file_not_regular",
    }
)
"""Reasons that lie on the reader's own machine: nobody else can mend them."""


class Reminder(NamedTuple):
    """A text to one sender, plain and without markup; `short` says the same in `SHORT_MOST` characters.

    `to`, `contact` and `phone` are empty where neither the header line nor a single entry tells
    them. No phone stands in a text.
    """

    file: str
    to: str
    contact: str
    phone: str
    text: str
    short: str


class _Item(NamedTuple):
    severity: Severity
    where: str
    text: str


def reminder(
    form: Form,
    call: Call,
    *,
    lang: Lang = Lang.ZH,
    open_findings: Sequence[Finding] | None = None,
    at: datetime | None = None,
) -> Reminder | None:
    """What to write to the form's sender; None where nothing is to be mended by him.

    Errors must be mended, warnings looked at, infos aren't told. `open_findings` are those not yet
    settled, by default all. A rejected file is told with its reason. With `at`, a moment after the
    deadline, the text says that the deadline is over. No other sender's file is named.
    """
    told = form.findings if open_findings is None else open_findings
    items = _items(form, call.annex, told, lang)
    if form.status is FormStatus.SEALED_SCAN or (form.status is FormStatus.READ and not items):
        return None
    reason = form.reason.text(lang) if form.reason else ""
    if form.status is FormStatus.REJECTED and (not form.reason or form.reason.code in _NOT_THE_SENDERS):
        return None
    to, name, phone = _addressee(form, call.annex)
    words = _Words(form, call, lang, at)
    greeting = words.greeting(to, name)
    if form.status is FormStatus.REJECTED:
        full, short = words.of_rejected(greeting, _one_line(reason))
    else:
        full, short = words.of_read(greeting, items)
    return Reminder(form.file, to, name, phone, full, short)


class _Words:
    """The sentences for one form."""

    def __init__(self, form: Form, call: Call, lang: Lang, at: datetime | None) -> None:
        self._lang = lang
        file = _clip(_one_line(readable(form.file.rpartition("/")[2])), _NAME_MOST)
        self._about: dict[str, Param] = {
            "title": _clip(call.annex.title, 2 * _NAME_MOST),
            "file": file,
            "count": len(form.rows),
            "deadline": moment_text(call.deadline, lang),
        }
        self._late = at is not None and at > call.deadline

    def greeting(self, to: str, name: str) -> str:
        """By sender and contact, whichever is known."""
        params = {"to": _clip(to, _NAME_MOST), "contact": _clip(name, _QUOTE_MOST)}
        if to and name:
            return self._say("reminder_greeting", params)
        return self._say("reminder_greeting_one" if to or name else "reminder_greeting_none", params)

    def of_rejected(self, greeting: str, reason: str) -> tuple[str, str]:
        """The long and the short text for a file that couldn't be read."""
        do = self._do("reminder_send_again")
        full = "\n".join((greeting, self._say("reminder_unread", {"reason": reason}), do))
        room = SHORT_MOST - len(self._join(greeting, self._say("reminder_unread", {"reason": ""}), do))
        unread = self._say("reminder_unread", {"reason": _clip(reason, room)})
        return full, self._join(greeting, unread, do)

    def of_read(self, greeting: str, items: Sequence[_Item]) -> tuple[str, str]:
        """The long and the short text for a form with findings."""
        must = [item for item in items if item.severity is Severity.ERROR]
        look = [item for item in items if item.severity is not Severity.ERROR]
        do = self._do("reminder_mend" if must else "reminder_look_over")
        lines = [greeting, self._say("reminder_received", {})]
        number = 0
        for code, group in (("reminder_must", must), ("reminder_look", look)):
            shown = group[: MOST_ITEMS - number]
            if group:
                lines.append(self._say(code, {"items": len(group)}))
            for number, item in enumerate(shown, number + 1):  # noqa: B020  — the numbers run on
                lines.append(f"{number}. {self._item(item)}")
            if len(group) > len(shown):
                lines.append(self._say("reminder_more", {"more": len(group) - len(shown)}))
        return "\n".join((*lines, do)), self._brief(greeting, [*must, *look], len(must), do)

    def _brief(self, greeting: str, items: Sequence[_Item], must: int, do: str) -> str:
        code = "reminder_brief" if must else "reminder_brief_look"
        lead = self._join(greeting, self._say(code, {"items": must or len(items)}))
        room = SHORT_MOST - len(lead) - len(do) - len(self._say("reminder_more", {"more": len(items)})) - 3
        parts: list[str] = []
        for number, item in enumerate(items, 1):
            part = f"{number}. {self._item(item)}"
            if number == 1 and room > _QUOTE_MOST:
                part = _clip(part, room - 1)
            if len(part) >= room:
                break
            room -= len(part) + 1
            parts.append(part)
        if len(parts) < len(items):
            parts.append(self._say("reminder_more", {"more": len(items) - len(parts)}))
        return self._join(lead, " ".join(parts), do)

    def _do(self, code: str) -> str:
        return self._say("reminder_late" if self._late else code, {})

    def _item(self, item: _Item) -> str:
        return (
            self._say("reminder_item", {"where": item.where, "text": item.text}) if item.where else item.text
        )

    def _join(self, *parts: str) -> str:
        return ("" if self._lang is Lang.ZH else " ").join(parts)

    def _say(self, code: str, particular: Mapping[str, Param]) -> str:
        return say(code, {**self._about, **particular}, self._lang)


def _items(form: Form, schema: AnnexSchema, findings: Sequence[Finding], lang: Lang) -> list[_Item]:
    """What is wrong, errors first; what is wrong alike in several entries is said once."""
    labels = Labels(schema, lang)
    alike: dict[tuple[Severity, str, str], list[int]] = {}
    for finding in findings:
        if finding.severity is not Severity.INFO:
            key = (finding.severity, labels.column(finding), _text_of(finding, lang))
            entries = alike.setdefault(key, [])
            if finding.row and finding.row not in entries:
                entries.append(finding.row)
    items = [
        _Item(severity, _where(form, schema, entries, column, lang), text)
        for (severity, column, text), entries in alike.items()
    ]
    return sorted(items, key=lambda item: item.severity is not Severity.ERROR)


def _text_of(finding: Finding, lang: Lang) -> str:
    """What is wrong, without any phone number that it quotes.

    Of a repeat across files only that there is one is told: the other file is another sender's.
    """
    if names_another_file(finding):
        return say("reminder_repeated", {"text": _clip(str(finding.params["text"]), _NAME_MOST)}, lang)
    return _without_phones(_one_line(finding.text(lang)))


def _where(form: Form, schema: AnnexSchema, entries: Sequence[int], column: str, lang: Lang) -> str:
    """`第 2 条“某公司”，联系人`: the entries only where the form has several, a name only where it is one."""
    parts = []
    if entries and len(form.rows) > 1:
        numbers = ("、" if lang is Lang.ZH else ", ").join(map(str, sorted(entries)))
        name = _one_line(form.rows[entries[0] - 1].text(schema.name_column.key)) if len(entries) == 1 else ""
        code = "reminder_entry_named" if name else "reminder_entries"
        parts.append(say(code, {"entries": numbers, "name": _clip(name, _QUOTE_MOST)}, lang))
    if column:
        parts.append(column)
    return ("，" if lang is Lang.ZH else ", ").join(parts)


def _addressee(form: Form, schema: AnnexSchema) -> tuple[str, str, str]:
    """Who filed, whom to ask for, under which numbers: the header line first, then a single entry."""
    name, phone = _reached(
        " ".join(form.header[key].text for key in ("contact", "phone") if key in form.header)
    )
    to = _one_line(sender(form, schema))
    if len(form.rows) == 1:
        row = form.rows[0]
        to = to or _one_line(row.text(schema.name_column.key))
        own = [
            column.key for column in schema.columns if column.kind in {ColumnKind.CONTACT, ColumnKind.PHONE}
        ]
        own_name, own_phone = _reached(" ".join(row.text(key) for key in own))
        # Another person's number isn't this person's.
        if not phone and (not name or name_key(name) == name_key(own_name)):
            name, phone = name or own_name, own_phone
    return to or sender_in(readable(form.file), schema), name, phone


def _without_phones(text: str) -> str:
    for found in reversed(phones.find(phones.fold(text))):
        if isinstance(found.what, phones.Phone):
            text = f"{text[: found.start]}…{text[found.end :]}"
    return text


def _reached(text: str) -> tuple[str, str]:
    found = contacts.parse(text)
    return found.name or "", "、".join(phone.text() for phone in found.phones)


def _one_line(text: str) -> str:
    return plain(" ".join(text.split()))


def _clip(text: str, most: int) -> str:
    """The text in at most `most` characters."""
    return text if len(text) <= most else f"{text[: max(most - 1, 0)]}…"
