"""An official paper in the format that is asked for."""

from jianyou.officefiles.paper import Written
from jianyou.officefiles.writing.official import OfficialPaper


def write_official(paper: OfficialPaper, *, pdf: bool) -> Written:
    """The paper as .docx or .pdf; the same paper gives the same bytes."""
    # Each writer is loaded only when asked for: fonts and typst are slow to load.
    if pdf:
        from jianyou.officefiles.writing.official_pdf import official_pdf  # noqa: PLC0415  — see above

        return official_pdf(paper)
    from jianyou.officefiles.writing.official_docx import official_docx  # noqa: PLC0415  — see above

    return official_docx(paper)
