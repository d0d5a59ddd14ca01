"""OFD (GB/T 33190) as paragraphs, by ofdkit in the process that reads papers; an optional extra.

ofdkit tells text and its order but no drawn lines, so an OFD yields no tables.
"""

import importlib.util
import io
import zipfile

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.model import Document
from jianyou.officefiles.pdf.process import KEEPER, PaperKeeper
from jianyou.officefiles.pdf.reader import read_paper
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.place import Place

LIBRARY = "ofdkit"


def read_ofd(guarded: Guarded, *, keeper: PaperKeeper = KEEPER, library: str = LIBRARY) -> Document:
    """Read an OFD's text, a paragraph a line; without ofdkit no blocks, and a finding that says so.

    Refused if a part breaks the guard's limits, has a DTD or is damaged.
    """
    if importlib.util.find_spec(library) is None:
        finding = Finding("ofd_reader_missing", Severity.INFO, Place(guarded.file))
        return Document(guarded.file, guarded.kind, [], [*guarded.findings, finding])
    return read_paper(guarded, _checked(guarded), keeper=keeper)


def _checked(guarded: Guarded) -> bytes:
    """A package of the XML parts alone, each unpacked within the guard's budget and without DTD."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for name in guarded.parts:
            if name.lower().endswith(".xml"):
                package.writestr(zipfile.ZipInfo(name), guarded.part(name))
    return packed.getvalue()
