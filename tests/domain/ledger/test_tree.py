"""Merkle trees: the published vectors of RFC 6962 logs, and proofs over trees of every shape."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.ledger.tree import (
    EMPTY_ROOT,
    Edge,
    Tree,
    consistency_proof,
    is_consistent,
    leaf_hash,
    node_hash,
    root_from,
    root_of,
)

# The entries and roots that Certificate Transparency implementations test with.
ENTRIES = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [leaf_hash(entry) for entry in ENTRIES]


def leaves_of(size: int) -> list[bytes]:
    return [leaf_hash(str(at).encode()) for at in range(size)]


def test_a_tree_without_leaves() -> None:
    assert root_of([]) == EMPTY_ROOT == hashlib.sha256(b"").digest()
    assert Edge().root() == EMPTY_ROOT


@pytest.mark.parametrize("size", range(1, 9))
def test_published_roots(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size - 1]


def test_the_root_is_made_of_the_largest_full_tree_and_the_rest() -> None:
    leaves = leaves_of(3)
    assert root_of(leaves) == node_hash(node_hash(leaves[0], leaves[1]), leaves[2])


@pytest.mark.parametrize("size", range(1, 34))
def test_every_leaf_of_every_tree_is_proved(size: int) -> None:
    leaves = leaves_of(size)
    root = root_of(leaves)
    for at, leaf in enumerate(leaves):
        assert root_from(leaf, at, size, Tree(leaves).path(at)) == root


@pytest.mark.parametrize("size", range(1, 34))
def test_every_prefix_of_every_tree_is_proved(size: int) -> None:
    leaves = leaves_of(size)
    for old in range(size + 1):
        proof = consistency_proof(old, leaves)
        assert is_consistent(old, size, root_of(leaves[:old]), root_of(leaves), proof)


@given(st.integers(2, 40), st.data())
def test_another_leaf_position_or_proof_leads_elsewhere(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    root = root_of(leaves)
    at = data.draw(st.integers(0, size - 1))
    proof = Tree(leaves).path(at)
    assert root_from(leaf_hash(b"another"), at, size, proof) != root
    elsewhere = data.draw(st.integers(0, size - 1).filter(lambda other: other != at))
    assert root_from(leaves[at], elsewhere, size, proof) != root
    assert root_from(leaves[at], at, size, proof[:-1]) != root
    assert root_from(leaves[at], at, size, [*proof, leaves[0]]) != root
    changed = data.draw(st.integers(0, len(proof) - 1))
    proof[changed] = leaf_hash(proof[changed])
    assert root_from(leaves[at], at, size, proof) != root


@given(st.integers(2, 40), st.data())
def test_a_changed_past_is_not_consistent(size: int, data: st.DataObject) -> None:
    leaves = leaves_of(size)
    old = data.draw(st.integers(1, size - 1))
    changed = data.draw(st.integers(0, old - 1))
    rewritten = [*leaves[:changed], leaf_hash(b"another"), *leaves[changed + 1 :]]
    proof = consistency_proof(old, rewritten)
    assert not is_consistent(old, size, root_of(leaves[:old]), root_of(rewritten), proof)
    assert not is_consistent(old, size, root_of(leaves[:old]), root_of(leaves), [*proof, leaves[0]])


def test_what_was_never_there_has_no_proof() -> None:
    with pytest.raises(IndexError):
        Tree(leaves_of(3)).path(3)
    with pytest.raises(IndexError):
        Tree(leaves_of(3)).path(-1)
    with pytest.raises(IndexError):
        consistency_proof(4, leaves_of(3))
    assert root_from(LEAVES[0], 1, 1, []) is None
    assert root_from(LEAVES[0], 0, 0, []) is None
    assert not is_consistent(2, 1, ROOTS[0].encode(), ROOTS[1].encode(), [])
    assert not is_consistent(0, 1, LEAVES[0], LEAVES[0], [])
    assert not is_consistent(3, 5, root_of(LEAVES[:3]), root_of(LEAVES[:5]), [])


@given(st.lists(st.binary(max_size=8), max_size=70))
def test_an_edge_grows_as_the_whole_tree(entries: list[bytes]) -> None:
    edge = Edge()
    hashes: list[bytes] = []
    for entry in entries:
        hashes.append(leaf_hash(entry))
        edge.append(hashes[-1])
        kept = Edge(edge.size, list(edge.peaks))
        assert kept.root() == root_of(hashes)
    assert len(edge.peaks) == len(entries).bit_count()
