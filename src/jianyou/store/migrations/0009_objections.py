"""Objections, who raised them (encrypted), and what came of them."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jianyou.domain.lifecycle.states
import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0008_publicity"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Objection",
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
                ("number", models.CharField(max_length=20, unique=True)),
                ("token", models.UUIDField(unique=True)),
                ("code_index", models.CharField(db_index=True, max_length=64)),
                (
                    "status",
                    models.CharField(
                        default=jianyou.domain.lifecycle.states.ObjectionStatus["RECEIVED"], max_length=20
                    ),
                ),
                ("channel", models.CharField(max_length=10)),
                ("kind", models.CharField(max_length=20)),
                ("named", models.BooleanField()),
                ("lang", models.CharField(default="zh", max_length=2)),
                ("person", models.BinaryField(null=True)),
                ("text", models.BinaryField()),
                ("at", models.DateTimeField()),
                ("moment", models.DateTimeField()),
                ("in_time", models.BooleanField()),
                ("arrival", models.PositiveIntegerField(null=True)),
                ("missing", models.JSONField(default=list)),
                ("accepted_at", models.DateTimeField(null=True)),
                ("answer_due", models.DateField(null=True)),
                ("reply_asked", models.TextField(default="")),
                ("reply_asked_at", models.DateTimeField(null=True)),
                ("reply_until", models.DateTimeField(null=True)),
                ("reply", models.BinaryField(null=True)),
                ("replied_at", models.DateTimeField(null=True)),
                ("outcome", models.CharField(default="", max_length=20)),
                ("effect", models.CharField(default="", max_length=20)),
                ("reasons", models.TextField(default="")),
                ("passed_to", models.CharField(default="", max_length=200)),
                ("settled_by", models.CharField(default="", max_length=100)),
                ("settled_at", models.DateTimeField(null=True)),
                ("wiped_at", models.DateTimeField(null=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="objections",
                        to="store.call",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="objections",
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
                        related_name="objections",
                        to="store.publicity",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ObjectionFile",
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
                ("role", models.CharField(max_length=20)),
                ("name", models.BinaryField()),
                ("digest", models.CharField(max_length=64)),
                ("plain_digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("key", models.BinaryField(null=True)),
                ("by", models.CharField(default="", max_length=100)),
                ("at", models.DateTimeField()),
                ("wiped_at", models.DateTimeField(null=True)),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="files",
                        to="store.objection",
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
            name="ObjectionStep",
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
                ("act", models.CharField(max_length=40)),
                ("text", models.BinaryField()),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="steps",
                        to="store.objection",
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
            name="OfficerRecusal",
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
                ("reason", models.CharField(max_length=300)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "objection",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="recusals",
                        to="store.objection",
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="objection",
            index=models.Index(
                fields=["call", "status", "outcome", "kind", "named", "in_time"], name="objection_call_status"
            ),
        ),
        migrations.AddConstraint(
            model_name="officerrecusal",
            constraint=models.UniqueConstraint(fields=("objection", "user"), name="officer_recusal_once"),
        ),
    ]
