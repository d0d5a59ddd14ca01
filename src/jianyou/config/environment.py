"""What the environment says of a site: its folder, its database, its hosts."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from jianyou.terms.finding import Refused

_HOME = "JIANYOU_HOME"


def home(environ: Mapping[str, str] = os.environ) -> Path:
    """The site's folder: `JIANYOU_HOME`, else `jianyou-site` in the present one."""
    return Path(environ.get(_HOME) or "jianyou-site").absolute()


def hosts(environ: Mapping[str, str] = os.environ) -> list[str]:
    """The names that the site answers to: `JIANYOU_HOSTS` with commas, else this machine's own."""
    return [name.strip() for name in environ.get("JIANYOU_HOSTS", "localhost,127.0.0.1").split(",") if name]


def behind_https(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether a server on this machine does https in front of the site: `JIANYOU_HTTPS=1`."""
    return environ.get("JIANYOU_HTTPS", "") == "1"


def second_factor_required(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether staff must have a second factor: `JIANYOU_MFA=required`, else everyone may.

    Raises:
        Refused: it says something else, and guessing would be unsafe.
    """
    return (
        _one_of(("optional", "required"), environ.get("JIANYOU_MFA", ""), "staff_mfa_unknown") == "required"
    )


def sign_up_open(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether organizations make accounts by themselves: they do, unless `JIANYOU_SIGN_UP=off`.

    Raises:
        Refused: it says something else, and guessing would be unsafe.
    """
    return _one_of(("on", "off"), environ.get("JIANYOU_SIGN_UP", ""), "organization_sign_up_unknown") == "on"


def _one_of(words: tuple[str, str], asked: str, refusal: str) -> str:
    """The word that was set, the first where none was."""
    if asked and asked not in words:
        raise Refused(refusal, text=asked[:20])
    return asked or words[0]


def database(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """Django's settings for `DATABASE_URL` (postgresql://…), else for SQLite in the site's folder.

    Raises:
        Refused: the URL is of another kind of database.
    """
    url = environ.get("DATABASE_URL", "")
    if not url:
        return _sqlite(home(environ) / "jianyou.sqlite3")
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres"):
        raise Refused("site_database_unknown", scheme=parts.scheme or url[:20])
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", "") or parts.hostname or "",
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "OPTIONS": options,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
    }


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(path),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction that reads first and then writes fails under load unless it begins as a writer.
            "transaction_mode": "IMMEDIATE",
            "timeout": 30,
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
        },
    }
