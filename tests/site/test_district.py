"""Offices below under one call: opened, ranked, reported as one filing, and what the city learns of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils.timezone import localtime

from jianyou.actions.adding import add_scan
from jianyou.actions.arrivals import register_paper
from jianyou.actions.calls import extend_deadline
from jianyou.actions.correcting import answer_correction
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.district import Part, name_districts, open_lower
from jianyou.actions.filing import SEALED_SCAN, submit
from jianyou.actions.offices import make_office
from jianyou.actions.personal import personal_of
from jianyou.actions.ranking import rank_entries
from jianyou.actions.reporting_up import code_of_table, compile_table, report_table
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.calls.load import parse_call
from jianyou.domain.ledger.fingerprints import content_sha256
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC, Role, filer_of
from jianyou.domain.lifecycle.states import CallStatus, FilingStatus
from jianyou.queries.district import Standing, get_upward, list_districts
from jianyou.queries.district_family import family_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.filings import find_filing
from jianyou.queries.provenance import get_provenance
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, DistrictQuota, Filing, LogRow, Office
from jianyou.terms.finding import Refused
from tests.site.districts import (
    BEARINGS,
    GEARS,
    HEADER,
    JIANGBEI,
    LIFTS,
    LOWER,
    NAMES,
    YUBEI,
    accepted_below,
    compiling,
    of_district,
    offices,
    opened_below,
    ranked,
    stamp,
)
from tests.site.kit import clerk, counter, moved_deadline, somewhere_else
from tests.site.office import kept, sent_city, typed
from tests.site.public import SCAN, opened_city

pytestmark = pytest.mark.usefixtures("site")


def code(raised: pytest.ExceptionInfo[Refused]) -> str:
    """Why it was refused."""
    return raised.value.code


def acts(slug: str) -> list[tuple[str, str]]:
    """What was done in a call's log, and by whom."""
    rows = LogRow.objects.filter(call__slug=slug).order_by("at", "id")
    return list(rows.values_list("act", "actor"))


def reported(*names: str) -> tuple[list[EntryKey], str]:
    """Entries of a district in this order, reported; their keys there, and the table's number."""
    keys = accepted_below(*names)
    ranked({key: at for at, key in enumerate(keys, 1)})
    return keys, report_table(actor=of_district(), call_slug=LOWER, compiling=compiling(keys)).filing.number


def test_a_lower_call_is_the_same_call_of_another_office() -> None:
    upper = opened_below()
    lower = Call.objects.get(slug=LOWER)
    assert (lower.office.slug, lower.upper, lower.title) == (YUBEI, upper, upper.title)
    assert (lower.status, lower.completes_on, lower.late_admission) == (CallStatus.OPEN, "either", False)
    ours, theirs = parse_call(lower.source, source="l"), parse_call(upper.source, source="u")
    assert (ours.contacts, ours.filing.delivery) == ((), ())
    day = localtime(lower.deadline).date()
    stages = tuple(replace(stage, ends_on=day if stage.ends_on else None) for stage in theirs.stages)
    theirs = replace(theirs, contacts=(), filing=replace(theirs.filing, delivery=()), stages=stages)
    assert replace(ours, id="city", deadline=theirs.deadline) == theirs
    assert ours.deadline == lower.deadline == (upper.deadline - timedelta(hours=1)).replace(microsecond=0)
    assert list(DistrictQuota.objects.values_list("call", "of__slug", "most")) == [(upper.id, YUBEI, 2)]
    assert acts(LOWER) == [(Act.OPEN_CALL, "jingban")]
    assert acts("city") == [(Act.OPEN_CALL, "jingban")] * 2


