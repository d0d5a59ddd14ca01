"""Own words of messages, letters that came back, and how staff are told of the inbox."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0013_archives"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="DeadAddress",
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
                ("lookup", models.CharField(max_length=64, unique=True)),
                ("status", models.CharField(max_length=12)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="bounce",
            field=models.CharField(default="", max_length=12),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="bounced_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="outboxmessage",
            name="reference",
            field=models.CharField(default="", max_length=80),
        ),
        migrations.CreateModel(
            name="InboxLetters",
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
                ("how", models.CharField(max_length=10)),
                ("hour", models.PositiveSmallIntegerField(default=8)),
                ("told_until", models.DateTimeField()),
                ("told_on", models.DateField()),
                (
                    "user",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="inbox_letters",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="MessageTemplate",
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
                ("kind", models.CharField(max_length=40)),
                ("lang", models.CharField(max_length=2)),
                ("subject", models.CharField(max_length=150)),
                ("body", models.TextField()),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("office", "kind", "lang"), name="message_template_once")
                ],
            },
        ),
    ]
