"""称号: results that came from above, and the register of titles with what became of them."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry


class Result(OfficeRow):
    """What became of an entry for an award: conferred (with its tier) or not_conferred.

    `package` is the package that told it, empty where somebody typed it in from a `document`.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="results")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, related_name="results")
    award = models.CharField(max_length=40)
    tier = models.CharField(max_length=40, default="")
    outcome = models.CharField(max_length=20)
    document = models.CharField(max_length=200, default="")
    on = models.DateField()
    note = models.TextField(default="")
    package = models.CharField(max_length=32, default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()
    replaced_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["entry", "award"], condition=models.Q(replaced_at=None), name="result_once"
            ),
        )


class Vacancy(OfficeRow):
    """空缺: places of a tier that were left empty, with the reason."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="vacancies")
    award = models.CharField(max_length=40)
    tier = models.CharField(max_length=40)
    places = models.PositiveIntegerField()
    empty = models.PositiveIntegerField()
    reason = models.TextField(default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "award", "tier"], name="vacancy_once"),)


class Title(OfficeRow):
    """One line of the register. Names of award and tier are as they were conferred.

    `call` and `entry` are empty for titles taken over from an older list. `valid_until` is empty where it
    never ends; whether it has expired is told by the day, `status` is valid or revoked. `former` are earlier
    names of the holder, the oldest first. `barred_until`: until then the holder can't be named again.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, null=True, related_name="titles")
    entry = models.ForeignKey(Entry, on_delete=models.RESTRICT, null=True, related_name="titles")
    number = models.PositiveIntegerField()
    award = models.CharField(max_length=40, default="")
    award_name = models.CharField(max_length=100)
    tier_name = models.CharField(max_length=100)
    batch = models.CharField(max_length=60)
    document = models.CharField(max_length=200, default="")
    name = models.CharField(max_length=300)
    name_key = models.CharField(max_length=300, db_index=True)
    uscc = models.CharField(max_length=18, default="", db_index=True)
    kind = models.CharField(max_length=20, default="")
    district = models.CharField(max_length=60, default="")
    former = models.JSONField(default=list)
    conferred_on = models.DateField()
    valid_until = models.DateField(null=True)
    recheck_on = models.DateField(null=True)
    status = models.CharField(max_length=20, default="valid")
    barred_until = models.DateField(null=True)
    by = models.CharField(max_length=100)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "number"], name="title_number_once"),)
        indexes = (models.Index(fields=["office", "award_name", "batch"], name="title_award_batch"),)


class TitleName(OfficeRow):
    """A name that a title's holder has or had, to be found by: folded, and in pinyin."""

    title = models.ForeignKey(Title, on_delete=models.CASCADE, related_name="names")
    name_key = models.CharField(max_length=300, db_index=True)
    sound = models.CharField(max_length=1000, default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["title", "name_key"], name="title_name_once"),)


class TitleChange(OfficeRow):
    """What became of a title: rechecked, extended, renamed, revoked or restored."""

    title = models.ForeignKey(Title, on_delete=models.RESTRICT, related_name="changes")
    kind = models.CharField(max_length=20)
    on = models.DateField()
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField(default="")
    document = models.CharField(max_length=200, default="")
    by = models.CharField(max_length=100)
    at = models.DateTimeField()


class TitleSetting(OfficeRow):
    """What an office does with its register: whether anyone may read it, with credit codes or without them.

    Titles that end, or are to be re-checked, within so many months are told to the office, once a month.
    """

    public = models.BooleanField(default=True)
    shows_uscc = models.BooleanField(default=False)
    months = models.PositiveSmallIntegerField(default=3)
    reminded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office"], name="title_setting_once"),)
