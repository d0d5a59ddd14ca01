"""征集对象: dated lists of firms that the office keeps, and who was invited to a call."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call


class AudienceList(OfficeRow):
    """名单: one published list, such as a batch of little giants. `key` is that of calls' audiences.

    `kept_at` is None while its file is only looked at: its firms are written when it is kept. `columns` are
    the places (from 0) of its file's columns by field. The file as read is kept until then as personal data.
    """

    key = models.CharField(max_length=40, db_index=True)
    title = models.CharField(max_length=200)
    batch = models.CharField(max_length=60, default="")
    listed_on = models.DateField(null=True)
    source = models.CharField(max_length=300, default="")
    digest = models.CharField(max_length=64, default="")
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    columns = models.JSONField(default=dict)
    kept_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)


class Listed(OfficeRow):
    """One firm on a list. `facts` are what the list tells of it, by the names of the rule packs."""

    audience_list = models.ForeignKey(AudienceList, on_delete=models.RESTRICT, related_name="firms")
    ordinal = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    sound = models.CharField(max_length=1000, default="")
    uscc = models.CharField(max_length=18, default="", db_index=True)
    district = models.CharField(max_length=60, default="")
    industry = models.CharField(max_length=10, default="")
    status = models.CharField(max_length=20, default="valid")
    valid_until = models.DateField(null=True)
    facts = models.JSONField(default=dict)
    place = models.CharField(max_length=200, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["audience_list", "ordinal"], name="listed_once"),)


class Invited(OfficeRow):
    """受邀单位 of a call. `verdicts` is the outcome of the screening by award; contacts are personal data."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="invited")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300)
    sound = models.CharField(max_length=1000, default="")
    uscc = models.CharField(max_length=18, default="")
    district = models.CharField(max_length=60, default="")
    industry = models.CharField(max_length=10, default="")
    lists = models.JSONField(default=list)
    verdicts = models.JSONField(default=dict)
    note = models.CharField(max_length=500, default="")
    added_by = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    reminded_at = models.DateTimeField(null=True)
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "name_key"], name="invited_once"),)
