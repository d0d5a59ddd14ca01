"""Acts on many entries: what each asks, what it tells, and the signed record that carries it to its end."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from django.core import signing
from django.utils.translation import gettext, ngettext

from jianyou.actions.bulk import BulkDeed
from jianyou.actions.deciding import Looked, Remark
from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.lifecycle.acts import Act
from jianyou.queries.entries import EntryLine
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.reasons import ReasonLine
from jianyou.terms.finding import Refused
from jianyou.web.components.moments import moment_to_type
from jianyou.web.office.deeds import COLUMN, DUE, NOTE, REASON, default_due
from jianyou.web.office.forms import Asked, Form, Given, Kind, Look

ACTS = {
    "check": Act.CHECK_ENTRY,
    "accept": Act.ACCEPT_ENTRY,
    "return": Act.RETURN_ENTRY,
    "return-errors": Act.RETURN_ENTRY,
    "refuse": Act.REFUSE_ENTRY,
    "reopen": Act.REOPEN_ENTRY,
    "cancel": Act.CANCEL_CORRECTION,
}
"""The acts on many entries by the last part of their address."""
UNDOES = {
    Act.ACCEPT_ENTRY: "reopen",
    Act.REFUSE_ENTRY: "reopen",
    Act.RETURN_ENTRY: "cancel",
}
OWN_ERRORS = "return-errors"
AT_ONCE = 100
"""Entries that one answer of the server works through, so that a browser never waits long."""
ONE_GO = 200
"""So many or fewer are done in one answer."""
KEPT = "kept"
_SALT = "jianyou.office.bulk"
_LASTS = 12 * 3600


def form_of(name: str, schema: AnnexSchema, reasons: Sequence[ReasonLine], now: datetime) -> Form:
    """What an act on many asks; nothing for those that need no words."""
    fields: tuple[Asked, ...] = ()
    look: Look = _nothing
    match name:
        case "return":
            fields = (*_columns(schema), _due(now), _note())
            look = _something_asked(fields[0].name)
        case "return-errors":
            fields = (_due(now), _note())
        case "refuse":
            fields, look = _reasons(reasons), _reason_given
        case "reopen" | "cancel":
            fields = (Asked(REASON, gettext("理由"), gettext("申报单位会看到。")),)
        case _:
            pass
    return Form(title=title_of(name), tells=tells_of(name), button="", fields=fields, look=look)


def title_of(name: str) -> str:
    """What an act on many is called."""
    return {
        "check": gettext("记录形式审查：逐项看过，都符合"),
        "accept": gettext("受理"),
        "return": gettext("退回补正（同样的意见）"),
        "return-errors": gettext("退回补正（各条自己的错误）"),
        "refuse": gettext("不予受理"),
        "reopen": gettext("重新审查"),
        "cancel": gettext("取消补正要求"),
    }[name]


def word_of(name: str) -> str:
    """The same in a few characters, for a row of buttons."""
    short = {
        "check": gettext("记录已审查"),
        "return": gettext("退回：同样的意见"),
        "return-errors": gettext("退回：各自的错误"),
        "cancel": gettext("取消补正"),
    }
    return short.get(name) or title_of(name)


def tells_of(name: str) -> str:
    """What an act on many does to each."""
    return {
        "check": gettext(
            "以您的名义记入操作留痕：形式审查各项都看过，都符合。不改变状态，不通知申报单位。发现错误的须逐条看。"
        ),
        "accept": gettext("每条都变为“已受理”；申报单位会收到消息。"),
        "return": gettext("每家都收到同样的意见和期限；只有写了意见的栏目重新开放。"),
        "return-errors": gettext(
            "每家收到的是形式审查在自己那一条里发现的错误；只有发现错误的栏目重新开放。没有错误的不退回。"
        ),
        "refuse": gettext("每家都会收到消息，看到这里写的理由。重新审查须由处室负责人决定。"),
        "reopen": gettext("原来的决定不再有效，每条回到“待审查”；申报单位会收到消息，看到理由。"),
        "cancel": gettext("申报单位不用再改，每条回到“待审查”；申报单位会收到消息，看到理由。"),
    }[name]


def button_of(name: str, count: int) -> str:
    """The button that does it, with the act and the number on it."""
    words = {
        "check": ngettext("记录已审查 {count} 条", "记录已审查 {count} 条", count),
        "accept": ngettext("受理 {count} 条", "受理 {count} 条", count),
        "return": ngettext("退回补正 {count} 条", "退回补正 {count} 条", count),
        "return-errors": ngettext("退回补正 {count} 条", "退回补正 {count} 条", count),
        "refuse": ngettext("不予受理 {count} 条", "不予受理 {count} 条", count),
        "reopen": ngettext("重新审查 {count} 条", "重新审查 {count} 条", count),
        "cancel": ngettext("取消补正要求 {count} 条", "取消补正要求 {count} 条", count),
    }
    return words[name].format(count=count)


def _nothing(_given: Given) -> Mapping[str, Refused]:
    return {}


def _columns(schema: AnnexSchema) -> tuple[Asked, ...]:
    hint = gettext("写了意见的栏目才重新开放。")
    return tuple(
        Asked(COLUMN + column.key, column.title, hint if not at else "", required=False)
        for at, column in enumerate(schema.columns)
    )


def _due(now: datetime) -> Asked:
    hint = gettext("北京时间，例如 2026-04-30 18:00。")
    return Asked(DUE, gettext("补正期限"), hint, Kind.MOMENT, start=moment_to_type(default_due(now)))


def _note() -> Asked:
    return Asked(NOTE, gettext("总的说明（可不填）"), required=False)


def _reasons(reasons: Sequence[ReasonLine]) -> tuple[Asked, ...]:
    """A reason from the office's list, words of one's own, or both."""
    hint = gettext("写明依据哪一条、哪里不符；申报单位会看到。")
    own = Asked(REASON, gettext("理由"), hint, required=not reasons)
    if not reasons:
        return (own,)
    choices = (("", gettext("不用常用理由")), *((one.key.hex, one.title) for one in reasons))
    kept = Asked(KEPT, gettext("常用理由"), kind=Kind.CHOICE, required=False, choices=choices)
    return (kept, replace(own, label=gettext("理由，或对常用理由的补充")))


def _reason_given(given: Given) -> Mapping[str, Refused]:
    told = given.texts.get(REASON) or given.texts.get(KEPT)
    return {} if told else {REASON: Refused("site_reason_missing")}


def _something_asked(first: str) -> Look:
    def look(given: Given) -> Mapping[str, Refused]:
        asked = any(name.startswith(COLUMN) for name in given.texts)
        return {} if asked else {first: Refused("office_nothing_asked")}

    return look


def words_of(given: Given, reasons: Sequence[ReasonLine]) -> dict[str, Any]:
    """What an act tells everybody, as it is carried along: reason, note, due and remarks."""
    kept = next((one for one in reasons if one.key.hex == given.texts.get(KEPT)), None)
    reason = [f"{kept.text}（{kept.clause}）" if kept.clause else kept.text] if kept else []
    reason += [given.texts[REASON]] if given.texts.get(REASON) else []
    remarks = [
        [name.removeprefix(COLUMN), text]
        for name, text in given.texts.items()
        if name.startswith(COLUMN) and text
    ]
    due = given.moments.get(DUE)
    return {
        "reason": "\n".join(reason),
        "note": given.texts.get(NOTE, ""),
        "due": due.isoformat() if due else "",
        "remarks": remarks,
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """An act on many on its way: what was previewed `since` when, how far it is, what was refused and why.

    `items` are `<number>.<ordinal>.<version>`; `missed` are places among them by the words of the refusal.
    `until` is when the last of it was done.
    """

    slug: str
    name: str
    since: datetime
    words: Mapping[str, Any]
    items: tuple[str, ...]
    query: str
    at: int = 0
    missed: Mapping[str, tuple[int, ...]] | None = None
    until: str = ""

    @property
    def act(self) -> Act:
        """What is done."""
        return ACTS[self.name]

    @property
    def left(self) -> int:
        """How many it hasn't come to yet."""
        return len(self.items) - self.at

    @property
    def ended(self) -> datetime:
        """When the last of it was done, or else when it was previewed."""
        return datetime.fromisoformat(self.until) if self.until else self.since

    @property
    def percent(self) -> int:
        """How much of it is done."""
        return 100 * self.at // len(self.items) if self.items else 100

    @property
    def done(self) -> tuple[Looked, ...]:
        """Those it was done to."""
        missed = {place for places in (self.missed or {}).values() for place in places}
        return tuple(looked_at(item) for at, item in enumerate(self.items[: self.at]) if at not in missed)

    @property
    def refused(self) -> dict[str, tuple[Looked, ...]]:
        """Those it wasn't done to, by the reason."""
        told = (self.missed or {}).items()
        return {why: tuple(looked_at(self.items[at]) for at in places) for why, places in told}

    @property
    def deed(self) -> BulkDeed:
        """What is done to each."""
        due = self.words["due"]
        return BulkDeed(
            act=self.act,
            since=self.since,
            reason=self.words["reason"],
            remarks=tuple(Remark(*one) for one in self.words["remarks"]),
            due=datetime.fromisoformat(due) if due else None,
            note=self.words["note"],
        )

    def next_ones(self) -> tuple[Looked, ...]:
        """Those that the next answer works through."""
        count = AT_ONCE if len(self.items) > ONE_GO else ONE_GO
        return tuple(looked_at(item) for item in self.items[self.at : self.at + count])

    def after(self, outcomes: Sequence[str], until: datetime) -> "Batch":
        """The same after the next ones: why each was refused, empty where it wasn't."""
        missed = {why: list(places) for why, places in (self.missed or {}).items()}
        for at, why in enumerate(outcomes, self.at):
            if why:
                missed.setdefault(why, []).append(at)
        return replace(
            self,
            at=self.at + len(outcomes),
            missed={why: tuple(places) for why, places in missed.items()},
            until=until.isoformat(),
        )

    def token(self, holder: str) -> str:
        """It signed, for this holder only."""
        told = {
            "slug": self.slug,
            "name": self.name,
            "since": self.since.isoformat(),
            "words": self.words,
            "items": " ".join(self.items),
            "query": self.query,
            "at": self.at,
            "missed": {why: list(places) for why, places in (self.missed or {}).items()},
            "until": self.until,
            "holder": holder,
        }
        return signing.dumps(told, salt=_SALT, compress=True)

    @classmethod
    def read(cls, token: str, holder: str) -> Self:
        """It from what was signed.

        Raises:
            Refused: it isn't ours, not this holder's, or too old.
        """
        try:
            told = signing.loads(token, salt=_SALT, max_age=_LASTS)
        except signing.BadSignature:
            raise Refused("entries_token_old") from None
        if told.pop("holder") != holder:
            raise Refused("entries_token_old")
        missed = {why: tuple(places) for why, places in told["missed"].items()}
        since, items = datetime.fromisoformat(told["since"]), tuple(told["items"].split())
        return cls(**{**told, "since": since, "items": items, "missed": missed})


def item_of(line: EntryLine) -> str:
    """An entry as a batch carries it, with the version that was looked at."""
    return f"{line.key.text}.{line.version}"


def looked_at(item: str) -> Looked:
    """The entry that a batch carries."""
    number, ordinal, version = item.split(".")
    return Looked(number, int(ordinal), int(version))


def keys_of(batch: Batch) -> tuple[EntryKey, ...]:
    """Those that a batch was done to."""
    return tuple(EntryKey(one.number, one.ordinal) for one in batch.done)


def holder_of(person: str, session: str) -> str:
    """Who may go on with a batch: this person, in this session."""
    return hashlib.sha256(f"{person} {session}".encode()).hexdigest()[:32]
