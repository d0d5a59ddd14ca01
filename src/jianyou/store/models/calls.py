"""Offices and their calls."""

from django.db import models

from jianyou.domain.lifecycle.states import CallStatus
from jianyou.store.models.base import OfficeRow, Row


class Office(Row):
    """征集部门. `second_person`: what moves or crosses a deadline takes two people here.

    `upper` is the office that this one, of a `district`, collects for.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    second_person = models.BooleanField(default=False)
    upper = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="lower")
    district = models.CharField(max_length=60, default="")


class Call(OfficeRow):
    """One opening. `source` is its call file word for word; the columns beside it are what is asked often.

    `deadline` is the one in force, extensions included. `log_size` and `log_edge` are the length and the
    right edge (hex hashes) of the call's log as far as rows have their places. `upper` is the call of the
    office above that this one collects for.
    """

    slug = models.SlugField(max_length=64, unique=True)
    title = models.CharField(max_length=200)
    source = models.TextField()
    source_digest = models.CharField(max_length=64)
    status = models.CharField(max_length=20, default=CallStatus.DRAFT)
    deadline = models.DateTimeField()
    deadline_counts = models.BooleanField(default=False)
    completes_on = models.CharField(max_length=20)
    late_admission = models.BooleanField(default=False)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    log_size = models.PositiveIntegerField(default=0)
    log_edge = models.JSONField(default=list)
    upper = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="lower")


class Extension(OfficeRow):
    """A later deadline, for all, with its reason and who approved it."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="extensions")
    before = models.DateTimeField()
    after = models.DateTimeField()
    reason = models.TextField()
    approved_by = models.CharField(max_length=100)
    at = models.DateTimeField()


class DistrictQuota(OfficeRow):
    """How many entries an office below may name in a call."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="district_quotas")
    of = models.ForeignKey(Office, on_delete=models.RESTRICT, related_name="+")
    most = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "of"], name="district_quota_once"),)
