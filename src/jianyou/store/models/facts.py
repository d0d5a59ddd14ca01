"""事实: what is known of an entry beside its table, each with where it comes from."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.filings import Entry


class Fact(OfficeRow):
    """One fact of an entry, never changed; a later one of the same name and source stands for it.

    `name` is that of a fact of the rule packs, or `declared.<code>` and `judged.<code>`; `value` is plain.
    `kind` tells what the source is: `reply` of a department, `register`, `office` or `filer`; `reference`
    is the key of what brought it. `on` is the day that the source gives for it.
    """

    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="facts")
    name = models.CharField(max_length=80)
    value = models.JSONField()
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=200)
    reference = models.CharField(max_length=64, default="")
    on = models.DateField(null=True)
    note = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["entry", "name"], name="fact_entry_name"),)
