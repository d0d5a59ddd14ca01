"""What doesn't hold in an archive is told, errors first, however much there is to tell."""

import json
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.datafiles.canonical import Plain
from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.ledger.log import head_of, written_log
from jianyou.domain.ledger.tree import Edge, leaf_hash
from jianyou.domain.packages.archive_check import CONTENTS, LEDGER, RECEIPTS, check_archive
from jianyou.domain.packages.manifest import Kind, sign
from jianyou.domain.packages.parcel import mark_of, open_parcel, parcel_bytes
from jianyou.domain.packages.parcel_check import MOST_TOLD, ParcelFinding
from jianyou.terms.finding import Severity
from tests.domain.ledger.test_receipts import KEY, filed
from tests.domain.packages.test_parcel import signed_manifest

OTHER = SigningKey(bytes(range(1, 33)))


def checked(count: int, more: Mapping[str, bytes], key: SigningKey = KEY) -> tuple[ParcelFinding, ...]:
    """What is found in an archive of so many receipts, whose ledger is signed with that key."""
    receipts = [filed(at) for at in range(count)]
    edge = Edge()
    for each in receipts:
        edge.append(leaf_hash(each.entry.written()))
    head = head_of("call-1", edge, "2024-02-22T18:00:00+08:00", key)
    ledger = "".join(written_log("call-1", [*(each.entry for each in receipts), head])).encode()
    files = {f"{RECEIPTS}{at:03}.json": each.written().encode() for at, each in enumerate(receipts)}
    files = {LEDGER: ledger, **files, **more}
    about: dict[str, Plain] = {"ledger_size": count, "ledger_root": head.head.root}
    marks = {name: mark_of(content) for name, content in files.items()}
    manifest = signed_manifest({}, sm2=None).manifest._replace(kind=Kind.ARCHIVE, files=marks, about=about)
    with open_parcel(parcel_bytes(sign(manifest, key), files)) as parcel:
        assert parcel.findings == ()
        return check_archive(parcel)


def test_an_error_behind_many_warnings_is_told_first() -> None:
    count = MOST_TOLD + 7
    assert checked(2, {}) == ()
    found = checked(count, {f"{RECEIPTS}zzz.json": b"{}"}, OTHER)
    assert [(each.code, each.member) for each in found[:2]] == [
        ("archive_receipt_wrong", f"{RECEIPTS}zzz.json"),
        ("archive_receipt_key", f"{RECEIPTS}000.json"),
    ]
    assert {each.code for each in found[2:-1]} == {"archive_receipt_key"}
    assert found[-1] == ParcelFinding("parcel_more", Severity.WARNING, params={"count": 7})
    assert len(found) == 1 + MOST_TOLD + 1


def test_so_many_errors_of_a_kind_are_counted() -> None:
    found = checked(1, {CONTENTS: b"\n" * (MOST_TOLD + 30)})
    assert [each.code for each in found] == ["archive_content_differs"] * MOST_TOLD + ["parcel_more"]
    assert found[-1] == ParcelFinding("parcel_more", Severity.ERROR, params={"count": 30})


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=40, deadline=None)
@given(_JSON, st.fixed_dictionaries({"place": _JSON, "salt": _JSON, "content": _JSON}))
def test_whatever_stands_among_the_contents_is_taken_or_found(anything: object, line: object) -> None:
    lines = "".join(json.dumps(each) + "\n" for each in (anything, line))
    assert {each.code for each in checked(1, {CONTENTS: lines.encode()})} == {"archive_content_differs"}


def test_contents_as_deep_as_a_reader_can_go_are_found() -> None:
    told = '{"place":0,"salt":"' + "00" * 32 + '","content":'
    for deep in range(880, 1000):
        line = told + "[" * deep + "]" * deep + "}\n"
        assert [each.code for each in checked(1, {CONTENTS: line.encode()})] == ["archive_content_differs"]
