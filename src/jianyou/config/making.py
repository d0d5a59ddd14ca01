"""Making a site's keys, before there are settings that could read them, and completing them."""

from pathlib import Path

from jianyou.store.sitekeys import add_sm2_key, make_keys


def make_site(home: Path) -> None:
    """Writes new keys into the site's folder.

    Raises:
        Refused: it has keys already.
    """
    make_keys(home)


def complete_site(home: Path) -> None:
    """Adds the keys that a site of an earlier version lacks."""
    add_sm2_key(home)
