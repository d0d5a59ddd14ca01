"""The one guard that every input passes: what a file is, and that it costs no more than it may."""

import posixpath
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from jianyou.officefiles.kinds import ZIP_MAGICS, differs, recognize, recognize_package
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.trees import Relationship, parse_xml, relationships
from jianyou.officefiles.unpacking import LIMITS, MEGABYTE, Limits, Package, open_package, show
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.message import Param
from jianyou.terms.place import Place

__all__ = ["LIMITS", "Guarded", "Limits", "admit", "admit_data", "parse_xml"]

_LOCK_FILE_BYTES = 1024
_LOCK_PREFIXES = ("~$", ".~")
_LONGEST_TYPE = 128
_ROOT_RELATIONS = "_rels/.rels"
_MAIN_PARTS = ("word/document.xml", "xl/workbook.xml", "xl/workbook.bin", "ppt/presentation.xml")
_FETCHED_FROM_AFAR = ("attachedTemplate", "oleObject", "frame", "subDocument", "aFChunk")
_AFAR = ("http:", "https:", "ftp:", "\\\\", "//", "file:////", "file:\\\\")


@dataclass(slots=True)
class Guarded:
    """A file let in: its kind by content, its bytes, and its parts where it is a zip package.

    `parts` are the declared sizes, which may lie; `part` reads against the budget. `refusal` is
    the code that says why no reader takes this kind, empty where one does. `main` is the name of
    the package's main part.
    """

    file: str
    kind: FileKind
    data: bytes
    parts: Mapping[str, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    refusal: str = ""
    main: str = ""
    limits: Limits = LIMITS
    package: Package | None = None

    def part(self, name: str) -> bytes:
        """The part unpacked within the budget; XML comes in UTF-8 and without DTD.

        KeyError if the package has no such part, Refused if it breaks a limit or is damaged.
        """
        if self.package is None:
            raise KeyError(name)
        return self.package.read(name)

    def stream(self, name: str) -> Iterator[bytes]:
        """The same in pieces, for a part too large to be held whole."""
        if self.package is None:
            raise KeyError(name)
        return self.package.stream(name)

    def packed(self, name: str) -> tuple[bytes, int, int]:
        """The part as packed, its checksum and its size: equal for equal content, cheap to compare."""
        if self.package is None:
            raise KeyError(name)
        return self.package.stored(name)

    def relationships(self, name: str) -> tuple[Relationship, ...]:
        """What a .rels part leads to; KeyError and Refused as for `xml`."""
        if self.package is None:
            raise KeyError(name)
        return _relationships(self.package, name)

    def xml(self, name: str) -> "etree._Element":
        """The part parsed; KeyError and Refused as for `part`, Refused if unsound or too large a tree."""
        return parse_xml(self.part(name), name, self.limits)


def admit(path: Path, *, file: str | None = None, limits: Limits = LIMITS) -> Guarded:
    """Let a file in, or raise Refused with the reason; nothing is parsed beyond its directory.

    `file` is the name to show, by default the path's own. A kind that no reader takes is let in
    with its `refusal` set.
    """
    data = _read(path, limits)
    if path.name.startswith(_LOCK_PREFIXES) and len(data) <= _LOCK_FILE_BYTES:
        raise Refused("file_is_lock")
    return admit_data(data, file=file if file is not None else path.name, suffix=path.suffix, limits=limits)


def admit_data(data: bytes, *, file: str, suffix: str, limits: Limits = LIMITS) -> Guarded:
    """The same for bytes at hand; `suffix` is the ending that the file goes by, with its dot."""
    if not data:
        raise Refused("file_empty")
    if data.startswith(ZIP_MAGICS):
        guarded = _admit_package(data, file, limits)
    else:
        kind, refusal = recognize(data)
        guarded = Guarded(file, kind, data, refusal=refusal, limits=limits)
    if differs(guarded.kind, suffix):
        params: dict[str, Param] = {"extension": show(suffix) or "-", "kind": f".{guarded.kind}"}
        guarded.findings.append(Finding("extension_differs", Severity.INFO, Place(file), params))
    return guarded


def _read(path: Path, limits: Limits) -> bytes:
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise Refused("file_not_regular")
        with path.open("rb") as stream:
            data = stream.read(min(status.st_size, limits.file_bytes) + 1)
    except FileNotFoundError as error:
        raise Refused("file_missing") from error
    except (OSError, ValueError) as error:
        raise Refused("file_unreadable", reason=type(error).__name__) from error
    if len(data) > limits.file_bytes:
        size = -(-status.st_size // MEGABYTE)
        raise Refused("file_too_large", size_mb=size, limit_mb=limits.file_bytes // MEGABYTE)
    return data


def _admit_package(data: bytes, file: str, limits: Limits) -> Guarded:
    package = open_package(data, limits)
    names = package.names
    main, main_type = _main_part(package, names)
    kind, refusal = recognize_package(names, main_type)
    guarded = Guarded(
        file,
        kind,
        data,
        parts=MappingProxyType({name: entry.file_size for name, entry in package.entries.items()}),
        refusal=refusal,
        main=main,
        limits=limits,
        package=package,
    )
    if not refusal:
        if any(name.endswith("vbaproject.bin") for name in names):
            guarded.findings.append(Finding("macro_present", Severity.WARNING, Place(file)))
        _note_external(guarded)
    return guarded


def _main_part(package: Package, names: Mapping[str, str]) -> tuple[str, str]:
    """The main part's name, and its name or content type, whichever tells the kind (lower case)."""
    relations = names.get(_ROOT_RELATIONS)
    if relations is not None:
        for relation in _relationships(package, relations):
            if relation.kind == "officeDocument":
                target = posixpath.normpath(relation.target.lstrip("/"))
                main = names.get(target.lower())
                if main is not None:
                    return main, _type_of(package, names, main)
    for standard in _MAIN_PARTS:
        if standard in names:
            return names[standard], standard
    return "", _declared_type(package, names)


def _declared_type(package: Package, names: Mapping[str, str]) -> str:
    """What a package of another family (ODF) says of itself in its own short part, lower case."""
    own = names.get("mimetype")
    if own is None or package.entries[own].file_size > _LONGEST_TYPE:
        return ""
    return package.read(own).decode("ascii", "replace").strip().lower()


def _type_of(package: Package, names: Mapping[str, str], main: str) -> str:
    if main.lower() in _MAIN_PARTS:
        return main.lower()
    types = names.get("[content_types].xml")
    if types is not None:
        for declared in parse_xml(package.read(types), types):
            if (declared.get("PartName") or "").lstrip("/").lower() == main.lower():
                return (declared.get("ContentType") or "").lower()
    return main.lower()


def _note_external(guarded: Guarded) -> None:
    """Note what the main part and its neighbours would fetch from elsewhere; hyperlinks aside."""
    folder = posixpath.dirname(guarded.main) + "/_rels/"
    targets: list[str] = []
    severity = Severity.INFO
    for name in guarded.parts:
        if not name.startswith(folder):
            continue
        for relation in guarded.relationships(name):
            if not relation.external or relation.kind == "hyperlink":
                continue
            target = relation.target.strip()
            targets.append(target)
            if relation.kind in _FETCHED_FROM_AFAR and target.lower().startswith(_AFAR):
                severity = Severity.WARNING
    if targets:
        params: dict[str, Param] = {"count": len(targets), "target": show(targets[0])}
        guarded.findings.append(Finding("external_links", severity, Place(guarded.file), params))


# The forms of one call come from one template, and so share these small parts to the last byte.
_RELATIONSHIPS_KEPT = 64
_SHORT = 4_096
_known: dict[tuple[bytes, int, int], tuple[Relationship, ...]] = {}


def _relationships(package: Package, name: str) -> tuple[Relationship, ...]:
    stored = package.stored(name)
    known = _known.get(stored) if len(stored[0]) <= _SHORT else None
    if known is None:
        known = relationships(package.read(name), name)
        if len(stored[0]) <= _SHORT and len(known) <= _RELATIONSHIPS_KEPT:
            if len(_known) >= _RELATIONSHIPS_KEPT:
                _known.clear()
            _known[stored] = known
    return known