def test_a_district_opens_its_own() -> None:
    opened_below(at_once=False, most=None)
    lower = Call.objects.get(slug=LOWER)
    assert (lower.status, lower.opened_at, DistrictQuota.objects.count()) == (CallStatus.DRAFT, None, 0)
    with pytest.raises(Refused) as raised:
        submit(actor=PUBLIC, call_slug=LOWER, sent=sent_city())
    assert code(raised) == "site_call_not_open"
    for stranger in (clerk(), of_district(JIANGBEI)):
        with pytest.raises(NotAllowed):
            open_lower(actor=stranger, call_slug=LOWER)
    open_lower(actor=of_district(), call_slug=LOWER)
    assert Call.objects.get(slug=LOWER).status == CallStatus.OPEN
    assert acts(LOWER) == [(Act.DRAFT_CALL, "jingban"), (Act.OPEN_CALL, "yubei-jingban")]
    assert acts("city") == [(Act.OPEN_CALL, "jingban"), *acts(LOWER)]
    with pytest.raises(NotAllowed):
        open_lower(actor=of_district(), call_slug=LOWER)


def test_what_a_district_cannot_open() -> None:
    opened_below(at_once=False)
    moved_deadline(Call.objects.get(slug="city"), -1)
    with pytest.raises(Refused) as raised:
        open_lower(actor=of_district(), call_slug=LOWER)
    assert code(raised) == "district_upper_over"
    moved_deadline(Call.objects.get(slug="city"), 3600)
    moved_deadline(Call.objects.get(slug=LOWER), -1)
    with pytest.raises(NotAllowed) as raised:
        open_lower(actor=of_district(), call_slug=LOWER)
    assert code(raised) == "not_allowed_past_deadline"
    with pytest.raises(Refused) as raised:
        open_lower(actor=clerk(), call_slug="city")
    assert code(raised) == "district_no_upper"


def test_a_district_gives_more_time_only_before_the_city_s_own() -> None:
    upper = opened_below()
    head = of_district(role=Role.SECTION_HEAD)
    for minutes, expected in ((-1, ""), (0, "district_extend_late"), (5, "district_extend_late")):
        later = upper.deadline + timedelta(minutes=minutes)
        try:
            extend_deadline(actor=head, call_slug=LOWER, deadline=later, reason="示例理由")
            told = ""
        except Refused as refused:
            told = refused.code
        assert (minutes, told) == (minutes, expected)


def test_who_cannot_be_named() -> None:
    offices()
    call, now = opened_city(), database_now()
    make_office(operator="root", slug="elsewhere", name="示例市科学技术局")
    make_office(operator="root", slug="x" * 40, name="示例局", upper="office", district="巴南区")
    soon = now + timedelta(hours=1)

    def refused(*parts: Part) -> str:
        with pytest.raises(Refused) as raised:
            name_districts(actor=clerk(), call_slug="city", parts=parts, at_once=True)
        return code(raised)

    assert refused() == "district_nothing_named"
    assert refused(Part("elsewhere", None, soon)) == "district_no_office"
    assert refused(Part("office", None, soon)) == "district_no_office"
    assert refused(Part(YUBEI, None, soon), Part(YUBEI, None, soon)) == "district_named_already"
    assert refused(Part(YUBEI, 0, soon)) == "district_most_wrong"
    assert refused(Part(YUBEI, 10_000, soon)) == "district_most_wrong"
    assert refused(Part(YUBEI, 1, now - timedelta(hours=1))) == "district_deadline_past"
    assert refused(Part(YUBEI, 1, call.deadline)) == "district_deadline_late"
    assert Call.objects.count() == 1
    Call.objects.filter(slug="city").update(slug="c" * 30)
    with pytest.raises(Refused) as raised:
        name_districts(actor=clerk(), call_slug="c" * 30, parts=[Part("x" * 40, 1, soon)], at_once=True)
    assert code(raised) == "district_slug_long"
    for stranger in (somewhere_else(), of_district()):
        with pytest.raises(NotAllowed):
            name_districts(actor=stranger, call_slug="c" * 30, parts=[Part(YUBEI, 1, soon)], at_once=True)
    moved_deadline(Call.objects.get(), -1)
    with pytest.raises(Refused) as raised:
        name_districts(actor=clerk(), call_slug="c" * 30, parts=[Part(YUBEI, 1, soon)], at_once=True)
    assert code(raised) == "district_upper_over"


