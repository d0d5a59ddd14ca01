"""The styles part of a file. Forms of one call come from one template, so it is read once for many."""

from collections import OrderedDict
from dataclasses import dataclass

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.trees import parse_xml
from jianyou.officefiles.word.names import transitional
from jianyou.officefiles.word.styles import Styles, defaults_matter, read_styles

_KEPT = 16
_LARGEST_KEPT = 128 * 1024
_NO_STYLES = Styles()


@dataclass(slots=True)
class _Sheet:
    """What is known of one styles part: its packed bytes, whether its defaults matter, and all once read."""

    packed: bytes
    defaults_matter: bool
    styles: Styles | None = None


# By checksum and size; the packed bytes decide, but are compared rather than hashed for each file.
_sheets: OrderedDict[tuple[int, int], _Sheet] = OrderedDict()


def styles_of(guarded: Guarded, name: str, *, used: bool) -> Styles:
    """The styles as far as they matter; `used`: does the text name any style?

    Parts are told apart by all their packed bytes, so an equal part is equal in content.
    """
    if name not in guarded.parts:
        return _NO_STYLES
    packed, checksum, size = guarded.packed(name)
    sheet = _sheets.get((checksum, size))
    if sheet is None or sheet.packed != packed:
        data = transitional(guarded.part(name))
        sheet = _Sheet(packed, defaults_matter(data))
        if len(packed) <= _LARGEST_KEPT:
            _sheets[checksum, size] = sheet
            if len(_sheets) > _KEPT:
                _sheets.popitem(last=False)
    if not used and not sheet.defaults_matter:
        return _NO_STYLES
    if sheet.styles is None:
        sheet.styles = read_styles(parse_xml(transitional(guarded.part(name)), name))
    return sheet.styles
