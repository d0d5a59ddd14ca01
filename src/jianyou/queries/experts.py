"""The office's pool of experts: who there is, what they know, how much they judged; contacts masked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet
from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.contacts import masked
from jianyou.store.models import Expert, Panelist, PersonalDatum, Sheet
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from jianyou.terms.paging import Page, turned_to

PHONE, MAIL = "phone", "mail"
"""The fields of personal data under which an expert's are kept."""
LANGUAGES = ("zh", "en")
"""Of dossiers that an expert may read."""
INDUSTRY = "#"
"""What stands before an industry in what searches look in."""
LENGTH = 50
_SHORTEST_SOUND = 2
_KEEPERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)
_COUNTING = ~Q(status=SheetStatus.DROPPED)


@dataclass(frozen=True, slots=True)
class ExpertsWanted:
    """Which experts are wanted: by name, sound, employer or field; of an industry; trained since a day.

    `account`: with one, or without; None for either. `retired` ones are left out unless wanted.
    """

    search: str = ""
    industry: str = ""
    trained_since: date | None = None
    account: bool | None = None
    retired: bool = False
    page: int = 1


@dataclass(frozen=True, slots=True)
class Load:
    """What an expert judged: calls, sheets given to him, handed in, of these in time, still with him."""

    calls: int = 0
    sheets: int = 0
    submitted: int = 0
    in_time: int = 0
    open: int = 0


@dataclass(frozen=True, slots=True)
class ExpertLine:
    """An expert in a list. `account` is the name he signs in with; phone and mail are masked unless shown."""

    key: UUID
    name: str
    employer: str
    title: str
    district: str
    industries: tuple[str, ...]
    words: tuple[str, ...]
    languages: tuple[str, ...]
    trained_on: date | None
    account: str
    retired: bool
    phone: str
    mail: str
    load: Load


@dataclass(frozen=True, slots=True)
class ExpertsView:
    """A page of the pool; `all` counts everybody in it, whatever is wanted."""

    page: Page[ExpertLine]
    all: int


@dataclass(frozen=True, slots=True)
class Served:
    """A review that an expert is or was asked for; `state` as on its panel, `left` when he left it."""

    slug: str
    call: str
    number: int
    name: str
    state: str
    named_at: datetime
    left_at: datetime | None
    sheets: int
    submitted: int


@dataclass(frozen=True, slots=True)
class ExpertView:
    """An expert opened: his line, the rest that is kept of him, and what he was asked for."""

    line: ExpertLine
    group: str
    earlier: tuple[str, ...]
    note: str
    made_at: datetime
    retired_at: datetime | None
    served: tuple[Served, ...]


def list_experts(*, viewer: Actor, wanted: ExpertsWanted, shown: bool = False) -> ExpertsView:
    """A page of the viewer's office's pool by name; contacts in clear only where that was logged.

    Raises:
        Refused: the viewer keeps no pool.
    """
    pool = _pool(viewer)
    rows = narrowed(pool, wanted)
    total = rows.count()
    number = turned_to(wanted.page, total, LENGTH)
    some = list(rows.select_related("user").order_by("sound", "id")[(number - 1) * LENGTH : number * LENGTH])
    items = lines_of(some, shown=shown)
    return ExpertsView(Page(items, number, total, LENGTH), pool.filter(retired_at=None).count())


def get_expert(*, viewer: Actor, key: UUID, shown: bool = False) -> ExpertView:
    """One expert of the viewer's office.

    Raises:
        Refused: the office has none of that key.
    """
    row = _pool(viewer).select_related("user").filter(id=key).first()
    if row is None:
        raise Refused("expert_unknown")
    return ExpertView(
        line=lines_of([row], shown=shown)[0],
        group=row.group,
        earlier=tuple(row.earlier),
        note=row.note,
        made_at=localtime(row.made_at),
        retired_at=localtime(row.retired_at) if row.retired_at else None,
        served=_served(row),
    )


def known_experts(*, viewer: Actor) -> set[tuple[str, str]]:
    """Everybody in the pool by folded name and employer."""
    pairs = _pool(viewer).filter(retired_at=None).values_list("name", "employer")
    return {(name_key(name), name_key(employer)) for name, employer in pairs}


