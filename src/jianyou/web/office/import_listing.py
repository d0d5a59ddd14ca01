"""Which files of an import a list shows, told by its address; and how they and the import are shown."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy

from jianyou.domain.annexes.typed import fit_text
from jianyou.domain.lifecycle.completion import Means
from jianyou.domain.mailbox.importing import ImportStatus
from jianyou.queries.import_records import Group, Wanted
from jianyou.queries.import_undoing import Stays
from jianyou.web.components.states import State
from jianyou.web.office.listing import LONGEST_SEARCH, page_number

_EVERYTHING = Wanted()


def _state(icon: str, tone: str, word: Any) -> State:
    return State(icon, tone, word, word)


IMPORTS = {
    ImportStatus.READING: _state("clock", "blue", gettext_lazy("正在读取")),
    ImportStatus.READY: _state("dots", "amber", gettext_lazy("等核对")),
    ImportStatus.ENTERING: _state("clock", "blue", gettext_lazy("正在登记")),
    ImportStatus.ENTERED: _state("tick", "green", gettext_lazy("已登记")),
    ImportStatus.UNDOING: _state("clock", "blue", gettext_lazy("正在撤销")),
    ImportStatus.UNDONE: _state("out", "grey", gettext_lazy("已撤销")),
    ImportStatus.DROPPED: _state("out", "grey", gettext_lazy("已放弃")),
}
"""How the state of an import is shown."""

GROUPS = {
    Group.ASK: _state("repeat", "amber", gettext_lazy("要选择")),
    Group.ERRORS: _state("cross", "red", gettext_lazy("有错误")),
    Group.READ: _state("file", "blue", gettext_lazy("已读出")),
    Group.SCAN: _state("seal", "blue", gettext_lazy("盖章扫描件")),
    Group.WAITING: _state("clock", "grey", gettext_lazy("等读取")),
    Group.REJECTED: _state("bar", "red", gettext_lazy("未能读取")),
    Group.TWIN: _state("copy", "grey", gettext_lazy("已经来过")),
    Group.ENTERED: _state("tick", "green", gettext_lazy("已登记")),
    Group.LEFT_OUT: _state("pause", "grey", gettext_lazy("未登记")),
}
"""How a file of an import is shown."""

MEANS = {
    Means.WEB: gettext_lazy("只有电子表，盖章件还没有来"),
    Means.PAPER: gettext_lazy("盖章纸质件已经在手边"),
    Means.SEALED_SCAN: gettext_lazy("有盖章扫描件"),
}
"""How forms may have come."""


def ways_told(counts: Mapping[Means, int]) -> list[tuple[Any, int]]:
    """In how many cases forms came in which way, in words."""
    return [(word, counts[means]) for means, word in MEANS.items() if means in counts]


STAYS = {
    Stays.DECIDED: gettext_lazy("已经审查"),
    Stays.CHANGED: gettext_lazy("登记以后又有变化"),
    Stays.WITHDRAWN: gettext_lazy("已经撤回"),
}
"""Why a filing isn't withdrawn with its import."""


@dataclass(frozen=True, slots=True)
class ImportListing:
    """A list of an import's files as an address tells it; what makes no sense in it is left out."""

    wanted: Wanted = _EVERYTHING

    @classmethod
    def of(cls, query: QueryDict) -> Self:
        """What an address asks for."""
        group = query.get("state", "")
        search = fit_text(query.get("q", "")[:LONGEST_SEARCH], lines=False)
        return cls(
            Wanted(
                group=Group(group) if group in set(Group) else None,
                search=" ".join(search.split()),
                page=page_number(query),
            )
        )

    @property
    def query(self) -> str:
        """The end of an address that brings this list back, empty for the plain one."""
        wanted = self.wanted
        told = {
            "state": wanted.group.value if wanted.group else "",
            "q": wanted.search,
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        given = {key: value for key, value in told.items() if value}
        return f"?{urlencode(given)}" if given else ""

    @property
    def narrowed(self) -> bool:
        """Whether some files may be left out."""
        return bool(self.wanted.group or self.wanted.search)

    def other(self, **changes: Any) -> "ImportListing":
        """The list with something changed, from its first page on."""
        return ImportListing(replace(self.wanted, **{"page": 1, **changes}))
