"""Packages between two sites: made in a district, taken in the city, results back; what is refused whole."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.log import moment_for_people
from jianyou.actions.partners import retire_partner, set_partner_quota
from jianyou.actions.personal import personal_of
from jianyou.actions.results import ResultLine, record_results
from jianyou.actions.taking import refuse_package, take_package
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.packages.parcel import open_parcel
from jianyou.jobs.packing import make_result
from jianyou.queries.arriving import look_into
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.results import Outcome
from jianyou.store.models import Call, Filing, LogRow, Result, TakenEntry, TakenPackage
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, head, moved_deadline
from tests.site.office import filed_city, typed
from tests.site.two_sites import (
    BEARINGS,
    BELOW,
    DISTRICT,
    GEARS,
    LIFTS,
    TwoSites,
    brought,
    bytes_of,
    known_to_each_other,
    nominated,
    pointed_to,
    recommended_there,
)


def test_a_table_goes_up_and_is_a_filing_there(sites: TwoSites) -> None:
    data = brought(sites)
    looked = look_into(viewer=clerk(), data=data)
    assert (looked.findings, looked.problems, [one.code for one in looked.warnings]) == (
        (),
        (),
        ["package_without_rules"],
    )
    assert (looked.partner, looked.call, looked.double, looked.takeable) == (DISTRICT, "city", 0, True)
    taken = take_package(actor=clerk(), data=data)
    filing = Filing.objects.get(number=taken.filing)
    assert (filing.filer, filing.channel, filing.status) == (DISTRICT, "district", FilingStatus.FILED)
    entries = list(filing.entries.order_by("ordinal").values_list("name", "rank"))
    assert entries == [(BEARINGS, 1), (GEARS, 2)]
    came = TakenEntry.objects.order_by("their_ordinal", "entry__ordinal").first()
    assert came
    assert (came.their_call, came.provenance["awards"]) == (
        BELOW,
        [{"award": "mayor", "tier": "", "order": 1}],
    )
    told = personal_of([filing])[filing.id]
    assert (told["0.contact"], told["0.phone"]) == ("赵示例", "023-60000009")
    assert told["1.contact"].startswith("李示例")
    row = LogRow.objects.get(act=Act.TAKE_PACKAGE)
    assert (row.kind, row.filing_id, row.signature is not None) == ("receipt", filing.id, True)
    assert "李示例" not in str(row.content)


@pytest.mark.slow
def test_what_a_package_holds(sites: TwoSites) -> None:
    with open_parcel(brought(sites)) as parcel:
        numbers = sorted(
            name.removeprefix("ledger/receipts/") for name in parcel.manifest.files if "receipts" in name
        )
        names = sorted(
            name for name in parcel.manifest.files if "scans" not in name and "receipts" not in name
        )
        assert names == [
            "data/entries.json",
            "papers/recommendation.docx",
            "papers/recommendation.pdf",
            "papers/report.docx",
            "papers/report.pdf",
            "papers/table.docx",
            "papers/table.pdf",
            "personal/contacts.json",
        ]
        scans = [name for name in parcel.manifest.files if name.startswith("scans/")]
        assert sorted(scans) == [f"scans/{number.removesuffix('.json')}-1.pdf" for number in numbers]
        data = parcel.read("data/entries.json", 1 << 20).decode()
        assert ("023-6000000" in data, "李示例" in data, "赵示例" in data) == (False, False, False)


def test_a_changed_byte_is_named_and_nothing_is_taken(sites: TwoSites) -> None:
    data = bytearray(brought(sites))
    at = data.index(b'"filer":') + 12
    data[at] ^= 1
    looked = look_into(viewer=clerk(), data=bytes(data))
    assert [one.member for one in looked.findings] == ["data/entries.json"]
    with pytest.raises(Refused) as raised:
        take_package(actor=clerk(), data=bytes(data))
    assert (raised.value.code, raised.value.params["name"]) == ("parcel_file_changed", "data/entries.json")
    assert (Filing.objects.count(), TakenPackage.objects.count()) == (0, 0)


def codes(data: bytes) -> list[str]:
    """Why a package can't be taken; taking it says the first of these, and writes nothing."""
    before = Filing.objects.count(), TakenPackage.objects.count(), LogRow.objects.count()
    looked = look_into(viewer=clerk(), data=data)
    found = [one.code for one in looked.findings] or [one.code for one in looked.problems]
    with pytest.raises(Refused) as raised:
        take_package(actor=clerk(), data=data)
    assert raised.value.code == found[0]
    assert (Filing.objects.count(), TakenPackage.objects.count(), LogRow.objects.count()) == before
    return found


