"""Counts of what may be done only so often."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies: ClassVar = [("store", "0002_staff_corrections_messages")]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Count",
            fields=[
                ("name", models.CharField(max_length=150, primary_key=True, serialize=False)),
                ("taken", models.PositiveIntegerField()),
                ("until", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
