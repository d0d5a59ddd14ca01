"""Results, vacancies, and the register of titles."""

from typing import ClassVar

import django.db.models.deletion
from django.db import migrations, models

import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0010_packages"),
    ]
    operations: ClassVar = [
        migrations.CreateModel(
            name="Title",
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
                ("award_name", models.CharField(max_length=100)),
                ("tier_name", models.CharField(max_length=100)),
                ("batch", models.CharField(max_length=60)),
                ("document", models.CharField(default="", max_length=200)),
                ("name", models.CharField(max_length=300)),
                ("name_key", models.CharField(db_index=True, max_length=300)),
                ("uscc", models.CharField(db_index=True, default="", max_length=18)),
                ("kind", models.CharField(default="", max_length=20)),
                ("district", models.CharField(default="", max_length=60)),
                ("former", models.JSONField(default=list)),
                ("conferred_on", models.DateField()),
                ("valid_until", models.DateField(null=True)),
                ("recheck_on", models.DateField(null=True)),
                ("status", models.CharField(default="valid", max_length=20)),
                ("barred_until", models.DateField(null=True)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="titles",
                        to="store.call",
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="titles",
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
        migrations.CreateModel(
            name="TitleChange",
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
                ("kind", models.CharField(max_length=20)),
                ("on", models.DateField()),
                ("before", models.JSONField(default=dict)),
                ("after", models.JSONField(default=dict)),
                ("reason", models.TextField(default="")),
                ("document", models.CharField(default="", max_length=200)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="changes", to="store.title"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="TitleName",
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
                ("name_key", models.CharField(db_index=True, max_length=300)),
                ("sound", models.CharField(default="", max_length=1000)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "title",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="names", to="store.title"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("title", "name_key"), name="title_name_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="TitleSetting",
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
                ("public", models.BooleanField(default=True)),
                ("shows_uscc", models.BooleanField(default=False)),
                ("months", models.PositiveSmallIntegerField(default=3)),
                ("reminded_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
            options={
                "constraints": [models.UniqueConstraint(fields=("office",), name="title_setting_once")],
            },
        ),
        migrations.CreateModel(
            name="Vacancy",
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
                ("award", models.CharField(max_length=40)),
                ("tier", models.CharField(max_length=40)),
                ("places", models.PositiveIntegerField()),
                ("empty", models.PositiveIntegerField()),
                ("reason", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="vacancies",
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
            name="Result",
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
                ("award", models.CharField(max_length=40)),
                ("tier", models.CharField(default="", max_length=40)),
                ("outcome", models.CharField(max_length=20)),
                ("document", models.CharField(default="", max_length=200)),
                ("on", models.DateField()),
                ("note", models.TextField(default="")),
                ("package", models.CharField(default="", max_length=32)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="results", to="store.call"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="results", to="store.entry"
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
                    models.UniqueConstraint(
                        condition=models.Q(("replaced_at", None)),
                        fields=("entry", "award"),
                        name="result_once",
                    )
                ],
            },
        ),
        migrations.AddIndex(
            model_name="title",
            index=models.Index(fields=["office", "award_name", "batch"], name="title_award_batch"),
        ),
        migrations.AddConstraint(
            model_name="title",
            constraint=models.UniqueConstraint(fields=("office", "number"), name="title_number_once"),
        ),
        migrations.AddConstraint(
            model_name="vacancy",
            constraint=models.UniqueConstraint(fields=("call", "award", "tier"), name="vacancy_once"),
        ),
    ]
