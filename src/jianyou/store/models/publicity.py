"""公示: a list made public for a while, its rows as they were published, and days that count or don't."""

from django.db import models

from jianyou.domain.lifecycle.states import PublicityStatus
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry


class WorkdayChange(OfficeRow):
    """A day that the office declares to be a working day, or none, whatever the calendar says."""

    on = models.DateField()
    works = models.BooleanField()
    reason = models.CharField(max_length=200)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "on"], name="workday_change_once"),)


class Publicity(OfficeRow):
    """One round of publicity. `shows` are the keys of the annex's columns that it shows, in their order.

    `contact` is how the office is reached (its units and its own phones), `begins_on` the first whole day
    that counts, `ends_at` the moment from which it is public no more. `snapshot` is the digest of its file
    (canonical JSON), kept once it is public. `covers`: what looks personal in a text is covered up instead
    of keeping the list back. `replaces` is the round before, which this one is published anew for.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="publicities")
    number = models.PositiveIntegerField()
    award = models.CharField(max_length=40, default="")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, default=PublicityStatus.PREPARED)
    shows = models.JSONField(default=list)
    covers = models.BooleanField(default=False)
    days = models.PositiveSmallIntegerField()
    working_days = models.BooleanField(default=False)
    places = models.JSONField(default=list)
    contact = models.JSONField(default=list)
    text = models.TextField(default="")
    begins_on = models.DateField(null=True)
    ends_at = models.DateTimeField(null=True)
    objections_until = models.DateTimeField(null=True)
    snapshot = models.CharField(max_length=64, default="")
    replaces = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="replaced_by")
    prepared_by = models.CharField(max_length=100)
    prepared_at = models.DateTimeField()
    published_by = models.CharField(max_length=100, default="")
    published_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=100, default="")
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="publicity_number_once"),)
        indexes = (models.Index(fields=["status", "ends_at"], name="publicity_status_ends"),)


class Published(OfficeRow):
    """One row of it: `values` by column key, exactly what is shown. `removed_at`: an objection was upheld.

    `corrected` holds values that were wrong and since when, oldest first (a typing error put right).
    """

    publicity = models.ForeignKey(Publicity, on_delete=models.RESTRICT, related_name="rows")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="published")
    award = models.CharField(max_length=40, default="")
    tier = models.CharField(max_length=40, default="")
    order = models.PositiveIntegerField()
    values = models.JSONField(default=dict)
    corrected = models.JSONField(default=list)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["publicity", "entry", "award"], name="published_once"),
        )
