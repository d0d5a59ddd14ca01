"""What the tests of imports share: files brought, read by the job, and what became of them."""

import io
import zipfile
from collections.abc import Mapping

from jianyou.actions.importing import begin_import, keep_brought, start_entering
from jianyou.domain.lifecycle.completion import Means
from jianyou.domain.mailbox.importing import FileStatus
from jianyou.jobs.importing import import_due
from jianyou.queries.import_records import ImportView
from jianyou.queries.imports import get_import
from jianyou.store.models import ImportedFile
from tests.site.kit import clerk
from tests.site.public import form, row


def forms_of(*names: str) -> dict[str, bytes]:
    """A folder with a form of each nominee."""
    return {f"{name}.docx": form(row(name)) for name in names}


def packed(files: Mapping[str, bytes]) -> bytes:
    """The same in a .zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in files.items():
            package.writestr(name, data)
    return made.getvalue()


def brought(files: Mapping[str, bytes], slug: str = "city") -> int:
    """An import of these files that nobody has read yet; its number."""
    kept = [keep_brought(name=name, data=data) for name, data in files.items()]
    return begin_import(actor=clerk(), call_slug=slug, files=kept)


def imported(files: Mapping[str, bytes], slug: str = "city") -> int:
    """An import of these files, read; its number."""
    number = brought(files, slug)
    import_due(processes=0)
    return number


def entered(number: int, means: Means = Means.WEB, slug: str = "city") -> ImportView:
    """Enters what is chosen of an import."""
    view = view_of(number, slug)
    start_entering(actor=clerk(), call_slug=slug, number=number, count=view.chosen, means=means)
    import_due(processes=0)
    return view_of(number, slug)


def view_of(number: int, slug: str = "city") -> ImportView:
    """An import as it stands."""
    return get_import(viewer=clerk(), slug=slug, number=number)


def became(number: int) -> dict[str, FileStatus]:
    """The status of each file of an import."""
    rows = ImportedFile.objects.filter(batch__number=number).order_by("ordinal")
    return {name: FileStatus(status) for name, status in rows.values_list("name", "status")}