def narrowed(rows: QuerySet[Expert], wanted: ExpertsWanted) -> QuerySet[Expert]:
    """Those of the rows who are wanted."""
    rows = rows if wanted.retired else rows.filter(retired_at=None)
    if wanted.search:
        rows = rows.filter(_search(wanted.search))
    if wanted.industry:
        rows = knowing(rows, [wanted.industry])
    if wanted.trained_since:
        rows = rows.filter(trained_on__gte=wanted.trained_since)
    if wanted.account is not None:
        rows = rows.filter(user__isnull=not wanted.account)
    return rows


def knowing(rows: QuerySet[Expert], fields: Sequence[str]) -> QuerySet[Expert]:
    """Those who know one of these industries, or one within them; everybody where none is named."""
    known = Q()
    for code in fields:
        known |= Q(sought__contains=f"{INDUSTRY}{code.upper()}")
    return rows.filter(known)


def lines_of(rows: Sequence[Expert], *, shown: bool) -> tuple[ExpertLine, ...]:
    """Experts as lists tell them; the rows bring their users."""
    keys = [row.id for row in rows]
    contacts, loads = _contacts(keys, shown=shown), _loads(keys)
    return tuple(
        ExpertLine(
            key=row.id,
            name=row.name,
            employer=row.employer,
            title=row.title,
            district=row.district,
            industries=tuple(row.industries),
            words=tuple(row.words),
            languages=tuple(row.languages),
            trained_on=row.trained_on,
            account=row.user.username if row.user else "",
            retired=row.retired_at is not None,
            phone=contacts.get((row.id, PHONE), ""),
            mail=contacts.get((row.id, MAIL), ""),
            load=loads.get(row.id, Load()),
        )
        for row in rows
    )


def _pool(viewer: Actor) -> QuerySet[Expert]:
    if viewer.role not in _KEEPERS or not viewer.office:
        raise Refused("expert_unknown")
    return Expert.objects.filter(office_id=viewer.office)


def _search(text: str) -> Q:
    wanted = Q(sought__contains=key) if (key := name_key(text)) else Q(pk__in=())
    sound = "".join(filter(str.isalnum, text.lower())) if text.isascii() else sound_of(text).partition(" ")[0]
    return wanted | Q(sound__contains=sound) if len(sound) >= _SHORTEST_SOUND else wanted


def _contacts(keys: Iterable[UUID], *, shown: bool) -> Mapping[tuple[UUID, str], str]:
    site = site_keys()
    look = str if shown else _masked
    found = PersonalDatum.objects.filter(subject__in=keys, field__in=(PHONE, MAIL))
    return {(one.subject, one.field): look(site.decrypt(bytes(one.value))) for one in found}


def _masked(text: str) -> str:
    name, at, host = text.partition("@")
    return f"{name[:1]}***@{host}" if at else masked(text)


def _loads(keys: Sequence[UUID]) -> dict[UUID, Load]:
    given = Sheet.objects.filter(_COUNTING, expert__in=keys)
    handed = Q(submitted_at__isnull=False, status=SheetStatus.SUBMITTED)
    counted = given.values_list("expert_id").annotate(
        calls=Count("review__call_id", distinct=True),
        sheets=Count("id"),
        submitted=Count("id", filter=handed),
        in_time=Count("id", filter=handed & Q(submitted_at__lte=F("review__due"))),
        open=Count("id", filter=Q(status__in=(SheetStatus.ASSIGNED, SheetStatus.AGAIN))),
    )
    return {key: Load(*told) for key, *told in counted}


def _served(row: Expert) -> tuple[Served, ...]:
    sheets = Sheet.objects.filter(_COUNTING, expert=row).values_list("review_id")
    handed = Count("id", filter=Q(status=SheetStatus.SUBMITTED))
    counts = {review: told for review, *told in sheets.annotate(sheets=Count("id"), submitted=handed)}
    places = Panelist.objects.filter(expert=row).select_related("review__call").order_by("-named_at", "-id")
    return tuple(
        Served(
            slug=one.review.call.slug,
            call=one.review.call.title,
            number=one.review.number,
            name=one.review.title,
            state=one.state,
            named_at=localtime(one.named_at),
            left_at=localtime(one.left_at) if one.left_at else None,
            sheets=counts.get(one.review_id, [0, 0])[0],
            submitted=counts.get(one.review_id, [0, 0])[1],
        )
        for one in places
    )
