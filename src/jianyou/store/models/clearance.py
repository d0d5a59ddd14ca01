"""征求部门意见: which department was asked about which entries, and what it replied."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry


class Enquiry(OfficeRow):
    """征求意见函: one batch to one department; `number` counts within the call.

    `asks` are the keys of the questions that its reply answers (`domain.papers.clearance`). `sent_at` is
    empty while it is prepared; `sent_on` and `sent_how` are what the clerk says of its sending; `reminded`
    holds the moments of reminders (ISO).
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="enquiries")
    number = models.PositiveIntegerField()
    department = models.CharField(max_length=100)
    asks = models.JSONField(default=list)
    text = models.TextField(default="")
    due = models.DateField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    sent_by = models.CharField(max_length=100, default="")
    sent_at = models.DateTimeField(null=True)
    sent_on = models.DateField(null=True)
    sent_how = models.CharField(max_length=100, default="")
    reminded = models.JSONField(default=list)
    dropped_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="enquiry_number_once"),)


class Enquired(OfficeRow):
    """One entry in it, with the reply: `answer` is empty while the department is silent.

    `answers` are those to each question (`[told, words]` by its key), `answer` all of them together, `text`
    what the department adds. `place` tells where in the returned file (`digest`) the reply stands. What a
    later reply replaced stays in `earlier`, the oldest first.
    """

    enquiry = models.ForeignKey(Enquiry, on_delete=models.RESTRICT, related_name="entries")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="enquiries")
    answer = models.CharField(max_length=20, default="")
    answers = models.JSONField(default=dict)
    text = models.TextField(default="")
    replied_on = models.DateField(null=True)
    recorded_by = models.CharField(max_length=100, default="")
    recorded_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, default="")
    place = models.CharField(max_length=200, default="")
    earlier = models.JSONField(default=list)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["enquiry", "entry"], name="enquired_once"),)
        indexes = (models.Index(fields=["enquiry", "answer"], name="enquired_answer"),)
