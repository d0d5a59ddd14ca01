"""Electronic signatures in a PDF: who signed, when, what of the file is covered, and whether it was changed.

A certificate is traced to a root only where roots are given; without them nothing is said about whether the
name in it is true. Called in a confined process: a stranger's file may raise anything here.
"""

import io
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature

MOST_SIGNATURES = 20
LONGEST_NAME = 100
_RANGE = b"/ByteRange"


class Signature(NamedTuple):
    """One signature. `signer` is the name in its certificate, `at` the moment that it claims (ISO 8601).

    `whole`: it covers the whole file as it came. `intact`: what it covers is what was signed, by the key of
    that certificate. `untouched`: nothing was changed after it but further signatures. `trusted`: the
    certificate leads to a given root, None where none was given. `known`: it could be checked; where it
    couldn't (SM2, a damaged one) nothing else is said.
    """

    signer: str
    at: str
    known: bool
    whole: bool = False
    intact: bool = False
    untouched: bool = False
    trusted: bool | None = None

    @property
    def holds(self) -> bool:
        """Whether the file still is what was signed."""
        return self.known and self.intact and self.untouched


def may_be_signed(data: bytes) -> bool:
    """Whether a PDF can hold a signature: its range stands in plain bytes always (ISO 32000-1, 12.8.1)."""
    return _RANGE in data


def signatures_in(data: bytes, roots: Sequence[bytes] = ()) -> Iterator[Signature]:
    """The signatures in a PDF in their order, at most 20; `roots` are certificates in DER."""
    from pyhanko.pdf_utils.reader import PdfFileReader  # noqa: PLC0415  — slow, and few files are signed

    try:
        reader = PdfFileReader(io.BytesIO(data), strict=False)
        found = list(reader.embedded_regular_signatures)[:MOST_SIGNATURES]
    except Exception:  # noqa: BLE001  — a damaged file, or one whose signatures can't even be listed
        yield Signature("", "", known=False)
        return
    for embedded in found:
        try:
            yield _checked(embedded, roots)
        except Exception:  # noqa: BLE001  — an algorithm that the library lacks, or a damaged signature
            yield Signature(_claimed_name(embedded), "", known=False)


def _checked(embedded: "EmbeddedPdfSignature", roots: Sequence[bytes]) -> Signature:
    from asn1crypto import x509  # type: ignore[import-untyped]  # noqa: PLC0415  — as above
    from pyhanko.sign.diff_analysis import ModificationLevel  # noqa: PLC0415  — as above
    from pyhanko.sign.validation import SignatureCoverageLevel, validate_pdf_signature  # noqa: PLC0415  — as above
    from pyhanko_certvalidator import ValidationContext  # noqa: PLC0415  — as above

    trust = [x509.Certificate.load(each) for each in roots]
    status = validate_pdf_signature(embedded, ValidationContext(trust_roots=trust, allow_fetching=False))
    level, coverage = status.modification_level, status.coverage
    moment = status.signer_reported_dt
    return Signature(
        signer=_name(status.signing_cert.subject),
        at=moment.isoformat(timespec="seconds") if isinstance(moment, datetime) else "",
        known=True,
        whole=coverage is SignatureCoverageLevel.ENTIRE_FILE,
        intact=bool(status.intact and status.valid),
        # A later signature is a further revision: what it added is judged by the library.
        untouched=level in (ModificationLevel.NONE, ModificationLevel.LTA_UPDATES)
        or (level is ModificationLevel.FORM_FILLING and coverage is SignatureCoverageLevel.ENTIRE_REVISION),
        trusted=bool(status.trusted) if roots else None,
    )


def _claimed_name(embedded: "EmbeddedPdfSignature") -> str:
    try:
        return _name(embedded.signer_cert.subject)
    except Exception:  # noqa: BLE001  — as above
        return ""


def _name(subject: Any) -> str:
    told = subject.native
    for key in ("common_name", "organization_name", "organizational_unit_name"):
        value = told.get(key)
        if value:
            return str(value[0] if isinstance(value, list) else value)[:LONGEST_NAME]
    return str(subject.human_friendly)[:LONGEST_NAME]