def test_the_order_is_kept_without_gaps_and_ties() -> None:
    opened_below()
    first, second, third = accepted_below(BEARINGS, GEARS, LIFTS)
    ranked({first: 7, third: 3})

    def order() -> list[tuple[str, int | None]]:
        view = get_upward(viewer=of_district(), slug=LOWER)
        return [(one.name, one.rank) for one in view.candidates]

    assert order() == [(LIFTS, 1), (BEARINGS, 2), (GEARS, None)]
    seen = stamp()
    ranked({second: 1})
    assert order() == [(GEARS, 1), (BEARINGS, None), (LIFTS, None)]
    before = len(acts(LOWER))
    for ranks, why in (
        ({first: 2, second: 2}, "rank_tie"),
        ({first: 0}, "rank_unread"),
        ({first: 10_000}, "rank_unread"),
        ({EntryKey("AAAA-AAAA", 1): 1}, "rank_changed"),
    ):
        with pytest.raises(Refused) as raised:
            ranked(ranks)
        assert code(raised) == why
    with pytest.raises(Refused) as raised:
        rank_entries(actor=of_district(), call_slug=LOWER, ranks={first: 1}, stamp=seen)
    assert code(raised) == "rank_changed"
    for stranger in (clerk(), of_district(JIANGBEI)):
        with pytest.raises(NotAllowed):
            rank_entries(actor=stranger, call_slug=LOWER, ranks={first: 1}, stamp=stamp())
    assert (order(), len(acts(LOWER))) == ([(GEARS, 1), (BEARINGS, None), (LIFTS, None)], before)


def test_a_reported_table_is_one_filing_with_its_origin() -> None:
    opened_below()
    first, second, third = accepted_below(BEARINGS, GEARS, LIFTS)
    ranked({third: 1, first: 2, second: 3})
    wanted = compiling([third, first])
    table = compile_table(actor=of_district(), call_slug=LOWER, compiling=wanted)
    assert [row["name"] for row in table.rows] == [LIFTS, BEARINGS]
    assert table.header == HEADER
    assert table.rows[0]["contact"] == "李示例，质量部部长，023-60000001"
    filed = report_table(actor=of_district(), call_slug=LOWER, compiling=wanted)
    filing = Filing.objects.get(call__slug="city")
    assert (filing.number, filing.status, filing.channel) == (
        wanted.number,
        FilingStatus.PREFILLED,
        "district",
    )
    assert (filing.filer, filing.from_office) == (NAMES[YUBEI][0], Office.objects.get(slug=YUBEI))
    version = filing.versions.get()
    assert content_sha256(version.content) == content_sha256(table.content)
    columns = ("ordinal", "name", "rank", "district", "origin__filing__number")
    told = list(filing.entries.order_by("ordinal").values_list(*columns))
    assert told == [(1, LIFTS, 1, "渝北区", third.number), (2, BEARINGS, 2, "渝北区", first.number)]
    assert personal_of([filing])[filing.id] == {
        "0.contact": HEADER["contact"],
        "0.phone": HEADER["phone"],
        "1.contact": "李示例，质量部部长，023-60000001",
        "2.contact": "李示例，质量部部长，023-60000001",
    }
    assert "023-6" not in str(version.content) + str([row.content for row in LogRow.objects.all()])
    assert acts("city")[2:] == [(Act.SUBMIT, "filer"), (Act.COMPILE_TABLE, "yubei-jingban")]
    assert acts(LOWER)[-2:] == [(Act.COMPILE_TABLE, "yubei-jingban")] * 2
    again = report_table(actor=of_district(), call_slug=LOWER, compiling=wanted)
    assert (again.filing, again.receipt, Filing.objects.filter(call__slug="city").count()) == (
        filed.filing,
        filed.receipt,
        1,
    )
    given = code_of_table(actor=of_district(), call_slug=LOWER)
    find_filing(number=filing.number, code=given)
    for stranger in (clerk(), of_district(JIANGBEI)):
        with pytest.raises(NotAllowed):
            code_of_table(actor=stranger, call_slug=LOWER)


