"""What every row has."""

from django.db import models

from jianyou.store.identifiers import uuid7


class Row(models.Model):
    """A key that tells its age and nothing else."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class OfficeRow(Row):
    """A row of one office; several offices share a site and see nothing of each other."""

    office = models.ForeignKey("store.Office", on_delete=models.RESTRICT, related_name="+")

    class Meta:
        abstract = True
