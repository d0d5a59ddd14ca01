"""异议: what somebody holds against a published list, who he is (encrypted), and what came of it."""

from django.db import models

from jianyou.domain.lifecycle.states import ObjectionStatus
from jianyou.store.models.accounts import User
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry
from jianyou.store.models.publicity import Publicity


class Objection(OfficeRow):
    """One objection. `number` and a code (`code_index` finds it) let whoever raised it come back.

    `channel` is web, counter, post or mail; `kind` substance, typing or rank. `person` is who objects, an
    encrypted JSON object (empty for an anonymous one), `text` and `reply` are encrypted too, since they may
    tell who it was. `moment` decides whether it is in time: that of the `arrival` with this number at the
    call's counter where one was stamped. `missing` are the codes of what the acceptance rules lack, or why
    it was refused. `reply_until` is given to the nominee, `answer_due` is the day by which the office
    answers. `outcome` is upheld, partly or dismissed, `effect` what follows for the list: remove, recheck,
    correct or none. `passed_to` is who got a lead. `wiped_at`: what told more of the person than the name
    was removed.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="objections")
    publicity = models.ForeignKey(Publicity, on_delete=models.RESTRICT, related_name="objections")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, null=True, related_name="objections")
    number = models.CharField(max_length=20, unique=True)
    token = models.UUIDField(unique=True)
    code_index = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=20, default=ObjectionStatus.RECEIVED)
    channel = models.CharField(max_length=10)
    kind = models.CharField(max_length=20)
    named = models.BooleanField()
    lang = models.CharField(max_length=2, default="zh")
    person = models.BinaryField(null=True)
    text = models.BinaryField()
    at = models.DateTimeField()
    moment = models.DateTimeField()
    in_time = models.BooleanField()
    arrival = models.PositiveIntegerField(null=True)
    missing = models.JSONField(default=list)
    accepted_at = models.DateTimeField(null=True)
    answer_due = models.DateField(null=True)
    reply_asked = models.TextField(default="")
    reply_asked_at = models.DateTimeField(null=True)
    reply_until = models.DateTimeField(null=True)
    reply = models.BinaryField(null=True)
    replied_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, default="")
    effect = models.CharField(max_length=20, default="")
    reasons = models.TextField(default="")
    passed_to = models.CharField(max_length=200, default="")
    settled_by = models.CharField(max_length=100, default="")
    settled_at = models.DateTimeField(null=True)
    wiped_at = models.DateTimeField(null=True)

    class Meta:
        # Wide enough to count all that is counted of a call without looking at its rows.
        indexes = (
            models.Index(
                fields=["call", "status", "outcome", "kind", "named", "in_time"], name="objection_call_status"
            ),
        )


class ObjectionFile(OfficeRow):
    """A file that came with it: `role` is evidence, identity, reply or finding.

    Its bytes are encrypted with a key of their own before they are kept under `digest`; that `key` is
    encrypted too (`store.sealed_files`), and so is `name`, which may tell who sent it. `plain_digest` and
    `size` are those of the file as it came.
    `wiped_at`: identity material was removed with its key, as it is once it isn't needed.
    """

    objection = models.ForeignKey(Objection, on_delete=models.RESTRICT, related_name="files")
    role = models.CharField(max_length=20)
    name = models.BinaryField()
    digest = models.CharField(max_length=64)
    plain_digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    key = models.BinaryField(null=True)
    by = models.CharField(max_length=100, default="")
    at = models.DateTimeField()
    wiped_at = models.DateTimeField(null=True)


class ObjectionStep(OfficeRow):
    """What was done to investigate it; `text` is encrypted."""

    objection = models.ForeignKey(Objection, on_delete=models.RESTRICT, related_name="steps")
    act = models.CharField(max_length=40)
    text = models.BinaryField()
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class OfficerRecusal(OfficeRow):
    """经办人回避: somebody of the office has nothing to do with this objection (any more)."""

    objection = models.ForeignKey(Objection, on_delete=models.RESTRICT, related_name="recusals")
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["objection", "user"], name="officer_recusal_once"),)
