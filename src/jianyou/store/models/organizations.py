"""申报单位 with an account: who belongs to it, and who is asked to join."""

from django.db import models

from jianyou.store.models.accounts import User
from jianyou.store.models.base import Row


class Organization(Row):
    """单位: filings and drafts that its people share. The name is what they call it, and claims nothing."""

    name = models.CharField(max_length=200)
    created_at = models.DateTimeField()


class Member(Row):
    """Somebody of an organization, as `manager` or `colleague`; `until` is set when he leaves."""

    organization = models.ForeignKey(Organization, on_delete=models.RESTRICT, related_name="members")
    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="memberships")
    role = models.CharField(max_length=20)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["organization", "user"], condition=models.Q(until=None), name="member_once"
            ),
        )


class Invitation(Row):
    """邀请: a code by which one person joins, once; `code_index` finds it, the code is kept nowhere."""

    organization = models.ForeignKey(Organization, on_delete=models.RESTRICT, related_name="invitations")
    code_index = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(User, on_delete=models.RESTRICT, null=True, related_name="+")
    used_at = models.DateTimeField(null=True)


class OrganizationAct(Row):
    """What was done in an organization: joined, left, handed over, taken in. Nothing personal."""

    organization = models.ForeignKey(Organization, on_delete=models.RESTRICT, related_name="acts")
    act = models.CharField(max_length=40)
    by = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="+")
    subject = models.CharField(max_length=100, default="")
    at = models.DateTimeField()
