"""What was done to the site itself, written in the transaction of the act; `jianyou site log` lists it."""

from enum import StrEnum

from jianyou.datafiles.canonical import Plain
from jianyou.store.dialect import database_now
from jianyou.store.models import SiteAct


class SiteDeed(StrEnum):
    """Acts on accounts, offices and keys, none of which belongs to a call."""

    OFFICE_MADE = "office_made"
    ACCOUNT_ADDED = "account_added"
    ROLES_SET = "roles_set"
    PASSWORD_RESET = "password_reset"  # noqa: S105  — the name of an act
    PASSWORD_CHOSEN = "password_chosen"  # noqa: S105  — the name of an act
    PASSWORD_RECOVERED = "password_recovered"  # noqa: S105  — the name of an act
    REACH_CONFIRMED = "reach_confirmed"
    REACH_DROPPED = "reach_dropped"
    ACCOUNT_CLOSED = "account_closed"
    ACCOUNT_REOPENED = "account_reopened"
    KEYS_RENEWED = "keys_renewed"
    REASON_KEPT = "reason_kept"
    REASON_RETIRED = "reason_retired"
    LIST_KEPT = "list_kept"
    LIST_RETIRED = "list_retired"
    EXPERT_KEPT = "expert_kept"
    EXPERT_RETIRED = "expert_retired"
    EXPERTS_SHOWN = "experts_shown"
    TITLES_TAKEN_OVER = "titles_taken_over"
    TITLE_CHANGED = "title_changed"
    TITLES_SET = "titles_set"
    PARTNER_ADDED = "partner_added"
    PARTNER_RETIRED = "partner_retired"
    PARTNER_QUOTA_SET = "partner_quota_set"
    MESSAGE_WORDS_KEPT = "message_words_kept"
    MESSAGE_WORDS_RESET = "message_words_reset"
    WORKDAYS_DECLARED = "workdays_declared"
    WORKDAYS_TAKEN_BACK = "workdays_taken_back"


def log_deed(deed: SiteDeed, *, subject: str, operator: str, **content: Plain) -> None:
    """Writes who did what to which account, office or site."""
    SiteAct.objects.create(
        at=database_now(), act=deed.value, subject=subject[:100], operator=operator[:100], content=content
    )
