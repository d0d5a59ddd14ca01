"""往来单位: other sites' offices whose packages are taken, known by their keys; and what each may name."""

from uuid import UUID

from django.db import IntegrityError, transaction

from jianyou.actions.acting import reason_given
from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.packages.cards import Relation, SiteCard
from jianyou.queries.office_calls import own_call
from jianyou.queries.partners import own_card
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, Partner, PartnerQuota
from jianyou.terms.finding import Refused

MOST_PARTNERS = 500
MOST_QUOTA = 9999
LONGEST_NAME, LONGEST_DISTRICT = 200, 60


def add_partner(*, actor: Actor, card: SiteCard, name: str, relation: Relation, district: str = "") -> UUID:
    """Takes packages of that office from now on, under the name that this office gives it; its key.

    Raises:
        NotAllowed: only a section head does.
        Refused: the name or district can't be used, the card is this office's own, the same stands already,
            or there are too many.
    """
    _check_head(actor)
    name, district = name.strip(), district.strip()
    if not 0 < len(name) <= LONGEST_NAME:
        raise Refused("partner_name_wrong", most=LONGEST_NAME)
    if len(district) > LONGEST_DISTRICT:
        raise Refused("site_text_long", most=LONGEST_DISTRICT)
    if card.key == own_card(viewer=actor).key:
        raise Refused("partner_is_us")
    try:
        with transaction.atomic():
            _lock(actor)
            if Partner.objects.filter(office_id=actor.office, retired_at=None).count() >= MOST_PARTNERS:
                raise Refused("partners_many", most=MOST_PARTNERS)
            row = Partner.objects.create(
                office_id=actor.office,
                slug=card.office,
                name=name,
                relation=relation.value,
                district=district,
                key=card.key,
                sm2=card.sm2,
                added_by=actor.person,
                added_at=database_now(),
            )
            log_deed(
                SiteDeed.PARTNER_ADDED,
                subject=name,
                operator=actor.person,
                slug=card.office,
                relation=relation.value,
                key=card.key,
                sm2=card.sm2,
            )
    except IntegrityError:
        raise Refused("partner_there") from None
    return row.id


def retire_partner(*, actor: Actor, partner: UUID, reason: str) -> None:
    """Takes no more packages of that office; those that came stay. A second time changes nothing.

    Raises:
        NotAllowed: only a section head does.
        Refused: there is none of that key, or no reason is given.
    """
    _check_head(actor)
    reason = reason_given(reason)
    with transaction.atomic():
        _lock(actor)
        row = Partner.objects.filter(office_id=actor.office, id=partner).first()
        if row is None:
            raise Refused("partner_unknown")
        if row.retired_at is None:
            row.retired_at = database_now()
            row.save(update_fields=["retired_at"])
            log_deed(SiteDeed.PARTNER_RETIRED, subject=row.name, operator=actor.person, reason=reason)


def set_partner_quota(*, actor: Actor, call_slug: str, partner: UUID, most: int | None) -> None:
    """How many entries that office may name in a call; None for as many as it likes.

    Raises:
        NotAllowed: only a section head does.
        Refused: there is no such call or office below, or the number can't be.
    """
    _check_head(actor)
    if most is not None and not 0 <= most <= MOST_QUOTA:
        raise Refused("district_most_wrong", text=str(most)[:20], most=MOST_QUOTA)
    with transaction.atomic():
        _lock(actor)
        call = own_call(actor, call_slug)
        row = Partner.objects.filter(office_id=actor.office, id=partner, relation=Relation.LOWER).first()
        if row is None or row.retired_at is not None:
            raise Refused("partner_unknown")
        before = PartnerQuota.objects.filter(call=call, partner=row).first()
        if (before.most if before else None) == most:
            return
        if most is None:
            PartnerQuota.objects.filter(call=call, partner=row).delete()
        else:
            PartnerQuota.objects.update_or_create(
                call=call, partner=row, defaults={"office_id": actor.office, "most": most}
            )
        log_deed(
            SiteDeed.PARTNER_QUOTA_SET,
            subject=row.name,
            operator=actor.person,
            call=call.slug,
            before=before.most if before else None,
            most=most,
        )


def _lock(actor: Actor) -> None:
    Office.objects.select_for_update(no_key=True).get(id=actor.office)


def _check_head(actor: Actor) -> None:
    if actor.role is not Role.SECTION_HEAD or not actor.office:
        raise NotAllowed("partners_not_yours")
