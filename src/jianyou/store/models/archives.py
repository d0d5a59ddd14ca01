"""归档: the archive of a call, how long its papers are kept, and what personal data was erased when."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call


class Archive(OfficeRow):
    """归档包 of a call, made by a job: running, failed or made; `done` and `of` its progress.

    `personal`: contacts and what else holds them are in it. `log_size` is how far the call's log goes in it,
    `digest` and `size` are those of its file, `manifest` is its manifest's digest, to be compared by eye.
    `summary` counts what is in it, or tells the reason of a failure.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="archives")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default="running")
    personal = models.BooleanField(default=True)
    digest = models.CharField(max_length=64, default="")
    size = models.PositiveBigIntegerField(default=0)
    log_size = models.PositiveIntegerField(default=0)
    summary = models.JSONField(default=dict)
    manifest = models.CharField(max_length=64, default="")
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    claimed_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="archive_number_once"),)


class Retention(OfficeRow):
    """保管期限 of a call's papers: permanent, years_30 or years_10.

    `erase_on` is the day from which personal data is erased, empty where it is kept as long as the papers;
    `originals`: so are the filed originals, which hold contacts, and the archives with personal data.
    """

    call = models.OneToOneField(Call, on_delete=models.RESTRICT, related_name="retention")
    category = models.CharField(max_length=20)
    keep_until = models.DateField(null=True)
    erase_on = models.DateField(null=True, db_index=True)
    originals = models.BooleanField(default=False)
    reason = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Erasure(OfficeRow):
    """清除: personal data that was erased, by counts only. `files` are digests still to be removed."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="erasures")
    counts = models.JSONField(default=dict)
    files = models.JSONField(default=list)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
