"""Making a site's keys, before there are settings that could read them."""

from pathlib import Path

from jianyou.store.sitekeys import make_keys


def make_site(home: Path) -> None:
    """Writes new keys into the site's folder.

    Raises:
        Refused: it has keys already.
    """
    make_keys(home)
