"""交接: papers that the hall hands over to the section, and who signed for them."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Filing


class Handover(OfficeRow):
    """交接单: handed over by one, signed for by another; `number` counts within the call."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="handovers")
    number = models.PositiveIntegerField()
    made_by = models.CharField(max_length=100)
    made_at = models.DateTimeField()
    note = models.TextField(default="")
    taken_by = models.CharField(max_length=100, default="")
    taken_at = models.DateTimeField(null=True)
    taken_note = models.TextField(default="")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "number"], name="handover_number_once"),)


class HandedOver(OfficeRow):
    """One paper on a slip; `missing` where the section didn't find it."""

    handover = models.ForeignKey(Handover, on_delete=models.RESTRICT, related_name="papers")
    filing = models.ForeignKey(Filing, on_delete=models.RESTRICT, related_name="handovers")
    missing = models.BooleanField(default=False)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["handover", "filing"], name="handed_over_once"),)
