"""名单: an office keeps the published lists of firms that its calls address.

A file is read and looked at before anything of it is kept. Until then it lies encrypted, for it may hold
contacts; who looks at it no more for a week has it removed.
"""

import hashlib
import json
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path, PurePath
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.actions.texts import one_line
from jianyou.codes.pinyin import sound_of
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.screening.roster_firms import Roster, RosterFirm
from jianyou.domain.screening.rosters import (
    RosterKind,
    RosterSheet,
    fitting_columns,
    guess_columns,
    open_roster,
)
from jianyou.queries.audiences import SHEET, read_again
from jianyou.store.dialect import database_now
from jianyou.store.models import AudienceList, Listed, Office, PersonalDatum
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_LISTS = 200
LONGEST_TITLE, LONGEST_BATCH = 200, 60
CONTACT = "contact"
"""The field of personal data under which a firm's contact is kept, as JSON."""
_KEEPERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)
_FORGOTTEN = timedelta(days=7)
_BATCH = 500
_ENDINGS = (".xlsx", ".xls", ".csv", ".txt")


@dataclass(frozen=True, slots=True, kw_only=True)
class ListTold:
    """A list as it is typed: its kind, title, batch and day (both may be empty)."""

    kind: RosterKind
    title: str
    batch: str = ""
    listed_on: date | None = None


def begin_list(*, actor: Actor, told: ListTold, name: str, data: bytes) -> UUID:
    """Reads a file to be looked at, its columns guessed; gives its list's key. Keeps no firm yet.

    A file that was read before under this kind leads to the list that there is.

    Raises:
        Refused: it can't be read, its title is missing, or there are too many lists.
        NotAllowed: only clerks and section heads of the office keep its lists.
    """
    _check_keeper(actor)
    title, batch = one_line(told.title, LONGEST_TITLE), one_line(told.batch, LONGEST_BATCH)
    if not title:
        raise Refused("audience_title_missing")
    digest = hashlib.sha256(data).hexdigest()
    found = _same(actor, told.kind, digest)
    if found is not None:
        return found
    sheet = _opened(name, data)
    with transaction.atomic():
        _lock(actor)
        found = _same(actor, told.kind, digest)
        if found is not None:
            return found
        _forget(actor)
        if AudienceList.objects.filter(office_id=actor.office, retired_at=None).count() >= MOST_LISTS:
            raise Refused("audience_too_many", most=MOST_LISTS)
        row = AudienceList.objects.create(
            office_id=actor.office,
            key=told.kind.value,
            title=title,
            batch=batch,
            listed_on=told.listed_on,
            source=PurePath(name).name[-300:],
            digest=digest,
            made_by=actor.person,
            made_at=database_now(),
            columns={field.value: at for field, at in guess_columns(sheet.headings).items()},
        )
        PersonalDatum.objects.create(
            office_id=actor.office,
            subject=row.id,
            field=SHEET,
            value=_sealed([sheet.headings, sheet.rows]),
            lookup="",
        )
    return row.id


def map_list(*, actor: Actor, key: UUID, columns: Mapping[str, int], headings: int) -> None:
    """Says which column of a list that is looked at holds what; it has so many `headings`.

    Raises:
        Refused: there is no such list, no column holds the names, or one is to hold two things.
        NotAllowed: only clerks and section heads of the office keep its lists.
    """
    _check_keeper(actor)
    fitting = fitting_columns(columns, headings)
    with transaction.atomic():
        row = _looked_at(actor, key)
        row.columns = {field.value: at for field, at in fitting.items()}
        row.save(update_fields=["columns"])


def keep_list(*, actor: Actor, key: UUID, firms: int, replaces: bool = False) -> int:
    """Keeps the firms of a list that was looked at, `firms` of them as was shown; gives how many.

    With `replaces` the other lists of its kind are retired. Written into the site's log.

    Raises:
        Refused: there is no such list to be looked at, it holds no firm, or not as many as were shown.
        NotAllowed: only clerks and section heads of the office keep its lists.
    """
    _check_keeper(actor)
    seen = AudienceList.objects.filter(office_id=actor.office, id=key, kept_at=None).first()
    if seen is None:
        raise Refused("audience_gone")
    roster = read_again(seen)
    made = _made(seen, roster)
    with transaction.atomic():
        _lock(actor)
        row = _looked_at(actor, key)
        if row.columns != seen.columns or len(roster.firms) != firms:
            raise Refused("audience_changed")
        if not roster.firms:
            raise Refused("audience_no_firm")
        Listed.objects.bulk_create([listed for listed, _ in made], batch_size=_BATCH)
        PersonalDatum.objects.bulk_create([datum for _, datum in made if datum], batch_size=_BATCH)
        row.kept_at = database_now()
        row.save(update_fields=["kept_at"])
        retired = _retire(row, _others(row)) if replaces else 0
        PersonalDatum.objects.filter(subject=row.id, field=SHEET).delete()
        log_deed(
            SiteDeed.LIST_KEPT,
            subject=row.title,
            operator=actor.person,
            kind=row.key,
            batch=row.batch,
            firms=firms,
            digest=row.digest,
            retired=retired,
        )
    return firms


