"""Keeps the English of the pages in step with their Chinese: `--check` only tells what is amiss.

Templates and Python are searched for texts to translate; the .po file gets what is new, loses what
is gone, and is compiled. Nothing but Python is needed.
"""

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import polib
from django.conf import settings
from django.utils.translation.template import templatize

from jianyou.officefiles.files import write_atomically

ROOT = Path(__file__).resolve().parent.parent
WEB = ROOT / "src" / "jianyou" / "web"
CATALOG = WEB / "locale" / "en" / "LC_MESSAGES" / "django.po"
HEADER = {
    "Project-Id-Version": "jianyou",
    "Language": "en",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=UTF-8",
    "Content-Transfer-Encoding": "8bit",
    "Plural-Forms": "nplurals=2; plural=(n != 1);",
}

_CALL = re.compile(r"\b(n?p?gettext)(?:_lazy|_noop)?\(")
_HOLES = re.compile(r"%\((\w+)\)[sd]|(?<!\{)\{(\w+)(?::\w+)?\}(?!\})")
_HAN = re.compile(r"[\u3400-\u9fff]")


class Text(NamedTuple):
    """A text to translate: its words, their plural if there is one, and what tells it from its like."""

    words: str
    plural: str = ""
    context: str | None = None


def texts_of(source: str, name: str) -> Iterator[Text]:
    """Yield the texts of a Python module, or of a template by way of what Django makes of it."""
    if not name.endswith(".py"):
        source = _calls_of_template(source, name)
    for node in ast.walk(ast.parse(source, name)):
        if isinstance(node, ast.Call):
            text = _text_of(node)
            if text:
                yield text


def _calls_of_template(source: str, name: str) -> str:
    """Only the calls of what `templatize` makes: the rest of it is no Python."""
    made = templatize(source, origin=name)
    return "\n".join(_whole_call(made, found.start()) for found in _CALL.finditer(made))


def _whole_call(text: str, start: int) -> str:
    """The shortest piece from `start` that is a whole expression."""
    for end in re.finditer(r"\)", text[start:]):
        piece = text[start : start + end.end()]
        try:
            ast.parse(piece)
        except SyntaxError:
            continue
        return piece
    message = f"no end of {text[start : start + 80]!r}"
    raise ValueError(message)


def _text_of(call: ast.Call) -> Text | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    kind = re.fullmatch(r"(n?p?gettext)(_lazy|_noop)?", name)
    if not kind:
        return None
    given = [arg.value for arg in call.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    context = given.pop(0) if "p" in kind[1].removesuffix("gettext") else None
    return Text(given[0], given[1] if kind[1].startswith("n") else "", context)


def found_texts() -> dict[Text, list[str]]:
    """Return every text of the pages with the files that it stands in."""
    found: dict[Text, list[str]] = {}
    for path in sorted([*WEB.rglob("*.html"), *WEB.rglob("*.py")]):
        place = path.relative_to(ROOT).as_posix()
        for text in texts_of(path.read_text("utf-8"), place):
            places = found.setdefault(text, [])
            if place not in places:
                places.append(place)
    return found


def updated(catalog: polib.POFile, found: dict[Text, list[str]]) -> polib.POFile:
    """Return a catalog of exactly the found texts, with the translations that the old one has."""
    known: dict[tuple[str, str | None], polib.POEntry]
    known = {(entry.msgid, entry.msgctxt): entry for entry in catalog}
    fresh = polib.POFile(wrapwidth=110)
    fresh.metadata = dict(HEADER)
    for text, places in sorted(found.items(), key=lambda item: (item[1][0], item[0].words)):
        old = known.get((text.words, text.context))
        entry = polib.POEntry(
            msgid=text.words, msgctxt=text.context, occurrences=[(one, "") for one in places]
        )
        if text.plural:
            entry.msgid_plural = text.plural
            entry.msgstr_plural = dict(old.msgstr_plural) if old and old.msgstr_plural else {0: "", 1: ""}
        else:
            entry.msgstr = old.msgstr if old else ""
        fresh.append(entry)
    return fresh


def problems(catalog: polib.POFile) -> Iterator[str]:
    """Yield what is amiss with the translations themselves."""
    for entry in catalog:
        said = list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]
        if not all(said):
            yield f"not translated: {entry.msgid!r} ({entry.occurrences[0][0]})"
        elif entry.fuzzy or entry.obsolete:
            yield f"fuzzy or obsolete: {entry.msgid!r}"
        elif any(_holes(entry.msgid) != _holes(each) for each in said):
            yield f"other values than in Chinese: {entry.msgid!r}"
        elif any(_HAN.search(each) for each in said):
            yield f"Chinese in the English: {entry.msgid!r}"


def _holes(text: str) -> set[str]:
    return {first or second for first, second in _HOLES.findall(text)}


def main() -> int:
    """Write the catalog and compile it, or with --check tell what is amiss; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail where something is amiss")
    check = parser.parse_args().check
    settings.configure()
    old = polib.pofile(str(CATALOG)) if CATALOG.exists() else polib.POFile()
    fresh = updated(old, found_texts())
    compiled, binary = CATALOG.with_suffix(".mo"), fresh.to_binary()
    if not check:
        CATALOG.parent.mkdir(parents=True, exist_ok=True)
        # Written whole: somebody else who runs this at the same time must not read half of it.
        write_atomically(CATALOG, str(fresh).encode())
        write_atomically(compiled, binary)
    amiss = list(problems(fresh))
    if not CATALOG.exists() or CATALOG.read_text("utf-8") != str(fresh):
        amiss.append(f"{CATALOG.name} is out of date: run scripts/translations.py")
    if not compiled.exists() or compiled.read_bytes() != binary:
        amiss.append(f"{compiled.name} is out of date: run scripts/translations.py")
    for one in amiss:
        print(one, file=sys.stderr)
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main())
