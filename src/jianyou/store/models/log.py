"""操作留痕 and receipts as one log a call: written with the act, placed by the sealer."""

from django.db import models

from jianyou.store.models.base import OfficeRow, Row
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Filing


class LogRow(OfficeRow):
    """One entry of a call's log. `body` is what is hashed; `content` and `salt` may be erased later.

    A receipt has its signature and the public key that goes with it.

    `place` is its position in the tree, None until the sealer has given it one.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="log")
    kind = models.CharField(max_length=10)
    act = models.CharField(max_length=40)
    actor = models.CharField(max_length=100)
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, null=True, related_name="log")
    at = models.DateTimeField()
    body = models.BinaryField()
    content = models.JSONField(null=True)
    salt = models.BinaryField(null=True)
    key = models.CharField(max_length=64, default="")
    signature = models.BinaryField(null=True)
    place = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "place"], name="log_place_once"),)
        indexes = (models.Index(fields=["call"], condition=models.Q(place=None), name="log_unplaced"),)


class TreeHead(OfficeRow):
    """A signed head of a call's log; `final` is the one published at the deadline."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="heads")
    size = models.PositiveIntegerField()
    root = models.CharField(max_length=64)
    at = models.CharField(max_length=40)
    key = models.CharField(max_length=64)
    signature = models.CharField(max_length=128)
    final = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["call"], condition=models.Q(final=True), name="tree_head_final_once"
            ),
        )


class SiteAct(Row):
    """What whoever runs the site did to it: accounts, posts, offices, keys. It belongs to no call's log.

    `operator` is the account of the system, or of the site, under which it was done.
    """

    at = models.DateTimeField()
    act = models.CharField(max_length=40)
    subject = models.CharField(max_length=100)
    operator = models.CharField(max_length=100)
    content = models.JSONField(default=dict)
