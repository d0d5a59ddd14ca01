"""帮扶: needs and what was done about them (台账), activities and who has their seats."""

from django.db import models

from jianyou.domain.lifecycle.states import ActivityStatus
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry


class Need(OfficeRow):
    """需求 of a nominee; `kind` is one of the call's kinds of help. `source`: survey, office or filer.

    `status` is open, helped or closed.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="needs")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="needs")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    text = models.TextField()
    source = models.CharField(max_length=20)
    status = models.CharField(max_length=20, default="open")
    closing = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="need_number_once"),)
        indexes = (models.Index(fields=["call", "status"], name="need_call_status"),)


class Help(OfficeRow):
    """One department's part in meeting a need: its resource, what it did, what came of it."""

    need = models.ForeignKey(Need, on_delete=models.RESTRICT, related_name="helps")
    department = models.CharField(max_length=100)
    resource = models.CharField(max_length=200)
    action = models.TextField(default="")
    outcome = models.TextField(default="")
    status = models.CharField(max_length=20, default="promised")
    begun_on = models.DateField(null=True)
    done_on = models.DateField(null=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Activity(OfficeRow):
    """帮扶活动. `rule` is how seats are given, a plain object of `domain.support`, published with it.

    `departments` are those that hold it together. Opened, it has a `commitment` to the office's secret, kept
    encrypted until seats are given, and the words of the `public_value` that will be taken. `giving` are the
    parts of the record by which the giving of seats can be recomputed, `record` is its digest.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="activities")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    text = models.TextField(default="")
    place = models.CharField(max_length=200, default="")
    begins_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    seats = models.PositiveIntegerField()
    ask_until = models.DateTimeField()
    departments = models.JSONField(default=list)
    rule = models.JSONField(default=dict)
    status = models.CharField(max_length=20, default=ActivityStatus.PLANNED)
    commitment = models.CharField(max_length=64, default="")
    secret = models.BinaryField(null=True)
    public_value = models.CharField(max_length=500, default="")
    giving = models.JSONField(default=dict)
    record = models.CharField(max_length=64, default="")
    reason = models.TextField(default="")
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="activity_number_once"),)


class SeatRequest(OfficeRow):
    """报名 of a nominee: asked, seated, waiting, declined (a seat given back), withdrawn.

    `place` is that in the published order, `why` what gave it, criterion by criterion, as codes with their
    parameters. `attended` is None until somebody says so.
    """

    activity = models.ForeignKey(Activity, on_delete=models.RESTRICT, related_name="requests")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="seat_requests")
    status = models.CharField(max_length=20, default="asked")
    place = models.PositiveIntegerField(null=True)
    why = models.JSONField(default=list)
    wish = models.TextField(default="")
    attended = models.BooleanField(null=True)
    outcome = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    moved_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["activity", "entry"], name="seat_request_once"),)
