"""Packages between sites: partners, what was sent and taken, intentions."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0009_objections"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Partner",
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
                ("slug", models.SlugField(max_length=40)),
                ("name", models.CharField(max_length=200)),
                ("relation", models.CharField(max_length=10)),
                ("district", models.CharField(default="", max_length=60)),
                ("key", models.CharField(max_length=64)),
                ("sm2", models.CharField(default="", max_length=130)),
                ("added_by", models.CharField(max_length=100)),
                ("added_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="IntentionList",
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
                ("source", models.CharField(max_length=200)),
                ("ordinal", models.PositiveIntegerField()),
                ("items", models.JSONField(default=list)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="intentions",
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
                    "partner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="store.partner",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="PartnerQuota",
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
                ("most", models.PositiveIntegerField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="partner_quotas",
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
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="quotas",
                        to="store.partner",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SentPackage",
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
                (
                    "partner",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="sent",
                        to="store.partner",
                    ),
                ),
                ("package", models.UUIDField(unique=True)),
                ("to", models.CharField(max_length=200)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("file", models.CharField(default="", max_length=64)),
                ("file_key", models.BinaryField(null=True)),
                ("summary", models.JSONField(default=dict)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="sent_packages",
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
            name="TakenPackage",
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
                ("package", models.UUIDField()),
                ("their_call", models.CharField(max_length=64)),
                ("number", models.PositiveIntegerField()),
                ("kind", models.CharField(max_length=20)),
                ("status", models.CharField(max_length=10)),
                ("digest", models.CharField(max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("file", models.CharField(default="", max_length=64)),
                ("file_key", models.BinaryField(null=True)),
                ("problems", models.JSONField(default=list)),
                ("summary", models.JSONField(default=dict)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="taken_packages",
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
                    "partner",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="packages",
                        to="store.partner",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="TakenEntry",
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
                ("their_call", models.CharField(max_length=64)),
                ("their_number", models.CharField(max_length=20)),
                ("their_ordinal", models.PositiveIntegerField()),
                ("provenance", models.JSONField(default=dict)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="taken", to="store.entry"
                    ),
                ),
                (
                    "filing",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="taken", to="store.filing"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "package",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="entries",
                        to="store.takenpackage",
                    ),
                ),
            ],
        ),
        migrations.AddConstraint(
            model_name="partner",
            constraint=models.UniqueConstraint(
                condition=models.Q(("retired_at", None)),
                fields=("office", "key", "slug"),
                name="partner_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="intentionlist",
            constraint=models.UniqueConstraint(
                fields=("call", "source", "ordinal"), name="intention_list_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="partnerquota",
            constraint=models.UniqueConstraint(fields=("call", "partner"), name="partner_quota_once"),
        ),
        migrations.AddConstraint(
            model_name="sentpackage",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="sent_package_once"),
        ),
        migrations.AddConstraint(
            model_name="takenpackage",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "taken")),
                fields=("partner", "package"),
                name="taken_package_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="takenentry",
            constraint=models.UniqueConstraint(fields=("entry",), name="taken_entry_once"),
        ),
    ]
