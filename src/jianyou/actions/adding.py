"""补交盖章扫描件: the scan of the sealed table comes after the web filing, and may complete it."""

from django.db import transaction

from jianyou.actions.acting import check_act, on_filing
from jianyou.actions.filing import Filed, SentFile, add_files, code_for, receipt_content
from jianyou.actions.log import log_act, moment_for_people
from jianyou.actions.outbox import Kind, tell
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.queries.handing_in import scan_act
from jianyou.queries.subjects import subject_at
from jianyou.store.sitekeys import site_keys


def add_scan(*, actor: Actor, number: str, file: SentFile) -> Filed:
    """Adds the scan of the sealed table, as a new version with the same content.

    Where scans complete a filing this does, or it is late; else it is kept as a copy. Logs `register_scan`,
    `register_late` or `add_copy`, as a receipt.

    Raises:
        Refused: there is no such filing.
        NotAllowed: who asks may not, or the filing takes no scan (any more).
    """
    with transaction.atomic():
        call, filing, at = on_filing(number)
        subject = subject_at(call, at, filing=filing)
        act = scan_act(call, filing, in_time=subject.in_time)
        check_act(actor, act, subject, call)
        status = next_status(FilingStatus(filing.status), act)
        if status is FilingStatus.FILED and filing.filed_at is None:
            filing.filed_at = at
        filing.status = status
        filing.save(update_fields=["status", "filed_at"])
        add_files(filing, [file], at)
        content = receipt_content(filing, at)
        row = log_act(call=call, act=act, actor=actor, at=at, content=content, filing=filing, receipt=True)
        params: dict[str, Plain] = {"at": moment_for_people(at), "status": status.value}
        tell(filing, kind=Kind.RECEIVED, at=at, params=params)
        return Filed(filing, row, code_for(filing.token, site_keys()))
