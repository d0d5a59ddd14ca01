"""取入: a package from another site, verified, compared with what is here, and what speaks against taking it.

Nothing is written. What can't be verified is told by its member; what is verified and can't be taken, by its
reason: then it is refused whole.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from django.utils.timezone import localtime

from jianyou.codes.names import name_key
from jianyou.datafiles.canonical import Plain
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls.fixed import MAY_BE_FIXED, digest_of
from jianyou.domain.calls.load import parse_call
from jianyou.domain.lifecycle.completion import Means, completes
from jianyou.domain.lifecycle.deadline import in_time
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.domain.packages.cards import Relation, SiteCard
from jianyou.domain.packages.downward import (
    Intended,
    ResultTold,
    call_file_of,
    intentions_of,
    results_of,
)
from jianyou.domain.packages.manifest import Kind, Manifest
from jianyou.domain.packages.nomination import Nomination, nomination_of
from jianyou.domain.packages.parcel import Parcel, open_parcel
from jianyou.domain.packages.parcel_check import ParcelFinding, Trusted
from jianyou.queries.calls import file_of
from jianyou.queries.doubles import Doubles, doubles_of
from jianyou.queries.partners import own_card, quotas_in
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Partner, SentPackage, TakenEntry, TakenPackage
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

RELATIONS = {
    Kind.NOMINATION: Relation.LOWER,
    Kind.INTENTIONS: Relation.LOWER,
    Kind.RESULT: Relation.UPPER,
    Kind.RULES: Relation.UPPER,
}
"""From which side each kind comes."""
_TAKES = (CallStatus.OPEN, CallStatus.CLOSED)


@dataclass(frozen=True, slots=True)
class Brought:
    """What a package holds, of its kind; the others are empty."""

    nomination: Nomination | None = None
    results: tuple[ResultTold, ...] = ()
    intentions: tuple[Intended, ...] = ()
    source: str = ""

    @property
    def count(self) -> int:
        """How many entries, results or intentions there are."""
        return len(self.nomination.entries) if self.nomination else len(self.results or self.intentions)


@dataclass(frozen=True, slots=True)
class Verified:
    """A package whose every byte is what a known office signed."""

    manifest: Manifest
    partner: Partner
    brought: Brought


@dataclass(frozen=True, slots=True)
class Arriving:
    """A package as a person looks at it before taking it in.

    `findings` tell what in it was changed, by member: then the rest is empty. `sender` is its office as it
    calls itself, `partner` what it is called here. `problems` keep it from being taken, `warnings` don't.
    `doubles` are of its entries, in their order; `call` is the one here that it belongs to, "" for rules.
    `completes`: taking it completes the filing, as a sealed table would.
    """

    kind: Kind
    package: UUID
    number: int
    made_at: datetime
    sender: SiteCard
    partner: str
    their_call: str
    their_title: str
    digest: str
    size: int
    files: tuple[tuple[str, int], ...]
    findings: tuple[ParcelFinding, ...]
    problems: tuple[Refused, ...] = ()
    warnings: tuple[Message, ...] = ()
    call: str = ""
    call_title: str = ""
    deadline: datetime | None = None
    most: int | None = None
    completes: bool = True
    brought: Brought = Brought()
    doubles: tuple[Doubles, ...] = ()

    @property
    def takeable(self) -> bool:
        """Whether nothing speaks against it."""
        return not self.findings and not self.problems

    @property
    def double(self) -> int:
        """How many of its entries are known here already."""
        return sum(bool(one.total) for one in self.doubles)


def look_into(*, viewer: Actor, data: bytes) -> Arriving:
    """A package that was brought, as it would be taken now.

    Raises:
        Refused: it is no package at all.
    """
    with opened(viewer, data) as parcel:
        arriving = _told(parcel, len(data))
        if not parcel.good:
            return arriving
        try:
            verified = verified_of(viewer, parcel)
        except Refused as refused:
            return replace(arriving, problems=(refused,))
    return _compared(viewer, arriving, verified)


def opened(viewer: Actor, data: bytes) -> Parcel:
    """A package with all that differs from what one of the offices known here signed.

    Raises:
        Refused: it is no package at all.
    """
    known = Partner.objects.filter(office_id=viewer.office, retired_at=None)
    return open_parcel(data, trusted=[Trusted(key, sm2) for key, sm2 in known.values_list("key", "sm2")])


def verified_of(viewer: Actor, parcel: Parcel) -> Verified:
    """What a package brings, its bytes being good.

    Raises:
        Refused: its office isn't known by that name, it isn't for this office or from the wrong side, or its
            data has another shape.
    """
    manifest = parcel.manifest
    partner = Partner.objects.filter(
        office_id=viewer.office, retired_at=None, key=manifest.key, slug=manifest.office
    ).first()
    if partner is None:
        raise Refused("package_office_unknown", office=manifest.office[:40])
    if manifest.kind not in RELATIONS or RELATIONS[manifest.kind] != partner.relation:
        raise Refused("package_wrong_side", name=partner.name)
    to_us = manifest.to == own_card(viewer=viewer).address
    if not to_us and (manifest.to or manifest.kind is not Kind.RULES):
        raise Refused("package_not_for_us", to=manifest.to[:80] or "—")
    return Verified(manifest, partner, _brought(parcel))


def call_for(viewer: Actor, manifest: Manifest) -> Call:
    """The call here that a package belongs to.

    Raises:
        Refused: this office has none of the name that the package gives.
    """
    slug = _about(manifest, "for")
    call = Call.objects.filter(office_id=viewer.office, slug=slug).select_related("office").first()
    if call is None:
        raise Refused("package_no_call", name=slug[:64] or "—")
    return call


def problems_of(call: Call | None, verified: Verified, at: datetime) -> Iterator[Refused]:
    """Why a verified package can't be taken at that moment; read under the call's lock it stays so."""
    manifest, partner = verified.manifest, verified.partner
    yield from _replayed(verified)
    if call is None:
        return
    over = manifest.kind is not Kind.RESULT or call.status != CallStatus.ARCHIVED
    if call.status not in _TAKES and over:
        yield Refused("package_call_over", name=call.slug)
    if manifest.kind is Kind.NOMINATION:
        yield from _nomination_problems(call, verified, at)
    if manifest.kind is Kind.INTENTIONS:
        yield from _intention_problems(call, at)
    if manifest.kind is Kind.RESULT and not _sent_there(call, partner):
        yield Refused("package_never_sent", name=partner.name)


def deadline_of(call: Call) -> datetime:
    """Until when packages are taken: the call's deadline, or the later one that its file gives them."""
    packages = file_of(call.slug, call.source).packages
    return max(call.deadline, packages.until) if packages else call.deadline


