"""Filings, their versions, their files, and the entries in them."""

from django.db import models

from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call, Office
from jianyou.store.models.organizations import Organization


class Filing(OfficeRow):
    """报送件: one sealed table. Deadline, receipt, seal and withdrawal belong to it.

    `token` is the sender's own for one act of filing: sent twice it stays one filing. `code_index`
    finds the filing by the code that its filer was given; the code itself is kept nowhere.
    `filed_at` is by the database's clock, empty while it isn't complete; `admitted_at` is set where it was
    late and let in by a decision. `confirmed`: its filer has read a code at the address given for messages,
    which are written in `lang`. `organization` is that of the account it belongs to, empty without one.
    `copies` and `media` tell what was handed in on paper; `sound` is the filer's name in pinyin.
    `from_office` is the office below that compiled and filed it, empty for all others.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="filings")
    number = models.CharField(max_length=20, unique=True)
    token = models.UUIDField(unique=True)
    code_index = models.CharField(max_length=64, db_index=True)
    status = models.CharField(max_length=20, default=FilingStatus.DRAFT)
    channel = models.CharField(max_length=10)
    filer = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    filed_at = models.DateTimeField(null=True)
    admitted_at = models.DateTimeField(null=True)
    confirmed = models.BooleanField(default=False)
    lang = models.CharField(max_length=2, default="zh")
    organization = models.ForeignKey(
        Organization, on_delete=models.RESTRICT, null=True, related_name="filings"
    )
    copies = models.PositiveSmallIntegerField(null=True)
    media = models.JSONField(default=list)
    sound = models.CharField(max_length=1000, default="")
    from_office = models.ForeignKey(Office, on_delete=models.RESTRICT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=["call", "status"], name="filing_call_status"),)


class FilingVersion(OfficeRow):
    """What a filing said at one time; never changed. `content` is header and rows as they were written."""

    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, related_name="versions")
    ordinal = models.PositiveIntegerField()
    content = models.JSONField()
    findings = models.JSONField(default=list)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["filing", "ordinal"], name="filing_version_once"),)


class Attached(OfficeRow):
    """A file kept by its digest.

    A proof (证明材料) has its `kind`, and where they were told the `entry` that it is about and its validity.
    `seen` is what a sealed scan bears, as a plain object (`domain.papers.scanned.Seen.as_plain`).
    """

    name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_index=True)
    size = models.PositiveBigIntegerField()
    purpose = models.CharField(max_length=20)
    kind = models.CharField(max_length=30, default="")
    entry = models.PositiveIntegerField(null=True)
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    seen = models.JSONField(default=dict)

    class Meta:
        abstract = True


class StoredFile(Attached):
    """A file that came with a version."""

    version = models.ForeignKey(FilingVersion, on_delete=models.RESTRICT, related_name="files")


class Entry(OfficeRow):
    """申报: one nominee in one filing; checks and choice belong to it. `sound` is the name in pinyin.

    What lists ask of it stands beside it as the newest version tells: `district` by its official name and
    `industry` (letter of GB/T 4754's section and digits, as far as told), the credit code, how many errors
    and warnings were found, and their codes. `rank` is the place that an office below gave it, `origin` its
    entry there. `decided_at` is the moment of the newest decision on it.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="entries")
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, related_name="entries")
    ordinal = models.PositiveIntegerField()
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    sound = models.CharField(max_length=1000, default="")
    status = models.CharField(max_length=20, default=EntryStatus.PENDING)
    district = models.CharField(max_length=60, default="")
    industry = models.CharField(max_length=10, default="")
    uscc = models.CharField(max_length=18, default="", db_index=True)
    errors = models.PositiveSmallIntegerField(default=0)
    warnings = models.PositiveSmallIntegerField(default=0)
    codes = models.JSONField(default=list)
    rank = models.PositiveSmallIntegerField(null=True)
    origin = models.ForeignKey("self", on_delete=models.RESTRICT, null=True, related_name="reported")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["filing", "ordinal"], name="entry_once"),)
        indexes = (models.Index(fields=["call", "status"], name="entry_call_status"),)


class Candidacy(OfficeRow):
    """An entry for one award; `willing` is None until it is stated.

    `verdict` is the outcome of the eligibility check as of the facts known (`met`, `not_met`, `unknown`),
    empty where the award has no rules.
    """

    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="candidacies")
    award = models.CharField(max_length=40)
    willing = models.BooleanField(null=True)
    verdict = models.CharField(max_length=10, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "award"], name="candidacy_once"),)


class Outage(OfficeRow):
    """停机: a time in which the counter wrote slips by hand, declared afterwards and approved."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="outages")
    began = models.DateTimeField()
    ended = models.DateTimeField()
    reason = models.TextField()
    approved_by = models.CharField(max_length=100)
    at = models.DateTimeField()


class Arrival(OfficeRow):
    """到场登记: somebody stood at the counter at that moment; details follow. He may come again.

    Of a slip written by hand in an outage, `at` is the moment on the slip, `entered_at` that of entering it.
    A number too many is voided, never removed.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="arrivals")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    outage = models.ForeignKey(Outage, on_delete=models.RESTRICT, null=True, related_name="arrivals")
    slip = models.CharField(max_length=40, default="")
    entered_at = models.DateTimeField(null=True)
    voided_at = models.DateTimeField(null=True)
    stamped_by = models.CharField(max_length=100)
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, null=True, related_name="arrivals")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="arrival_number_once"),)
