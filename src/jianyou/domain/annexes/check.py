"""形式审查: every cell of a form against what its column demands."""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from typing import Any, NamedTuple

from jianyou.codes import contact, uscc, wordcount
from jianyou.domain.annexes import honors, places, yesno
from jianyou.domain.annexes.honors import Honor, Timing
from jianyou.domain.annexes.nominees import NomineeKind, kind_of
from jianyou.domain.annexes.records import Form, Row
from jianyou.domain.annexes.rows import quote
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind, Limit
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.message import NO_PARAMS, Param
from jianyou.terms.place import Place

_FORMULA = re.compile(r"[=+@-][A-Za-z(]")

Problem = tuple[str, Severity, Mapping[str, Param]]


class Day(NamedTuple):
    """The day on which dated things are judged, and the call's table of regions, if it has one."""

    as_of: date
    regions: str = ""


class Subject(NamedTuple):
    """One cell under check: its row's nominee, its column, its text, and the day that counts."""

    row: Row
    column: Column
    text: str
    kind: NomineeKind
    day: Day


def check_form(form: Form, schema: AnnexSchema, day: Day) -> None:
    """Checks header and rows; adds findings to the form, and what was understood to its rows."""
    for field in schema.header:
        value = form.header.get(field.key)
        if field.required and not (value and value.text):
            place = value.place if value else Place(form.file)
            params = {"label": field.label}
            form.findings.append(Finding("header_missing", field.required, place, params, column=field.key))
    for row in form.rows:
        form.findings.extend(check_row(row, schema, day))


def check_row(row: Row, schema: AnnexSchema, day: Day) -> Iterator[Finding]:
    """Findings of one entry, column by column; fills the row's `parsed`."""
    kind = kind_of(row.text(schema.name_column.key))
    for column in schema.columns:
        value = row.values.get(column.key)
        if value is None or column.kind is ColumnKind.SERIAL:
            continue
        for code, severity, params in _problems(Subject(row, column, value.text, kind, day)):
            yield Finding(code, severity, value.place, params, row.number, column.key)


def _problems(subject: Subject) -> Iterator[Problem]:
    column = subject.column
    if not subject.text:
        if column.required:
            yield "value_missing", column.required, {"title": column.title}
        return
    if _FORMULA.match(subject.text):
        yield "formula_like_text", Severity.WARNING, {"text": quote(subject.text)}
    check = _CHECKS.get(column.kind)
    if check:
        yield from check(subject)
    if column.limit:
        yield from _limit(subject, column.limit)
    if column.facts:
        yield from _facts(subject)


def _understood(subject: Subject, meaning: Mapping[str, Any]) -> None:
    subject.row.parsed[subject.column.key] = {
        **subject.row.parsed.get(subject.column.key, {}),
        **meaning,
    }


def _limit(subject: Subject, limit: Limit) -> Iterator[Problem]:
    counts = wordcount.count(subject.text)
    _understood(
        subject, {"words": counts.words, "words_without_punctuation": counts.words_without_punctuation}
    )
    severity = wordcount.judge(counts, limit.characters, as_a_rule=limit.as_a_rule)
    if severity is None:
        return
    if severity is Severity.INFO:
        code = "over_limit_by_letters"
    elif limit.as_a_rule:
        code = "over_limit_as_a_rule"
    else:
        code = "over_limit" if severity is Severity.ERROR else "over_limit_by_punctuation"
    params = {
        "words": counts.words,
        "bare": counts.words_without_punctuation,
        "characters": counts.characters,
        "limit": limit.characters,
    }
    yield code, severity, params


def _facts(subject: Subject) -> Iterator[Problem]:
    """An organization must tell each fact; of an unknown kind it is only remarked."""
    if subject.kind is NomineeKind.INDIVIDUAL:
        return
    told = [fact for fact in subject.column.facts if fact.is_told(subject.text)]
    _understood(subject, {"facts": [fact.key for fact in told]})
    organization = subject.kind is NomineeKind.ORGANIZATION
    severity = Severity.WARNING if organization else Severity.INFO
    for fact in subject.column.facts:
        if fact not in told:
            yield "fact_missing", severity, {"label": fact.label}


def _name(subject: Subject) -> Iterator[Problem]:
    _understood(subject, {"kind": subject.kind.value})
    yield from ()


