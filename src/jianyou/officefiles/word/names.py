"""Names of the XML that Word writes (ECMA-376 part 1), and the on/off values of its properties."""

import re

from lxml import etree

Element = etree._Element  # noqa: SLF001  — the library exports no public name for it

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_STRICT = re.compile(
    rb"(xmlns(?::[\w.-]+)?\s*=\s*[\"'])http://purl\.oclc\.org/ooxml/(wordprocessingml|officeDocument)/"
)
_TRANSITIONAL = {
    b"wordprocessingml": b"http://schemas.openxmlformats.org/wordprocessingml/2006/",
    b"officeDocument": b"http://schemas.openxmlformats.org/officeDocument/2006/",
}

BODY = _W + "body"
P = _W + "p"
R = _W + "r"
T = _W + "t"
MATH_T = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
TBL = _W + "tbl"
TR = _W + "tr"
TC = _W + "tc"

PPR = _W + "pPr"
RPR = _W + "rPr"
TBLPR = _W + "tblPr"
TRPR = _W + "trPr"
TCPR = _W + "tcPr"
SECTPR = _W + "sectPr"
TBLGRID = _W + "tblGrid"

BR = _W + "br"
CR = _W + "cr"
TAB = _W + "tab"
PTAB = _W + "ptab"
NO_BREAK_HYPHEN = _W + "noBreakHyphen"
SYM = _W + "sym"
RUBY = _W + "ruby"
RUBY_BASE = _W + "rubyBase"
DRAWING = _W + "drawing"
PICT = _W + "pict"
OBJECT = _W + "object"
TEXT_BOX = _W + "txbxContent"
ALT_CHUNK = _W + "altChunk"
SUB_DOC = _W + "subDoc"

FLD_CHAR = _W + "fldChar"
FLD_CHAR_TYPE = _W + "fldCharType"
FLD_SIMPLE = _W + "fldSimple"
INSTR = _W + "instr"
INSTR_TEXT = _W + "instrText"
FF_DATA = _W + "ffData"
CHECK_BOX = _W + "checkBox"
CHECKED = _W + "checked"
DEFAULT = _W + "default"
DROP_DOWN = _W + "ddList"
RESULT = _W + "result"
LIST_ENTRY = _W + "listEntry"

SDT = _W + "sdt"
SDT_PR = _W + "sdtPr"
SDT_CONTENT = _W + "sdtContent"
SHOWING_PLACEHOLDER = _W + "showingPlcHdr"
W14_CHECKBOX = _W14 + "checkbox"
W14_CHECKED = _W14 + "checked"
W14_VAL = _W14 + "val"

DEL = _W + "del"
INS = _W + "ins"
MOVE_FROM = _W + "moveFrom"
MOVE_TO = _W + "moveTo"
CELL_DEL = _W + "cellDel"
CELL_INS = _W + "cellIns"
CELL_MERGE = _W + "cellMerge"
CELL_MERGE_VALUE = _W + "vMerge"

GRID_SPAN = _W + "gridSpan"
GRID_BEFORE = _W + "gridBefore"
GRID_AFTER = _W + "gridAfter"
V_MERGE = _W + "vMerge"
H_MERGE = _W + "hMerge"

P_STYLE = _W + "pStyle"
R_STYLE = _W + "rStyle"
NUM_PR = _W + "numPr"
NUM_ID = _W + "numId"
ILVL = _W + "ilvl"
VANISH = _W + "vanish"
WEB_HIDDEN = _W + "webHidden"
R_FONTS = _W + "rFonts"
ASCII = _W + "ascii"
H_ANSI = _W + "hAnsi"
FONT = _W + "font"
CHAR = _W + "char"

ALTERNATE = _MC + "AlternateContent"
CHOICE = _MC + "Choice"
FALLBACK = _MC + "Fallback"
REQUIRES = "Requires"

VAL = _W + "val"
TYPE = _W + "type"
STYLE = _W + "style"
STYLE_ID = _W + "styleId"
BASED_ON = _W + "basedOn"
DOC_DEFAULTS = _W + "docDefaults"
ABSTRACT_NUM = _W + "abstractNum"
ABSTRACT_NUM_ID = _W + "abstractNumId"
NUM = _W + "num"
NUM_STYLE_LINK = _W + "numStyleLink"
LVL = _W + "lvl"
LVL_OVERRIDE = _W + "lvlOverride"
START_OVERRIDE = _W + "startOverride"
START = _W + "start"
NUM_FMT = _W + "numFmt"
LVL_TEXT = _W + "lvlText"
LVL_RESTART = _W + "lvlRestart"
IS_LGL = _W + "isLgl"
SUFF = _W + "suff"

_OFF = frozenset({"0", "false", "off"})
_MAX_DIGITS = 9


def transitional(data: bytes) -> bytes:
    """A strict document's namespaces changed to the transitional ones that the reader knows."""
    if b"purl.oclc.org" not in data:
        return data
    return _STRICT.sub(lambda match: match[1] + _TRANSITIONAL[match[2]], data)


def is_on(parent: Element | None, tag: str) -> bool:
    """Whether an on/off property stands directly under `parent` and isn't switched off."""
    return parent is not None and switch(parent, tag) is True


def switch(parent: Element, tag: str) -> bool | None:
    """An on/off property's value, None where it isn't given."""
    found = parent.find(tag)
    if found is None:
        return None
    return found.get(VAL, "1").lower() not in _OFF


def value(parent: Element | None, tag: str) -> str | None:
    """The w:val of a child, None where there is no such child or value."""
    if parent is None:
        return None
    found = parent.find(tag)
    return None if found is None else found.get(VAL)


def all_text(element: Element) -> str:
    """All text under an element, whatever its state; only to tell whether something is left unread."""
    return "".join(text.text or "" for text in element.iter(T))


def number(text: str | None, default: int) -> int:
    """A whole number from an attribute; `default` where it isn't one. Huge ones stay below 1e9."""
    if text is None:
        return default
    digits = text.strip().removeprefix("+")
    negative = digits.startswith("-")
    digits = digits.removeprefix("-")
    if not (digits.isascii() and digits.isdigit()):
        return default
    found = int(digits) if len(digits) <= _MAX_DIGITS else 10**_MAX_DIGITS
    return -found if negative else found
