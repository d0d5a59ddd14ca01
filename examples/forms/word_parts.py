"""The parts that every Word file carries besides its text, and how a package names its parts."""

from functools import cache
from pathlib import Path

PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE_RELS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

NAMESPACES = {
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "o": "urn:schemas-microsoft-com:office:office",
    "r": OFFICE_RELS,
    "m": "http://schemas.openxmlformats.org/officeDocument/2006/math",
    "v": "urn:schemas-microsoft-com:vml",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "w10": "urn:schemas-microsoft-com:office:word",
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "w15": "http://schemas.microsoft.com/office/word/2012/wordml",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
}

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_OFFICE = "application/vnd.openxmlformats-officedocument."

PART_TYPES = {
    "word/document.xml": f"{_WORD}document.main+xml",
    "word/styles.xml": f"{_WORD}styles+xml",
    "word/settings.xml": f"{_WORD}settings+xml",
    "word/webSettings.xml": f"{_WORD}webSettings+xml",
    "word/fontTable.xml": f"{_WORD}fontTable+xml",
    "word/numbering.xml": f"{_WORD}numbering+xml",
    "word/comments.xml": f"{_WORD}comments+xml",
    "word/header1.xml": f"{_WORD}header+xml",
    "word/theme/theme1.xml": f"{_OFFICE}theme+xml",
    "xl/workbook.xml": f"{_SHEET}sheet.main+xml",
    "xl/styles.xml": f"{_SHEET}styles+xml",
    "xl/sharedStrings.xml": f"{_SHEET}sharedStrings+xml",
    "xl/theme/theme1.xml": f"{_OFFICE}theme+xml",
    "xl/worksheets/sheet1.xml": f"{_SHEET}worksheet+xml",
    "xl/worksheets/sheet2.xml": f"{_SHEET}worksheet+xml",
    "customXml/itemProps1.xml": f"{_OFFICE}customXmlProperties+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": f"{_OFFICE}extended-properties+xml",
    "docProps/custom.xml": f"{_OFFICE}custom-properties+xml",
}

_PARTS = Path(__file__).with_name("parts")

FIXED_WORD_PARTS = {
    "docProps/core.xml": "core.xml",
    "word/fontTable.xml": "fontTable.xml",
    "word/settings.xml": "settings.xml",
    "word/styles.xml": "styles.xml",
    "word/theme/theme1.xml": "theme1.xml",
    "word/webSettings.xml": "webSettings.xml",
}


@cache
def fixed_part(name: str) -> str:
    """The text of a file in `parts`."""
    return (_PARTS / name).read_text(encoding="utf-8")


def namespaces(*prefixes: str) -> str:
    """Namespace declarations for a root element; all of them when none is named."""
    return " ".join(f'xmlns:{prefix}="{NAMESPACES[prefix]}"' for prefix in prefixes or NAMESPACES)


def content_types(names: list[str]) -> str:
    """[Content_Types].xml for the parts named."""
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{PART_TYPES[name]}"/>'
        for name in names
        if name in PART_TYPES
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def relationships(targets: dict[str, tuple[str, str]], links: dict[str, str] | None = None) -> str:
    """A .rels part: id -> (kind, target), a kind without an address being an office one; `links` lead out."""
    lines = []
    for key, (kind, target) in targets.items():
        address = kind if "://" in kind else f"{OFFICE_RELS}/{kind}"
        lines.append(f'<Relationship Id="{key}" Type="{address}" Target="{target}"/>')
    for key, target in (links or {}).items():
        address = f'Type="{OFFICE_RELS}/hyperlink" Target="{target}"'
        lines.append(f'<Relationship Id="{key}" {address} TargetMode="External"/>')
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{"".join(lines)}</Relationships>'


def package_relationships(main: str, parts: list[str]) -> str:
    """_rels/.rels of a package whose main part is `main`; custom properties are named if it has them."""
    targets = {
        "rId1": ("officeDocument", main),
        "rId2": (f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        "rId3": ("extended-properties", "docProps/app.xml"),
    }
    if "docProps/custom.xml" in parts:
        targets["rId4"] = ("custom-properties", "docProps/custom.xml")
    return relationships(targets)


def app_properties(application: str, version: str = "16.0000") -> str:
    """docProps/app.xml naming the program that wrote the file."""
    namespace = OFFICE_RELS.replace("relationships", "extended-properties")
    return (
        f'{DECLARATION}<Properties xmlns="{namespace}"><TotalTime>12</TotalTime>'
        f"<Application>{application}</Application><DocSecurity>0</DocSecurity>"
        f"<SharedDoc>false</SharedDoc><AppVersion>{version}</AppVersion></Properties>"
    )
