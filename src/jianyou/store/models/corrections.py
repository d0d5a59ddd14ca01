"""补正: what was asked of an entry, until when, and what answered it."""

from django.db import models

from jianyou.domain.lifecycle.states import CorrectionStatus
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.filings import Entry, FilingVersion


class Correction(OfficeRow):
    """One return of one entry.

    `remarks` is a list of `{"column": key, "text": …}` in the order of the table; only those columns open
    again. `of` is the version that was looked at, `answer` the one that answers.
    """

    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="corrections")
    status = models.CharField(max_length=20, default=CorrectionStatus.ASKED)
    remarks = models.JSONField()
    note = models.TextField(default="")
    due = models.DateTimeField()
    of = models.ForeignKey(FilingVersion, on_delete=models.RESTRICT, related_name="+")
    answer = models.ForeignKey(FilingVersion, on_delete=models.RESTRICT, null=True, related_name="+")
    asked_by = models.CharField(max_length=100)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["entry"], condition=models.Q(status="asked"), name="correction_asked_once"
            ),
        )
