"""推荐对象: what kind of nominee there is."""

from enum import StrEnum


class NomineeKind(StrEnum):
    """An organization, a person, or a team within an organization (班组, QC小组)."""

    ORGANIZATION = "organization"
    INDIVIDUAL = "individual"
    TEAM = "team"
