"""Signatures in a PDF: whole, added to, changed, broken; and what is said of a certificate."""

import io

import pytest
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from jianyou.officefiles.scans import look_into
from jianyou.officefiles.signed import Signature, may_be_signed, signatures_in
from jianyou.officefiles.writing.pdf import write_pdf
from tests.officefiles.papers import paper
from tests.officefiles.signing import apart, certificate_of, signed


@pytest.fixture(scope="module")
def sealed() -> bytes:
    return signed(write_pdf(paper(1)).data, "示例轴承有限公司")


def said(one: Signature) -> tuple[str, bool, bool, bool]:
    return one.signer, one.whole, one.intact, one.untouched


def test_a_signature_over_the_whole_file(sealed: bytes) -> None:
    look = look_into(sealed)
    (one,) = look.signatures
    assert (*said(one), one.trusted, one.holds) == ("示例轴承有限公司", True, True, True, None, True)
    assert (one.at[:2], look.problem) == ("20", "")


def test_a_second_signature_leaves_the_first_good(sealed: bytes) -> None:
    first, second = look_into(signed(sealed, "示例区经济信息化局", "Second")).signatures
    assert said(first) == ("示例轴承有限公司", False, True, True)
    assert said(second) == ("示例区经济信息化局", True, True, True)


def test_a_change_afterwards_is_told(sealed: bytes) -> None:
    writer = IncrementalPdfFileWriter(io.BytesIO(sealed))
    page = writer.root["/Pages"]["/Kids"][0].get_object()
    page["/Rotate"] = generic.NumberObject(90)  # type: ignore[no-untyped-call]
    writer.update_container(page)
    sink = io.BytesIO()
    writer.write(sink)  # type: ignore[no-untyped-call]
    (one,) = look_into(sink.getvalue()).signatures
    assert (*said(one), one.holds) == ("示例轴承有限公司", False, True, False, False)


def test_a_byte_changed_breaks_it(sealed: bytes) -> None:
    changed = bytearray(sealed)
    changed[sealed.index(b"stream") + 40] ^= 1
    (one,) = look_into(bytes(changed)).signatures
    assert (one.signer, one.intact, one.holds) == ("示例轴承有限公司", False, False)


def test_a_certificate_is_traced_to_given_roots_only(sealed: bytes) -> None:
    (own,) = apart(lambda: list(signatures_in(sealed, [certificate_of("示例轴承有限公司")])))
    (other,) = apart(lambda: list(signatures_in(sealed, [certificate_of("示例齿轮厂")])))
    assert (own.trusted, other.trusted) == (True, False)


def test_a_damaged_signature_is_told_as_unknown(sealed: bytes) -> None:
    start = sealed.index(b"/Contents <") + len(b"/Contents <")
    (one,) = look_into(sealed[:start] + b"00" * 40 + sealed[start + 80 :]).signatures
    assert (one.known, one.holds, one.at) == (False, False, "")


def test_what_has_none(sealed: bytes) -> None:
    plain = write_pdf(paper(1)).data
    assert (may_be_signed(plain), may_be_signed(sealed)) == (False, True)
    assert look_into(plain).signatures == ()
