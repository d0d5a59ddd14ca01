"""Receipts: signed at once, proved later, and refused with any change of a byte."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.ledger.entries import Entry, EntryKind, commitment, entry_from, make_entry, new_salt
from jianyou.domain.ledger.keys import Purpose, SigningKey
from jianyou.domain.ledger.log import head_of, include
from jianyou.domain.ledger.receipts import Receipt, check_receipt, read_receipt, sign_receipt
from jianyou.domain.ledger.tree import Edge, Tree, leaf_hash
from jianyou.terms.finding import Refused

KEY = SigningKey(bytes(range(32)))
AT = datetime(2024, 2, 22, 9, 59, 3, 120000, tzinfo=UTC)
CONTENT: dict[str, Plain] = {
    "names": ["示例轴承有限公司"],
    "files": [{"name": "表.docx", "sha256": "ab" * 32, "size": 12}],
}


def filed(at: int = 0) -> Receipt:
    salt = bytes([at]) * 32
    entry = make_entry(EntryKind.RECEIPT, "call-1", f"0{at}", AT, CONTENT, salt)
    return sign_receipt(entry, CONTENT, salt, KEY)


def sealed(receipts: list[Receipt], at: int) -> Receipt:
    edge = Edge()
    entries = [receipt.entry.written() for receipt in receipts]
    for entry in entries:
        edge.append(leaf_hash(entry))
    return include(
        receipts[at],
        at,
        Tree(map(leaf_hash, entries)),
        head_of("call-1", edge, "2024-02-22T18:00:00+08:00", KEY),
    )


def answers(receipt: Receipt, *, trusted: bool = True) -> dict[str, bool | None]:
    return {check.code: check.holds for check in check_receipt(receipt, KEY.public if trusted else None)}


GOOD = {
    "receipt_key_trusted": True,
    "receipt_kind": True,
    "receipt_content_committed": True,
    "receipt_signed": True,
    "receipt_head_signed": True,
    "receipt_in_log": True,
}


def test_a_receipt_holds_at_once_and_is_in_the_log_later() -> None:
    unsealed = {code: holds for code, holds in GOOD.items() if code != "receipt_head_signed"}
    assert answers(filed()) == {**unsealed, "receipt_in_log": None}
    assert answers(filed(), trusted=False)["receipt_key_trusted"] is None
    receipts = [filed(at) for at in range(5)]
    for at in range(5):
        assert answers(sealed(receipts, at)) == GOOD


def test_a_receipt_comes_back_from_its_file() -> None:
    receipt = sealed([filed(0), filed(1), filed(2)], 1)
    assert read_receipt(receipt.written()) == receipt
    assert read_receipt(filed().written()) == filed()


def test_each_change_is_named() -> None:
    receipt = sealed([filed(0), filed(1)], 1)
    later = receipt._replace(entry=receipt.entry._replace(at="2024-02-22T17:58:00.000000+08:00"))
    assert answers(later) == {**GOOD, "receipt_signed": False, "receipt_in_log": False}
    other = receipt._replace(content={**CONTENT, "names": ["另一家有限公司"]})
    assert answers(other) == {**GOOD, "receipt_content_committed": False}
    stranger = SigningKey(bytes(32))
    resigned = sign_receipt(receipt.entry, CONTENT, bytes([1]) * 32, stranger)
    assert answers(resigned)["receipt_key_trusted"] is False
    assert receipt.inclusion is not None
    moved = receipt._replace(inclusion=receipt.inclusion._replace(position=0))
    assert answers(moved) == {**GOOD, "receipt_in_log": False}
    head = receipt.inclusion.head
    forged = receipt.inclusion._replace(head=head._replace(head=head.head._replace(root="00" * 32)))
    assert answers(receipt._replace(inclusion=forged)) == {
        **GOOD,
        "receipt_head_signed": False,
        "receipt_in_log": False,
    }


@given(st.data())
def test_no_byte_can_be_changed_unseen(data: st.DataObject) -> None:
    text = sealed([filed(0), filed(1), filed(2)], 2).written()
    plain = json.loads(text)
    at = data.draw(st.integers(0, len(text) - 1))
    put = data.draw(st.sampled_from('0123456789abcdefxyz“ \n{}[],"'))
    changed = text[:at] + put + text[at + 1 :]
    try:
        receipt = read_receipt(changed)
    except Refused:
        return
    if json.loads(changed) == plain:
        return
    assert False in answers(receipt).values() or read_receipt(changed) == read_receipt(text)


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", "null", "1" * 9, '{"format": "jianyou-receipt-1"}', "[" * 100_000, '{"format": NaN}'],
)
def test_what_is_no_receipt_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        read_receipt(text)
    assert refused.value.code == "receipt_unreadable"


def test_a_huge_file_is_refused_unread() -> None:
    with pytest.raises(Refused) as refused:
        read_receipt(" " * 2_000_000)
    assert refused.value.code == "receipt_too_large"


def test_a_commitment_hides_its_content() -> None:
    one, two = new_salt(), new_salt()
    assert len(one) == 32
    assert one != two
    assert commitment(CONTENT, one) != commitment(CONTENT, two)
    entry = make_entry(EntryKind.RECEIPT, "call-1", "01", AT, CONTENT, one)
    assert "示例" not in entry.written().decode()
    assert entry_from(entry.as_plain()) == entry
    assert entry_from({**entry.as_plain(), "more": "x"}) is None
    assert entry_from({**entry.as_plain(), "kind": "other"}) is None


def test_a_moment_without_offset_is_no_moment() -> None:
    with pytest.raises(ValueError, match="2024"):
        make_entry(EntryKind.AUDIT, "c", "1", AT.replace(tzinfo=None), {}, new_salt())


def test_signatures_are_for_one_purpose() -> None:
    signature = KEY.sign(Purpose.HEAD, b"x")
    assert KEY.public.verifies(Purpose.HEAD, b"x", signature)
    assert not KEY.public.verifies(Purpose.RECEIPT, b"x", signature)
    assert not KEY.public.verifies(Purpose.HEAD, b"y", signature)
    assert not KEY.public.verifies(Purpose.HEAD, b"x", b"short")
    assert SigningKey.new() != SigningKey.new()
    assert len(KEY.public.id) == 16


def test_the_same_value_has_the_same_bytes() -> None:
    assert canonical({"b": [1, True, None], "a": "量"}) == '{"a":"量","b":[1,true,null]}'.encode()
    for bad in (1.5, {1: "x"}, {"a": {2}}, [b"x"]):
        with pytest.raises(TypeError):
            canonical(bad)  # type: ignore[arg-type]


def test_an_entry_of_another_kind_is_no_receipt() -> None:
    entry = Entry(
        EntryKind.AUDIT, "call-1", "1", "2024-02-22T18:00:00.000000+08:00", commitment(CONTENT, bytes(32))
    )
    assert answers(sign_receipt(entry, CONTENT, bytes(32), KEY))["receipt_kind"] is False
