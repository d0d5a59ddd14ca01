"""What `jianyou codes` answers: as lines of text, or as JSON with the same facts.

Each command answers every text given to it, and returns 1 where one of them is wrong or unknown.
"""

import argparse
import sys
from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from jianyou.cli.files.json_report import print_json
from jianyou.cli.files.status import DONE, ERRORS_FOUND
from jianyou.cli.terminal import Terminal
from jianyou.codes import contact as contacts
from jianyou.codes import industry as industries
from jianyou.codes import region as regions
from jianyou.codes import uscc as credit_codes
from jianyou.codes import wordcount
from jianyou.codes.industry import Industry
from jianyou.codes.region import Region
from jianyou.terms.display import plain, width
from jianyou.terms.finding import Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, say


class Answer(NamedTuple):
    """The answer on one text: its facts for JSON, and its lines: (label or empty, words)."""

    text: str
    facts: dict[str, Any]
    lines: list[tuple[str, str]]
    known: bool


def uscc(options: argparse.Namespace, lang: Lang) -> int:
    """Checks credit codes."""
    return _tell([_uscc(text, lang) for text in options.texts], options, lang)


def industry(options: argparse.Namespace, lang: Lang) -> int:
    """Looks industries up by code, by name, or within a text."""
    return _tell([_industry(text, lang) for text in options.texts], options, lang)


def region(options: argparse.Namespace, lang: Lang) -> int:
    """Finds the district that a text names, on a day."""
    as_of = _day(options.as_of)
    return _tell([_region(text, as_of, lang) for text in options.texts], options, lang)


def contact(options: argparse.Namespace, lang: Lang) -> int:
    """Takes contact cells apart."""
    return _tell([_contact(text, lang) for text in options.texts], options, lang)


def count(options: argparse.Namespace, lang: Lang) -> int:
    """Counts the 字 of texts, and judges them where a limit is given."""
    if options.limit is not None and options.limit < 1:
        raise Refused("limit_out_of_range")
    return _tell([_count(text, options.limit, lang) for text in options.texts], options, lang)


def _tell(answers: list[Answer], options: argparse.Namespace, lang: Lang) -> int:
    if options.json:
        results = [{"text": answer.text, **answer.facts} for answer in answers]
        print_json({"results": results}, indent=2)
    else:
        terminal = Terminal(sys.stdout)
        colon = "：" if lang is Lang.ZH else ": "
        for answer in answers:
            terminal.line(terminal.strong(plain(answer.text)))
            for label, words in answer.lines:
                lead = f"  {label}{colon}" if label else "  "
                terminal.hanging(lead, plain(words), width(lead))
    return DONE if all(answer.known for answer in answers) else ERRORS_FOUND


def _uscc(text: str, lang: Lang) -> Answer:
    checked = credit_codes.check(text)
    facts = {
        "code": checked.code,
        "valid": checked.ok,
        "problems": _messages(checked.problems, lang),
        "notes": _messages(checked.notes, lang),
    }
    verdict = say("uscc_well_formed", lang=lang)
    lines = [("", message.text(lang)) for message in (*checked.problems, *checked.notes)]
    return Answer(text, facts, [("", verdict), *lines] if checked.ok else lines, checked.ok)


def _industry(text: str, lang: Lang) -> Answer:
    found = industries.recognize(text)
    facts: dict[str, Any] = {"industry": None, "others": [], "suggestions": [], "notes": []}
    if found is None:
        suggestions = industries.near(text)
        facts["suggestions"] = [_industry_facts(entry) for entry in suggestions]
        lines = [("", say("industry_unknown", lang=lang))]
        lines += [(say("label_suggestion", lang=lang), _industry_words(entry)) for entry in suggestions]
        return Answer(text, facts, lines, known=False)
    facts["industry"] = {
        **_industry_facts(found.industry),
        "confidence": found.confidence.value,
        "written": found.written,
    }
    facts["others"] = [_industry_facts(entry) for entry in found.others]
    facts["notes"] = _messages(found.notes, lang)
    sure = say(f"confidence_{found.confidence}", lang=lang)
    lines = [(say("label_industry", lang=lang), f"{_industry_words(found.industry)}（{sure}）")]
    lines += [(say("label_also", lang=lang), _industry_words(entry)) for entry in found.others]
    return Answer(text, facts, lines + _notes(found.notes, lang), known=True)


def _industry_facts(entry: Industry) -> dict[str, Any]:
    section = industries.get(entry.section)
    return {
        "code": entry.full_code,
        "name": entry.name,
        "level": entry.level.value,
        "section": entry.section,
        "section_name": section.name if section else "",
    }


