"""A call that is being made from a notice, and what was changed in the course of one that runs."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call


class CallDraft(OfficeRow):
    """起草中的征集. `notice` is the file of the notice (digest), `notice_text` its text as it was read.

    `source` is the call file as it stands, empty while the notice leaves open what no call can be without.
    `revision` counts its changes; `history` is who did what to it when. `based_on` is the call that it was
    copied from, `call` the one that it became. `ready_by` has handed it on to be published by another.
    """

    title = models.CharField(max_length=200, default="")
    notice = models.CharField(max_length=64, default="")
    notice_name = models.CharField(max_length=255, default="")
    notice_text = models.TextField(default="")
    source = models.TextField()
    revision = models.PositiveIntegerField(default=0)
    history = models.JSONField(default=list)
    based_on = models.ForeignKey(Call, on_delete=models.RESTRICT, null=True, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.RESTRICT, null=True, related_name="drafted")
    ready_by = models.CharField(max_length=100, default="")
    ready_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    dropped_at = models.DateTimeField(null=True)


class CourseChange(OfficeRow):
    """程序调整: the stages of a running call, changed with a reason; the call files before and after."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="course_changes")
    before = models.TextField()
    after = models.TextField()
    reason = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
