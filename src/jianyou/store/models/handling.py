"""Who of an office handles a call, how each likes to look at it, and who looks at what just now."""

from django.db import models

from jianyou.store.models.accounts import User
from jianyou.store.models.base import OfficeRow
from jianyou.store.models.calls import Call
from jianyou.store.models.filings import Entry


class Handling(OfficeRow):
    """经办: somebody handles a call. A call that nobody is named for is handled by all clerks."""

    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="handlings")
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="handlings")

    class Meta:
        constraints = (models.UniqueConstraint(fields=["call", "user"], name="handling_once"),)


class SavedView(OfficeRow):
    """A list as somebody keeps it: `query` is the end of its address. `shared` with the whole office."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="saved_views")
    call = models.ForeignKey(Call, on_delete=models.RESTRICT, related_name="saved_views")
    name = models.CharField(max_length=60)
    query = models.CharField(max_length=1000)
    shared = models.BooleanField(default=False)
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["user", "call", "name"], name="saved_view_once"),)


class Presence(OfficeRow):
    """Somebody has an entry open; `seen_at` is renewed while that lasts."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="presences")
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    seen_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["entry", "user"], name="presence_once"),)
