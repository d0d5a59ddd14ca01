"""Archives of calls, how long they are kept, what was erased."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0012_support"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Erasure",
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
                ("counts", models.JSONField(default=dict)),
                ("files", models.JSONField(default=list)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="erasures", to="store.call"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Retention",
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
                ("category", models.CharField(max_length=20)),
                ("keep_until", models.DateField(null=True)),
                ("erase_on", models.DateField(db_index=True, null=True)),
                ("originals", models.BooleanField(default=False)),
                ("reason", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="retention",
                        to="store.call",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Archive",
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
                ("status", models.CharField(default="running", max_length=10)),
                ("personal", models.BooleanField(default=True)),
                ("digest", models.CharField(default="", max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("log_size", models.PositiveIntegerField(default=0)),
                ("summary", models.JSONField(default=dict)),
                ("manifest", models.CharField(default="", max_length=64)),
                ("done", models.PositiveIntegerField(default=0)),
                ("of", models.PositiveIntegerField(default=0)),
                ("claimed_at", models.DateTimeField(null=True)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="archives", to="store.call"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("call", "number"), name="archive_number_once")
                ],
            },
        ),
    ]
