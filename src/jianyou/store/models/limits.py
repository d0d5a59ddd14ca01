"""How often something was done lately."""

from django.db import models


class Count(models.Model):
    """How often, until when: then it begins anew. `name` is a key or a fingerprint, nothing personal."""

    name = models.CharField(max_length=150, primary_key=True)
    taken = models.PositiveIntegerField()
    until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.name
