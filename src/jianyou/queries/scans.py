"""Sealed scans beside the data of their filing; for those only who were let in to it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.papers.scanned import Compared, Seen, Version, compared, seen_of
from jianyou.domain.papers.telling import told_of, told_of_signature
from jianyou.officefiles.signed import Signature
from jianyou.store.models import FilingVersion
from jianyou.terms.message import Message

SEALED_SCAN = "sealed_scan"
"""The purpose of a file that is the scan of the sealed table."""
_MOST_SCANS = 10
_OF_FILE = ("name", "digest", "purpose", "seen")


@dataclass(frozen=True, slots=True)
class SignatureView:
    """What there is to tell of a signature, and the moment that it claims, None where it tells none."""

    lines: tuple[Message, ...]
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ScanView:
    """A sealed scan: its name as sent, its SHA-256 in hex, when it came, and what the comparison says."""

    name: str
    digest: str
    at: datetime
    compared: Compared

    @property
    def lines(self) -> tuple[Message, ...]:
        """What there is to tell, the most important first."""
        return told_of(self.compared)

    @property
    def signed(self) -> tuple[SignatureView, ...]:
        """Each signature in the file."""
        return tuple(map(_signature, self.compared.seen.signatures))


def list_scans(*, number: str, schema: AnnexSchema) -> tuple[ScanView, ...]:
    """The scans of that filing, the newest first, ten at most; `schema` is that of its call's table."""
    versions: dict[int, Version] = {}
    came: dict[str, tuple[str, datetime, Seen | None]] = {}
    for ordinal, at, content, name, digest, purpose, seen in (
        FilingVersion.objects.filter(filing__number=number)
        .order_by("ordinal", "files__id")
        .values_list("ordinal", "at", "content", *(f"files__{field}" for field in _OF_FILE))
    ):
        versions[ordinal] = Version(ordinal, content)
        if purpose == SEALED_SCAN and digest not in came:
            came[digest] = name, localtime(at), seen_of(seen)
    newest = list(reversed(came.items()))[:_MOST_SCANS]
    return tuple(
        ScanView(name, digest, at, compared(seen, number, list(versions.values()), schema))
        for digest, (name, at, seen) in newest
    )


def _signature(one: Signature) -> SignatureView:
    try:
        at = localtime(datetime.fromisoformat(one.at))
    except ValueError:  # none, or one without a zone
        at = None
    return SignatureView(told_of_signature(one), at if one.holds else None)
