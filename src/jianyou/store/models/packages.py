"""上报包: what goes between sites that share no network, and the sites that it may come from."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry, Filing


class Partner(OfficeRow):
    """Another site's office whose packages are taken: its public keys, compared by eye before.

    `relation` is upper or lower; `slug` is what its packages call it: two may be called the same, but then
    their keys differ. `sm2` is empty where it has none.
    """

    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    relation = models.CharField(max_length=10)
    district = models.CharField(max_length=60, default="")
    key = models.CharField(max_length=64)
    sm2 = models.CharField(max_length=130, default="")
    added_by = models.CharField(max_length=100)
    added_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["office", "key", "slug"], condition=models.Q(retired_at=None), name="partner_once"
            ),
        )


class PartnerQuota(OfficeRow):
    """How many entries a partner below may name in a call."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="partner_quotas")
    partner = models.ForeignKey(Partner, on_delete=models.RESTRICT, related_name="quotas")
    most = models.PositiveIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "partner"], name="partner_quota_once"),)


class SentPackage(OfficeRow):
    """A package that this site made: `package` is its own name (UUID), `number` counts within the call.

    `kind` is nomination (上报), result (结果), rules (fixed above) or intentions (申报意向). `digest` is that
    of its manifest, `to` its recipient as it bears it (empty where it is for anybody). Its bytes are
    kept encrypted as `file`, with a key of their own (`file_key`, empty once they were erased).
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="sent_packages")
    number = models.PositiveIntegerField()
    partner = models.ForeignKey(Partner, on_delete=models.RESTRICT, null=True, related_name="sent")
    kind = models.CharField(max_length=20)
    package = models.UUIDField(unique=True)
    to = models.CharField(max_length=200)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = models.CharField(max_length=64, default="")
    file_key = models.BinaryField(null=True)
    summary = models.JSONField(default=dict)
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="sent_package_once"),)


class TakenPackage(OfficeRow):
    """A package that came: `taken` whole, or `refused` whole with its `problems`; never twice.

    `number` is the sender's count in `their_call`, so that an older one is known once a later one was taken.
    Its bytes are kept encrypted as `file`, with a key of their own; those of a refused one aren't.
    """

    partner = models.ForeignKey(Partner, on_delete=models.RESTRICT, related_name="packages")
    call = models.ForeignKey(Call, on_delete=models.RESTRICT, null=True, related_name="taken_packages")
    package = models.UUIDField()
    their_call = models.CharField(max_length=64)
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    status = models.CharField(max_length=10)
    digest = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    file = models.CharField(max_length=64, default="")
    file_key = models.BinaryField(null=True)
    problems = models.JSONField(default=list)
    summary = models.JSONField(default=dict)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["partner", "package"], condition=models.Q(status="taken"), name="taken_package_once"
            ),
        )


class TakenEntry(OfficeRow):
    """来源: an entry that came in a package, with its names there; `provenance` is what was told of it."""

    package = models.ForeignKey(TakenPackage, on_delete=models.RESTRICT, related_name="entries")
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, related_name="taken")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="taken")
    their_call = models.CharField(max_length=64)
    their_number = models.CharField(max_length=20)
    their_ordinal = models.PositiveIntegerField()
    provenance = models.JSONField(default=dict)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry"], name="taken_entry_once"),)


class IntentionList(OfficeRow):
    """申报意向: who means to be named, told by a filer or an office below; amended until a second date.

    Every version is kept; the newest counts. `items` are `{"name", "uscc", "award"}`.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="intentions")
    partner = models.ForeignKey(Partner, on_delete=models.RESTRICT, null=True, related_name="+")
    source = models.CharField(max_length=200)
    ordinal = models.PositiveIntegerField()
    items = models.JSONField(default=list)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["call", "source", "ordinal"], name="intention_list_once"),
        )
