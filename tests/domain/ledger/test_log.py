"""The log as a file: grown, sealed again and again, and every tampering told with its line."""

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.ledger.entries import Entry, EntryKind
from jianyou.domain.ledger.heads import SignedHead, head_from, unhex
from jianyou.domain.ledger.keys import SigningKey
from jianyou.domain.ledger.log import Trouble, check_log, head_of, written_log
from jianyou.domain.ledger.tree import Edge, leaf_hash

KEY = SigningKey(bytes(range(32)))


def entry(at: int) -> Entry:
    return Entry(
        EntryKind.RECEIPT, "call-1", f"{at:04}", f"2024-02-22T17:{at % 60:02}:00.000000+08:00", "ab" * 32
    )


def parts(*sizes: int) -> Iterator[Entry | SignedHead]:
    """So many entries between one head and the next."""
    edge, at = Edge(), 0
    for number, size in enumerate(sizes):
        for _ in range(size):
            yield entry(at)
            edge.append(leaf_hash(entry(at).written()))
            at += 1
        yield head_of("call-1", edge, f"2024-02-22T18:{number:02}:00.000000+08:00", KEY)


def lines(*sizes: int) -> list[str]:
    return list(written_log("call-1", parts(*sizes)))


@given(st.lists(st.integers(0, 9), min_size=1, max_size=6))
def test_a_log_as_it_grew_is_whole(sizes: list[int]) -> None:
    checked = check_log(lines(*sizes))
    assert checked.troubles == ()
    assert (checked.entries, checked.heads) == (sum(sizes), len(sizes))
    assert checked.keys == (KEY.public.raw.hex(),)
    assert checked.last is not None
    assert checked.last.head.size == sum(sizes)


def test_an_entry_removed_added_changed_or_moved_is_told() -> None:
    good = lines(3, 2)
    later = [Trouble("ledger_head_differs", 5), Trouble("ledger_head_differs", 8)]
    assert check_log([*good[:1], good[2], good[1], *good[3:]]).troubles == tuple(later)
    changed = good[1].replace("0000", "9999")
    assert changed != good[1]
    assert check_log([good[0], changed, *good[2:]]).troubles == tuple(later)
    removed = [
        Trouble("ledger_head_differs", 4),
        Trouble("ledger_head_differs", 7),
        Trouble("ledger_end_unsigned", 7),
    ]
    assert check_log([good[0], *good[2:]]).troubles == tuple(removed)
    slipped_in = check_log([*good[:5], good[1], *good[5:]])
    assert slipped_in.troubles[0] == Trouble("ledger_head_differs", 9)


def test_a_head_forged_or_out_of_time_is_told() -> None:
    good = lines(1, 1)
    forged = good[2].replace("18:00", "17:00")
    assert check_log([*good[:2], forged, *good[3:]]).troubles == (Trouble("ledger_head_unsigned", 3),)
    reordered = list(written_log("call-1", [*list(parts(1, 0))[::2], *list(parts(1, 0))[1:2]]))
    assert check_log(reordered).troubles == (Trouble("ledger_head_earlier", 4),)


def test_an_end_that_nobody_signed_is_told() -> None:
    assert check_log(lines(2)[:-1]).troubles == (Trouble("ledger_end_unsigned", 3),)
    good = lines(2)
    assert check_log([*good, good[1]]).troubles == (Trouble("ledger_end_unsigned", 5),)


def test_entries_of_another_call_are_told() -> None:
    other = list(written_log("call-2", parts(1)))
    assert check_log(other).troubles == (Trouble("ledger_other_call", 2), Trouble("ledger_head_differs", 3))


@pytest.mark.parametrize("text", ["", "{}", "[]", '{"format":"other"}'])
def test_what_is_no_log_is_told(text: str) -> None:
    assert check_log([text]).troubles[0] == Trouble("ledger_unreadable", 1)
    assert check_log([]).troubles == (Trouble("ledger_unreadable", 1),)


@given(st.text(max_size=60))
def test_no_line_can_break_the_check(text: str) -> None:
    good = lines(2)
    assert Trouble("ledger_line_unreadable", 3) in check_log([*good[:2], text, *good[2:]]).troubles


def test_a_line_without_end_is_not_read() -> None:
    assert check_log([lines(1)[0], '{"entry":' + "[" * 200_000]).troubles[0].code == "ledger_line_unreadable"


def test_heads_are_read_as_written_only() -> None:
    (head,) = [part for part in parts(1) if isinstance(part, SignedHead)]
    assert head_from(head.as_plain()) == head
    assert head.valid
    for name, value in (("size", -1), ("size", True), ("size", "1"), ("root", "AB" * 32), ("root", 7)):
        assert head_from({**head.as_plain(), name: value}) is None
    assert head_from({**head.as_plain(), "more": 1}) is None
    assert not head._replace(key="zz").valid


@pytest.mark.parametrize("text", ["ab cd ", "AB" * 3, "ab" * 2, "ａbabab", "abab\n\n"])
def test_only_small_hex_digits_of_the_right_number_are_bytes(text: str) -> None:
    assert unhex(text, 6) is None
    assert unhex("abab01", 6) == b"\xab\xab\x01"
