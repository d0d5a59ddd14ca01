"""清除个人信息: contacts, drafts, who objected, recipients; the ledger keeps verifying, since it holds none.

Rows first, in one transaction with what is logged; files afterwards, however often that is cut off.
"""

from collections.abc import Mapping
from datetime import date, datetime
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils.timezone import localtime

from jianyou.actions.acting import check_act
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import SYSTEM, Actor, Role
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.personal_rows import ERASED, needed_elsewhere, on_disk, personal_rows
from jianyou.queries.subjects import subject_at
from jianyou.store.dialect import database_now, lock_call_shared
from jianyou.store.files import path_of
from jianyou.store.models import Call, Erasure, Retention
from jianyou.terms.finding import Refused

BY_SCHEDULE = "system"
_OVER = (CallStatus.CLOSED, CallStatus.ARCHIVED, CallStatus.CANCELLED)


def erase_now(*, actor: Actor, call_slug: str, seen: Mapping[str, int]) -> UUID:
    """Erases what the section head looked at; the key of the erasure. Logs `erase_personal_data`.

    `seen` are the counts that were shown.

    Raises:
        Refused: that office has no such call, it still runs, no retention is set, there is nothing to
            erase, or other than was shown.
        NotAllowed: who asks is no section head of that office, or the call's state forbids it.
    """
    with transaction.atomic():
        call, kept, at = _locked(call_slug, office=actor.office)
        # The program erases; the head of the section confirms it by name.
        check_act(actor, Act.MAKE_ARCHIVE, subject_at(call, at), call)
        if actor.role is not Role.SECTION_HEAD:
            raise Refused("erasing_head_only")
        return _erase(call, kept, at, by=actor.person, seen=seen)


def erase_on_schedule(*, call_slug: str) -> UUID | None:
    """Erases what the retention of a call says is due; None where another did meanwhile."""
    with transaction.atomic():
        call, kept, at = _locked(call_slug)
        if kept.erase_on is None or not is_due(call, kept.erase_on, localtime(at).date()):
            return None
        return _erase(call, kept, at, by=BY_SCHEDULE)


def calls_to_erase() -> tuple[str, ...]:
    """The calls whose personal data is due by the database's clock."""
    today = localtime(database_now()).date()
    done = Erasure.objects.filter(call=OuterRef("call"), at__date__gte=OuterRef("erase_on"))
    due = Retention.objects.filter(erase_on__lte=today, call__status__in=_OVER).exclude(Exists(done))
    return tuple(due.order_by("erase_on", "id").values_list("call__slug", flat=True))


def is_due(call: Call, erase_on: date, today: date) -> bool:
    """Whether the day has come and nothing was erased since."""
    return (
        erase_on <= today
        and call.status in _OVER
        and not Erasure.objects.filter(call=call, at__date__gte=erase_on).exists()
    )


def remove_files(key: UUID) -> int:
    """Removes the files that an erasure left; how many. Cut off, it goes on the next time."""
    row = Erasure.objects.select_related("call").filter(id=key).first()
    if row is None or not row.files:
        return 0
    originals = "originals" in row.counts
    for digest in set(row.files) - needed_elsewhere(row.call, set(row.files), originals=originals):
        path_of(digest).unlink(missing_ok=True)
    count = len(row.files)
    Erasure.objects.filter(id=key).update(files=[])
    return count


def erasures_with_files() -> tuple[UUID, ...]:
    """Erasures whose files are still to be removed."""
    return tuple(Erasure.objects.exclude(files=[]).values_list("id", flat=True))


def _locked(slug: str, office: str = "") -> tuple[Call, Retention, datetime]:
    lock_call_shared(slug)
    rows = Call.objects.select_for_update(of=("self",), no_key=True).select_related("office")
    call = rows.filter(slug=slug, **({"office_id": office} if office else {})).first()
    if call is None:
        raise Refused("site_no_call", name=slug[:64])
    kept = Retention.objects.filter(call=call).first()
    if kept is None:
        raise Refused("erasing_no_retention")
    return call, kept, database_now()


def _erase(
    call: Call, kept: Retention, at: datetime, *, by: str, seen: Mapping[str, int] | None = None
) -> UUID:
    if call.status not in _OVER:
        raise Refused("erasing_call_runs")
    check_act(SYSTEM, Act.ERASE_PERSONAL_DATA, subject_at(call, at), call)
    counts, files = _wiped(call, at, originals=kept.originals)
    if seen is not None and dict(seen) != counts:
        raise Refused("erasing_changed")
    if seen is not None and not counts:
        raise Refused("erasing_nothing")
    row = Erasure.objects.create(
        office_id=call.office_id, call=call, counts=counts, files=sorted(files), by=by, at=at
    )
    content: dict[str, Plain] = {"erased": dict(counts), "originals": kept.originals, "approved_by": by}
    log_act(call=call, act=Act.ERASE_PERSONAL_DATA, actor=SYSTEM, at=at, content=content)
    transaction.on_commit(partial(remove_files, row.id))
    return row.id


def _wiped(call: Call, at: datetime, *, originals: bool) -> tuple[dict[str, int], set[str]]:
    """Erases the rows; how many of each kind, and the digests of the files that go with them."""
    rows = personal_rows(call, originals=originals)
    files = set(rows["objection_files"].values_list("digest", flat=True))
    files |= set(rows["drafts"].exclude(files=None).values_list("files__digest", flat=True))
    counts: dict[str, int] = {}
    for kind in ("originals", "packages", "taken", "archives"):
        if kind in rows:
            there = on_disk(rows[kind])
            files |= there
            counts[kind] = len(there)
    for kind in ("packages", "taken"):
        if kind in rows:
            rows[kind].update(file_key=None)
    counts["contacts"] = rows["contacts"].count()
    rows["contacts"].delete()
    counts["drafts"] = rows["drafts"].count()
    rows["drafts"].delete()
    counts["messages"] = rows["messages"].update(recipient=None, secret=None, next_try_at=None)
    counts["imported"] = rows["imported"].update(body=None)
    counts["objection_steps"] = rows["objection_steps"].update(text=ERASED)
    counts["objection_files"] = rows["objection_files"].update(key=None, name=ERASED, wiped_at=at)
    counts["objectors"] = rows["objectors"].update(person=None, text=ERASED, reply=None, wiped_at=at)
    counts["redactions"] = rows["redactions"].update(noted=None)
    if "archives" in rows:
        rows["archives"].update(status="gone", digest="")
    return {kind: count for kind, count in counts.items() if count}, files
