"""Whether a conversion has kept every word: the original's characters against the result's."""

from collections import Counter
from collections.abc import Iterator
from itertools import islice

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.legacy.original import words_of
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TEXTS = (f"{_W}t", f"{_W}delText")
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BESIDE = ("word/header", "word/footer", "word/footnotes", "word/endnotes")
_LONGEST_SAMPLE = 30
_MOST_SEARCHED = 200


_Difference = tuple[int, str]
"""How many characters, and a paragraph of them as a sample."""


def conversion_losses(original: Guarded, converted: Guarded) -> list[Finding]:
    """Warnings where letters, digits or Chinese characters went missing in a conversion or were added.

    Marks and spaces aren't compared: programs write them in different ways. Where words can't be
    compared (Word before 97) that is told instead. Never raises for a bad file.
    """
    try:
        before = words_of(original)
        compared = None if before is None else _compare(before, converted)
    except Refused:
        compared = None
    place = Place(original.file)
    if compared is None:
        return [Finding("legacy_not_compared", Severity.WARNING, place, {"kind": original.kind.value})]
    codes = ("legacy_text_lost", "legacy_text_added")
    return [
        Finding(code, Severity.WARNING, place, {"count": count, "sample": _shown(sample)})
        for code, (count, sample) in zip(codes, compared, strict=True)
        if count
    ]


def _compare(before: list[str], converted: Guarded) -> tuple[_Difference, _Difference]:
    """What was lost, and what was added."""
    if converted.kind is FileKind.XLSX:
        cells = list(_strings(converted))
        absent = _missing_strings(before, cells)
        return (sum(len(_plain(words)) for words in absent), absent[0] if absent else ""), (0, "")
    body = list(_paragraphs(converted, converted.main))
    after = [words for part in _others(converted) for words in _paragraphs(converted, part)] + body
    lost, added = _missing(before, after), _missing(body, before)
    return (
        (lost, _sample(before, after) if lost else ""),
        (added, _sample(body, before) if added else ""),
    )


def _others(converted: Guarded) -> Iterator[str]:
    return (part for part in converted.parts if part.startswith(_BESIDE) and part.endswith(".xml"))


def _paragraphs(converted: Guarded, part: str) -> Iterator[str]:
    """Each paragraph's text, deleted text and nested paragraphs included; none from a fallback."""
    for paragraph in converted.xml(part).iter(f"{_W}p"):
        if next(paragraph.iterancestors(_FALLBACK), None) is None:
            yield "".join(
                text.text or ""
                for text in paragraph.iter(*_TEXTS)
                if next(text.iterancestors(f"{_W}p")) is paragraph
            )


def _strings(converted: Guarded) -> Iterator[str]:
    for part in converted.parts:
        if part.startswith(("xl/sharedStrings", "xl/worksheets/sheet")):
            for item in converted.xml(part).iter(f"{_S}si", f"{_S}is", f"{_S}c"):
                if item.tag != f"{_S}c" or item.get("t") == "str":
                    yield "".join(text.text or "" for text in item.iter(f"{_S}t", f"{_S}v"))


def _plain(words: str) -> str:
    """Letters, digits and Chinese characters alone."""
    return "".join(char for char in words if char.isalnum())


def _missing(wanted: list[str], there: list[str]) -> int:
    """How many characters of `wanted` have no counterpart in `there`, wherever it stands."""
    return (Counter(_plain("".join(wanted))) - Counter(_plain("".join(there)))).total()


def _missing_strings(wanted: list[str], there: list[str]) -> list[str]:
    """The same for cells that share their texts: those that no cell shows as a line of its own."""
    known = {_plain(line) for text in there for line in text.split("\n")}
    return [words for words in wanted if _plain(words) not in known]


def _sample(wanted: list[str], there: list[str]) -> str:
    """The first paragraph of `wanted` that stands nowhere in `there`; empty where none is soon found."""
    known = {_plain(words) for words in there}
    whole = "".join(map(_plain, there))
    unknown = ((words, plain) for words in wanted if (plain := _plain(words)) not in known)
    return next((words for words, plain in islice(unknown, _MOST_SEARCHED) if plain not in whole), "")


def _shown(sample: str) -> str:
    """A sample fit to be shown: printable and not long; "…" for none."""
    stripped = sample.strip()
    shown = "".join(char if char.isprintable() else " " for char in stripped)[:_LONGEST_SAMPLE]
    return shown if stripped and len(stripped) <= _LONGEST_SAMPLE else shown + "…"
