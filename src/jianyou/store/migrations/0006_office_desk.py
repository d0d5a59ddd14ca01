"""The office desk: drafts of calls, lists of firms, imports, clearance, letters, facts, districts."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0005_reach"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="AudienceList",
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
                ("key", models.CharField(db_index=True, max_length=40)),
                ("title", models.CharField(max_length=200)),
                ("batch", models.CharField(default="", max_length=60)),
                ("listed_on", models.DateField(null=True)),
                ("source", models.CharField(default="", max_length=300)),
                ("digest", models.CharField(default="", max_length=64)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("columns", models.JSONField(default=dict)),
                ("kept_at", models.DateTimeField(null=True)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CallDraft",
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
                ("title", models.CharField(default="", max_length=200)),
                ("notice", models.CharField(default="", max_length=64)),
                ("notice_name", models.CharField(default="", max_length=255)),
                ("notice_text", models.TextField(default="")),
                ("source", models.TextField()),
                ("revision", models.PositiveIntegerField(default=0)),
                ("history", models.JSONField(default=list)),
                ("ready_by", models.CharField(default="", max_length=100)),
                ("ready_at", models.DateTimeField(null=True)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("changed_at", models.DateTimeField()),
                ("dropped_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="CollectiveDecision",
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
                ("held_on", models.DateField()),
                ("minutes", models.CharField(max_length=100)),
                ("subject", models.CharField(max_length=200)),
                ("participants", models.JSONField(default=list)),
                ("note", models.TextField(default="")),
                ("over_quota", models.TextField(default="")),
                ("digest", models.CharField(default="", max_length=64)),
                ("file_name", models.CharField(default="", max_length=255)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="CourseChange",
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
                ("before", models.TextField()),
                ("after", models.TextField()),
                ("reason", models.TextField()),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Decided",
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
                ("order", models.PositiveIntegerField()),
                ("outcome", models.CharField(max_length=20)),
                ("reason", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="DistrictQuota",
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
            ],
        ),
        migrations.CreateModel(
            name="Enquired",
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
                ("answer", models.CharField(default="", max_length=20)),
                ("answers", models.JSONField(default=dict)),
                ("text", models.TextField(default="")),
                ("replied_on", models.DateField(null=True)),
                ("recorded_by", models.CharField(default="", max_length=100)),
                ("recorded_at", models.DateTimeField(null=True)),
                ("digest", models.CharField(default="", max_length=64)),
                ("place", models.CharField(default="", max_length=200)),
                ("earlier", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="Enquiry",
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
                ("department", models.CharField(max_length=100)),
                ("asks", models.JSONField(default=list)),
                ("text", models.TextField(default="")),
                ("due", models.DateField()),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("sent_by", models.CharField(default="", max_length=100)),
                ("sent_at", models.DateTimeField(null=True)),
                ("sent_on", models.DateField(null=True)),
                ("sent_how", models.CharField(default="", max_length=100)),
                ("reminded", models.JSONField(default=list)),
                ("dropped_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Fact",
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
                ("name", models.CharField(max_length=80)),
                ("value", models.JSONField()),
                ("kind", models.CharField(max_length=20)),
                ("source", models.CharField(max_length=200)),
                ("reference", models.CharField(default="", max_length=64)),
                ("on", models.DateField(null=True)),
                ("note", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("withdrawn_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Handling",
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
            ],
        ),
        migrations.CreateModel(
            name="Import",
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
                ("status", models.CharField(default="reading", max_length=10)),
                ("means", models.CharField(default="web", max_length=20)),
                ("note", models.TextField(default="")),
                ("total", models.PositiveIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("beat_at", models.DateTimeField(null=True)),
                ("worked_as", models.CharField(default="", max_length=20)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("entered_by", models.CharField(default="", max_length=100)),
                ("entered_at", models.DateTimeField(null=True)),
                ("undone_by", models.CharField(default="", max_length=100)),
                ("undone_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(default="")),
            ],
        ),
        migrations.CreateModel(
            name="ImportedFile",
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
                ("ordinal", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=400)),
                ("digest", models.CharField(db_index=True, max_length=64)),
                ("size", models.PositiveBigIntegerField()),
                ("status", models.CharField(default="waiting", max_length=10)),
                ("token", models.UUIDField(unique=True)),
                ("choice", models.CharField(default="", max_length=10)),
                ("means", models.CharField(default="", max_length=20)),
                ("body", models.BinaryField(null=True)),
                ("told", models.JSONField(default=dict)),
            ],
        ),
        migrations.CreateModel(
            name="Invited",
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
                ("name", models.CharField(max_length=300)),
                ("name_key", models.CharField(max_length=300)),
                ("sound", models.CharField(default="", max_length=1000)),
                ("uscc", models.CharField(default="", max_length=18)),
                ("district", models.CharField(default="", max_length=60)),
                ("industry", models.CharField(default="", max_length=10)),
                ("lists", models.JSONField(default=list)),
                ("verdicts", models.JSONField(default=dict)),
                ("note", models.CharField(default="", max_length=500)),
                ("added_by", models.CharField(max_length=100)),
                ("added_at", models.DateTimeField()),
                ("invited_at", models.DateTimeField(null=True)),
                ("reminded_at", models.DateTimeField(null=True)),
                ("removed_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Letter",
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
                ("kind", models.CharField(max_length=30)),
                ("status", models.CharField(default="held", max_length=10)),
                ("addressee", models.CharField(max_length=200)),
                ("content", models.JSONField(default=dict)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("sent_by", models.CharField(default="", max_length=100)),
                ("sent_at", models.DateTimeField(null=True)),
            ],
        ),
        migrations.CreateModel(
            name="Listed",
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
                ("ordinal", models.PositiveIntegerField()),
                ("name", models.CharField(max_length=300)),
                ("name_key", models.CharField(db_index=True, max_length=300)),
                ("sound", models.CharField(default="", max_length=1000)),
                ("uscc", models.CharField(db_index=True, default="", max_length=18)),
                ("district", models.CharField(default="", max_length=60)),
                ("industry", models.CharField(default="", max_length=10)),
                ("status", models.CharField(default="valid", max_length=20)),
                ("valid_until", models.DateField(null=True)),
                ("facts", models.JSONField(default=dict)),
                ("place", models.CharField(default="", max_length=200)),
            ],
        ),
        migrations.CreateModel(
            name="Presence",
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
                ("seen_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="Reason",
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
                ("title", models.CharField(max_length=60)),
                ("text", models.TextField()),
                ("clause", models.CharField(default="", max_length=200)),
                ("order", models.PositiveIntegerField(default=0)),
                ("retired_at", models.DateTimeField(null=True)),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="SavedView",
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
                ("name", models.CharField(max_length=60)),
                ("query", models.CharField(max_length=1000)),
                ("shared", models.BooleanField(default=False)),
                ("at", models.DateTimeField()),
            ],
        ),
        migrations.AddField(
            model_name="call",
            name="upper",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="lower", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="candidacy",
            name="verdict",
            field=models.CharField(default="", max_length=10),
        ),
        migrations.AddField(
            model_name="entry",
            name="codes",
            field=models.JSONField(default=list),
        ),
        migrations.AddField(
            model_name="entry",
            name="decided_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="district",
            field=models.CharField(default="", max_length=60),
        ),
        migrations.AddField(
            model_name="entry",
            name="errors",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="entry",
            name="industry",
            field=models.CharField(default="", max_length=10),
        ),
        migrations.AddField(
            model_name="entry",
            name="origin",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="reported",
                to="store.entry",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="rank",
            field=models.PositiveSmallIntegerField(null=True),
        ),
        migrations.AddField(
            model_name="entry",
            name="uscc",
            field=models.CharField(db_index=True, default="", max_length=18),
        ),
        migrations.AddField(
            model_name="entry",
            name="warnings",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="filing",
            name="from_office",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="office",
            name="district",
            field=models.CharField(default="", max_length=60),
        ),
        migrations.AddField(
            model_name="office",
            name="upper",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="lower",
                to="store.office",
            ),
        ),
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(fields=["call", "status"], name="entry_call_status"),
        ),
        migrations.AddField(
            model_name="audiencelist",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="calldraft",
            name="based_on",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="calldraft",
            name="call",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="drafted",
                to="store.call",
            ),
        ),
        migrations.AddField(
            model_name="calldraft",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="collectivedecision",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="collective_decisions",
                to="store.call",
            ),
        ),
        migrations.AddField(
            model_name="collectivedecision",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="coursechange",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="course_changes", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="coursechange",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="decided",
            name="decision",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="entries",
                to="store.collectivedecision",
            ),
        ),
        migrations.AddField(
            model_name="decided",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="decided", to="store.entry"
            ),
        ),
        migrations.AddField(
            model_name="decided",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="districtquota",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="district_quotas", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="districtquota",
            name="of",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="districtquota",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="enquired",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="enquiries", to="store.entry"
            ),
        ),
        migrations.AddField(
            model_name="enquired",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="enquiries", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="enquiry",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="enquired",
            name="enquiry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="entries", to="store.enquiry"
            ),
        ),
        migrations.AddField(
            model_name="fact",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="facts", to="store.entry"
            ),
        ),
        migrations.AddField(
            model_name="fact",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="handling",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="handlings", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="handling",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="handling",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="handlings",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="imports", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="import",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="batch",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="files", to="store.import"
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="filing",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="imported_from",
                to="store.filing",
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="importedfile",
            name="scan_of",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="scans",
                to="store.importedfile",
            ),
        ),
        migrations.AddField(
            model_name="invited",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="invited", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="invited",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="letters", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="entry",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="letters",
                to="store.entry",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="filing",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="letters",
                to="store.filing",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="listed",
            name="audience_list",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="firms", to="store.audiencelist"
            ),
        ),
        migrations.AddField(
            model_name="listed",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="entry",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="presences", to="store.entry"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="presence",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddField(
            model_name="reason",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="call",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="saved_views", to="store.call"
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="office",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
            ),
        ),
        migrations.AddField(
            model_name="savedview",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.RESTRICT,
                related_name="saved_views",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddConstraint(
            model_name="collectivedecision",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="collective_decision_once"),
        ),
        migrations.AddConstraint(
            model_name="decided",
            constraint=models.UniqueConstraint(fields=("decision", "entry", "award"), name="decided_once"),
        ),
        migrations.AddConstraint(
            model_name="districtquota",
            constraint=models.UniqueConstraint(fields=("call", "of"), name="district_quota_once"),
        ),
        migrations.AddConstraint(
            model_name="enquiry",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="enquiry_number_once"),
        ),
        migrations.AddConstraint(
            model_name="enquired",
            constraint=models.UniqueConstraint(fields=("enquiry", "entry"), name="enquired_once"),
        ),
        migrations.AddIndex(
            model_name="enquired",
            index=models.Index(fields=["enquiry", "answer"], name="enquired_answer"),
        ),
        migrations.AddIndex(
            model_name="fact",
            index=models.Index(fields=["entry", "name"], name="fact_entry_name"),
        ),
        migrations.AddConstraint(
            model_name="handling",
            constraint=models.UniqueConstraint(fields=("call", "user"), name="handling_once"),
        ),
        migrations.AddConstraint(
            model_name="import",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="import_number_once"),
        ),
        migrations.AddConstraint(
            model_name="importedfile",
            constraint=models.UniqueConstraint(fields=("batch", "ordinal"), name="imported_file_once"),
        ),
        migrations.AddConstraint(
            model_name="invited",
            constraint=models.UniqueConstraint(fields=("call", "name_key"), name="invited_once"),
        ),
        migrations.AddIndex(
            model_name="letter",
            index=models.Index(fields=["call", "status"], name="letter_call_status"),
        ),
        migrations.AddConstraint(
            model_name="listed",
            constraint=models.UniqueConstraint(fields=("audience_list", "ordinal"), name="listed_once"),
        ),
        migrations.AddConstraint(
            model_name="presence",
            constraint=models.UniqueConstraint(fields=("entry", "user"), name="presence_once"),
        ),
        migrations.AddConstraint(
            model_name="savedview",
            constraint=models.UniqueConstraint(fields=("user", "call", "name"), name="saved_view_once"),
        ),
    ]
