"""往来单位: this office's own card, the offices of other sites that it knows, and what each may name."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import Count, Q
from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.cards import Relation, SiteCard
from jianyou.queries.office_calls import names_of, own_call
from jianyou.store.models import Call, Office, Partner, PartnerQuota
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class PartnerLine:
    """Another site's office; `taken` and `sent` count packages. Moments are in the site's zone."""

    key: UUID
    card: SiteCard
    relation: Relation
    district: str
    added_by: str
    added_at: datetime
    retired_at: datetime | None
    taken: int
    sent: int


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """An office below in a call; `most` is None where it may name as many as it likes."""

    partner: UUID
    name: str
    district: str
    most: int | None


def own_card(*, viewer: Actor) -> SiteCard:
    """The card of the viewer's own office."""
    return card_of(Office.objects.get(id=viewer.office))


def card_of(office: Office) -> SiteCard:
    """The card of an office of this site."""
    keys = site_keys()
    sm2 = keys.sm2.public if keys.sm2 else ""
    return SiteCard(office.slug, office.name, keys.signing.public.raw.hex(), sm2)


def list_partners(*, viewer: Actor) -> tuple[PartnerLine, ...]:
    """Every office that the viewer's knows, those in use first, those above before those below."""
    rows = Partner.objects.filter(office_id=viewer.office).annotate(
        taken=Count("packages", filter=Q(packages__status="taken"), distinct=True),
        sent_out=Count("sent", distinct=True),
    )
    found = sorted(rows, key=lambda one: (one.retired_at is not None, one.relation != "upper", one.name))
    names = names_of(viewer, [row.added_by for row in found])
    return tuple(_line(row, names, row.taken, row.sent_out) for row in found)


def get_partner(*, viewer: Actor, key: UUID) -> PartnerLine:
    """One of them.

    Raises:
        Refused: there is none of that key.
    """
    found = next((one for one in list_partners(viewer=viewer) if one.key == key), None)
    if found is None:
        raise Refused("partner_unknown")
    return found


def list_quotas(*, viewer: Actor, slug: str) -> tuple[QuotaLine, ...]:
    """The offices below in use, with what each may name in a call.

    Raises:
        Refused: the viewer's office has no such call.
    """
    set_ones = quotas_in(own_call(viewer, slug))
    rows = Partner.objects.filter(office_id=viewer.office, relation=Relation.LOWER, retired_at=None)
    return tuple(
        QuotaLine(row.id, row.name, row.district, set_ones.get(row.id)) for row in rows.order_by("name", "id")
    )


def quotas_in(call: Call) -> Mapping[UUID, int]:
    """What offices below may name in a call, by their keys; who has no number isn't among them."""
    return dict(PartnerQuota.objects.filter(call=call).values_list("partner_id", "most"))


def _line(row: Partner, names: Mapping[str, str], taken: int, sent: int) -> PartnerLine:
    return PartnerLine(
        key=row.id,
        card=SiteCard(row.slug, row.name, row.key, row.sm2),
        relation=Relation(row.relation),
        district=row.district,
        added_by=names[row.added_by],
        added_at=localtime(row.added_at),
        retired_at=localtime(row.retired_at) if row.retired_at else None,
        taken=taken,
        sent=sent,
    )
