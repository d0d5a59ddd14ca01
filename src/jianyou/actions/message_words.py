"""消息文字: an office puts its own words for the shipped ones, or takes them back."""

from dataclasses import dataclass

from django.db import transaction

from jianyou.actions.outbox import Kind
from jianyou.actions.site_log import SiteDeed, log_deed
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.mailbox.templates import Words, check_words
from jianyou.queries.message_words import list_own_words
from jianyou.store.dialect import database_now
from jianyou.store.models import MessageTemplate, Office
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

_KEEPERS = (Role.OFFICE_CLERK, Role.SECTION_HEAD)
_NOT_OFFICES = frozenset(
    {
        *(Kind.ACCOUNT_CODE, Kind.RECOVERY_CODE, Kind.REACH_CHANGED, Kind.PASSWORD_RECOVERED, Kind.INBOX),
        *(Kind.CORRECTION_ANSWERED, Kind.BOUNCED, Kind.BOUNCED_FOR_NOW),
        Kind.TITLES_DUE,
    }
)
"""About accounts, which are no office's, or only shown to the office itself."""
KINDS = tuple(kind for kind in Kind if kind not in _NOT_OFFICES)
"""Kinds whose words an office may change, in the order of a filing's life."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Which:
    """The words of a kind in a language; `seen` tells which own ones the actor saw, empty for the shipped."""

    kind: str
    lang: Lang
    seen: str = ""


def keep_message_words(*, actor: Actor, which: Which, words: Words) -> None:
    """Puts an office's own words for letters of a kind. Letters that wait already are sent with them too.

    Written into the site's log.

    Raises:
        Refused: the words aren't fit (only the first that is wrong), the kind's can't be changed, or they
            were changed since they were seen.
        NotAllowed: only clerks and section heads of the office change its words.
    """
    _check(actor, which)
    for _, wrong in check_words(which.kind, which.lang, words):
        raise wrong
    with transaction.atomic():
        row = _locked(actor, which) or MessageTemplate(
            office_id=actor.office, kind=which.kind, lang=which.lang
        )
        row.subject, row.body = words
        row.by, row.at = actor.person, database_now()
        row.save()
        _log(SiteDeed.MESSAGE_WORDS_KEPT, actor, which, subject_line=words.subject, text=words.body)


def reset_message_words(*, actor: Actor, which: Which) -> None:
    """Takes an office's own words back: the shipped ones hold again. Without any nothing is done.

    Raises:
        Refused: the kind's can't be changed, or they were changed since they were seen.
        NotAllowed: only clerks and section heads of the office change its words.
    """
    _check(actor, which)
    with transaction.atomic():
        row = _locked(actor, which)
        if row is not None:
            row.delete()
            _log(SiteDeed.MESSAGE_WORDS_RESET, actor, which)


def _check(actor: Actor, which: Which) -> None:
    if actor.role not in _KEEPERS or not actor.office:
        raise NotAllowed("templates_not_yours")
    if which.kind not in KINDS:
        raise Refused("template_kind_unknown")


def _locked(actor: Actor, which: Which) -> MessageTemplate | None:
    # The office's row, since there may be no other to lock.
    Office.objects.select_for_update(no_key=True).get(id=actor.office)
    own = list_own_words(viewer=actor, kind=which.kind).get((which.kind, which.lang))
    if (own.version if own else "") != which.seen:
        raise Refused("template_stale", by=own.by if own else "—")
    rows = MessageTemplate.objects.filter(office_id=actor.office, kind=which.kind, lang=which.lang)
    return rows.first()


def _log(deed: SiteDeed, actor: Actor, which: Which, **content: str) -> None:
    log_deed(deed, subject=which.kind, operator=actor.person, lang=which.lang.value, **content)
