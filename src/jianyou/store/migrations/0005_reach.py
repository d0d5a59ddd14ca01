"""Messages that belong to no office: those about an account."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0004_drafts_organizations_handovers")]
    operations: ClassVar = [
        migrations.AlterField(
            model_name="outboxmessage",
            name="office",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="+",
                to="store.office",
            ),
        ),
    ]
