"""What addresses and forms tell of screenings and invited firms; and how their states are shown."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Self
from urllib.parse import urlencode
from uuid import UUID

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.screening.roster_firms import RosterStatus
from jianyou.domain.screening.rosters import RosterField, RosterKind
from jianyou.queries.audiences import FirmsWanted
from jianyou.queries.invited import InvitedWanted, Progress, Sent
from jianyou.queries.screened import MOST_LISTS, Screening
from jianyou.terms.verdict import Verdict
from jianyou.web.components.states import State
from jianyou.web.office.listing import LONGEST_SEARCH, page_number

LONGEST_QUERY = 3000
_LONGEST_NAME = 60
_MOST_KEYS = 5000
_DAY = len("2026-01-01")


def _state(icon: str, tone: str, word: Any) -> State:
    return State(icon, tone, word, word)


KINDS = {
    RosterKind.LEADING_MANUFACTURER: gettext_lazy("制造业领军企业"),
    RosterKind.QUALITY_BENCHMARK: gettext_lazy("全国质量标杆"),
    RosterKind.LITTLE_GIANT: gettext_lazy("专精特新“小巨人”企业"),
    RosterKind.SINGLE_CHAMPION: gettext_lazy("制造业单项冠军"),
    RosterKind.SPECIALIZED: gettext_lazy("专精特新中小企业"),
    RosterKind.OTHER: gettext_lazy("其他名单"),
}

FIELDS = {
    RosterField.NAME: gettext_lazy("企业名称"),
    RosterField.USCC: gettext_lazy("统一社会信用代码"),
    RosterField.REGION: gettext_lazy("区县"),
    RosterField.INDUSTRY: gettext_lazy("行业"),
    RosterField.BATCH: gettext_lazy("批次"),
    RosterField.LISTED_ON: gettext_lazy("认定日期"),
    RosterField.STATUS: gettext_lazy("状态"),
    RosterField.VALID_UNTIL: gettext_lazy("有效期至"),
    RosterField.FORMER_NAME: gettext_lazy("曾用名"),
    RosterField.ESTABLISHED_ON: gettext_lazy("成立日期"),
    RosterField.CONTACT: gettext_lazy("联系人"),
    RosterField.PHONE: gettext_lazy("电话"),
    RosterField.MAIL: gettext_lazy("电子邮箱"),
    RosterField.ADDRESS: gettext_lazy("地址"),
}

STATUSES = {
    RosterStatus.VALID: _state("tick", "green", gettext_lazy("认定")),
    RosterStatus.RECHECKED: _state("tick", "green", gettext_lazy("复核通过")),
    RosterStatus.RENAMED: _state("repeat", "blue", gettext_lazy("更名")),
    RosterStatus.EXPIRED: _state("clock", "grey", gettext_lazy("到期")),
    RosterStatus.CANCELLED: _state("bar", "red", gettext_lazy("取消")),
    RosterStatus.UNCLEAR: _state("warning", "amber", gettext_lazy("不明")),
}

PROGRESS = {
    Progress.NOTHING: _state("dots", "amber", gettext_lazy("还没有报送")),
    Progress.BEGUN: _state("clock", "amber", gettext_lazy("电子预填，未盖章")),
    Progress.LATE: _state("clock", "red", gettext_lazy("逾期")),
    Progress.FILED: _state("tick", "green", gettext_lazy("已报送")),
    Progress.RETURNED: _state("pen", "amber", gettext_lazy("待补正")),
}

SENT = {
    Sent.NO: gettext_lazy("还没有邀请"),
    Sent.INVITED: gettext_lazy("已邀请"),
    Sent.REMINDED: gettext_lazy("已催报"),
}


def _searched(query: QueryDict) -> str:
    return " ".join(fit_text(query.get("q", "")[:LONGEST_SEARCH], lines=False).split())


def _told(given: Iterable[tuple[str, str]]) -> str:
    told = [(name, value) for name, value in given if value]
    return f"?{urlencode(told)}" if told else ""


def keys_in(texts: Sequence[str]) -> tuple[UUID, ...]:
    """The keys that texts name, each once; what is none is left out."""
    found = []
    for text in texts[:_MOST_KEYS]:
        try:
            found.append(UUID(text[:40]))
        except ValueError:
            continue
    return tuple(dict.fromkeys(found))


def day_in(text: str) -> date | None:
    """A day of this century, as a browser's field writes it."""
    try:
        return date.fromisoformat(text) if text.startswith("20") and len(text) == _DAY else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class FirmListing:
    """The firms of a list as an address tells them."""

    wanted: FirmsWanted

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        status = query.get("status", "")
        known = RosterStatus(status) if status in set(RosterStatus) else None
        return cls(FirmsWanted(known, _searched(query), page_number(query)))

    @property
    def query(self) -> str:
        """The end of an address that brings it back."""
        wanted = self.wanted
        page = str(wanted.page) if wanted.page > 1 else ""
        return _told([("status", wanted.status or ""), ("q", wanted.search), ("page", page)])

    def other(self, **changes: Any) -> "FirmListing":
        """It with something changed, from its first page on."""
        return FirmListing(replace(self.wanted, **{"page": 1, **changes}))


