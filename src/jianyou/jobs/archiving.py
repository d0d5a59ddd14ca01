"""归档: archives that were asked for are made, whole or not at all."""

from collections.abc import Callable
from pathlib import Path

from django.utils.timezone import localtime

from jianyou.actions.archiving_work import (
    fail_archive,
    keep_made,
    read_archive,
    settle_archive,
    workshop,
)
from jianyou.actions.sealing import seal
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.packages.manifest import Kind, Manifest, sign
from jianyou.domain.packages.parcel import write_parcel
from jianyou.jobs.archiving_files import Gathering, gather
from jianyou.jobs.computing import Going, Work, Worker, compute_due
from jianyou.officefiles.writing.pdf import archival
from jianyou.store.models import Archive, Call, TreeHead
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

_PHASES = 3
_SHARE = 1000


def archive_due(*, going: Going = lambda: True) -> int:
    """Makes every archive that was asked for, as long as `going` says so; how many."""
    return compute_due(Work(Archive.objects.all(), "made_at", _compute, fail_archive), going)


def _compute(worker: Worker) -> None:
    row = read_archive(worker.claim)
    # What was done up to now, the asking for this archive too, gets its place in the ledger.
    seal(call_slug=row.call.slug)
    call = Call.objects.select_related("office").get(id=row.call_id)
    head = TreeHead.objects.filter(call=call, size=call.log_size).first()
    if head is None:
        raise Refused("archiving_unsealed")
    with workshop(worker.claim) as folder, archival(localtime(row.made_at).date()):
        viewer = Actor(role=Role.OFFICE_CLERK, person=row.made_by, office=row.office_id.hex)
        about: dict[str, Plain] = {
            "ledger_size": head.size,
            "ledger_root": head.root,
            "personal": row.personal,
        }
        manifest = Manifest(
            kind=Kind.ARCHIVE,
            package=row.id,
            number=row.number,
            made_at=localtime(row.made_at).isoformat(timespec="seconds"),
            office=call.office.slug,
            office_name=call.office.name,
            call=call.slug,
            to="",
            files={},
            about=about,
        )
        gathering = Gathering(folder, manifest, call.title, _phase(worker, 0))
        gather(gathering, call, viewer, size=head.size, personal=row.personal)
        _pack(worker, gathering, folder / "archive.jyp")


def _pack(worker: Worker, gathering: Gathering, made: Path) -> None:
    manifest, keys = gathering.manifest._replace(files=gathering.marks), site_keys()
    signed = sign(manifest, keys.signing, keys.sm2)
    with made.open("w+b") as out:
        write_parcel(out, signed, gathering.files, _phase(worker, 1))
    kept = keep_made(made, _phase(worker, 2))
    size = manifest.about["ledger_size"]
    assert isinstance(size, int)
    digest, files = signed.manifest.digest, len(manifest.files)
    settle_archive(worker.claim, kept, manifest=digest, log_size=size, files=files)


def _phase(worker: Worker, phase: int) -> Callable[[int, int], None]:
    """Tells how far one of the three phases is, as a part of the whole; never that all is done."""

    def step(done: int, of: int) -> None:
        worker(phase * _SHARE + min(_SHARE - 1, _SHARE * done // max(1, of)), _PHASES * _SHARE)

    return step
