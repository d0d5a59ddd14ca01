"""隐名副本 as experts see them, and which entries have what they need."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, QuerySet

from jianyou.store.models import Entry, FilingVersion, Redaction

NAME = "证明材料-{number}.{kind}"
"""What a copy is called, whatever the file was called that it stands for."""


@dataclass(frozen=True, slots=True)
class RedactedFile:
    """A copy of a proof by its digest; `name` tells nothing but its number among the copies."""

    digest: str
    name: str
    size: int


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was approved of an entry: its texts by column, empty where they aren't, and copies of proofs."""

    texts: Mapping[str, str]
    files: tuple[RedactedFile, ...]


def redacted_for(entry: Entry) -> Redacted:
    """All that experts may read of an entry where names are hidden."""
    rows = list(_approved().filter(entry=entry).order_by("made_at", "id"))
    copies = [row for row in rows if row.of and row.digest]
    return Redacted(
        texts=next((row.texts for row in rows if not row.of), {}),
        files=tuple(
            RedactedFile(row.digest, NAME.format(number=number, kind=row.kind), row.size)
            for number, row in enumerate(copies, 1)
        ),
    )


def unready(entries: QuerySet[Entry]) -> QuerySet[Entry]:
    """Those that experts can't judge without names yet.

    An entry is ready once its texts are approved as they stand, and no copy of a file waits for approval.
    A file without a copy is left out.
    """
    later = FilingVersion.objects.filter(filing=OuterRef(OuterRef("filing")), at__gt=OuterRef("made_at"))
    texts = _approved().filter(~Exists(later), entry=OuterRef("pk"), of="")
    waiting = Redaction.objects.filter(entry=OuterRef("pk"), withdrawn_at=None, approved_at=None)
    return entries.filter(~Exists(texts) | Exists(waiting))


def _approved() -> QuerySet[Redaction]:
    return Redaction.objects.filter(withdrawn_at=None, approved_at__isnull=False)
