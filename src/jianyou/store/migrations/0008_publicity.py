"""Lists made public, their rows, and days that count or don't."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import jianyou.domain.lifecycle.states
import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0007_judging"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Publicity",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jianyou.store.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("number", models.PositiveIntegerField()),
                ("award", models.CharField(default="", max_length=40)),
                ("title", models.CharField(max_length=200)),
                (
                    "status",
                    models.CharField(
                        default=jianyou.domain.lifecycle.states.PublicityStatus["PREPARED"], max_length=20
                    ),
                ),
                ("shows", models.JSONField(default=list)),
                ("covers", models.BooleanField(default=False)),
                ("days", models.PositiveSmallIntegerField()),
                ("working_days", models.BooleanField(default=False)),
                ("places", models.JSONField(default=list)),
                ("contact", models.JSONField(default=list)),
                ("text", models.TextField(default="")),
                ("begins_on", models.DateField(null=True)),
                ("ends_at", models.DateTimeField(null=True)),
                ("objections_until", models.DateTimeField(null=True)),
                ("snapshot", models.CharField(default="", max_length=64)),
                ("prepared_by", models.CharField(max_length=100)),
                ("prepared_at", models.DateTimeField()),
                ("published_by", models.CharField(default="", max_length=100)),
                ("published_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=100)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(default="")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="publicities",
                        to="store.call",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "replaces",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="replaced_by",
                        to="store.publicity",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Published",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jianyou.store.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("award", models.CharField(default="", max_length=40)),
                ("tier", models.CharField(default="", max_length=40)),
                ("order", models.PositiveIntegerField()),
                ("values", models.JSONField(default=dict)),
                ("corrected", models.JSONField(default=list)),
                ("removed_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="published",
                        to="store.entry",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "publicity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="rows",
                        to="store.publicity",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="WorkdayChange",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=jianyou.store.identifiers.uuid7,
                        editable=False,
                        primary_key=True,
                        serialize=False,
                    ),
                ),
                ("on", models.DateField()),
                ("works", models.BooleanField()),
                ("reason", models.CharField(max_length=200)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="publicity",
            index=models.Index(fields=["status", "ends_at"], name="publicity_status_ends"),
        ),
        migrations.AddConstraint(
            model_name="publicity",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="publicity_number_once"),
        ),
        migrations.AddConstraint(
            model_name="published",
            constraint=models.UniqueConstraint(fields=("publicity", "entry", "award"), name="published_once"),
        ),
        migrations.AddConstraint(
            model_name="workdaychange",
            constraint=models.UniqueConstraint(fields=("office", "on"), name="workday_change_once"),
        ),
    ]
