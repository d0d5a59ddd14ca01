"""评审专家: whom an office can ask to judge, and the draws by which it chose some of them."""

from django.db import models

from jianyou.store.models.accounts import User
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call


class Expert(OfficeRow):
    """Somebody in the office's pool of experts; `user` is his account, empty until he is given one.

    `industries` are codes of GB/T 4754 as far as told (`C`, `C36`, `C3670`), `words` what he knows best,
    `languages` those of dossiers he reads, `earlier` his former employers. `employer_key` is the employer's
    normalized name. `sought` is what searches look in: name, employer, title, words, each on a line, and
    industries as `#C36`. Phone and mail address are personal data (`PersonalDatum`, fields `phone`, `mail`).
    """

    user = models.OneToOneField(User, on_delete=models.RESTRICT, null=True, related_name="expert")
    name = models.CharField(max_length=100)
    sound = models.CharField(max_length=300, default="")
    sought = models.TextField(default="")
    employer = models.CharField(max_length=200, default="")
    employer_key = models.CharField(max_length=200, default="", db_index=True)
    title = models.CharField(max_length=100, default="")
    group = models.CharField(max_length=200, default="")
    earlier = models.JSONField(default=list)
    industries = models.JSONField(default=list)
    words = models.JSONField(default=list)
    languages = models.JSONField(default=list)
    district = models.CharField(max_length=60, default="")
    trained_on = models.DateField(null=True)
    note = models.TextField(default="")
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["office", "retired_at"], name="expert_office_retired"),)


class Draw(OfficeRow):
    """随机抽取: announced with its frozen list and commitments, later drawn with what was revealed.

    `purpose` is what is drawn (`domain.judging.draw`), `plan` and `result` are that room's plain objects,
    `digest` the SHA-256 that was announced. `secret` is the office's own part, encrypted, until it is
    revealed in `result`. `clause` cites the rule where a choice is drawn. `status`: announced, drawn, void.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="draws")
    number = models.PositiveIntegerField()
    purpose = models.CharField(max_length=20)
    title = models.CharField(max_length=200)
    clause = models.CharField(max_length=200, default="")
    plan = models.JSONField()
    digest = models.CharField(max_length=64)
    secret = models.BinaryField(null=True)
    result = models.JSONField(default=dict)
    status = models.CharField(max_length=10, default="announced")
    announced_by = models.CharField(max_length=100)
    announced_at = models.DateTimeField()
    drawn_by = models.CharField(max_length=100, default="")
    drawn_at = models.DateTimeField(null=True)
    void_reason = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="draw_number_once"),)