def _told(parcel: Parcel, size: int) -> Arriving:
    manifest = parcel.manifest
    return Arriving(
        kind=manifest.kind,
        package=manifest.package,
        number=manifest.number,
        made_at=localtime(datetime.fromisoformat(manifest.made_at)),
        sender=SiteCard(manifest.office, manifest.office_name, manifest.key, manifest.sm2),
        partner="",
        their_call=manifest.call,
        their_title=_about(manifest, "title"),
        digest=manifest.digest,
        size=size,
        files=tuple((name, mark.size) for name, mark in sorted(manifest.files.items())),
        findings=parcel.findings,
    )


def _compared(viewer: Actor, arriving: Arriving, verified: Verified) -> Arriving:
    told = replace(arriving, partner=verified.partner.name, brought=verified.brought)
    now = database_now()
    if verified.manifest.kind is Kind.RULES:
        return replace(told, problems=tuple(problems_of(None, verified, now)))
    try:
        call = call_for(viewer, verified.manifest)
    except Refused as refused:
        return replace(told, problems=(refused,))
    nomination = verified.brought.nomination
    entries = nomination.entries if nomination else ()
    doubles = doubles_of(call, [(one.name, one.uscc) for one in entries]) if entries else ()
    intentions = file_of(call.slug, call.source).intentions
    until = intentions.amend_until if arriving.kind is Kind.INTENTIONS and intentions else deadline_of(call)
    return replace(
        told,
        problems=tuple(problems_of(call, verified, now)),
        warnings=tuple(_warnings(call, verified)),
        call=call.slug,
        call_title=call.title,
        deadline=None if arriving.kind is Kind.RESULT else localtime(until),
        most=quotas_in(call).get(verified.partner.id),
        completes=completes(Means.SEALED_SCAN, call.completes_on),
        doubles=doubles,
    )


def _brought(parcel: Parcel) -> Brought:
    match parcel.manifest.kind:
        case Kind.NOMINATION:
            return Brought(nomination=nomination_of(parcel))
        case Kind.RESULT:
            return Brought(results=results_of(parcel))
        case Kind.INTENTIONS:
            return Brought(intentions=intentions_of(parcel))
        case _:
            return Brought(source=_rules(parcel))


