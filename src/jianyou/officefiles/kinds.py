"""Kinds of file told apart by their first bytes, and why a kind can't be read."""

import re
from collections.abc import Container

from jianyou.officefiles.compound import root_names, stream_start
from jianyou.officefiles.model import FileKind

OLE_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ZIP_MAGICS = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")

_MAGICS: tuple[tuple[bytes, FileKind, str], ...] = (
    (b"%PDF-", FileKind.PDF, ""),
    (b"{\\rtf", FileKind.RTF, ""),
    (b"\x89PNG\r\n\x1a\n", FileKind.IMAGE, ""),
    (b"\xff\xd8\xff", FileKind.IMAGE, ""),
    (b"GIF87a", FileKind.IMAGE, ""),
    (b"GIF89a", FileKind.IMAGE, ""),
    (b"II*\x00", FileKind.IMAGE, ""),
    (b"MM\x00*", FileKind.IMAGE, ""),
    (b"Rar!\x1a\x07", FileKind.ARCHIVE, "kind_archive"),
    (b"7z\xbc\xaf\x27\x1c", FileKind.ARCHIVE, "kind_archive"),
    (b"\x1f\x8b\x08", FileKind.ARCHIVE, "kind_archive"),
    (b"\xfd7zXZ\x00", FileKind.ARCHIVE, "kind_archive"),
    (b"BZh", FileKind.ARCHIVE, "kind_archive"),
    (b"%TSD-Header", FileKind.ENCRYPTED, "kind_locked_by_office"),
)

# Marks that stand further in: where from, where to, any of these.
_MARKS: tuple[tuple[int, int, tuple[bytes, ...], FileKind, str], ...] = (
    (8, 12, (b"WEBP",), FileKind.IMAGE, ""),
    (4, 12, (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftypavif"), FileKind.IMAGE, ""),
    (257, 262, (b"ustar",), FileKind.ARCHIVE, "kind_archive"),
    (0, 1024, (b"%PDF-",), FileKind.PDF, ""),
    (0, 512, (b"E-SafeNet",), FileKind.ENCRYPTED, "kind_locked_by_office"),
)

# By the main part's name or content type, then by a part that only this kind has; first come counts.
_MAIN_TYPES: tuple[tuple[tuple[str, ...], FileKind, str], ...] = (
    (("opendocument.text",), FileKind.ODT, ""),
    (("opendocument.spreadsheet",), FileKind.ODS, ""),
    (("word",), FileKind.DOCX, ""),
    (("workbook.bin", "sheet.binary"), FileKind.UNKNOWN, "kind_xlsb"),
    (("spreadsheet", "ms-excel", "xl/"), FileKind.XLSX, ""),
    (("ppt/", "presentation"), FileKind.UNKNOWN, "kind_slides"),
)
_OWN_PARTS: tuple[tuple[str, FileKind, str], ...] = (
    ("ofd.xml", FileKind.OFD, ""),
    ("content.xml", FileKind.UNKNOWN, "kind_odf"),
    ("[content_types].xml", FileKind.UNKNOWN, "package_without_main_part"),
)

_READABLE_NAMES = {
    FileKind.DOCX: (".docx", ".docm", ".dotx", ".dotm"),
    FileKind.XLSX: (".xlsx", ".xlsm", ".xltx", ".xltm"),
    FileKind.XLS: (".xls", ".et", ".xlt", ".ett"),
    FileKind.DOC: (".doc", ".wps", ".dot", ".wpt"),
    FileKind.RTF: (".rtf", ".doc"),
    FileKind.PDF: (".pdf",),
    FileKind.OFD: (".ofd",),
}

_HTML = re.compile(rb"<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|table[\s>])", re.IGNORECASE)
_MHTML = re.compile(rb"^mime-version:", re.IGNORECASE | re.MULTILINE)
_HEAD = 4096
_FIB_FLAGS, _FIB_ENCRYPTED = 11, 1  # the second byte of the flags at 10


def recognize(data: bytes) -> tuple[FileKind, str]:
    """The kind of a file that isn't a zip, and the code that says why it can't be read.

    The code is empty for a kind that a reader takes, or an office program on its behalf. `data` is the
    whole file, not empty.
    """
    head = data[:_HEAD]
    if head.startswith(OLE_MAGIC):
        return _recognize_ole(data)
    for magic, kind, code in _MAGICS:
        if head.startswith(magic):
            return kind, code
    return _recognize_marks(head)


def _recognize_marks(head: bytes) -> tuple[FileKind, str]:
    for start, end, marks, kind, code in _MARKS:
        if any(mark in head[start:end] for mark in marks):
            return kind, code
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return FileKind.IMAGE, ""
    return _recognize_text(head)


def _recognize_text(head: bytes) -> tuple[FileKind, str]:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        wide = head[: len(head) // 2 * 2].decode("utf-16", "replace")
        narrow = wide.encode("utf-8", "replace")
    elif not head.strip(b"\x00"):
        return FileKind.UNKNOWN, "kind_zeros"
    elif b"\x00" in head:
        return FileKind.UNKNOWN, "kind_unknown"
    else:
        narrow = head
    start = narrow.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"<?xml") and _HTML.search(start) is None:
        return FileKind.UNKNOWN, "kind_xml"
    if start.startswith(b"<") and _HTML.search(start) is not None:
        return FileKind.HTML, "kind_html"
    if _MHTML.search(start[:1024]) is not None and b"content-type:" in start.lower():
        return FileKind.HTML, "kind_html"
    return (FileKind.TEXT, "kind_text") if _is_text(narrow) else (FileKind.UNKNOWN, "kind_unknown")


def _is_text(head: bytes) -> bool:
    if any(byte < 32 and byte not in b"\t\n\r\x0c" for byte in head):
        return False
    for encoding in ("utf-8", "gb18030"):
        for cut in range(4):  # the last character may be cut off by the head's end
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return True
    return False


def _recognize_ole(data: bytes) -> tuple[FileKind, str]:
    """Tell .doc, .xls and encrypted files apart by the streams of the compound file."""
    try:
        names = root_names(data)
    except ValueError:
        return FileKind.UNKNOWN, "ole_damaged"
    if "encryptedpackage" in names:
        return FileKind.ENCRYPTED, "kind_encrypted"
    if "worddocument" in names:
        return (FileKind.ENCRYPTED, "kind_encrypted") if _is_locked_doc(data) else (FileKind.DOC, "")
    if names & {"workbook", "book"}:
        return FileKind.XLS, ""
    if "powerpoint document" in names:
        return FileKind.UNKNOWN, "kind_slides"
    return FileKind.UNKNOWN, "kind_unknown"


def _is_locked_doc(data: bytes) -> bool:
    """Whether an old Word file says that it is encrypted ([MS-DOC] FibBase: fEncrypted)."""
    try:
        start = stream_start(data, "worddocument")
    except ValueError:
        return False
    return len(start) > _FIB_FLAGS and bool(start[_FIB_FLAGS] & _FIB_ENCRYPTED)


def recognize_package(names: Container[str], main_type: str) -> tuple[FileKind, str]:
    """The kind of a zip by its part names (lower case) and its main part's name or content type."""
    for words, kind, code in _MAIN_TYPES:
        if any(word in main_type for word in words):
            return kind, code
    for part, kind, code in _OWN_PARTS:
        if part in names:
            return kind, code
    return FileKind.ARCHIVE, "kind_archive"


def differs(kind: FileKind, extension: str) -> bool:
    """Whether an extension (with its dot) tells another kind than a readable file's content."""
    known = _READABLE_NAMES.get(kind)
    return known is not None and extension.lower() not in known
