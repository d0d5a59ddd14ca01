"""Phones, mail addresses and identity data: apart from all else, encrypted, found by a lookup key."""

from django.db import models

from jianyou.store.models.base import OfficeRow


class PersonalDatum(OfficeRow):
    """One value about somebody, as belonging to one row of another table."""

    subject = models.UUIDField(db_index=True)
    field = models.CharField(max_length=40)
    value = models.BinaryField()
    lookup = models.CharField(max_length=64, db_index=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["subject", "field"], name="personal_datum_once"),)
