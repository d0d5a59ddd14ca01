"""归档: how long a call's papers are kept, and archives, which a job makes (`archiving_work`)."""

from datetime import date
from pathlib import Path

from django.db import transaction
from django.db.models import Max
from django.utils.timezone import localtime

from jianyou.actions.acting import on_call, short_text
from jianyou.actions.log import log_act
from jianyou.datafiles.canonical import Plain
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.keeping import Keeping, kept_until
from jianyou.store.files import path_of
from jianyou.store.models import Archive, Retention
from jianyou.terms.finding import Refused

RUNNING = "running"


def ask_archive(*, actor: Actor, call_slug: str, personal: bool) -> int:
    """Orders an archive, which a job makes; its number in the call. Logs `make_archive`.

    `personal` takes contacts and filed originals in.

    Raises:
        Refused: that office has no such call, or one is being made already.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.MAKE_ARCHIVE, call_slug)
        rows = Archive.objects.filter(call=call)
        if rows.filter(status=RUNNING).exists():
            raise Refused("archiving_running")
        number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1
        Archive.objects.create(
            office_id=call.office_id,
            call=call,
            number=number,
            personal=personal,
            made_by=actor.person,
            made_at=at,
        )
        content: dict[str, Plain] = {"archive": number, "personal": personal}
        log_act(call=call, act=Act.MAKE_ARCHIVE, actor=actor, at=at, content=content)
    return number


def take_archive(*, actor: Actor, call_slug: str, number: int) -> Path:
    """Where a made archive's file lies, for whoever takes it away. Logs `make_archive` with `taken`.

    Raises:
        Refused: that office has no such call, it no such archive, or its file is gone.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    with transaction.atomic():
        call, at = on_call(actor, Act.MAKE_ARCHIVE, call_slug)
        row = Archive.objects.filter(call=call, number=number, status="made").first()
        path = path_of(row.digest) if row else None
        if row is None or path is None or not path.is_file():
            raise Refused("archiving_unknown")
        content: dict[str, Plain] = {"archive": number, "personal": row.personal, "taken": True}
        log_act(call=call, act=Act.MAKE_ARCHIVE, actor=actor, at=at, content=content)
    return path


def set_retention(
    *,
    actor: Actor,
    call_slug: str,
    keeping: Keeping,
    erase_on: date | None,
    originals: bool,
    reason: str,
    stamp: str = "",
) -> None:
    """Says how long papers are kept and from which day on personal data is erased. Logs `make_archive`.

    `stamp` is that of the retention that was looked at, "" for none.

    Raises:
        Refused: that office has no such call, the day is past or after the papers' end, or the retention
            was changed meanwhile.
        NotAllowed: who asks may not, or the call's state forbids it.
    """
    why = short_text(reason)
    with transaction.atomic():
        call, at = on_call(actor, Act.MAKE_ARCHIVE, call_slug)
        until = kept_until(keeping, localtime(call.closed_at or call.deadline).date())
        before = Retention.objects.filter(call=call).first()
        if (before.at.isoformat() if before else "") != stamp:
            raise Refused("archiving_retention_changed")
        _check_day(erase_on, localtime(at).date(), until)
        told = {
            "category": keeping.value,
            "keep_until": until,
            "erase_on": erase_on,
            "originals": originals and erase_on is not None,
            "reason": why,
            "by": actor.person,
            "at": at,
        }
        Retention.objects.update_or_create(call=call, defaults={**told, "office_id": call.office_id})
        content: dict[str, Plain] = {
            "retention": keeping.value,
            "keep_until": until.isoformat() if until else "",
            "erase_on": erase_on.isoformat() if erase_on else "",
            "originals": originals and erase_on is not None,
            "reason": why,
        }
        log_act(call=call, act=Act.MAKE_ARCHIVE, actor=actor, at=at, content=content)


def _check_day(erase_on: date | None, today: date, until: date | None) -> None:
    if erase_on is None:
        return
    if erase_on <= today:
        raise Refused("archiving_erase_past", today=today.isoformat())
    if until is not None and erase_on > until:
        raise Refused("archiving_erase_late", until=until.isoformat())
