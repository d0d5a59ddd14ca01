"""The data app as Django knows it."""

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """Models live in `store.models`; only queries, actions, jobs and config import this room."""

    name = "jianyou.store"
    label = "store"
    default_auto_field = "django.db.models.BigAutoField"
