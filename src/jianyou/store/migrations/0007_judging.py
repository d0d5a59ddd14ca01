"""Judging: experts, draws, reviews with their panels and score sheets, choices, ballots."""

from typing import ClassVar

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import jianyou.domain.lifecycle.states
import jianyou.store.identifiers


class Migration(migrations.Migration):
    dependencies: ClassVar = [
        ("store", "0006_office_desk"),
    ]

    operations: ClassVar = [
        migrations.CreateModel(
            name="Choice",
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
                ("status", models.CharField(default="running", max_length=10)),
                ("wanted", models.JSONField(default=dict)),
                ("changes", models.JSONField(default=dict)),
                ("summary", models.JSONField(default=dict)),
                ("digest", models.CharField(default="", max_length=64)),
                ("file", models.CharField(default="", max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("done", models.PositiveIntegerField(default=0)),
                ("of", models.PositiveIntegerField(default=0)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=100)),
                ("settled_at", models.DateTimeField(null=True)),
                ("reason", models.TextField(default="")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="choices", to="store.call"
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
            name="Ballot",
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
                ("title", models.CharField(max_length=200)),
                ("held_on", models.DateField()),
                ("rule", models.JSONField()),
                ("members", models.JSONField(default=list)),
                ("entries", models.JSONField(default=list)),
                ("rounds", models.JSONField(default=list)),
                ("result", models.JSONField(default=dict)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="ballots", to="store.call"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "choice",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="ballots",
                        to="store.choice",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Draw",
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
                ("purpose", models.CharField(max_length=20)),
                ("title", models.CharField(max_length=200)),
                ("clause", models.CharField(default="", max_length=200)),
                ("plan", models.JSONField()),
                ("digest", models.CharField(max_length=64)),
                ("secret", models.BinaryField(null=True)),
                ("result", models.JSONField(default=dict)),
                ("status", models.CharField(default="announced", max_length=10)),
                ("announced_by", models.CharField(max_length=100)),
                ("announced_at", models.DateTimeField()),
                ("drawn_by", models.CharField(default="", max_length=100)),
                ("drawn_at", models.DateTimeField(null=True)),
                ("void_reason", models.TextField(default="")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="draws", to="store.call"
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
            name="Expert",
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
                ("name", models.CharField(max_length=100)),
                ("sound", models.CharField(default="", max_length=300)),
                ("sought", models.TextField(default="")),
                ("employer", models.CharField(default="", max_length=200)),
                ("employer_key", models.CharField(db_index=True, default="", max_length=200)),
                ("title", models.CharField(default="", max_length=100)),
                ("group", models.CharField(default="", max_length=200)),
                ("earlier", models.JSONField(default=list)),
                ("industries", models.JSONField(default=list)),
                ("words", models.JSONField(default=list)),
                ("languages", models.JSONField(default=list)),
                ("district", models.CharField(default="", max_length=60)),
                ("trained_on", models.DateField(null=True)),
                ("note", models.TextField(default="")),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("retired_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "user",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="expert",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Recusal",
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
                ("source", models.CharField(max_length=10)),
                ("blocks", models.BooleanField(default=True)),
                ("because", models.JSONField(default=dict)),
                ("reason", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("lifted_by", models.CharField(default="", max_length=100)),
                ("lifted_at", models.DateTimeField(null=True)),
                ("lifted_reason", models.TextField(default="")),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="recusals", to="store.call"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="recusals",
                        to="store.entry",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="recusals",
                        to="store.expert",
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
            name="Redaction",
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
                ("of", models.CharField(default="", max_length=64)),
                ("texts", models.JSONField(default=dict)),
                ("digest", models.CharField(default="", max_length=64)),
                ("size", models.PositiveBigIntegerField(default=0)),
                ("kind", models.CharField(default="", max_length=30)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("approved_by", models.CharField(default="", max_length=100)),
                ("approved_at", models.DateTimeField(null=True)),
                ("noted", models.BinaryField(null=True)),
                ("withdrawn_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="redactions",
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
            name="Review",
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
                ("stage", models.CharField(max_length=40)),
                ("title", models.CharField(max_length=200)),
                (
                    "status",
                    models.CharField(
                        default=jianyou.domain.lifecycle.states.ReviewStatus["PREPARING"], max_length=20
                    ),
                ),
                ("blind", models.BooleanField(default=False)),
                ("phones", models.BooleanField(default=False)),
                ("due", models.DateTimeField(null=True)),
                ("undertaking", models.TextField(default="")),
                ("sought_at", models.DateTimeField(null=True)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("started_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="reviews", to="store.call"
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
            name="Panelist",
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
                ("state", models.CharField(default="named", max_length=10)),
                ("least", models.PositiveIntegerField(null=True)),
                ("most", models.PositiveIntegerField(null=True)),
                ("named_by", models.CharField(max_length=100)),
                ("named_at", models.DateTimeField()),
                ("invited_at", models.DateTimeField(null=True)),
                ("answered_at", models.DateTimeField(null=True)),
                ("answer", models.TextField(default="")),
                ("declared_at", models.DateTimeField(null=True)),
                ("undertaken", models.CharField(default="", max_length=64)),
                ("undertaken_at", models.DateTimeField(null=True)),
                ("left_at", models.DateTimeField(null=True)),
                (
                    "draw",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to="store.draw",
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="panels", to="store.expert"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="panel", to="store.review"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Consensus",
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
                ("points", models.JSONField(default=dict)),
                ("total", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                ("note", models.TextField(default="")),
                ("participants", models.JSONField(default=list)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("replaced_at", models.DateTimeField(null=True)),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="consensus",
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
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="consensus",
                        to="store.review",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AssignmentPlan",
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
                ("wanted", models.JSONField(default=dict)),
                ("pairs", models.JSONField(default=list)),
                ("report", models.JSONField(default=dict)),
                ("done", models.PositiveIntegerField(default=0)),
                ("of", models.PositiveIntegerField(default=0)),
                ("made_by", models.CharField(max_length=100)),
                ("made_at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("settled_by", models.CharField(default="", max_length=100)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="plans", to="store.review"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ScoringCheck",
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
                ("digest", models.CharField(default="", max_length=64)),
                ("standing", models.JSONField(default=dict)),
                ("done", models.PositiveIntegerField(default=0)),
                ("of", models.PositiveIntegerField(default=0)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("claimed_at", models.DateTimeField(null=True)),
                ("settled_at", models.DateTimeField(null=True)),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="checks", to="store.review"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Sheet",
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
                ("by", models.CharField(default="", max_length=40)),
                (
                    "status",
                    models.CharField(
                        default=jianyou.domain.lifecycle.states.SheetStatus["ASSIGNED"], max_length=20
                    ),
                ),
                ("revision", models.PositiveIntegerField(default=0)),
                ("points", models.JSONField(default=dict)),
                ("comments", models.JSONField(default=dict)),
                ("strengths", models.TextField(default="")),
                ("gaps", models.TextField(default="")),
                ("total", models.DecimalField(decimal_places=4, max_digits=12, null=True)),
                ("by_hand", models.BooleanField(default=False)),
                ("first", models.JSONField(default=dict)),
                ("again", models.TextField(default="")),
                ("assigned_at", models.DateTimeField()),
                ("saved_at", models.DateTimeField(null=True)),
                ("submitted_at", models.DateTimeField(null=True)),
                ("dropped_at", models.DateTimeField(null=True)),
                ("dropped_reason", models.TextField(default="")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="sheets", to="store.entry"
                    ),
                ),
                (
                    "expert",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="sheets", to="store.expert"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="sheets", to="store.review"
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SheetVersion",
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
                ("content", models.JSONField()),
                ("total", models.DecimalField(decimal_places=4, max_digits=12)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "sheet",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="versions",
                        to="store.sheet",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SignOff",
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
                ("name", models.CharField(max_length=100)),
                ("post", models.CharField(default="", max_length=100)),
                ("digest", models.CharField(max_length=64)),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "choice",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="signatures",
                        to="store.choice",
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
                        null=True,
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Feedback",
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
                ("strengths", models.TextField(default="")),
                ("gaps", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                (
                    "call",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="feedback", to="store.call"
                    ),
                ),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT,
                        related_name="feedback",
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
            name="Visit",
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
                ("order", models.PositiveIntegerField(default=0)),
                ("starts_at", models.DateTimeField()),
                ("ends_at", models.DateTimeField()),
                ("place", models.CharField(default="", max_length=200)),
                ("experts", models.JSONField(default=list)),
                ("note", models.TextField(default="")),
                ("by", models.CharField(max_length=100)),
                ("at", models.DateTimeField()),
                ("cancelled_at", models.DateTimeField(null=True)),
                ("cancelled_reason", models.TextField(default="")),
                (
                    "entry",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="visits", to="store.entry"
                    ),
                ),
                (
                    "office",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="+", to="store.office"
                    ),
                ),
                (
                    "review",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.RESTRICT, related_name="visits", to="store.review"
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="choice_number_once"),
        ),
        migrations.AddConstraint(
            model_name="choice",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "adopted")),
                fields=("call", "award"),
                name="choice_adopted_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="ballot",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="ballot_number_once"),
        ),
        migrations.AddConstraint(
            model_name="feedback",
            constraint=models.UniqueConstraint(fields=("entry", "award"), name="feedback_once"),
        ),
        migrations.AddConstraint(
            model_name="draw",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="draw_number_once"),
        ),
        migrations.AddIndex(
            model_name="expert",
            index=models.Index(fields=["office", "retired_at"], name="expert_office_retired"),
        ),
        migrations.AddIndex(
            model_name="recusal",
            index=models.Index(fields=["call", "expert"], name="recusal_call_expert"),
        ),
        migrations.AddConstraint(
            model_name="recusal",
            constraint=models.UniqueConstraint(
                fields=("expert", "entry", "kind", "source"), name="recusal_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="redaction",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("entry", "of"), name="redaction_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("call", "number"), name="review_number_once"),
        ),
        migrations.AddConstraint(
            model_name="review",
            constraint=models.UniqueConstraint(fields=("call", "stage"), name="review_stage_once"),
        ),
        migrations.AddConstraint(
            model_name="panelist",
            constraint=models.UniqueConstraint(fields=("review", "expert"), name="panelist_once"),
        ),
        migrations.AddConstraint(
            model_name="consensus",
            constraint=models.UniqueConstraint(
                condition=models.Q(("replaced_at", None)), fields=("review", "entry"), name="consensus_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="assignmentplan",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="plan_number_once"),
        ),
        migrations.AddConstraint(
            model_name="scoringcheck",
            constraint=models.UniqueConstraint(fields=("review", "number"), name="check_number_once"),
        ),
        migrations.AddIndex(
            model_name="sheet",
            index=models.Index(fields=["review", "status", "saved_at"], name="sheet_review_status"),
        ),
        migrations.AddIndex(
            model_name="sheet",
            index=models.Index(fields=["review", "entry", "status"], name="sheet_review_entry"),
        ),
        migrations.AddIndex(
            model_name="sheet",
            index=models.Index(fields=["expert", "status"], name="sheet_expert_status"),
        ),
        migrations.AddConstraint(
            model_name="sheet",
            constraint=models.UniqueConstraint(
                condition=models.Q(("status", "dropped"), _negated=True),
                fields=("review", "expert", "entry"),
                name="sheet_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="sheetversion",
            constraint=models.UniqueConstraint(fields=("sheet", "ordinal"), name="sheet_version_once"),
        ),
        migrations.AddConstraint(
            model_name="signoff",
            constraint=models.UniqueConstraint(fields=("choice", "user"), name="sign_off_once"),
        ),
    ]
