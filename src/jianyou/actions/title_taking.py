"""旧名单收入称号登记: a list that the office keeps becomes titles, as was shown before."""

from uuid import UUID

from django.db import transaction

from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.actions.texts import one_line
from jianyou.actions.title_judging import judge_holders
from jianyou.actions.titles import LONGEST_BATCH, check_keeper, enter
from jianyou.domain.annexes.nominees import kind_of
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.titles.changing import MOST_YEARS
from jianyou.queries.title_taking import Taken, Taking, TakingTold, get_taking
from jianyou.store.dialect import database_now
from jianyou.store.models import Office, Title
from jianyou.terms.finding import Refused

LONGEST_AWARD = 100


def look_at_list(*, actor: Actor, key: UUID, told: TakingTold) -> Taking:
    """What taking over a list comes to; nothing is entered.

    Raises:
        Refused: there is no such list, or something is missing or too long.
        NotAllowed: who asks may not.
    """
    check_keeper(actor)
    return get_taking(viewer=actor, key=key, told=_checked(told))


def take_list(*, actor: Actor, key: UUID, told: TakingTold, count: int) -> int:
    """Enters the firms of a list as titles, `count` of them as was shown; gives how many.

    Written into the site's log.

    Raises:
        Refused: as `look_at_list`; others than were shown, or none.
        NotAllowed: who asks may not.
    """
    check_keeper(actor)
    told = _checked(told)
    with transaction.atomic():
        Office.objects.select_for_update(no_key=True).get(id=actor.office)
        taking = get_taking(viewer=actor, key=key, told=told)
        if len(taking.titles) != count:
            raise Refused("titles_others", shown=count, now=len(taking.titles))
        if not taking.titles:
            raise Refused("titles_nothing")
        rows = [_title(actor, one, told, taking.title) for one in taking.titles]
        enter(actor, rows, database_now())
        log_deed(
            SiteDeed.TITLES_TAKEN_OVER,
            subject=told.award_name,
            operator=actor.person,
            list=taking.title,
            titles=count,
            first=rows[0].number,
            left_out=sum(taking.left.values()),
        )
    judge_holders(rows)
    return count


def _title(actor: Actor, one: Taken, told: TakingTold, document: str) -> Title:
    return Title(
        office_id=actor.office,
        award_name=told.award_name,
        tier_name=told.tier_name or told.award_name,
        batch=one.batch,
        document=document,
        name=one.name,
        name_key=one.name_key,
        uscc=one.uscc,
        kind=kind_of(one.name).value,
        district=one.district,
        former=list(one.former),
        conferred_on=one.conferred_on,
        valid_until=one.valid_until,
        status=one.status.value,
    )


def _checked(told: TakingTold) -> TakingTold:
    if told.validity_years is not None and not 1 <= told.validity_years <= MOST_YEARS:
        raise Refused("title_years_wrong", most=MOST_YEARS)
    return TakingTold(
        award_name=one_line(told.award_name, LONGEST_AWARD, "title_award_missing"),
        tier_name=one_line(told.tier_name, LONGEST_AWARD),
        batch=one_line(told.batch, LONGEST_BATCH),
        conferred_on=told.conferred_on,
        validity_years=told.validity_years,
    )
