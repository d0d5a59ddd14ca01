"""评审: the stages of judging, their panels, recusals, score sheets, and what came of checking scores."""

from django.db import models

from jianyou.domain.lifecycle.states import ReviewStatus, SheetStatus
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.experts import Draw, Expert
from jianyou.store.models.filings import Entry


class Review(OfficeRow):
    """One stage of judging: `stage` is its key in the call file, which holds rubric and formula.

    `blind` and `phones` are the office's settings for it, `due` until when experts score. `undertaking` is
    the text that they sign. `sought_at`: when ties of its panel were looked for, empty once the panel grew.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="reviews")
    number = models.PositiveIntegerField()
    stage = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    status = models.CharField(max_length=20, default=ReviewStatus.PREPARING)
    blind = models.BooleanField(default=False)
    phones = models.BooleanField(default=False)
    due = models.DateTimeField(null=True)
    undertaking = models.TextField(default="")
    sought_at = models.DateTimeField(null=True)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "number"], name="review_number_once"),
            models.UniqueConstraint(fields=["call", "stage"], name="review_stage_once"),
        )


class Panelist(OfficeRow):
    """An expert asked to judge in a review. `state`: named, invited, accepted, declined.

    `least` and `most` are how many entries he takes. `draw` chose him, where one did. `declared_at`: he has
    told his ties; `undertaken_at`: he has signed the text whose SHA-256 is `undertaken`.
    """

    review = models.ForeignKey(Review, on_delete=models.RESTRICT, related_name="panel")
    expert = models.ForeignKey(Expert, on_delete=models.RESTRICT, related_name="panels")
    state = models.CharField(max_length=10, default="named")
    least = models.PositiveIntegerField(null=True)
    most = models.PositiveIntegerField(null=True)
    draw = models.ForeignKey(Draw, on_delete=models.RESTRICT, null=True, related_name="+")
    named_by = models.CharField(max_length=100)
    named_at = models.DateTimeField()
    invited_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    answer = models.TextField(default="")
    declared_at = models.DateTimeField(null=True)
    undertaken = models.CharField(max_length=64, default="")
    undertaken_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["review", "expert"], name="panelist_once"),)


class Recusal(OfficeRow):
    """回避: an expert who may not judge an entry, and why; in all reviews of the call.

    `kind` names the tie (`domain.judging.recusal`), `because` is its reason as message code and parameters,
    `source` who told it: declared, found, office. Only one that `blocks` keeps him away. Lifted by the
    office with a reason.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="recusals")
    expert = models.ForeignKey(Expert, on_delete=models.RESTRICT, related_name="recusals")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="recusals")
    kind = models.CharField(max_length=20)
    source = models.CharField(max_length=10)
    blocks = models.BooleanField(default=True)
    because = models.JSONField(default=dict)
    reason = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    lifted_by = models.CharField(max_length=100, default="")
    lifted_at = models.DateTimeField(null=True)
    lifted_reason = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["expert", "entry", "kind", "source"], name="recusal_once"),
        )
        indexes = (models.Index(fields=["call", "expert"], name="recusal_call_expert"),)


class AssignmentPlan(OfficeRow):
    """分配方案: who is to judge what, as computed; `status`: running, failed, proposed, adopted, dropped.

    `wanted` is what was asked of it, `pairs` a list of `[expert key, entry key]` (row keys in hex), `report`
    the totals, proof, scarcity and troubles of the plan as a plain object; `done` and `of` its progress.
    """

    review = models.ForeignKey(Review, on_delete=models.RESTRICT, related_name="plans")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default="running")
    wanted = models.JSONField(default=dict)
    pairs = models.JSONField(default=list)
    report = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_by = models.CharField(max_length=100, default="")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["review", "number"], name="plan_number_once"),)


