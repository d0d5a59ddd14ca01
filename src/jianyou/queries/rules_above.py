"""统一规则: the call files that offices above have fixed parts of, and whether one's own keeps to them."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.datafiles.fields import NAME
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.fixed import changes_of
from jianyou.domain.calls.rolling import rolled_up
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.packages.manifest import Kind
from jianyou.store.models import Call, TakenPackage
from jianyou.terms.finding import Refused


@dataclass(frozen=True, slots=True)
class RulesAbove:
    """One edition of rules that was taken in: `call` is its name above, `fixed` the parts that stand."""

    key: UUID
    office: str
    call: str
    title: str
    digest: str
    fixed: tuple[str, ...]
    at: datetime


def list_rules_above(*, viewer: Actor) -> tuple[RulesAbove, ...]:
    """Every edition that the viewer's office took in, the newest first."""
    rows = TakenPackage.objects.filter(office_id=viewer.office, kind=Kind.RULES, status="taken")
    return tuple(_told(row) for row in rows.select_related("partner").order_by("-at", "-id"))


def source_from(*, viewer: Actor, key: UUID, name: str) -> str:
    """The call file called `name` that a draft begins with.

    Raises:
        Refused: the viewer's office has taken no such rules, or the name can't be used.
    """
    rows = TakenPackage.objects.filter(office_id=viewer.office, kind=Kind.RULES, status="taken", id=key)
    row = rows.select_related("partner").first()
    if row is None:
        raise Refused("package_gone")
    if not NAME.fullmatch(name) or Call.objects.filter(slug=name).exists():
        raise Refused("package_draft_name")
    told = _told(row)
    return rolled_up(
        row.summary["source"], name=name, office=told.office, digest=told.digest, fixed=told.fixed
    )


def check_rolled_up(office: str, file: CallFile, source: str) -> None:
    """Look at whether a call file keeps to what the office above has fixed; one that rolls up to none does.

    Raises:
        Refused: that edition wasn't taken in, or a fixed part was changed; the first place is told.
    """
    rolls = file.rolls_up
    if rolls is None:
        return
    row = TakenPackage.objects.filter(
        office_id=office, kind=Kind.RULES, status="taken", their_call=rolls.call, summary__rules=rolls.digest
    ).first()
    if row is None:
        raise Refused("rolls_up_unknown", office=rolls.office, call=rolls.call)
    changed = changes_of(row.summary["source"], source, row.summary["fixed"])
    if changed:
        first = changed[0]
        raise Refused(
            "rolls_up_changed",
            line=first.line,
            path=first.path,
            office=rolls.office,
            fixed=first.fixed or "—",
            now=first.now or "—",
            count=len(changed),
        )


def _told(row: TakenPackage) -> RulesAbove:
    return RulesAbove(
        key=row.id,
        office=row.partner.name,
        call=row.their_call,
        title=row.summary["title"],
        digest=row.summary["rules"],
        fixed=tuple(row.summary["fixed"]),
        at=localtime(row.at),
    )
