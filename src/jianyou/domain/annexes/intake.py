"""A filled form's way in: guard, reader, annex, formal check."""

from datetime import datetime
from pathlib import Path

from jianyou.domain.annexes.check import Day, check_form
from jianyou.domain.annexes.read import read_annex
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.officefiles.read import read_file
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message


def take_in(path: Path, *, file: str, schema: AnnexSchema, deadline: datetime, regions: str = "") -> Form:
    """Reads and checks one file as a filled form of `schema`; `file` is its name in findings.

    Never raises for a bad file: the form is then rejected, with the reason. Years asked of
    honors and dated codes are judged on the day of the deadline, in the deadline's own zone;
    `regions` names the table of regions that places are looked up in, empty for none.
    """
    try:
        form = read_annex(read_file(path, file=file), schema)
        check_form(form, schema, Day(deadline.date(), regions))
    except Refused as refused:
        return rejected(file, refused)
    except Exception as error:  # noqa: BLE001  — a defect of ours met by one file must not cost the others
        return rejected(file, Refused("intake_failed", error=type(error).__name__))
    return form


def rejected(file: str, refused: Refused) -> Form:
    """The form that stands for a file that can't be read."""
    return Form(file, FormStatus.REJECTED, Message(refused.code, refused.params))
