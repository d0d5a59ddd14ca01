"""What the tests of lists and invitations share: lists as offices publish them, brought and kept."""

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from jianyou.actions.audiences import ListTold, begin_list, keep_list
from jianyou.actions.inviting import invite_firms
from jianyou.domain.screening.rosters import RosterKind
from jianyou.queries.audiences import get_looking
from jianyou.queries.screened import Screening, select_screened
from jianyou.store.models import AudienceList, Invited
from tests.site.kit import clerk

ON = date(2026, 11, 1)
HEAD = "企业名称,统一社会信用代码,所在区县,行业,状态,有效期至,联系人,联系电话,电子邮箱"
BEARINGS, GEARS, LIFTS, FAR = (
    "示例轴承有限公司",
    "示例齿轮厂",
    "示例电梯（集团）股份有限公司",
    "示例外地制造有限公司",
)
MAIL = "shili@example.cn"
ROWS = (
    f"{BEARINGS},,渝北区,C3451,认定,2099-12-31,王示例,023-60000001,{MAIL}",
    f"{GEARS},,江北区,C3453,复核通过,,李示例,023-60000002,",
    f"{LIFTS},,渝中区,C3435,取消,,,,",
    f"{FAR},,火星,,到期,,,,",
)


def csv_of(*rows: str, head: str = HEAD) -> bytes:
    """A list as a text file."""
    return "\n".join((head, *rows, "")).encode()


def brought(
    *rows: str,
    kind: RosterKind = RosterKind.LITTLE_GIANT,
    title: str = "示例小巨人名单",
    batch: str = "第一批",
    listed_on: date | None = date(2024, 9, 1),
) -> UUID:
    """A list that is looked at; its key."""
    told = ListTold(kind=kind, title=title, batch=batch, listed_on=listed_on)
    return begin_list(actor=clerk(), told=told, name="名单.csv", data=csv_of(*(rows or ROWS)))


def kept(*rows: str, replaces: bool = False, **told: object) -> UUID:
    """A list that is kept; its key."""
    key = brought(*rows, **told)  # type: ignore[arg-type]
    firms = len(get_looking(viewer=clerk(), key=key).roster.firms)
    keep_list(actor=clerk(), key=key, firms=firms, replaces=replaces)
    return key


def screening(*lists: UUID, **wanted: object) -> Screening:
    """A screening of these lists, or of all there are."""
    keys = lists or tuple(AudienceList.objects.exclude(kept_at=None).values_list("id", flat=True))
    return Screening(keys, **{"on": ON, **wanted})  # type: ignore[arg-type]


def names(*lists: UUID, slug: str = "city", **wanted: object) -> list[str]:
    """Whom a screening shows."""
    found = select_screened(viewer=clerk(), slug=slug, wanted=screening(*lists, **wanted))
    return [firm.name for firm in found]


def invited(*rows: str, slug: str = "city") -> Sequence[UUID]:
    """The firms of a list that count, invited to a call; their keys in the list's order."""
    wanted = screening(kept(*rows))
    count = len(select_screened(viewer=clerk(), slug=slug, wanted=wanted))
    invite_firms(actor=clerk(), call_slug=slug, wanted=wanted, keys=None, count=count)
    return list(Invited.objects.order_by("district", "sound").values_list("id", flat=True))
