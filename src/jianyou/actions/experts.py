"""评审专家: the office's pool of experts is kept, and who judges is given an account."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.contrib.auth.hashers import make_password
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.db import transaction
from django.utils.timezone import localtime

from jianyou.actions.acting import reason_given, short_text
from jianyou.actions.confirming import LONGEST_ADDRESS
from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.actions.staff import check_username, close_account
from jianyou.actions.texts import one_line
from jianyou.codes.contact import parse as parse_contact
from jianyou.codes.industry import get as industry_of
from jianyou.codes.names import name_key
from jianyou.codes.pinyin import sound_of
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.judging.recusal.names import unit_key
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.queries.experts import INDUSTRY, LANGUAGES, MAIL, PHONE
from jianyou.store.dialect import database_now
from jianyou.store.models import Expert, Office, Panelist, PersonalDatum, Post, User
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

LONGEST_NAME, LONGEST_TITLE, LONGEST_EMPLOYER, LONGEST_PHONE = 100, 100, 200, 60
LONGEST_WORD, MOST_LISTED = 60, 30
"""Characters of one field or word, and how many of each an expert may have."""
MOST_EXPERTS = 20_000
_MAIL = EmailValidator()
_NOBODYS = ' "[],;:<>'
"""Well-formed in an address, in nobody's, and able to carry what a header mustn't."""
_KEEPERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertTold:
    """An expert as typed or read: `industries` are codes of GB/T 4754, `languages` of LANGUAGES."""

    name: str
    employer: str = ""
    title: str = ""
    group: str = ""
    earlier: Sequence[str] = ()
    industries: Sequence[str] = ()
    words: Sequence[str] = ()
    languages: Sequence[str] = ()
    district: str = ""
    trained_on: date | None = None
    note: str = ""
    phone: str = ""
    mail: str = ""


def keep_expert(*, actor: Actor, told: ExpertTold, key: uuid.UUID | None = None) -> uuid.UUID:
    """Puts an expert into the pool, or changes the one of that key; gives its key.

    Raises:
        Refused: something is missing, wrong or too long, there is no such expert, or the pool is full.
        NotAllowed: only clerks and section heads of the office keep its pool.
    """
    return keep_experts(actor=actor, told=[checked(told)], key=key)[0]


def keep_experts(
    *, actor: Actor, told: Sequence[ExpertTold], key: uuid.UUID | None = None
) -> list[uuid.UUID]:
    """The same of several `checked` ones at once; with a `key` of the one that is changed.

    Raises:
        Refused: there is no such expert, or the pool is full.
        NotAllowed: only clerks and section heads of the office keep its pool.
    """
    check_keeper(actor)
    with transaction.atomic():
        Office.objects.select_for_update().get(id=actor.office)
        at = database_now()
        rows = [_locked(actor, key)] if key else [_new(actor, at) for _ in told]
        there = 0 if key else Expert.objects.filter(office_id=actor.office, retired_at=None).count()
        if there + len(rows) > MOST_EXPERTS:
            raise Refused("expert_pool_full", most=MOST_EXPERTS)
        for row, one in zip(rows, told, strict=True):
            _fill(row, one, at)
        if key:
            rows[0].save()
        else:
            Expert.objects.bulk_create(rows, batch_size=500)
        _keep_contacts(rows, told)
        names = "、".join(row.name for row in rows[:3])
        log_deed(
            SiteDeed.EXPERT_KEPT, subject=names, operator=actor.person, count=len(rows), changed=bool(key)
        )
    return [row.id for row in rows]


def checked(told: ExpertTold) -> ExpertTold:
    """An expert's fields as they are kept.

    Raises:
        Refused: something is missing, wrong or too long.
    """
    name = one_line(told.name, LONGEST_NAME)
    if not name:
        raise Refused("expert_name_missing")
    industries = _listed(told.industries)
    for code in industries:
        if industry_of(code) is None:
            raise Refused("expert_industry_unknown", text=code)
    if unknown := set(told.languages) - set(LANGUAGES):
        raise Refused("expert_language_unknown", text=min(unknown)[:20])
    return ExpertTold(
        name=name,
        employer=one_line(told.employer, LONGEST_EMPLOYER),
        title=one_line(told.title, LONGEST_TITLE),
        group=one_line(told.group, LONGEST_EMPLOYER),
        earlier=_listed(told.earlier, LONGEST_EMPLOYER),
        industries=[code.upper() for code in industries],
        words=_listed(told.words),
        languages=[code for code in LANGUAGES if code in told.languages],
        district=one_line(told.district, LONGEST_WORD),
        trained_on=told.trained_on,
        note=short_text(fit_text(told.note, lines=True)),
        phone=_phone(told.phone),
        mail=_mail(told.mail),
    )


def retire_expert(*, actor: Actor, key: uuid.UUID, reason: str) -> None:
    """The expert is asked no more; the account closes with it, and phone and mail address are removed.

    Raises:
        Refused: no reason is given, there is no such expert, or a review that isn't over has him.
        NotAllowed: only clerks and section heads of the office keep its pool.
    """
    check_keeper(actor)
    why = reason_given(reason)
    with transaction.atomic():
        row = _locked(actor, key)
        if row.retired_at is not None:
            return
        busy = Panelist.objects.filter(expert=row, left_at=None).exclude(review__status="closed")
        if panelist := busy.exclude(state="declined").select_related("review__call").first():
            raise Refused("expert_busy", call=panelist.review.call.title)
        row.retired_at = database_now()
        row.save(update_fields=["retired_at"])
        PersonalDatum.objects.filter(subject=row.id).delete()
        if row.user is not None:
            _close(actor, row.user)
        log_deed(SiteDeed.EXPERT_RETIRED, subject=row.name, operator=actor.person, reason=why)


def give_account(*, actor: Actor, key: uuid.UUID, username: str, password: str) -> None:
    """An account for an expert, in whose pages alone he works; the password is changed before anything else.

    Raises:
        Refused: there is no such expert, he has one, or the username can't be used.
        NotAllowed: only clerks and section heads of the office keep its pool.
    """
    check_keeper(actor)
    check_username(username)
    kept = make_password(password)
    with transaction.atomic():
        row = _locked(actor, key)
        if row.retired_at is not None:
            raise Refused("expert_unknown")
        if row.user_id is not None:
            raise Refused("expert_has_account")
        if User.objects.filter(username=username).exists():
            raise Refused("staff_taken", username=username)
        user = User(username=username, name=row.name, created_at=database_now(), must_change=True)
        user.password = kept
        user.save()
        Post.objects.create(office_id=row.office_id, user=user, role=Role.EXPERT.value)
        row.user = user
        row.save(update_fields=["user"])
        # An expert may have been put on panels before: the sheets there are his from now on.
        row.sheets.update(by=username)
        log_deed(
            SiteDeed.ACCOUNT_ADDED,
            subject=username,
            operator=actor.person,
            office=actor.office,
            roles=[Role.EXPERT.value],
        )


def show_experts(*, actor: Actor, count: int) -> None:
    """Writes into the site's log that contacts of so many experts are shown to the actor.

    Raises:
        NotAllowed: only clerks and section heads of the office see them.
    """
    check_keeper(actor)
    log_deed(SiteDeed.EXPERTS_SHOWN, subject=actor.person, operator=actor.person, count=count)


def check_keeper(actor: Actor) -> None:
    """Look at whether somebody keeps the office's pool.

    Raises:
        NotAllowed: he doesn't.
    """
    if actor.role not in _KEEPERS or not actor.office:
        raise NotAllowed("experts_not_yours")


def _new(actor: Actor, at: datetime) -> Expert:
    return Expert(office_id=actor.office, made_by=actor.person, made_at=at)


def _fill(row: Expert, told: ExpertTold, at: datetime) -> None:
    if told.trained_on and told.trained_on > localtime(at).date():
        raise Refused("expert_trained_future")
    row.name, row.sound = told.name, sound_of(told.name)
    row.employer, row.employer_key = told.employer, unit_key(told.employer)
    row.title, row.group, row.district = told.title, told.group, told.district
    row.earlier, row.industries = list(told.earlier), list(told.industries)
    row.words, row.languages = list(told.words), list(told.languages)
    row.trained_on, row.note = told.trained_on, told.note
    texts = (told.name, told.employer, told.title, *told.words)
    row.sought = "\n".join([*map(name_key, texts), *(f"{INDUSTRY}{code}" for code in told.industries)])


def _keep_contacts(rows: Sequence[Expert], told: Sequence[ExpertTold]) -> None:
    keys = site_keys()
    fresh = [
        PersonalDatum(
            office_id=row.office_id,
            subject=row.id,
            field=field,
            value=keys.encrypt(text),
            lookup=keys.finder(field, text),
        )
        for row, one in zip(rows, told, strict=True)
        for field, text in ((PHONE, one.phone), (MAIL, one.mail))
        if text
    ]
    PersonalDatum.objects.filter(subject__in=[row.id for row in rows]).delete()
    PersonalDatum.objects.bulk_create(fresh, batch_size=500)


def _close(actor: Actor, user: User) -> None:
    """His account; who has another post in the office only judges no more."""
    user.posts.filter(role=Role.EXPERT).delete()
    if not user.posts.exists():
        # An account without any post is nobody's; this keeps whose it was.
        Post.objects.create(office_id=actor.office, user=user, role=Role.EXPERT.value)
        close_account(operator=actor.person, username=user.username)


def _locked(actor: Actor, key: uuid.UUID) -> Expert:
    rows = Expert.objects.select_for_update(of=("self",)).select_related("user")
    row = rows.filter(office_id=actor.office, id=key).first()
    if row is None:
        raise Refused("expert_unknown")
    return row


def _phone(text: str) -> str:
    typed = one_line(text, LONGEST_PHONE)
    if not typed:
        return ""
    phones = parse_contact(typed).phones
    if not phones:
        raise Refused("expert_phone_wrong")
    return "、".join(phone.text() for phone in phones)


def _mail(text: str) -> str:
    typed = one_line(text, LONGEST_ADDRESS)
    if not typed:
        return ""
    try:
        _MAIL(typed)
    except ValidationError:
        raise Refused("expert_mail_wrong") from None
    if any(sign in typed for sign in _NOBODYS):
        raise Refused("expert_mail_wrong")
    return typed.lower()


def _listed(texts: Sequence[str], longest: int = LONGEST_WORD) -> list[str]:
    told = list(dict.fromkeys(line for text in texts if (line := one_line(text, longest))))
    if len(told) > MOST_LISTED:
        raise Refused("expert_too_many", most=MOST_LISTED)
    return told
