"""草稿: a table that is being filled in, before it is filed. The office sees nothing of it."""

from django.db import models

from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Attached
from jianyou.store.models.organizations import Organization


class Draft(OfficeRow):
    """One draft. Its filing gets the same number, token and code; the draft is gone then.

    `body` is what was typed, an encrypted JSON object (`domain.annexes.drafting.Drafted.as_plain`); `filer`
    stands beside it for lists of its own people. `revision` counts its changes. `reach` is the confirmed
    address for reminders, an encrypted JSON pair of channel and text; `reminded` names the reminders sent.
    """

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="drafts")
    number = models.CharField(max_length=20, unique=True)
    token = models.UUIDField(unique=True)
    code_index = models.CharField(max_length=64, db_index=True)
    organization = models.ForeignKey(
        Organization, on_delete=models.RESTRICT, null=True, related_name="drafts"
    )
    filer = models.CharField(max_length=200, default="")
    body = models.BinaryField()
    revision = models.PositiveIntegerField(default=0)
    lang = models.CharField(max_length=2, default="zh")
    reach = models.BinaryField(null=True)
    reminded = models.JSONField(default=list)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()


class DraftFile(Attached):
    """A proof that goes with a draft."""

    draft = models.ForeignKey(Draft, on_delete=models.CASCADE, related_name="files")