@pytest.mark.parametrize("means", ["paper", "scan"])
def test_paper_or_scan_completes_it(means: str) -> None:
    opened_below()
    _, number = reported(BEARINGS)
    assert list_districts(viewer=clerk(), slug="city").below[0].standing is Standing.REPORTED
    if means == "paper":
        register_paper(actor=counter(), number=number)
    else:
        add_scan(actor=filer_of(number), number=number, file=kept("盖章件.pdf", SCAN, SEALED_SCAN))
    assert Filing.objects.get(number=number).status == FilingStatus.FILED
    assert list_districts(viewer=clerk(), slug="city").below[0].standing is Standing.SEALED


def why_not(entries: Sequence[EntryKey]) -> Refused:
    """Why these can't be reported."""
    before = Filing.objects.count()
    with pytest.raises(Refused) as raised:
        report_table(actor=of_district(), call_slug=LOWER, compiling=compiling(entries))
    assert Filing.objects.count() == before
    return raised.value


def test_what_cannot_be_reported() -> None:
    opened_below()
    first, second, third = accepted_below(BEARINGS, GEARS, LIFTS)
    assert why_not([]).code == "report_nothing_ranked"
    assert why_not([first]).code == "report_nothing_ranked"
    ranked({first: 1, second: 2, third: 3})
    over = why_not([first, second, third])
    assert (over.code, over.params) == ("report_over_quota", {"count": 3, "most": 2, "names": LIFTS})
    assert why_not([second, first]).code == "report_changed"
    assert why_not([first, third]).code == "report_changed"
    wanted = compiling([first, second])
    for field, why in (("contact", "report_header_missing"), ("phone", "report_header_long")):
        header = {**HEADER, field: "" if why.endswith("missing") else "1" * 201}
        with pytest.raises(Refused) as raised:
            report_table(actor=of_district(), call_slug=LOWER, compiling=replace(wanted, header=header))
        assert code(raised) == why
    ranked({first: 1, second: 2})
    with pytest.raises(Refused) as raised:
        report_table(actor=of_district(), call_slug=LOWER, compiling=wanted)
    assert code(raised) == "report_changed"
    DistrictQuota.objects.update(most=1)
    assert why_not([first, second]).code == "report_over_quota"
    for stranger in (clerk(), of_district(JIANGBEI)):
        with pytest.raises(NotAllowed):
            report_table(actor=stranger, call_slug=LOWER, compiling=compiling([first]))
    moved_deadline(Call.objects.get(slug="city"), -1)
    assert why_not([first]).code == "site_too_late"


def test_it_is_reported_again_after_withdrawal() -> None:
    opened_below()
    keys, number = reported(BEARINGS)
    assert why_not(keys).code == "report_there"
    withdraw(actor=filer_of(number), number=number)
    (more,) = accepted_below(GEARS)
    ranked({more: 1, keys[0]: 2})
    filed = report_table(actor=of_district(), call_slug=LOWER, compiling=compiling([more, keys[0]]))
    assert list(filed.filing.entries.order_by("rank").values_list("name", flat=True)) == [GEARS, BEARINGS]
    assert list_districts(viewer=clerk(), slug="city").below[0].number == filed.filing.number


