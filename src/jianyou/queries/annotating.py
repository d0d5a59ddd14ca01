"""What the form of a returned entry is annotated with."""

from collections.abc import Iterator
from pathlib import Path

from django.utils.timezone import localtime

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.papers.annotated import Annotating, EntryRemark
from jianyou.queries.calls import file_of
from jianyou.store.files import path_of
from jianyou.store.models import Correction, Filing, StoredFile
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang

_FORM = "form"
_KINDS = (".docx", ".xlsx")


def get_annotating(*, number: str, ordinal: int, viewer: Actor | None = None) -> Annotating:
    """The form of a filing with the newest remarks on that entry; only for who was let in to it.

    With a `viewer` the filing must be of that person's office.

    Raises:
        Refused: there is no such filing, nothing was asked of the entry, or no form of its own came with it.
    """
    rows = Filing.objects.filter(number=number).select_related("call__office")
    filing = (rows.filter(office_id=viewer.office) if viewer else rows).first()
    if filing is None:
        raise Refused("site_no_filing", number=number[:20])
    asked = Correction.objects.filter(entry__filing=filing, entry__ordinal=ordinal)
    correction = asked.order_by("asked_at", "id").last()
    if correction is None:
        raise Refused("annotated_nothing")
    name, path = _form(filing)
    schema = file_of(filing.call.slug, filing.call.source).annex
    return Annotating(
        name=name,
        path=path,
        schema=schema,
        remarks=tuple(_remarks(correction, ordinal, schema)),
        author=filing.call.office.name,
        at=localtime(correction.asked_at),
        lang=Lang(filing.lang),
    )


def has_form(*, number: str) -> bool:
    """Whether a form that remarks can be put into came with that filing, as far as its name tells."""
    names = StoredFile.objects.filter(version__filing__number=number, purpose=_FORM)
    return any(name.lower().endswith(_KINDS) for name in names.values_list("name", flat=True))


def _form(filing: Filing) -> tuple[str, Path]:
    files = StoredFile.objects.filter(version__filing=filing, purpose=_FORM).order_by("-version__ordinal")
    for name, digest in files.values_list("name", "digest"):
        if name.lower().endswith(_KINDS) and path_of(digest).is_file():
            return name, path_of(digest)
    raise Refused("annotated_none")


def _remarks(correction: Correction, ordinal: int, schema: AnnexSchema) -> Iterator[EntryRemark]:
    for remark in correction.remarks:
        yield EntryRemark(ordinal, remark["column"], remark["text"])
    if correction.note:
        yield EntryRemark(ordinal, schema.name_column.key, correction.note)
