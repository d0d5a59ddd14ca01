"""择优: choices computed by the declared rule, the ballots beside them, and who signed."""

from django.db import models

from jianyou.store.models.accounts import User
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call


class Choice(OfficeRow):
    """One computed choice for an award (empty: for the call). `status`: scenario, adopted, replaced.

    `digest` and `size` are those of its decision record, a file kept by its digest; `summary` holds what
    lists show of it, `changes` how its rules differ from the declared ones (empty for an official choice).
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="choices")
    number = models.PositiveIntegerField()
    award = models.CharField(max_length=40, default="")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default="scenario")
    changes = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField(default=0)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    settled_by = models.CharField(max_length=100, default="")
    settled_at = models.DateTimeField(null=True)
    reason = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "number"], name="choice_number_once"),
            models.UniqueConstraint(
                fields=["call", "award"], condition=models.Q(status="adopted"), name="choice_adopted_once"
            ),
        )


class SignOff(OfficeRow):
    """签署: a named person stands for a choice; `digest` is that of the record that was signed."""

    choice = models.ForeignKey(Choice, on_delete=models.RESTRICT, related_name="signatures")
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    name = models.CharField(max_length=100)
    post = models.CharField(max_length=100, default="")
    digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["choice", "user"], name="sign_off_once"),)


class Ballot(OfficeRow):
    """表决: a vote on entries.

    `rule` and `rounds` are plain objects of `domain.judging.ballot`, of a secret ballot only sums; `members`
    is a list of `{"name": …, "post": …}`, `result` what came of it.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="ballots")
    choice = models.ForeignKey(Choice, on_delete=models.RESTRICT, null=True, related_name="ballots")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    rule = models.JSONField()
    members = models.JSONField(default=list)
    rounds = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="ballot_number_once"),)
