"""Our own remarks taken out of a file again."""

from datetime import datetime

from jianyou.officefiles.annotating.remark import LIMITS, Limits
from jianyou.officefiles.annotating.sheet import annotate_xlsx
from jianyou.officefiles.annotating.word import annotate_docx
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.model import FileKind

_ANY_TIME = datetime(1980, 1, 1)  # noqa: DTZ001  — nothing is written, so nothing is dated


def strip_remarks(data: bytes, *, limits: Limits = LIMITS) -> bytes:
    """The Word or Excel file without remarks of ours, the very bytes where it has none.

    Refused for other kinds of file and for what can't be read, is too large or digitally signed.
    """
    is_workbook = admit_data(data, file="", suffix="", limits=limits).kind is FileKind.XLSX
    annotate = annotate_xlsx if is_workbook else annotate_docx
    return annotate(data, (), author="", at=_ANY_TIME, limits=limits).data
