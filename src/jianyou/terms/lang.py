"""The two languages of the interface."""

from enum import StrEnum


class Lang(StrEnum):
    """Chinese comes first; English is complete as well."""

    ZH = "zh"
    EN = "en"
