"""The official annex with what was typed, to be printed, sealed and handed in."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.annexes.typed import form_of_values
from jianyou.domain.annexes.write import master_paper
from jianyou.officefiles.writing.render import render_table

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def filled_annex(schema: AnnexSchema, header: Mapping[str, str], rows: Iterable[Mapping[str, str]]) -> bytes:
    """The annex as Word with the header's and the entries' values, each by its key."""
    paper = master_paper(schema, merge([form_of_values(schema, header, rows)]), header=header)
    return render_table(Path("annex.docx"), paper).written.data
