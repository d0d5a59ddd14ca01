"""The words of messages as an office has them, and how its people are told of its inbox."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from django.utils.timezone import localtime

from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.mailbox.templates import Words, shipped_words
from jianyou.store.models import InboxLetters, MessageTemplate, User
from jianyou.terms.lang import Lang


@dataclass(frozen=True, slots=True)
class OwnWords:
    """An office's own words: by whom and when (in the site's zone), and their `version`."""

    kind: str
    lang: Lang
    words: Words
    by: str
    at: datetime
    version: str


class KindWords(NamedTuple):
    """The words of a kind in a language: the shipped ones, and the office's own where it has any."""

    lang: Lang
    shipped: Words
    own: OwnWords | None

    @property
    def words(self) -> Words:
        """Those that hold."""
        return self.own.words if self.own else self.shipped

    @property
    def version(self) -> str:
        """Which these are; empty for the shipped ones."""
        return self.own.version if self.own else ""


@dataclass(frozen=True, slots=True)
class InboxChoice:
    """How somebody is told of the inbox: `how` is `at_once`, `daily` or `never`; whether he can be."""

    how: str
    hour: int
    reached: bool


def list_own_words(*, viewer: Actor, kind: str = "") -> dict[tuple[str, Lang], OwnWords]:
    """The own words of the viewer's office by kind and language; of one kind or all."""
    rows = MessageTemplate.objects.filter(office_id=viewer.office)
    if kind:
        rows = rows.filter(kind=kind)
    return {(row.kind, Lang(row.lang)): _own(row) for row in rows}


def words_of_kind(*, viewer: Actor, kind: str) -> tuple[KindWords, ...]:
    """The words of a kind in each language; KeyError if there is no such kind."""
    own = list_own_words(viewer=viewer, kind=kind)
    return tuple(KindWords(lang, shipped_words(kind, lang), own.get((kind, lang))) for lang in Lang)


def inbox_choice(*, user_id: uuid.UUID) -> InboxChoice:
    """What somebody has chosen for his letters about the inbox."""
    row = InboxLetters.objects.filter(user_id=user_id).first()
    reached = User.objects.filter(id=user_id, reach__isnull=False).exists()
    return InboxChoice(row.how, row.hour, reached) if row else InboxChoice("never", 8, reached)


def _own(row: MessageTemplate) -> OwnWords:
    version = f"{row.id.hex}-{row.at.timestamp():.6f}"
    words = Words(row.subject, row.body)
    return OwnWords(row.kind, Lang(row.lang), words, row.by, localtime(row.at), version)
