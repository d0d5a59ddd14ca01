"""不能办理: why an act may not be done, in words that say how things stand and what may be done."""

from collections.abc import Iterable

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.labels import Labelled, label_code
from jianyou.domain.lifecycle.states import Owner, Status, SubjectKind
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.message import say


class NotAllowed(Refused):
    """An act that may not be done, by this person or now.

    Every parameter is the code of a label, or several parted by spaces, and is said in the reader's
    own language. `allowed` holds the acts that are possible instead, empty where that isn't the point.
    """

    def __init__(
        self, code: str, allowed: Iterable[Act] = (), **things: Labelled | Iterable[Labelled]
    ) -> None:
        super().__init__(code, **{name: _codes(thing) for name, thing in things.items()})
        self.allowed = tuple(allowed)

    def text(self, lang: Lang = Lang.ZH) -> str:
        """The reason, followed by what is possible now."""
        told = say(self.code, {name: _said(str(codes), lang) for name, codes in self.params.items()}, lang)
        if not self.allowed:
            return told
        possible = _said(_codes(self.allowed), lang)
        return f"{told}{'' if lang is Lang.ZH else ' '}{say('not_allowed_instead', {'acts': possible}, lang)}"


def not_now(kind: SubjectKind, status: Status, owner: Owner, act: Act, instead: Iterable[Act]) -> NotAllowed:
    """The refusal of an act that this state doesn't know."""
    if owner is Owner.NOBODY:
        return NotAllowed("not_allowed_settled", instead, subject=kind, status=status, act=act)
    return NotAllowed("not_allowed_now", instead, subject=kind, status=status, owner=owner, act=act)


def _codes(thing: Labelled | Iterable[Labelled]) -> str:
    if isinstance(thing, str):
        return label_code(thing)
    return " ".join(label_code(each) for each in thing)


def _said(codes: str, lang: Lang) -> str:
    return ("、" if lang is Lang.ZH else ", ").join(say(code, lang=lang) for code in codes.split())
