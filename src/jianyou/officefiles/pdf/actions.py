"""What in a PDF acts or is carried along, by pdfminer.six. Runs in the child process only.

ISO 32000-1: 7.5.7 object streams, 7.11.4 embedded files, 12.6 actions.
"""

import io
from collections.abc import Iterator
from typing import Any

from pdfminer.pdfdocument import PDFDocument
from pdfminer.pdfparser import PDFParser
from pdfminer.pdftypes import PDFStream, resolve1
from pdfminer.utils import decode_text

_ACTIONS = frozenset({"JavaScript", "Launch"})
_SCRIPTS = frozenset({"JS", "XFA"})
_END, _LAST, _BLANKS = b"startxref", 1024, b"\0\t\n\f\r "
"""The place of the list stands in the last bytes, or viewers make one anew."""
_DATA = (".xml", ".xbrl")


def found_in(data: bytes) -> Iterator[bytes]:
    """A letter of `acting.Acting` for each dictionary that acts or carries a file; may raise anything."""
    for each in _dictionaries(data):
        if _does_by_itself(each):
            yield b"A"
        elif "EF" in each and not _is_data(each):
            yield b"C"


def _dictionaries(data: bytes) -> Iterator[dict[str, Any]]:
    """All that are in the file, as it is after its last revision.

    Raises where the list of its objects is wrong: a viewer would mend it in its own way.
    """
    if _END not in data.rstrip(_BLANKS)[-_LAST:]:
        raise ValueError(_END)
    document = PDFDocument(PDFParser(io.BytesIO(data)), fallback=False)
    left: list[object] = [document.catalog]
    for number in {number for xref in document.xrefs for number in xref.get_objids()}:
        left.append(document.getobj(number))
        while left:
            one = left.pop()
            if isinstance(one, PDFStream):
                one = one.attrs
            if isinstance(one, dict):
                yield one
                left += one.values()
            elif isinstance(one, list):
                left += one


def _does_by_itself(told: dict[str, Any]) -> bool:
    if _name(told.get("S")) in _ACTIONS or not _SCRIPTS.isdisjoint(told):
        return True
    events = _plain(told.get("AA"))
    at = [told.get("OpenAction"), *(events.values() if isinstance(events, dict) else ())]
    return any(map(_leads_on, at))


def _leads_on(action: object) -> bool:
    """Whether an action does anything but show a place in the file."""
    plain = _plain(action)
    if not isinstance(plain, dict):
        return False
    following = _plain(plain.get("Next"))
    return _name(plain.get("S")) not in {"", "GoTo"} or any(
        map(_leads_on, following if isinstance(following, list) else [following])
    )


def _is_data(told: dict[str, Any]) -> bool:
    names = [_plain(told[key]) for key in ("UF", "F") if key in told]
    return bool(names) and all(decode_text(each).lower().endswith(_DATA) for each in names)


def _name(value: object) -> str:
    name = getattr(_plain(value), "name", "")
    return name.decode("latin-1") if isinstance(name, bytes) else str(name)


def _plain(value: object) -> Any:
    return resolve1(value)
