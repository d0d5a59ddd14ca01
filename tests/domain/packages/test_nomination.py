"""What a package brings is read as it was written; whatever else stands there is refused, never an error."""

import json
from datetime import UTC, date, datetime
from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.canonical import canonical
from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.packages.cards import SiteCard, card_from
from jianyou.domain.packages.downward import (
    INTENTIONS,
    RESULTS,
    Intended,
    ResultTold,
    intentions_of,
    intentions_plain,
    results_of,
    results_plain,
)
from jianyou.domain.packages.manifest import Kind, Manifest, sign
from jianyou.domain.packages.nomination import (
    CONTACTS,
    ENTRIES,
    Answer,
    Came,
    Condition,
    Named,
    Nominated,
    Nomination,
    nomination_files,
    nomination_of,
)
from jianyou.domain.packages.parcel import Parcel, mark_of, open_parcel, parcel_bytes
from jianyou.terms.finding import Refused

KEY = SigningKey(bytes(32))
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
ENTRY = Nominated(
    number="ABCD-EFGH-2345",
    ordinal=2,
    version=3,
    filer="示例区经济信息化局",
    received_at=AT,
    accepted_at=AT,
    name="示例轴承有限公司",
    uscc="",
    values={"name": "示例轴承有限公司", "feature": "一轴一档"},
    personal={"contact": "李示例"},
    awards=(Named("mayor", "award", 1),),
    answers=(Answer("mayor", "met", (Condition("accidents", "附件1二（一）", "met"),)),),
    scores={"mayor": "87.5"},
    facts={"founded": "1998（statement）"},
    files=(Came("scans/ABCD-EFGH-2345-1.pdf", "盖章件.pdf"),),
)
NOMINATION = Nomination({"department": "示例区"}, {"phone": "023-60000001"}, (ENTRY,))


def parcel_of(files: dict[str, bytes], kind: Kind = Kind.NOMINATION) -> Parcel:
    """A package with these files."""
    manifest = Manifest(
        kind=kind,
        package=UUID(int=7),
        number=1,
        made_at=AT.isoformat(),
        office="office",
        office_name="示例区",
        call="yubei-2026",
        to="",
        files={name: mark_of(data) for name, data in files.items()},
    )
    return open_parcel(parcel_bytes(sign(manifest, KEY), files))


def with_scan(files: dict[str, bytes]) -> dict[str, bytes]:
    """The files with the scan that the entry names."""
    return {**files, "scans/ABCD-EFGH-2345-1.pdf": b"%PDF"}


def test_a_table_is_read_as_it_was_written() -> None:
    assert nomination_of(parcel_of(with_scan(nomination_files(NOMINATION)))) == NOMINATION


def test_contacts_stand_in_a_file_of_their_own() -> None:
    files = nomination_files(NOMINATION)
    assert ("李示例" in files[ENTRIES].decode(), "023-60000001" in files[ENTRIES].decode()) == (False, False)
    without = nomination_of(parcel_of(with_scan({ENTRIES: files[ENTRIES]})))
    assert (without.personal, without.entries[0].personal) == ({}, {})
    assert sorted(files) == [ENTRIES, CONTACTS]


def changed(**other: Any) -> bytes:
    """The data with something of its one entry changed."""
    plain = json.loads(nomination_files(NOMINATION)[ENTRIES])
    plain["entries"][0] |= other
    return canonical(plain)


@pytest.mark.parametrize(
    ("other", "place"),
    [
        ({"number": "../x"}, "entries.1.number"),
        ({"ordinal": 0}, "entries.1.ordinal"),
        ({"ordinal": True}, "entries.1.ordinal"),
        ({"name": ""}, "entries.1.name"),
        ({"name": "示" * 301}, "entries.1.name"),
        ({"name": "示\0例"}, "entries.1.name"),
        ({"uscc": ["9"]}, "entries.1.uscc"),
        ({"values": {}}, "entries.1.values"),
        ({"values": {"name": 3}}, "entries.1.values.name"),
        ({"values": {"<b>": "x"}}, "entries.1.values"),
        ({"values": []}, "entries.1.values"),
        ({"awards": []}, "entries.1.awards"),
        ({"received_at": "2026-03-02"}, "entries.1.received_at"),
        ({"received_at": "gestern"}, "entries.1.received_at"),
        ({"answers": [{"award": "mayor", "outcome": "x y"}]}, "entries.1.answers.1.outcome"),
    ],
)
def test_what_has_another_shape_is_told_by_its_place(other: dict[str, Any], place: str) -> None:
    with pytest.raises(Refused) as raised:
        nomination_of(parcel_of(with_scan({ENTRIES: changed(**other)})))
    assert (raised.value.code, raised.value.params["name"], raised.value.params["place"]) == (
        "package_data_wrong",
        ENTRIES,
        place,
    )


def test_what_is_missing() -> None:
    for files, code in (
        ({}, "package_file_missing"),
        ({ENTRIES: nomination_files(NOMINATION)[ENTRIES]}, "package_file_missing"),
        ({ENTRIES: b'{"entries":[]}'}, "package_empty"),
        ({ENTRIES: b"[]"}, "package_data_wrong"),
        ({ENTRIES: b"[" * 99_999}, "package_data_wrong"),
        ({ENTRIES: b"\xff"}, "package_data_wrong"),
    ):
        with pytest.raises(Refused) as raised:
            nomination_of(parcel_of(files))
        assert raised.value.code == code


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(list(json.loads(nomination_files(NOMINATION)[ENTRIES])["entries"][0]))


@given(NAMES, JSON)
def test_whatever_stands_there_is_read_or_refused(name: str, value: Any) -> None:
    try:
        data = changed(**{name: value})
    except UnicodeEncodeError:
        return
    code = ""
    try:
        nomination_of(parcel_of(with_scan({ENTRIES: data})))
    except Refused as refused:
        code = refused.code
    assert code in {"", "package_data_wrong", "package_file_missing"}


def test_results_and_intentions_are_read_as_they_were_written() -> None:
    told = ResultTold(
        "ABCD-EFGH-2345",
        1,
        "示例齿轮厂",
        "mayor",
        "conferred",
        "award",
        "",
        "示例〔2026〕9号",
        date(2026, 5, 6),
    )
    results = parcel_of({RESULTS: canonical(results_plain([told]))}, Kind.RESULT)
    assert results_of(results) == (told,)
    wrong = canonical(results_plain([told._replace(outcome="perhaps")]))
    with pytest.raises(Refused):
        results_of(parcel_of({RESULTS: wrong}, Kind.RESULT))
    items = (Intended("示例齿轮厂", "", "mayor"), Intended("示例电梯厂", "", ""))
    intentions = parcel_of({INTENTIONS: canonical(intentions_plain(items))}, Kind.INTENTIONS)
    assert intentions_of(intentions) == items


def test_a_card_is_read_as_it_was_written() -> None:
    card = SiteCard("office", "示例市委", KEY.public.raw.hex())
    assert card_from(card.written()) == card
    assert card.address == f"office@{KEY.public.id}"
    assert (card.fingerprint.replace(" ", ""), card.sm2_fingerprint) == (KEY.public.id, "")
    for wrong in (
        card._replace(key="00"),
        card._replace(office="a@b"),
        card._replace(office=""),
        card._replace(name="示" * 201),
        card._replace(sm2="00"),
        card._replace(name="a\nb"),
    ):
        with pytest.raises(Refused):
            card_from(wrong.written())
