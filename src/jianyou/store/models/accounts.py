"""Who signs in, and in which roles they act for which office."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from jianyou.store.models.base import OfficeRow, Row


class User(AbstractBaseUser, Row):
    """Somebody with a password. `must_change`: it was given by somebody else, and only serves to choose one.

    Accounts are closed, never deleted: the log names them. `reach` is the confirmed address of the person,
    an encrypted JSON list of channel, text and language, found by `reach_lookup`; empty where none was given.
    """

    username = models.CharField(max_length=40, unique=True)
    name = models.CharField(max_length=100)
    is_active = models.BooleanField(default=True)
    must_change = models.BooleanField(default=False)
    created_at = models.DateTimeField()
    reach = models.BinaryField(null=True)
    reach_lookup = models.CharField(max_length=64, default="", db_index=True)

    USERNAME_FIELD = "username"
    objects = BaseUserManager["User"]()


class Post(OfficeRow):
    """岗位: a role that somebody has in an office."""

    user = models.ForeignKey(User, on_delete=models.RESTRICT, related_name="posts")
    role = models.CharField(max_length=20)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["office", "user", "role"], name="post_once"),)
