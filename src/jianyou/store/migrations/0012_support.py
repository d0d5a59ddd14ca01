"""Needs and help, activities and their seats."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import jianyou.domain.lifecycle.states
import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0011_titles"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Activity",
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
                ("kind", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=200)),
                ("text", models.TextField(default="")),
                ("place", models.CharField(default="", max_length=200)),
                ("begins_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("seats", models.PositiveIntegerField()),
                ("ask_until", models.DateTimeField()),
                ("departments", models.JSONField(default=list)),
                ("rule", models.JSONField(default=dict)),
                (
                    "status",
                    models.CharField(
                        default=jianyou.domain.lifecycle.states.ActivityStatus["PLANNED"], max_length=20
                    ),
                ),
                ("commitment", models.CharField(default="", max_length=64)),
                ("secret", models.BinaryField(null=True)),
                ("public_value", models.CharField(default="", max_length=500)),
                ("giving", models.JSONField(default=dict)),
                ("record", models.CharField(default="", max_length=64)),
                ("reason", models.TextField(default="")),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="activities",
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
        ),
        migrations.CreateModel(
            name="Need",
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
                ("kind", models.CharField(max_length=20)),
                ("text", models.TextField()),
                ("source", models.CharField(max_length=20)),
                ("status", models.CharField(default="open", max_length=20)),
                ("closing", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="needs", to="store.call"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="needs", to="store.entry"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Help",
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
                ("department", models.CharField(max_length=100)),
                ("resource", models.CharField(max_length=200)),
                ("action", models.TextField(default="")),
                ("outcome", models.TextField(default="")),
                ("status", models.CharField(default="promised", max_length=20)),
                ("begun_on", models.DateField(null=True)),
                ("done_on", models.DateField(null=True)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "need",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="helps", to="store.need"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SeatRequest",
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
                ("status", models.CharField(default="asked", max_length=20)),
                ("place", models.PositiveIntegerField(null=True)),
                ("why", models.JSONField(default=list)),
                ("wish", models.TextField(default="")),
                ("attended", models.BooleanField(null=True)),
                ("outcome", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("moved_at", models.DateTimeField(null=True)),
                (
                    "activity",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="requests",
                        to="store.activity",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="seat_requests",
                        to="store.entry",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="activity",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="activity_number_once"),
        ),
        migrations.AddIndex(
            model_name="need",
            index=models.Index(fields=["call", "status"], name="need_call_status"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="need_number_once"),
        ),
        migrations.AddConstraint(
            model_name="seatrequest",
            constraint=models.UniqueConstraint(fields=("activity", "entry"), name="seat_request_once"),
        ),
    ]
