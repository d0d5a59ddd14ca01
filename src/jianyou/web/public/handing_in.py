"""From what waits in the spool to what is filed: its files are kept."""

from collections.abc import Iterator

from jianyou.actions.filing import Sent, SentFile
from jianyou.actions.handing_in import handed_in
from jianyou.actions.uploads import keep_upload
from jianyou.domain.calls.call import Call
from jianyou.domain.lifecycle.completion import Channel
from jianyou.web.public.spool import Spooled


def sent_of(spooled: Spooled, call: Call) -> Sent:
    """The filing as the action takes it; its files are kept now, the call decides afterwards."""
    return handed_in(
        spooled.reading,
        call,
        filer=spooled.filer,
        channel=Channel.WEB,
        token=spooled.token,
        files=_files(spooled),
    )


def _files(spooled: Spooled) -> Iterator[SentFile]:
    yield keep_upload(name=spooled.form, data=spooled.data("form"), purpose="form")
    if spooled.scan:
        kept = keep_upload(name=spooled.scan, data=spooled.data("scan"), purpose="sealed_scan")
        yield kept._replace(seen=spooled.seen)
