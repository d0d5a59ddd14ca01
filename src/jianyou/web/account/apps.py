"""The room as Django knows it."""

from django.apps import AppConfig


class SignInConfig(AppConfig):
    """Its label isn't the room's name, which is allauth's already."""

    name = "jianyou.web.account"
    label = "sign_in"