def test_over_the_quota_it_is_refused_whole(sites: TwoSites) -> None:
    data = brought(sites, (BEARINGS, GEARS, LIFTS))
    set_partner_quota(actor=head(), call_slug="city", partner=sites.below, most=1)
    (problem,) = look_into(viewer=clerk(), data=data).problems
    assert (problem.code, dict(problem.params)) == (
        "package_over_quota",
        {"count": 3, "most": 1, "names": f"{GEARS}、{LIFTS}"},
    )
    assert codes(data) == ["package_over_quota"]
    refuse_package(actor=clerk(), data=data)
    row = TakenPackage.objects.get()
    assert (row.status, row.problems[0][0], row.file, row.file_key) == (
        "refused",
        "package_over_quota",
        "",
        None,
    )
    assert LogRow.objects.filter(act=Act.REFUSE_PACKAGE).count() == 1
    set_partner_quota(actor=head(), call_slug="city", partner=sites.below, most=3)
    assert take_package(actor=clerk(), data=data).entries == 3


@pytest.mark.slow
def test_it_is_taken_once_and_an_older_one_never(sites: TwoSites) -> None:
    with pointed_to(sites.district):
        recommended_there(BEARINGS)
        first = nominated(sites.above)
        second = nominated(sites.above)
        third = nominated(sites.above)
    taken = take_package(actor=clerk(), data=second)
    assert codes(second) == ["package_taken_already", "package_table_there"]
    assert codes(third) == ["package_table_there"]
    withdraw(actor=clerk(), number=taken.filing, reason="重新汇总")
    assert codes(first) == ["package_older"]
    assert take_package(actor=clerk(), data=third).entries == 1


@pytest.mark.slow
def test_late_by_the_database_clock(sites: TwoSites) -> None:
    data = brought(sites)
    call = Call.objects.get(slug="city")
    moved_deadline(call, -1)
    assert codes(data) == ["package_late"]
    until = moment_for_people(call.deadline + timedelta(days=2))
    call.source += f"packages: {{until: '{until}'}}\n"
    call.save(update_fields=["source"])
    assert take_package(actor=clerk(), data=data).entries == 2


@pytest.mark.slow
def test_another_recipient_call_sender_or_edition(sites: TwoSites, tmp_path: Path) -> None:
    with pointed_to(sites.district):
        recommended_there(BEARINGS)
        elsewhere = nominated(sites.above, their_call="nowhere")
        right = nominated(sites.above)
    assert codes(elsewhere) == ["package_no_call"]
    third = known_to_each_other(sites.city, tmp_path / "third")
    with pointed_to(third.district):
        assert codes(right) == ["parcel_key_unknown"]
    retire_partner(actor=head(), partner=sites.below, reason="公钥已更换")
    assert codes(right) == ["parcel_key_unknown"]


@pytest.mark.slow
def test_who_may(sites: TwoSites) -> None:
    data = brought(sites)
    for act in (
        lambda: take_package(actor=counter(), data=data),
        lambda: set_partner_quota(actor=clerk(), call_slug="city", partner=sites.below, most=1),
    ):
        with pytest.raises(NotAllowed):
            act()


@pytest.mark.slow
def test_doubles_are_told(sites: TwoSites) -> None:
    data = brought(sites)
    direct = filed_city(typed(BEARINGS))
    looked = look_into(viewer=clerk(), data=data)
    (first, second) = looked.doubles
    assert ([(one.key, one.own_call, one.by) for one in first.entries], second.total) == (
        [(EntryKey(direct, 1), True, "name")],
        0,
    )
    assert looked.takeable


def test_results_come_back(sites: TwoSites) -> None:
    data = brought(sites)
    taken = take_package(actor=clerk(), data=data)
    lines = [
        ResultLine(EntryKey(taken.filing, 1), "mayor", Outcome.CONFERRED, "award", ""),
        ResultLine(EntryKey(taken.filing, 2), "mayor", Outcome.NOT_CONFERRED, "", "名额有限"),
    ]
    for ordinal in (1, 2):
        accept_entry(actor=clerk(), looked=Looked(taken.filing, ordinal, 1))
    record_results(
        actor=clerk(), call_slug="city", lines=lines, document="示例政发〔2026〕9号", on=date(2026, 3, 2)
    )
    back = bytes_of(make_result(actor=clerk(), call_slug="city", partner=sites.below, their_call=BELOW))
    with pointed_to(sites.district):
        looked = look_into(viewer=head(), data=back)
        assert (looked.problems, looked.call) == ((), BELOW)
        take_package(actor=head(), data=back)
        told = Result.objects.order_by("entry__id").values_list("entry__name", "outcome", "document", "note")
        assert list(told) == [
            (BEARINGS, "conferred", "示例政发〔2026〕9号", ""),
            (GEARS, "not_conferred", "示例政发〔2026〕9号", "名额有限"),
        ]
        assert codes(back) == ["package_taken_already"]