@dataclass(frozen=True, slots=True)
class ScreeningListing:
    """A screening as an address tells it; `chosen` tells whether lists were chosen in it."""

    wanted: Screening
    chosen: bool

    @classmethod
    def of(cls, query: QueryDict, usual: Sequence[UUID], day: date) -> Self:
        """What an address asks for; without lists those usual, without a day that one."""
        chosen = "list" in query or "on" in query
        verdict = query.get("verdict", "")
        wanted = Screening(
            lists=keys_in(query.getlist("list"))[:MOST_LISTS] if chosen else tuple(usual),
            on=day_in(query.get("on", "")) or day,
            award=query.get("award", "")[:_LONGEST_NAME],
            verdict=Verdict(verdict) if verdict in set(Verdict) else None,
            district=fit_text(query.get("district", "")[:_LONGEST_NAME], lines=False),
            search=_searched(query),
            news=query.get("news") == "yes",
            page=page_number(query),
        )
        return cls(wanted, chosen)

    @property
    def lists_told(self) -> list[tuple[str, str]]:
        """The fields of the address that say what is screened."""
        wanted = self.wanted
        return [*(("list", one.hex) for one in wanted.lists), ("on", wanted.on.isoformat())]

    @property
    def query(self) -> str:
        """The end of an address that brings it back."""
        wanted = self.wanted
        return _told(
            [
                *self.lists_told,
                ("award", wanted.award),
                ("verdict", wanted.verdict or ""),
                ("district", wanted.district),
                ("q", wanted.search),
                ("news", "yes" if wanted.news else ""),
                ("page", str(wanted.page) if wanted.page > 1 else ""),
            ]
        )

    @property
    def narrowed(self) -> bool:
        """Whether firms that count may be left out."""
        wanted = self.wanted
        return bool(wanted.verdict or wanted.district or wanted.search or wanted.news)

    def other(self, **changes: Any) -> "ScreeningListing":
        """It with something changed, from its first page on."""
        return ScreeningListing(replace(self.wanted, **{"page": 1, **changes}), self.chosen)


@dataclass(frozen=True, slots=True)
class InvitedListing:
    """The invited firms as an address tells them."""

    wanted: InvitedWanted

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        progress, sent = query.get("progress", ""), query.get("sent", "")
        return cls(
            InvitedWanted(
                Progress(progress) if progress in set(Progress) else None,
                Sent(sent) if sent in set(Sent) else None,
                _searched(query),
                page_number(query),
            )
        )

    @classmethod
    def of_text(cls, text: str) -> Self:
        """What the end of an address asks for."""
        return cls.of(QueryDict(text[:LONGEST_QUERY].removeprefix("?")))

    @property
    def query(self) -> str:
        """The end of an address that brings it back."""
        wanted = self.wanted
        page = str(wanted.page) if wanted.page > 1 else ""
        return _told(
            [
                ("progress", wanted.progress or ""),
                ("sent", wanted.sent or ""),
                ("q", wanted.search),
                ("page", page),
            ]
        )

    @property
    def narrowed(self) -> bool:
        """Whether some may be left out."""
        return bool(self.wanted.progress or self.wanted.sent or self.wanted.search)

    def other(self, **changes: Any) -> "InvitedListing":
        """It with something changed, from its first page on."""
        return InvitedListing(replace(self.wanted, **{"page": 1, **changes}))
