"""What every page of a draft tells: what is still asked, and what its notice says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from jianyou.domain.calls.call import Call
from jianyou.domain.notices.clauses import Clauses
from jianyou.domain.notices.compare_clauses import words_cited
from jianyou.domain.notices.layout import lay_out
from jianyou.domain.notices.model import NoticeFacts, NoticeText
from jianyou.domain.notices.read import read_laid
from jianyou.domain.notices.remarks import Remark, remarks_in
from jianyou.domain.notices.text import notice_text
from jianyou.queries.call_drafts import DraftView
from jianyou.web.office.call_field import Group
from jianyou.web.office.call_fields import groups_of, other_remarks


@dataclass(frozen=True, slots=True)
class Asking:
    """The fields of a draft's call file, and the questions that none of them answers with their numbers."""

    groups: tuple[Group, ...]
    others: tuple[tuple[int, Remark], ...]

    @property
    def open(self) -> int:
        """How much is still to be settled."""
        return sum(len(group.open) for group in self.groups) + len(self.others)


NOTHING_ASKED = Asking((), ())


def asking_of(draft: DraftView) -> Asking:
    """What is asked of a draft; nothing while its call file can't be used."""
    if draft.file is None:
        return NOTHING_ASKED
    remarks = remarks_in(draft.source)
    groups = groups_of(
        draft.file,
        remarks,
        words_of(draft.notice_text, draft.file),
        now=draft.now,
        anew=bool(draft.based_on),
    )
    return Asking(tuple(groups), tuple(other_remarks(groups, remarks, draft.file)))


def words_of(notice: str, call: Call) -> Mapping[str, str]:
    """The exact words of each clause that the call cites; none where there is no notice."""
    if not notice:
        return {}
    text = notice_text(notice)
    return words_cited(call, Clauses(text, lay_out(text).layout))


@lru_cache(maxsize=16)
def facts_of(notice: str) -> tuple[NoticeText, NoticeFacts]:
    """A notice's text and what was found in it; it was read before it was kept."""
    text = notice_text(notice)
    return text, read_laid(text)