def _rules(parcel: Parcel) -> str:
    """The call file, which must be one, and whose fixed parts must have the digest that is told."""
    source, fixed = call_file_of(parcel), fixed_in(parcel.manifest)
    try:
        parse_call(source, source="call.yaml")
        digest = digest_of(source, fixed)
    except DataFileInvalid as invalid:
        first = invalid.problems[0]
        raise Refused("package_call_file_wrong", line=first.line or 1, count=len(invalid.problems)) from None
    if digest != _about(parcel.manifest, "rules"):
        raise Refused("package_data_wrong", name="manifest.json", place="about.rules")
    return source


def fixed_in(manifest: Manifest) -> tuple[str, ...]:
    """The parts of a call file that a package says are fixed."""
    told = manifest.about.get("fixed")
    parts = told if isinstance(told, list) else []
    return tuple(part for part in MAY_BE_FIXED if part in parts)


def _about(manifest: Manifest, key: str) -> str:
    told: Plain = manifest.about.get(key)
    return told[:200] if isinstance(told, str) and told.isprintable() else ""


def _replayed(verified: Verified) -> Iterator[Refused]:
    manifest, partner = verified.manifest, verified.partner
    taken = TakenPackage.objects.filter(partner=partner, status="taken")
    again = taken.filter(package=manifest.package).first()
    if again is not None:
        yield Refused("package_taken_already", at=localtime(again.at).isoformat(" ", "seconds")[:19])
        return
    newer = taken.filter(their_call=manifest.call, kind=manifest.kind.value, number__gte=manifest.number)
    newest = newer.order_by("number").last()
    if newest is not None:
        yield Refused("package_older", number=manifest.number, newest=newest.number)


def _nomination_problems(call: Call, verified: Verified, at: datetime) -> Iterator[Refused]:
    deadline = deadline_of(call)
    if not in_time(at, deadline, counts=call.deadline_counts):
        yield Refused("package_late", deadline=_shown(deadline), at=_shown(at))
    nomination = verified.brought.nomination
    entries = nomination.entries if nomination else ()
    most = quotas_in(call).get(verified.partner.id)
    if most is not None and len(entries) > most:
        beyond = sorted(entries, key=lambda one: one.place)[most:]
        names = "、".join(one.name for one in beyond)[:500]
        yield Refused("package_over_quota", count=len(entries), most=most, names=names)
    there = TakenEntry.objects.filter(
        package__call=call, package__partner=verified.partner, their_call=verified.manifest.call
    ).exclude(filing__status=FilingStatus.WITHDRAWN)
    standing = there.select_related("filing").first()
    if standing is not None:
        yield Refused("package_table_there", number=standing.filing.number)
    rules = _about(verified.manifest, "rules")
    if rules and rules != digest_of(call.source, fixed_in(verified.manifest)):
        yield Refused("package_rules_edition")
    annex = file_of(call.slug, call.source).annex
    if not all(one.values.get(annex.name_column.key, "").strip() for one in entries):
        yield Refused("package_no_names", title=annex.name_column.title)


def _intention_problems(call: Call, at: datetime) -> Iterator[Refused]:
    asked = file_of(call.slug, call.source).intentions
    if asked is None:
        yield Refused("intentions_none")
    elif at > asked.amend_until:
        yield Refused("intentions_over", until=_shown(asked.amend_until))


def _sent_there(call: Call, partner: Partner) -> bool:
    return SentPackage.objects.filter(call=call, partner=partner, kind=Kind.NOMINATION.value).exists()


def _warnings(call: Call, verified: Verified) -> Iterator[Message]:
    nomination = verified.brought.nomination
    if nomination is None:
        return
    if not _about(verified.manifest, "rules"):
        yield Message("package_without_rules", {})
    annex = file_of(call.slug, call.source).annex
    keys = dict.fromkeys(key for one in nomination.entries for key in (*one.values, *one.personal))
    if foreign := [key for key in keys if key not in annex.by_key]:
        yield Message("package_columns_foreign", {"names": "、".join(foreign)[:300]})
    if not any(one.personal for one in nomination.entries):
        yield Message("package_without_contacts", {})
    mark = _mismatched(nomination, annex.name_column.key)
    if mark:
        yield Message("package_names_differ", {"names": "、".join(mark)[:300]})


def _mismatched(nomination: Nomination, column: str) -> list[str]:
    """Entries whose row names somebody else than the list does."""
    return [
        one.name for one in nomination.entries if name_key(one.values.get(column, "")) != name_key(one.name)
    ]


def _shown(at: datetime) -> str:
    return localtime(at).isoformat(" ", "seconds")[:19]
