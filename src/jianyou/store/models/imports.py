"""成批导入: a folder of forms, read, looked at, entered, and undone if need be."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Filing


class Import(OfficeRow):
    """One folder; `number` counts within the call.

    `status` is one of `domain.mailbox.importing.ImportStatus`. `means` tells what came with the forms
    (`domain.lifecycle.completion.Means`). `total` and `done` count files of the step that is going on;
    `beat_at` is renewed by whoever works on it, `worked_as` is the role of the one who ordered that step.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="imports")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default="reading")
    means = models.CharField(max_length=20, default="web")
    note = models.TextField(default="")
    total = models.PositiveIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    beat_at = models.DateTimeField(null=True)
    worked_as = models.CharField(max_length=20, default="")
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    entered_by = models.CharField(max_length=100, default="")
    entered_at = models.DateTimeField(null=True)
    undone_by = models.CharField(max_length=100, default="")
    undone_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="import_number_once"),)


class ImportedFile(OfficeRow):
    """A file of it; `status` and `choice` are those of `domain.mailbox.importing`.

    `body` is the form as it was read, an encrypted JSON object, emptied when the import ends; `told` is what
    lists show of it, without personal data. `means` is empty where it is that of the import; `scan_of` is
    the form whose sealed scan it is. `token` is that of its filing: entered twice, it is one.
    """

    batch = models.ForeignKey(Import, on_delete=models.RESTRICT, related_name="files")
    ordinal = models.PositiveIntegerField()
    name = models.CharField(max_length=400)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    status = models.CharField(max_length=10, default="waiting")
    token = models.UUIDField(unique=True)
    choice = models.CharField(max_length=10, default="")
    means = models.CharField(max_length=20, default="")
    scan_of = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="scans")
    body = models.BinaryField(null=True)
    told = models.JSONField(default=dict)
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, null=True, related_name="imported_from")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["batch", "ordinal"], name="imported_file_once"),)
