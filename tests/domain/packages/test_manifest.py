"""A manifest and its signatures, written by anybody: taken as they are or refused, never anything else."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jianyou.domain.packages.manifest import (
    MANIFEST,
    SIGNATURE,
    Manifest,
    Signed,
    manifest_from,
    signatures_from,
)
from jianyou.domain.packages.parcel import open_parcel, parcel_bytes
from jianyou.terms.finding import Refused
from tests.domain.packages.test_parcel import FILES, signed_manifest

SIGNED = signed_manifest(FILES, sm2=None)
WRITTEN = SIGNED.manifest.written()
PLACES = [
    *((name,) for name in json.loads(WRITTEN)),
    *(("keys", name) for name in ("ed25519", "sm2")),
    *(("office", name) for name in ("slug", "name")),
    *(("files", "a.json", name) for name in ("size", "sha256")),
    ("files", "a.json"),
]
_HEX = st.sampled_from(["00" * 32, "04" + "00" * 64, "0" * 128, " " * 64, "0" * 62 + "  "])
_ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | _HEX,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


def written(plain: Any) -> bytes:
    """As a package has it, if it were taken."""
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode(
        "utf-8", "surrogatepass"
    )


def used(signed: Signed) -> None:
    """Everything that a reader asks of what it took."""
    assert signed.valid in {True, False}
    assert signed.sm2_valid in {True, False, None}
    assert len(signed.manifest.digest) == 64


@settings(max_examples=400)
@given(st.sampled_from(PLACES), _ANY)
def test_whatever_stands_in_a_manifest(place: tuple[str, ...], value: object) -> None:
    plain = json.loads(WRITTEN)
    part = plain
    for name in place[:-1]:
        part = part[name]
    part[place[-1]] = value
    raw = written(plain)
    try:
        manifest = manifest_from(raw)
    except Refused:
        return
    assert manifest.written() == raw
    used(Signed(manifest, SIGNED.signature))


@given(st.fixed_dictionaries({"ed25519": _ANY, "sm2": _ANY}) | _ANY)
def test_whatever_stands_for_signatures(plain: object) -> None:
    raw = written(plain)
    signed = signatures_from(raw, SIGNED.manifest)
    if signed is not None:
        assert signed.written() == raw
        used(signed)


@pytest.mark.parametrize("value", [None, 0, 1, False, [], ["0"] * 130, {}, 1.5])
def test_keys_and_signatures_are_texts(value: object) -> None:
    for key in ("ed25519", "sm2"):
        plain = json.loads(WRITTEN)
        plain["keys"][key] = value
        with pytest.raises(Refused) as refused:
            manifest_from(written(plain))
        assert refused.value.code == "parcel_manifest_unreadable"
        signatures = {"ed25519": SIGNED.signature, "sm2": "", key: value}
        assert signatures_from(written(signatures), SIGNED.manifest) is None


def test_a_package_with_a_number_for_a_signature_is_told_of() -> None:
    data = parcel_bytes(SIGNED, FILES)
    number = written({"ed25519": int("1" * (len(SIGNED.signature) + 2)), "sm2": ""})
    forged = data.replace(SIGNED.written(), number)
    assert len(forged) == len(data)
    with open_parcel(forged) as parcel:
        assert ("parcel_signature_unreadable", SIGNATURE) in {
            (each.code, each.member) for each in parcel.findings
        }
        assert MANIFEST not in {each.member for each in parcel.findings}


def test_what_is_taken_can_be_written_from_anywhere() -> None:
    def deeper(levels: int, manifest: Manifest) -> bytes:
        return manifest.written() if levels == 0 else deeper(levels - 1, manifest)

    for deep in (1, 15, 17, *range(18, 22), *range(850, 1000, 7)):
        about = b'"about":{"a":' + b"[" * deep + b"]" * deep + b"}"
        raw = WRITTEN.replace(b'"about":{"entries":2}', about)
        try:
            manifest = manifest_from(raw)
        except Refused:
            assert deep > 17
            continue
        assert deeper(300, manifest) == raw