def test_the_city_returns_and_the_district_answers() -> None:
    opened_below()
    keys, number = reported(BEARINGS)
    register_paper(actor=counter(), number=number)
    due = database_now() + timedelta(days=3)
    remarks = [Remark("profile", "请写明成立时间。")]
    return_entry(actor=clerk(), looked=Looked(number, 1, 1), remarks=remarks, due=due)
    view = get_upward(viewer=of_district(), slug=LOWER)
    assert view.reported is not None
    (asked,) = view.reported.asked
    assert (asked.name, asked.remarks, asked.origin) == (BEARINGS, {"profile": "请写明成立时间。"}, keys[0])
    row = typed(BEARINGS, feature="一轴一档", profile="成立于1998年，民营企业，主营轴承，员工320人。")
    sent = sent_city(row, filer=HEADER["department"])
    sent = sent._replace(
        personal={**sent.personal, "0.contact": HEADER["contact"], "0.phone": HEADER["phone"]}
    )
    answer_correction(actor=filer_of(number), number=number, ordinal=1, version=1, sent=sent)
    view = get_upward(viewer=of_district(), slug=LOWER)
    assert view.reported is not None
    assert view.reported.asked == ()
    entry = Filing.objects.get(number=number).entries.get()
    assert (entry.rank, entry.origin_id is not None) == (1, True)


def test_the_city_sees_counts_and_then_provenance() -> None:
    opened_below(names=(YUBEI, JIANGBEI))
    submit(actor=PUBLIC, call_slug=LOWER, sent=sent_city())
    view = list_districts(viewer=clerk(), slug="city")
    assert [(one.district, one.standing, one.filings, one.most) for one in view.below] == [
        ("江北区", Standing.COLLECTING, 0, 2),
        ("渝北区", Standing.COLLECTING, 0, 2),
    ]
    keys, number = reported(BEARINGS, GEARS)
    view = list_districts(viewer=clerk(), slug="city")
    yubei = view.below[1]
    assert (yubei.filings, yubei.entries, yubei.accepted, yubei.reported, yubei.number) == (
        2,
        2,
        2,
        2,
        number,
    )
    told = get_provenance(viewer=clerk(), number=number)
    assert (told.office, told.district) == NAMES[YUBEI]
    assert [(one.rank, one.number, one.filer, one.accepted_by) for one in told.entries] == [
        (1, keys[0].number, BEARINGS, "yubei-jingban"),
        (2, keys[1].number, GEARS, "yubei-jingban"),
    ]
    firms = Filing.objects.get(number=keys[0].number)
    assert (told.entries[0].received_at, told.entries[0].accepted_at is not None) == (firms.filed_at, True)
    for stranger in (of_district(), of_district(JIANGBEI), somewhere_else()):
        with pytest.raises(Refused):
            get_provenance(viewer=stranger, number=number)
    with pytest.raises(Refused):
        get_provenance(viewer=of_district(), number=keys[0].number)


def test_a_district_sees_only_its_own() -> None:
    opened_below(names=(YUBEI, JIANGBEI))
    for viewer, slug in (
        (of_district(), "city"),
        (of_district(), "city-jiangbei"),
        (of_district(JIANGBEI), LOWER),
        (clerk(), LOWER),
    ):
        for ask in (get_upward, list_districts):
            with pytest.raises(Refused) as raised:
                ask(viewer=viewer, slug=slug)
            assert code(raised) == "site_no_call"


def test_the_public_learns_who_files_where() -> None:
    opened_below(names=(YUBEI, JIANGBEI))
    above, own = family_of(slug="city"), family_of(slug=LOWER)
    assert above is not None
    assert own is not None
    assert [(one.slug, one.district, one.open) for one in above.below] == [
        ("city-jiangbei", "江北区", True),
        (LOWER, "渝北区", True),
    ]
    assert above.above is None
    assert (own.office, own.district, own.below) == (*NAMES[YUBEI], ())
    assert own.above is not None
    assert own.above.slug == "city"
    Call.objects.filter(slug="city-jiangbei").update(status=CallStatus.DRAFT)
    hidden = family_of(slug="city")
    assert hidden is not None
    assert [one.slug for one in hidden.below] == [LOWER]
    assert family_of(slug="none") is None
