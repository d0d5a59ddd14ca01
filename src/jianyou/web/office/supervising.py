"""What a supervisor seeks as an address tells it, and what the log says in words."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from jianyou.datafiles.canonical import Plain
from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.mailbox.moment import moment_text
from jianyou.queries.audit_kinds import DECISIONS, GROUPS, ActGroup, Watch
from jianyou.queries.audit_list import Sought
from jianyou.queries.supervise import SoughtDecisions
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.media import Medium
from jianyou.terms.message import say
from jianyou.web.office.listing import LONGEST_SEARCH, page_number
from jianyou.web.office.log_words import KEY_CODES

GROUP_CODES = {
    ActGroup.COURSE: "audit_group_course",
    ActGroup.ARRIVING: "audit_group_arriving",
    ActGroup.CHECKING: "audit_group_checking",
    ActGroup.DECIDING: "audit_group_deciding",
    ActGroup.CORRECTING: "audit_group_correcting",
    ActGroup.REVIEW: "audit_group_review",
    ActGroup.LETTERS: "audit_group_letters",
    ActGroup.PUBLICITY: "audit_group_publicity",
    ActGroup.OBJECTIONS: "audit_group_objections",
    ActGroup.UPWARD: "audit_group_upward",
    ActGroup.SUPPORT: "audit_group_support",
    ActGroup.TAKEN: "audit_group_taken",
}
WATCH_CODES = {
    Watch.LATE: "watch_late",
    Watch.DEADLINE: "watch_deadline",
    Watch.CORRECTION: "watch_correction",
    Watch.REOPENED: "watch_reopened",
    Watch.ALONE: "watch_alone",
    Watch.EXPORTED: "watch_exported",
    Watch.SHOWN: "watch_shown",
    Watch.IMPORT_UNDONE: "watch_import_undone",
    Watch.VOIDED: "watch_voided",
    Watch.RECUSAL_LIFTED: "watch_recusal_lifted",
    Watch.SCORES_CHANGED: "watch_scores_changed",
}
_BESIDE = frozenset({"act", "role", "number"})
_LONGEST_NUMBER = 24
_LONGEST_SLUG = 64
_MOST_DIGITS = 4
_MOST_PARTS = 100


@dataclass(frozen=True, slots=True)
class AuditListing:
    """The audit list as an address tells it; days that can't be read are told, other nonsense is left out."""

    sought: Sought
    typed: Mapping[str, str]
    problems: Mapping[str, Refused]

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        typed = {name: _fit(query, name) for name in ("person", "number", "entry", "q", "since", "until")}
        since, until, problems = _days(typed)
        what, role, watch, entry = (query.get(name, "") for name in ("what", "role", "watch", "entry"))
        ordinal = int(entry) if entry.isascii() and entry.isdigit() and len(entry) <= _MOST_DIGITS else None
        sought = Sought(
            call=query.get("call", "")[:_LONGEST_SLUG].replace("\0", ""),
            group=ActGroup(what) if what in set(ActGroup) else None,
            act=Act(what) if what in set(Act) else None,
            watch=Watch(watch) if watch in set(Watch) else None,
            person=typed["person"],
            role=Role(role) if role in set(Role) else None,
            since=since,
            until=until,
            number=typed["number"][:_LONGEST_NUMBER],
            ordinal=ordinal,
            words=typed["q"],
            page=page_number(query),
        )
        return cls(sought, typed, problems)

    @property
    def given(self) -> dict[str, str]:
        """What is sought by the names of the form's fields, the page aside."""
        sought, what = self.sought, self.sought.act or self.sought.group
        told = {
            "call": sought.call,
            "what": what.value if what else "",
            "watch": sought.watch.value if sought.watch else "",
            "person": sought.person,
            "role": sought.role.value if sought.role else "",
            "since": self.typed["since"],
            "until": self.typed["until"],
            "number": sought.number,
            "entry": str(sought.ordinal) if sought.number and sought.ordinal else "",
            "q": sought.words,
        }
        return {name: text for name, text in told.items() if text}

    @property
    def query(self) -> str:
        """The end of an address that brings this list back, empty for the whole log."""
        page = {"page": str(self.sought.page)} if self.sought.page > 1 else {}
        return _query({**self.given, **page})

    @property
    def watch_word(self) -> str:
        """What is looked at, as a code; empty for no look."""
        return WATCH_CODES[self.sought.watch] if self.sought.watch else ""

    def other(self, **changes: Any) -> "AuditListing":
        """The list with something changed, from its first page on."""
        return replace(self, sought=replace(self.sought, **{"page": 1, **changes}))


