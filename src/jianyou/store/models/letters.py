"""公文: reasons kept in a list, letters held until they are sent, and decisions taken together."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry, Filing


class Reason(OfficeRow):
    """A reason that the office gives again and again; `act` is the act it is given for."""

    act = models.CharField(max_length=40)
    title = models.CharField(max_length=60)
    text = models.TextField()
    clause = models.CharField(max_length=200, default="")
    order = models.PositiveIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)


class Letter(OfficeRow):
    """A letter about a filing or an entry: `held` until somebody sends it, then `sent`; or `dropped`.

    `content` is what it says, without personal data; `kind` names its form.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="letters")
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, null=True, related_name="letters")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, null=True, related_name="letters")
    kind = models.CharField(max_length=30)
    status = models.CharField(max_length=10, default="held")
    addressee = models.CharField(max_length=200)
    content = models.JSONField(default=dict)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    sent_by = models.CharField(max_length=100, default="")
    sent_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["call", "status"], name="letter_call_status"),)


class CollectiveDecision(OfficeRow):
    """集体研究: a meeting with its minutes; `participants` is a list of `{"name": …, "post": …}`.

    `over_quota` is why more were to be recommended than the office may.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="collective_decisions")
    number = models.PositiveIntegerField()
    held_on = models.DateField()
    minutes = models.CharField(max_length=100)
    subject = models.CharField(max_length=200)
    participants = models.JSONField(default=list)
    note = models.TextField(default="")
    over_quota = models.TextField(default="")
    digest = models.CharField(max_length=64, default="")
    file_name = models.CharField(max_length=255, default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="collective_decision_once"),)


class Decided(OfficeRow):
    """What was decided of one entry for one award (empty: for the entry as such), in the list's order."""

    decision = models.ForeignKey(CollectiveDecision, on_delete=models.RESTRICT, related_name="entries")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="decided")
    award = models.CharField(max_length=40, default="")
    order = models.PositiveIntegerField()
    outcome = models.CharField(max_length=20)
    reason = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["decision", "entry", "award"], name="decided_once"),)
