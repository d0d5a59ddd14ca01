"""What somebody sends to begin a draft with: a notice or a call file, read within bounds."""

import tempfile
import threading
from pathlib import Path
from typing import NamedTuple

from django.core.files.uploadedfile import UploadedFile

from jianyou.actions.drafting_calls import Draftable, NoticeFile
from jianyou.datafiles.problems import DataFileInvalid, Problems
from jianyou.datafiles.read import text_of
from jianyou.domain.notices.draft import draft_call
from jianyou.domain.notices.model import NoticeFacts, NoticeText
from jianyou.domain.notices.read import open_notice, read_laid
from jianyou.domain.notices.supplement import Told, missing_in, supplemented
from jianyou.officefiles.files import storable_name
from jianyou.officefiles.legacy.office import Office
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

MOST_BYTES = 20 * 1024 * 1024
_CALL_FILES = (".yaml", ".yml")
_AT_ONCE = threading.BoundedSemaphore(1)
_PATIENCE = 20.0
NOTHING_TOLD = Told()


class Notice(NamedTuple):
    """A notice that was read: the file, its text, and what was found in it."""

    file: NoticeFile
    text: NoticeText
    facts: NoticeFacts


def is_call_file(upload: "UploadedFile[bytes]") -> bool:
    """Whether it goes by the name of a call file."""
    return Path(upload.name or "").suffix.lower() in _CALL_FILES


def call_file_in(upload: "UploadedFile[bytes]") -> str:
    """The text of a call file; whether it can be used is seen afterwards, line by line.

    Raises:
        Refused: it is too large, or no text.
    """
    data = _bytes_of(upload)
    with tempfile.TemporaryDirectory(prefix="jianyou-") as folder:
        path = Path(folder) / "call.yaml"
        path.write_bytes(data)
        try:
            text = text_of(path, Problems(path.name, "call_file_invalid"))
        except DataFileInvalid as invalid:
            first = invalid.problems[0].message
            raise Refused(first.code, **first.params) from None
    return tidy(text)


def notice_in(upload: "UploadedFile[bytes]", lang: Lang) -> Notice:
    """The notice of an upload. One at a time is read, so that memory is bounded.

    Raises:
        Refused: it is too large, can't be read, is no notice, or others are being read.
    """
    data, name = _bytes_of(upload), storable_name(upload.name or "").rpartition("/")[2]
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise Refused("call_file_busy")
    try:
        with tempfile.TemporaryDirectory(prefix="jianyou-") as folder, Office() as office:
            path = Path(folder) / f"notice{Path(name).suffix.lower()[:6]}"
            path.write_bytes(data)
            text = open_notice(path, office=office)
        facts = read_laid(text)
    except Refused as refused:
        raise Refused("call_notice_unread", name=name[:80], reason=refused.text(lang)) from None
    finally:
        _AT_ONCE.release()
    return Notice(NoticeFile(name, data, text.text), text, facts)


def draftable(notice: Notice, lang: Lang) -> Draftable:
    """What a draft begins with: its call file where the notice tells enough for one.

    Raises:
        Refused: the notice holds too much for one call.
    """
    title = notice.facts.title.value if notice.facts.title else notice.file.name
    source = drafted(notice.text, notice.facts, NOTHING_TOLD, lang)
    return Draftable(source, " ".join(title.split()), notice.file)


def drafted(text: NoticeText, facts: NoticeFacts, told: Told, lang: Lang) -> str:
    """The call file drafted from a notice and what was told besides; empty while something is missing.

    Raises:
        Refused: the notice holds too much for one call.
    """
    text, facts = supplemented(text, facts, told)
    return "" if missing_in(facts) else draft_call(text, facts, lang).text


def tidy(text: str) -> str:
    """A call file with one kind of line break, as every place in it is counted."""
    breaks = dict.fromkeys((0x85, 0x2028, 0x2029), " ")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "").translate(breaks)


def _bytes_of(upload: "UploadedFile[bytes]") -> bytes:
    if (upload.size or 0) > MOST_BYTES:
        raise Refused("call_file_large", most=MOST_BYTES // (1024 * 1024))
    data: bytes = upload.read()
    return data