def drop_list(*, actor: Actor, key: UUID) -> None:
    """Removes a list that is only looked at. A second time changes nothing.

    Raises:
        NotAllowed: only clerks and section heads of the office keep its lists.
    """
    _check_keeper(actor)
    with transaction.atomic():
        _lock(actor)
        _remove(AudienceList.objects.filter(office_id=actor.office, id=key, kept_at=None))


def retire_list(*, actor: Actor, key: UUID) -> None:
    """No firm counts by this list any more; its contacts are removed. A second time changes nothing.

    Raises:
        Refused: there is no such list.
        NotAllowed: only clerks and section heads of the office keep its lists.
    """
    _check_keeper(actor)
    with transaction.atomic():
        _lock(actor)
        row = AudienceList.objects.filter(office_id=actor.office, id=key).exclude(kept_at=None).first()
        if row is None:
            raise Refused("audience_gone")
        if row.retired_at is None:
            _retire(row, [row])
            log_deed(
                SiteDeed.LIST_RETIRED, subject=row.title, operator=actor.person, kind=row.key, batch=row.batch
            )


def _made(row: AudienceList, roster: Roster) -> list[tuple[Listed, PersonalDatum | None]]:
    """The rows of the firms with their contacts: encrypting takes its time, and is done in no transaction."""
    made = []
    for ordinal, firm in enumerate(roster.firms, 1):
        listed = _listed(row, ordinal, firm)
        datum = None
        if firm.contact:
            value = _sealed(dict(firm.contact))
            datum = PersonalDatum(
                office_id=row.office_id, subject=listed.id, field=CONTACT, value=value, lookup=""
            )
        made.append((listed, datum))
    return made


def _listed(row: AudienceList, ordinal: int, firm: RosterFirm) -> Listed:
    facts = {
        "batch": firm.batch,
        "listed_on": firm.listed_on.isoformat() if firm.listed_on else "",
        "established_on": firm.established_on.isoformat() if firm.established_on else "",
        "former_name": firm.former_name,
    }
    return Listed(
        office_id=row.office_id,
        audience_list=row,
        ordinal=ordinal,
        name=firm.name,
        name_key=firm.name_key,
        sound=sound_of(firm.name),
        uscc=firm.uscc,
        district=firm.district,
        industry=firm.industry,
        status=firm.status.value,
        valid_until=firm.valid_until,
        facts={name: text for name, text in facts.items() if text},
        place=str(firm.row),
    )


def _others(row: AudienceList) -> list[AudienceList]:
    others = AudienceList.objects.filter(office_id=row.office_id, key=row.key, retired_at=None)
    return list(others.exclude(kept_at=None).exclude(id=row.id))


def _retire(row: AudienceList, lists: Sequence[AudienceList]) -> int:
    keys = [one.id for one in lists]
    AudienceList.objects.filter(id__in=keys, office_id=row.office_id).update(retired_at=database_now())
    firms = Listed.objects.filter(audience_list__in=keys).values("id")
    PersonalDatum.objects.filter(subject__in=firms, field=CONTACT).delete()
    return len(keys)


def _forget(actor: Actor) -> None:
    """Removes what nobody kept for a week."""
    old = AudienceList.objects.filter(office_id=actor.office, kept_at=None)
    _remove(old.filter(made_at__lt=database_now() - _FORGOTTEN))


def _remove(lists: QuerySet[AudienceList]) -> None:
    PersonalDatum.objects.filter(subject__in=lists.values("id"), field=SHEET).delete()
    lists.delete()


def _same(actor: Actor, kind: RosterKind, digest: str) -> UUID | None:
    lists = AudienceList.objects.filter(office_id=actor.office, key=kind, digest=digest, retired_at=None)
    return lists.values_list("id", flat=True).first()


def _looked_at(actor: Actor, key: UUID) -> AudienceList:
    found = AudienceList.objects.select_for_update().filter(office_id=actor.office, id=key, kept_at=None)
    row = found.first()
    if row is None:
        raise Refused("audience_gone")
    return row


def _opened(name: str, data: bytes) -> RosterSheet:
    ending = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"list{ending if ending in _ENDINGS else ''}"
        path.write_bytes(data)
        return open_roster(path)


def _sealed(told: object) -> bytes:
    return site_keys().encrypt(json.dumps(told, ensure_ascii=False))


def _lock(actor: Actor) -> None:
    Office.objects.select_for_update().get(id=actor.office)


def _check_keeper(actor: Actor) -> None:
    if actor.role not in _KEEPERS or not actor.office:
        raise NotAllowed("audiences_not_yours")