def _location(subject: Subject) -> Iterator[Problem]:
    wanted = subject.column.kind
    location = places.understand(
        subject.text,
        subject.day.as_of,
        with_region=wanted is not ColumnKind.INDUSTRY and bool(subject.day.regions),
        with_industry=wanted is not ColumnKind.REGION,
    )
    _understood(subject, location.meaning)
    yield from location.problems


def _honors(subject: Subject) -> Iterator[Problem]:
    found = honors.parse(subject.text, subject.column, subject.day.as_of)
    items = [{"text": honor.text, "year": honor.year, "level": honor.level} for honor in found]
    _understood(subject, {"honors": items})
    for honor in found:
        yield from _honor_timing(honor, subject)
        yield from _honor_level(honor, subject.column)


def _honor_timing(honor: Honor, subject: Subject) -> Iterator[Problem]:
    years = subject.column.years
    params: dict[str, Param] = {"text": quote(honor.text), "year": honor.year or 0, "years": years or 0}
    if years:
        params["start"] = honors.years_before(subject.day.as_of, years).isoformat()
    if honor.timing is Timing.NO_YEAR and years:
        yield "honor_without_year", Severity.WARNING, params
    elif honor.timing is Timing.TOO_OLD:
        yield "honor_too_old", Severity.WARNING, params
    elif honor.timing is Timing.UNDECIDED:
        yield "honor_year_only", Severity.INFO, params
    elif honor.timing is Timing.FUTURE:
        yield "honor_in_future", Severity.WARNING, params


def _honor_level(honor: Honor, column: Column) -> Iterator[Problem]:
    if not column.levels:
        return
    levels = "、".join(level.label for level in column.levels)
    if honor.lower:
        yield "honor_level_too_low", Severity.WARNING, {"text": quote(honor.text), "levels": levels}
    elif honor.level is None:
        yield "honor_level_unknown", Severity.WARNING, {"text": quote(honor.text), "levels": levels}


def _contact(subject: Subject) -> Iterator[Problem]:
    """Name, post and phone of a contact; messages quote no number, the cell shows it."""
    found = contact.parse(subject.text)
    _understood(subject, {"people": [_person(person) for person in found.persons] or [_person(found)]})
    if subject.column.kind is ColumnKind.CONTACT:
        if not found.name:
            yield "contact_name_missing", Severity.ERROR, NO_PARAMS
        if not found.post:
            yield "contact_post_missing", Severity.WARNING, NO_PARAMS
    if not found.phones and not found.bad:
        yield "contact_phone_missing", Severity.ERROR, NO_PARAMS
    for bad in found.bad:
        severity = Severity.WARNING if found.phones else Severity.ERROR
        yield "phone_invalid", severity, {"digits": bad.reason.params["length"]}
    if any(phone.lost_zero for phone in found.phones):
        yield "phone_lost_zero", Severity.WARNING, NO_PARAMS


def _person(person: contact.Person | contact.Contact) -> dict[str, Any]:
    phones = [
        {"number": phone.number, "extension": phone.extension or None, "kind": phone.kind.value}
        for phone in person.phones
    ]
    return {"name": person.name, "post": person.post, "phones": phones}


def _yes_no(subject: Subject) -> Iterator[Problem]:
    answer = yesno.parse(subject.text)
    _understood(subject, {"answer": answer})
    if answer is None:
        yield "yes_no_unclear", Severity.ERROR, {"text": quote(subject.text)}


def _credit_code(subject: Subject) -> Iterator[Problem]:
    checked = uscc.check(subject.text)
    _understood(subject, {"code": checked.code, "valid": checked.ok})
    for problem in checked.problems:
        yield problem.code, Severity.ERROR, problem.params
    for note in checked.notes:
        yield note.code, Severity.INFO, note.params


_CHECKS: dict[ColumnKind, Callable[[Subject], Iterator[Problem]]] = {
    ColumnKind.NAME: _name,
    ColumnKind.REGION_INDUSTRY: _location,
    ColumnKind.REGION: _location,
    ColumnKind.INDUSTRY: _location,
    ColumnKind.HONORS: _honors,
    ColumnKind.CONTACT: _contact,
    ColumnKind.PHONE: _contact,
    ColumnKind.YES_NO: _yes_no,
    ColumnKind.CREDIT_CODE: _credit_code,
}
