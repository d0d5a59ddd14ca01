"""PDFs signed by invented people with certificates of their own making."""

import datetime as dt
import io
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from typing import TypeVar

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, SimpleSigner
from pyhanko.sign.signers import sign_pdf

Made = TypeVar("Made")
FROM, UNTIL = dt.datetime(2024, 1, 1, tzinfo=dt.UTC), dt.datetime(2050, 1, 1, tzinfo=dt.UTC)


@cache
def signer(name: str) -> SimpleSigner:
    """Somebody with a key and a certificate that he issued himself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    usage = x509.KeyUsage(True, True, False, False, False, False, False, False, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(7)
        .not_valid_before(FROM)
        .not_valid_after(UNTIL)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    kept = serialization.pkcs12.serialize_key_and_certificates(
        None, key, certificate, None, serialization.NoEncryption()
    )
    made = SimpleSigner.load_pkcs12_data(kept, other_certs=[])
    assert isinstance(made, SimpleSigner)
    return made


def certificate_of(name: str) -> bytes:
    """The certificate in DER."""
    found = signer(name).signing_cert
    assert found is not None
    return bytes(found.dump())


def signed(pdf: bytes, name: str = "示例签章人", field: str = "Seal") -> bytes:
    """The PDF with a signature more."""
    sink = io.BytesIO()

    def sign() -> None:
        sign_pdf(
            IncrementalPdfFileWriter(io.BytesIO(pdf)),
            PdfSignatureMetadata(field_name=field),
            signer=signer(name),
            output=sink,
        )

    apart(sign)
    return sink.getvalue()


def apart(act: Callable[[], Made]) -> Made:
    """What it makes, in a thread of its own: the library begins an event loop, as a browser here may have."""
    with ThreadPoolExecutor(1) as threads:
        return threads.submit(act).result()
