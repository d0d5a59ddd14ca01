"""消息: written with the act that they tell of, sent afterwards."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call


class OutboxMessage(OfficeRow):
    """One message to one person; `recipient` is encrypted like all personal data."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    recipient = models.BinaryField()
    params = models.JSONField()
    at = models.DateTimeField()
    next_try_at = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, default="")
