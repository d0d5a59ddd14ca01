"""消息: written with the act that they tell of, sent afterwards, and shown in the site meanwhile."""

from django.db import models

from jianyou.store.models.accounts import User
from jianyou.store.models.base import OfficeRow, Row
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Filing


class OutboxMessage(Row):
    """One message. `audience` is `filer` or `office`; who may see the filing sees it in the site.

    `office` is None where it concerns nothing but an account; no office sees such a message.
    `recipient` is an address of that `channel` (`mail` or `mobile`), encrypted; empty where the message
    stays in the site. `secret` is a JSON object, encrypted, of what only the recipient may read, and is
    emptied once it was sent. `next_try_at` is None where nothing is to be sent (any more). `reference` is
    the gateway's own number for it; `bounced_at` when it came back, and `bounce` the status that was told.
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
    reference = models.CharField(max_length=80, default="")
    bounced_at = models.DateTimeField(null=True)
    bounce = models.CharField(max_length=12, default="")


class MessageTemplate(OfficeRow):
    """An office's own words for letters of a kind, in a language; without a row the shipped ones hold."""

    kind = models.CharField(max_length=40)
    lang = models.CharField(max_length=2)
    subject = models.CharField(max_length=150)
    body = models.TextField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["office", "kind", "lang"], name="message_template_once"),
        )


class DeadAddress(Row):
    """An address that takes no letters, by its lookup key only, until somebody reads a code sent there."""

    lookup = models.CharField(max_length=64, unique=True)
    status = models.CharField(max_length=12)
    at = models.DateTimeField()


class InboxLetters(Row):
    """How a member of staff is told of what comes into the office's inbox: `at_once` or `daily`.

    Without a row nothing is sent. `told_until` is the moment up to which messages were told of, moved in
    the transaction that writes the letter; `told_on` the day of the last daily letter, sent from `hour` on.
    """

    user = models.OneToOneField(User, on_delete=models.RESTRICT, related_name="inbox_letters")
    how = models.CharField(max_length=10)
    hour = models.PositiveSmallIntegerField(default=8)
    told_until = models.DateTimeField()
    told_on = models.DateField()