class Sheet(OfficeRow):
    """评分表: one expert on one entry. `by` is the name that the expert signs in with.

    `points` are decimal texts by item, `comments` texts by item. `revision` counts savings, so that two
    tabs don't overwrite each other. `total` is the stage's exact sum once submitted. `by_hand`: entered by
    the office from a signed paper, twice. `again` tells why the office asked to look again.
    """

    review = models.ForeignKey(Review, on_delete=models.RESTRICT, related_name="sheets")
    expert = models.ForeignKey(Expert, on_delete=models.RESTRICT, related_name="sheets")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="sheets")
    by = models.CharField(max_length=40, default="")
    status = models.CharField(max_length=20, default=SheetStatus.ASSIGNED)
    revision = models.PositiveIntegerField(default=0)
    points = models.JSONField(default=dict)
    comments = models.JSONField(default=dict)
    strengths = models.TextField(default="")
    gaps = models.TextField(default="")
    total = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    by_hand = models.BooleanField(default=False)
    first = models.JSONField(default=dict)
    again = models.TextField(default="")
    assigned_at = models.DateTimeField()
    saved_at = models.DateTimeField(null=True)
    submitted_at = models.DateTimeField(null=True)
    dropped_at = models.DateTimeField(null=True)
    dropped_reason = models.TextField(default="")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["review", "expert", "entry"],
                condition=~models.Q(status="dropped"),
                name="sheet_once",
            ),
        )
        indexes = (
            models.Index(fields=["review", "status", "saved_at"], name="sheet_review_status"),
            models.Index(fields=["review", "entry", "status"], name="sheet_review_entry"),
            models.Index(fields=["expert", "status"], name="sheet_expert_status"),
        )


class SheetVersion(OfficeRow):
    """A sheet as it was submitted at one time; never changed."""

    sheet = models.ForeignKey(Sheet, on_delete=models.RESTRICT, related_name="versions")
    ordinal = models.PositiveIntegerField()
    content = models.JSONField()
    total = models.DecimalField(max_digits=12, decimal_places=4)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["sheet", "ordinal"], name="sheet_version_once"),)


class ScoringCheck(OfficeRow):
    """评分检查: the scores of a review looked at by calibration at one time.

    `digest` is that of the scores it looked at, `standing` what came of it as a plain object
    (`domain.judging.calibration`); `status`: running, failed, done.
    """

    review = models.ForeignKey(Review, on_delete=models.RESTRICT, related_name="checks")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, default="running")
    digest = models.CharField(max_length=64, default="")
    standing = models.JSONField(default=dict)
    done = models.PositiveIntegerField(default=0)
    of = models.PositiveIntegerField(default=0)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    settled_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["review", "number"], name="check_number_once"),)


class Consensus(OfficeRow):
    """合议: what the experts of an entry agreed once their independent scores were in."""

    review = models.ForeignKey(Review, on_delete=models.RESTRICT, related_name="consensus")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="consensus")
    points = models.JSONField(default=dict)
    total = models.DecimalField(max_digits=12, decimal_places=4, null=True)
    note = models.TextField(default="")
    participants = models.JSONField(default=list)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["review", "entry"], condition=models.Q(replaced_at=None), name="consensus_once"
            ),
        )


class Visit(OfficeRow):
    """现场评审 or 答辩: when and where an entry is seen, in which order; `experts`: row keys in hex."""

    review = models.ForeignKey(Review, on_delete=models.RESTRICT, related_name="visits")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="visits")
    order = models.PositiveIntegerField(default=0)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, default="")
    experts = models.JSONField(default=list)
    note = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    cancelled_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(default="")


class Redaction(OfficeRow):
    """隐名副本: what experts see instead, where they may not know whose entry it is.

    `of` is the digest of the file that it stands for, empty for the table's own texts, which are in `texts`
    by column. `digest`, `size` and `kind` are those of the copy. Nobody sees it before it is approved, nor
    once it is withdrawn. `noted` is encrypted JSON: words hidden beside the known names, or what was found
    in the copy.
    """

    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="redactions")
    of = models.CharField(max_length=64, default="")
    texts = models.JSONField(default=dict)
    digest = models.CharField(max_length=64, default="")
    size = models.PositiveBigIntegerField(default=0)
    kind = models.CharField(max_length=30, default="")
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    approved_by = models.CharField(max_length=100, default="")
    approved_at = models.DateTimeField(null=True)
    noted = models.BinaryField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "of"], condition=models.Q(withdrawn_at=None), name="redaction_once"
            ),
        )
