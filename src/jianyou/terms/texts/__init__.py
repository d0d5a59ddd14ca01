"""The words of every message: code -> (Chinese, English), one module a room that speaks.

Parameters stand in braces and are the same in both languages. Each sentence says what is wrong,
where it isn't plain, and what to do; a code once published keeps its meaning.
"""

from jianyou.terms.texts import (
    annexes,
    call_show,
    calls,
    cli,
    codes,
    datafiles,
    desk,
    desk_work,
    eligibility,
    eligibility_cli,
    mailbox,
    notices,
    notices_draft,
    officefiles,
    officefiles_annotating,
    officefiles_arrivals,
    officefiles_legacy,
    officefiles_pdf,
    overview,
    screening,
)

TEXTS: dict[str, tuple[str, str]] = {
    **codes.TEXTS,
    **datafiles.TEXTS,
    **officefiles.TEXTS,
    **officefiles_arrivals.TEXTS,
    **officefiles_legacy.TEXTS,
    **officefiles_pdf.TEXTS,
    **officefiles_annotating.TEXTS,
    **annexes.TEXTS,
    **mailbox.TEXTS,
    **notices.TEXTS,
    **notices_draft.TEXTS,
    **overview.TEXTS,
    **calls.TEXTS,
    **call_show.TEXTS,
    **eligibility.TEXTS,
    **eligibility_cli.TEXTS,
    **screening.TEXTS,
    **cli.TEXTS,
    **desk.TEXTS,
    **desk_work.TEXTS,
}
