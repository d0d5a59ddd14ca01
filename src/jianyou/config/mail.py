"""What the environment says of sending messages: `JIANYOU_MAIL`, `JIANYOU_MOBILE`, `JIANYOU_URL`."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from jianyou.config.gateway import gateway_settings
from jianyou.terms.finding import Refused

_SECONDS = 20
_PORTS = {"smtp": 25, "smtps": 465}
_SUBMISSION = 587
_FUNCTION = re.compile(r"[A-Za-z_][\w.]*:[A-Za-z_]\w*", re.ASCII)
_URL = re.compile(r"https?://[^\s/?#@]+(/[^\s?#]*)?")
_ADDRESS = re.compile(r"[^\s<>@]+@[^\s<>@]+|[^<>@]*<[^\s<>@]+@[^\s<>@]+>")


def mail_settings(environ: Mapping[str, str] = os.environ) -> dict[str, Any]:
    """How messages are sent: `mail` for Django's SMTP backend and its `sender`, `mobile`, `url`.

    `mail` is empty where none can be sent; `mobile` names a function `package.module:function` that is called
    with number, text and, if it takes a third argument, the message's key; or it is what a `.json` file says
    of a gateway (`jianyou.config.gateway`). `url` is the site's address for links, without its last slash.
    Each may be empty.

    Raises:
        Refused: one of them is not well written; what it says isn't repeated, since it holds a password.
    """
    mobile = environ.get("JIANYOU_MOBILE", "").strip()
    gateway = gateway_settings(Path(mobile)) if mobile.endswith(".json") else {}
    if mobile and not gateway and not _FUNCTION.fullmatch(mobile):
        raise Refused("mobile_setting_bad")
    url = environ.get("JIANYOU_URL", "").strip().rstrip("/")
    if url and not _URL.fullmatch(url):
        raise Refused("url_setting_bad")
    return {"mail": _mail(environ.get("JIANYOU_MAIL", "").strip()), "mobile": gateway or mobile, "url": url}


def _mail(url: str) -> dict[str, Any]:
    """`smtp://user:password@host:587?tls=1&from=address`; `smtps://` is encrypted from the start."""
    if not url:
        return {}
    parts = _parts(url)
    asked = dict(parse_qsl(parts.query, keep_blank_values=True))
    if set(asked) - {"tls", "from"}:
        raise Refused("mail_setting_bad", what="?")
    if asked.get("tls", "0") not in ("0", "1"):
        raise Refused("mail_setting_bad", what="tls")
    tls = asked.get("tls") == "1" and parts.scheme == "smtp"
    user = unquote(parts.username or "")
    sender = asked.get("from") or user
    if not _ADDRESS.fullmatch(sender) or not sender.isprintable():
        raise Refused("mail_setting_bad", what="from")
    return {
        "host": parts.hostname,
        "port": _port(parts) or (_SUBMISSION if tls else _PORTS[parts.scheme]),
        "username": user,
        "password": unquote(parts.password or ""),
        "use_tls": tls,
        "use_ssl": parts.scheme == "smtps",
        "timeout": _SECONDS,
        "sender": sender,
    }


def _parts(url: str) -> SplitResult:
    if not url.isprintable():
        raise Refused("mail_setting_bad", what="…")
    try:
        parts = urlsplit(url)
    except ValueError:
        raise Refused("mail_setting_bad", what="…") from None
    if parts.scheme not in _PORTS:
        raise Refused("mail_setting_bad", what="smtp://")
    if not parts.hostname:
        raise Refused("mail_setting_bad", what="host")
    return parts


def _port(parts: SplitResult) -> int | None:
    try:
        return parts.port
    except ValueError:
        raise Refused("mail_setting_bad", what="port") from None
