"""择优: choices computed by the declared rule, the ballots beside them, who signed, what letters tell."""

from django.db import models

from jianyou.store.models.accounts import User
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry


class Choice(OfficeRow):
    """One computed choice for an award. `status`: running, failed, computed, adopted, replaced.

    `wanted` is what was asked of it, `changes` how its rules differ from the declared ones (empty for an
    official choice). `digest` is that of its decision record, `file` and `size` are those of the record's
    file; empty until it is computed. `summary` holds what lists show of it; `done` and `of` its progress.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="choices")
    number = models.PositiveIntegerField()
    award = models.CharField(max_length=40, default="")
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=10, default="running")
    wanted = models.JSONField(default=dict)
    changes = models.JSONField(default=dict)
    summary = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, default="")
    file = models.CharField(max_length=64, default="")
    size = models.PositiveBigIntegerField(default=0)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
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
    """签署: a named person stands for a choice; `digest` is that of the record that was signed.

    `user` is None where it was signed on paper; `by` then typed it in.
    """

    choice = models.ForeignKey(Choice, on_delete=models.RESTRICT, related_name="signatures")
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+", null=True)
    name = models.CharField(max_length=100)
    post = models.CharField(max_length=100, default="")
    digest = models.CharField(max_length=64)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["choice", "user"], name="sign_off_once"),)


class Ballot(OfficeRow):
    """表决: a vote on entries.

    `rule` and `rounds` are plain objects of `domain.judging.ballot`, of a secret ballot only sums; `members`
    is a list of `{"name": …, "post": …}`, `entries` the keys of those voted on, `result` what came of it.
    Of an open ballot each round tells under `votes` who voted how.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="ballots")
    choice = models.ForeignKey(Choice, on_delete=models.RESTRICT, null=True, related_name="ballots")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    held_on = models.DateField()
    rule = models.JSONField()
    members = models.JSONField(default=list)
    entries = models.JSONField(default=list)
    rounds = models.JSONField(default=list)
    result = models.JSONField(default=dict)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="ballot_number_once"),)


class Feedback(OfficeRow):
    """反馈: strengths and gaps of an entry for its letter, as somebody of the office worded them."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="feedback")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="feedback")
    award = models.CharField(max_length=40)
    strengths = models.TextField(default="")
    gaps = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "award"], name="feedback_once"),)