@dataclass(frozen=True, slots=True)
class DecisionListing:
    """The list of decisions as an address tells it."""

    sought: SoughtDecisions
    typed: Mapping[str, str]
    problems: Mapping[str, Refused]

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        typed = {name: _fit(query, name) for name in ("person", "since", "until")}
        since, until, problems = _days(typed)
        what = query.get("what", "")
        sought = SoughtDecisions(
            call=query.get("call", "")[:_LONGEST_SLUG].replace("\0", ""),
            act=Act(what) if what in DECISIONS else None,
            person=typed["person"],
            since=since,
            until=until,
            page=page_number(query),
        )
        return cls(sought, typed, problems)

    @property
    def given(self) -> dict[str, str]:
        """What is sought by the names of the form's fields, the page aside."""
        sought = self.sought
        told = {
            "call": sought.call,
            "what": sought.act.value if sought.act else "",
            "person": sought.person,
            "since": self.typed["since"],
            "until": self.typed["until"],
        }
        return {name: text for name, text in told.items() if text}

    @property
    def query(self) -> str:
        """The end of an address that brings this list back."""
        page = {"page": str(self.sought.page)} if self.sought.page > 1 else {}
        return _query({**self.given, **page})

    def other(self, **changes: Any) -> "DecisionListing":
        """The list with something changed, from its first page on."""
        return replace(self, sought=replace(self.sought, **{"page": 1, **changes}))


def act_choices(lang: Lang) -> list[tuple[str, str, list[tuple[str, str]]]]:
    """Groups of acts with their acts, each as (value, word): what a list can be narrowed to."""
    return [
        (
            group.value,
            say(code, lang=lang),
            [(act.value, say(label_code(act), lang=lang)) for act in GROUPS[group]],
        )
        for group, code in GROUP_CODES.items()
    ]


def told_content(content: Mapping[str, Plain], lang: Lang) -> list[tuple[str, list[str]]]:
    """What a row tells, as (word, lines); what stands beside it anyway is left out."""
    told = ((key, value) for key, value in content.items() if key not in _BESIDE)
    return [(_key(key, lang), list(_lines(key, value, lang))) for key, value in told]


def _key(key: str, lang: Lang) -> str:
    code = KEY_CODES.get(key)
    return say(code, lang=lang) if code else key


def _lines(key: str, value: Plain, lang: Lang) -> Iterator[str]:
    if isinstance(value, Mapping):
        between = gettext("；")
        yield between.join(
            f"{_key(name, lang)} {' '.join(_lines(name, each, lang))}" for name, each in value.items()
        )
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value[:_MOST_PARTS]:
            yield from _lines(key, each, lang)
        if len(value) > _MOST_PARTS:
            yield gettext("另有 {count} 项").format(count=len(value) - _MOST_PARTS)
    else:
        yield _word(key, value, lang)


_LABELLED: Mapping[str, type[Act | Role | FilingStatus]] = {
    "act": Act,
    "role": Role,
    "status": FilingStatus,
    "before": FilingStatus,
}


def _word(key: str, value: Plain, lang: Lang) -> str:
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if value is None or value == "":
        return "—"
    text = str(value)
    return _kind(key, text, lang) or _moment(text, lang) or text


def _kind(key: str, text: str, lang: Lang) -> str:
    """The word for one of a fixed set of values, empty for any other text."""
    if key == "purpose":
        kinds = {"form": gettext("表格"), "sealed_scan": gettext("盖章扫描件"), "proof": gettext("证明材料")}
        return kinds.get(text, "")
    if key == "media" and text in set(Medium):
        return Medium(text).word.text(lang)
    labelled = _LABELLED.get(key)
    return say(label_code(labelled(text)), lang=lang) if labelled and text in set(labelled) else ""


def _moment(text: str, lang: Lang) -> str:
    """The moment that an ISO text with its offset is, empty for any other text."""
    try:
        at = datetime.fromisoformat(text) if "T" in text else None
    except ValueError:
        return ""
    return moment_text(at, lang) if at and at.tzinfo else ""


def _fit(query: QueryDict, name: str) -> str:
    return " ".join(fit_text(query.get(name, "")[:LONGEST_SEARCH], lines=False).split())


def _days(typed: Mapping[str, str]) -> tuple[date | None, date | None, dict[str, Refused]]:
    found: dict[str, date | None] = {}
    problems: dict[str, Refused] = {}
    for name in ("since", "until"):
        found[name] = _day(typed[name])
        if typed[name] and not found[name]:
            problems[name] = Refused("evidence_day_bad")
    since, until = found["since"], found["until"]
    if since and until and until < since:
        problems["until"] = Refused("evidence_days_turned")
    return since, until, problems


def _day(text: str) -> date | None:
    plain = text.replace("年", "-").replace("月", "-").replace("日", "").replace("/", "-").replace(".", "-")
    parts = plain.split("-")
    if len(parts) != len(("year", "month", "day")) or not all(
        part.isascii() and part.isdigit() for part in parts
    ):
        return None
    try:
        day = date(*(int(part) for part in parts))
    except (ValueError, OverflowError):
        return None
    return day if date(2000, 1, 1) <= day < date(2100, 1, 1) else None


def _query(given: Mapping[str, str]) -> str:
    return f"?{urlencode(given)}" if given else ""
