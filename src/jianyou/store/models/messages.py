"""消息: written with the act that they tell of, sent afterwards, and shown in the site meanwhile."""

from django.db import models

from jianyou.store.models.base import Row
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Filing


class OutboxMessage(Row):
    """One message. `audience` is `filer` or `office`; who may see the filing sees it in the site.

    `office` is None where it concerns nothing but an account; no office sees such a message.
    `recipient` is an address of that `channel` (`mail` or `mobile`), encrypted; empty where the message
    stays in the site. `secret` is a JSON object, encrypted, of what only the recipient may read, and is
    emptied once it was sent. `next_try_at` is None where nothing is to be sent (any more).
    """

    office = models.ForeignKey("store.Office", on_delete=models.RESTRICT, null=True, related_name="+")
    call = models.ForeignKey(Call, on_delete=models.RESTRICT, null=True, related_name="+")
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, null=True, related_name="messages")
    audience = models.CharField(max_length=10, default="filer")
    kind = models.CharField(max_length=40)
    lang = models.CharField(max_length=2, default="zh")
    params = models.JSONField(default=dict)
    at = models.DateTimeField()
    channel = models.CharField(max_length=10, default="")
    recipient = models.BinaryField(null=True)
    secret = models.BinaryField(null=True)
    next_try_at = models.DateTimeField(null=True, db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    problem = models.CharField(max_length=200, default="")