def _industry_words(entry: Industry) -> str:
    section = industries.get(entry.section)
    if section is None or entry == section:
        return f"{entry.full_code} {entry.name}"
    return f"{entry.full_code} {entry.name} · {section.code} {section.name}"


def _region(text: str, as_of: date, lang: Lang) -> Answer:
    found = regions.recognize(text, as_of)
    facts: dict[str, Any] = {
        "as_of": as_of.isoformat(),
        "region": None,
        "area": None,
        "others": [],
        "notes": [],
    }
    exact = regions.get(text, as_of) if found is None else None
    if exact is not None:
        facts["region"] = _region_facts(exact)
        return Answer(text, facts, [(say("label_region", lang=lang), _region_words(exact, lang))], known=True)
    if found is None:
        return Answer(
            text, facts, [("", say("region_unknown", {"as_of": as_of.isoformat()}, lang))], known=False
        )
    facts["region"] = _region_facts(found.region)
    facts["area"] = _region_facts(found.area) if found.area else None
    facts["others"] = [_region_facts(other) for other in found.others]
    facts["notes"] = _messages(found.notes, lang)
    lines = [(say("label_region", lang=lang), _region_words(found.region, lang))]
    lines += [(say("label_area", lang=lang), _region_words(found.area, lang))] if found.area else []
    lines += [(say("label_also", lang=lang), _region_words(other, lang)) for other in found.others]
    known = not (found.ambiguous or found.abolished)
    return Answer(text, facts, lines + _notes(found.notes, lang), known)


def _region_facts(found: Region) -> dict[str, Any]:
    return {
        "code": found.code,
        "name": found.name,
        "kind": found.kind.value,
        "since": found.since.isoformat() if found.since else None,
        "until": found.until.isoformat() if found.until else None,
    }


def _region_words(found: Region, lang: Lang) -> str:
    kind = say(f"region_kind_{found.kind}", lang=lang)
    return f"{found.name}（{kind}）" if found.code is None else f"{found.name} {found.code}（{kind}）"


def _contact(text: str, lang: Lang) -> Answer:
    found = contacts.parse(text)
    facts: dict[str, Any] = {
        "name": found.name,
        "post": found.post,
        "phones": [phone.text() for phone in found.phones],
        "persons": [
            {"name": person.name, "post": person.post, "phones": [phone.text() for phone in person.phones]}
            for person in found.persons
        ],
        "bad": [{"written": bad.written, **_messages([bad.reason], lang)[0]} for bad in found.bad],
        "notes": _messages(found.notes, lang),
        "rest": found.rest,
    }
    parts = [
        ("label_contact_name", found.name or ""),
        ("label_contact_post", found.post or ""),
        ("label_contact_phone", "、".join(phone.text() for phone in found.phones)),
        ("label_rest", found.rest),
    ]
    missing = say("label_missing", lang=lang)
    lines = [
        (say(code, lang=lang), words or missing) for code, words in parts if words or code != "label_rest"
    ]
    known = bool(found.name and found.post and found.phones) and not found.bad
    lines += [("", bad.reason.text(lang)) for bad in found.bad]
    return Answer(text, facts, lines + _notes(found.notes, lang), known)


def _count(text: str, limit: int | None, lang: Lang) -> Answer:
    counts = wordcount.count(text)
    severity = wordcount.judge(counts, limit) if limit else None
    facts = {**counts._asdict(), "limit": limit, "severity": severity.value if severity else None}
    lines = [(say(f"label_{name}", lang=lang), str(number)) for name, number in counts._asdict().items()]
    if limit:
        code = {
            Severity.ERROR: "count_over",
            Severity.WARNING: "count_over_by_marks",
            Severity.INFO: "count_over_by_letters",
        }
        lines.append(("", say(code[severity] if severity else "count_within", {"limit": limit}, lang)))
    return Answer(text, facts, lines, known=severity is not Severity.ERROR)


def _day(text: str | None) -> date:
    if text is None:
        return date.today()  # noqa: DTZ011  — whoever asks means the day at their own desk
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Refused("as_of_wrong", text=text) from None


def _messages(messages: Iterable[Message], lang: Lang) -> list[dict[str, str]]:
    return [{"code": message.code, "message": message.text(lang)} for message in messages]


def _notes(messages: Iterable[Message], lang: Lang) -> list[tuple[str, str]]:
    return [("", message.text(lang)) for message in messages]
