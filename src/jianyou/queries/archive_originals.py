"""What an archive takes in as it came: filed originals, minutes, replies; and the contacts, decrypted."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from jianyou.store.models import (
    Call,
    CallDraft,
    Choice,
    CollectiveDecision,
    Enquired,
    Filing,
    Letter,
    PersonalDatum,
    Publicity,
    StoredFile,
)
from jianyou.store.sitekeys import site_keys

_AT_ONCE = 500


class Original(NamedTuple):
    """A kept file: the filing and version that it came with, its name as it came, and its digest."""

    number: str
    version: int
    name: str
    digest: str


def original_files(call: Call) -> Iterator[Original]:
    """The files that came with filings, in their order."""
    rows = StoredFile.objects.filter(version__filing__call=call).order_by("version__filing__number", "id")
    columns = ("version__filing__number", "version__ordinal", "name", "digest")
    for row in rows.values_list(*columns).iterator(chunk_size=_AT_ONCE):
        yield Original(*row)


def personal_lines(call: Call) -> Iterator[dict[str, Any]]:
    """The contacts of each filing by field, decrypted; those that a message goes to among them."""
    keys = site_keys()
    filings = Filing.objects.filter(call=call).order_by("number").values_list("id", "number", "filer")
    for key, number, filer in filings.iterator(chunk_size=_AT_ONCE):
        data = PersonalDatum.objects.filter(subject=key).order_by("field").values_list("field", "value")
        told = {field: keys.decrypt(bytes(value)) for field, value in data}
        if told:
            yield {"number": number, "filer": filer, "values": told}


class KeptPapers(NamedTuple):
    """Kept files of a call, with a name for each and its digest; letters and decisions by their keys."""

    files: tuple[tuple[str, str], ...]
    letters: tuple[Any, ...]
    decisions: tuple[int, ...]


def kept_papers(call: Call) -> KeptPapers:
    """Notice, minutes, replies of departments, decision records, lists as published."""
    files: list[tuple[str, str]] = []
    notices = CallDraft.objects.filter(call=call).exclude(notice="")
    files += [
        (f"call/notice/{name}", digest) for digest, name in notices.values_list("notice", "notice_name")
    ]
    minutes = CollectiveDecision.objects.filter(call=call).order_by("number")
    files += [
        (f"papers/decisions/{number:02}/{name}", digest)
        for number, digest, name in minutes.exclude(digest="").values_list("number", "digest", "file_name")
    ]
    replies = Enquired.objects.filter(enquiry__call=call).exclude(digest="")
    files += [
        (f"papers/replies/{number:02}/{digest[:16]}", digest)
        for number, digest in sorted(set(replies.values_list("enquiry__number", "digest")))
    ]
    choices = Choice.objects.filter(call=call).exclude(file="").order_by("number")
    files += [
        (f"records/choice-{number:02}.json", digest)
        for number, digest in choices.values_list("number", "file")
    ]
    rounds = Publicity.objects.filter(call=call).exclude(snapshot="").order_by("number")
    files += [
        (f"publicity/round-{number:02}.json", digest)
        for number, digest in rounds.values_list("number", "snapshot")
    ]
    sent = Letter.objects.filter(call=call, status="sent", filing__isnull=False).order_by("sent_at", "id")
    return KeptPapers(
        tuple(files),
        tuple(sent.values_list("id", flat=True)),
        tuple(minutes.values_list("number", flat=True)),
    )
