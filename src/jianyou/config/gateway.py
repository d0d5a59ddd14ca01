"""The file that describes a gateway for texts to mobiles: where, which fields, and what an answer means."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jianyou.terms.finding import Refused

_MOST_BYTES, _LONGEST = 64 * 1024, 2000
_KEYS = frozenset({"url", "form", "json", "headers", "success", "reference", "seconds"})
_NEAR = frozenset({"127.0.0.1", "::1", "localhost"})
_NAME = re.compile(r"\{([^{}]*)\}")
_NAMES = frozenset({"number", "text", "key"})
_HEADER = re.compile(r"[A-Za-z0-9-]{1,60}", re.ASCII)
_MOST_SECONDS, _SECONDS = 20, 10


def gateway_settings(path: Path) -> dict[str, Any]:
    """What the file says: `url`, `fields` (a `form` or JSON), `headers`, `success`, `reference`, `seconds`.

    `{number}`, `{text}` and `{key}` stand in fields and headers where the message's are to be put; the key is
    the same each time that a message is tried.

    Raises:
        Refused: it can't be read or isn't well written; nothing that it holds is repeated, but names of ours.
    """
    told = _read(path)
    if set(told) - _KEYS or ("form" in told) == ("json" in told):
        raise _bad("form/json")
    form = "form" in told
    fields, headers = told["form" if form else "json"], told.get("headers", {})
    if not isinstance(fields, dict) or (form and not all(isinstance(each, str) for each in fields.values())):
        raise _bad("form/json")
    _check_headers(headers)
    names = set(_NAME.findall(json.dumps([fields, headers], ensure_ascii=False)))
    # JSON's own braces enclose no bare name, so whatever else is found is a name of nobody's.
    wanted = {name for name in names if name.isidentifier()}
    if wanted - _NAMES or not {"number", "text"} <= wanted:
        raise _bad("{number} {text}")
    return {
        "url": _url(told.get("url")),
        "form": form,
        "fields": fields,
        "headers": headers,
        "success": _success(told.get("success", {})),
        "reference": _text(told.get("reference", ""), "reference"),
        "seconds": _seconds(told.get("seconds", _SECONDS)),
    }


def _read(path: Path) -> dict[str, Any]:
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
        told = json.loads(data) if len(data) <= _MOST_BYTES else None
    except (OSError, ValueError, RecursionError):
        raise _bad("…") from None
    if not isinstance(told, dict):
        raise _bad("…")
    return told


def _url(told: Any) -> str:
    """`https`, or `http` to this very machine: numbers don't go in the open."""
    text = _text(told, "url")
    try:
        parts = urlsplit(text)
        near = parts.scheme == "http" and parts.hostname in _NEAR
        fine = bool(parts.hostname) and (parts.scheme == "https" or near) and not parts.username
    except ValueError:
        fine = False
    if not fine or not text.isascii() or " " in text:
        raise _bad("url")
    return text


def _check_headers(told: Any) -> None:
    """Look at whether they are headers that may be sent."""
    if not isinstance(told, dict):
        raise _bad("headers")
    for name, value in told.items():
        if not _HEADER.fullmatch(name) or not isinstance(value, str) or not value.isascii():
            raise _bad("headers")
        if not value.isprintable() or len(value) > _LONGEST or "{text}" in value:
            raise _bad("headers")


def _success(told: Any) -> Mapping[str, Any]:
    """`status` (numbers), `path` in a JSON answer, `values` that mean taken, and `refused` for good."""
    if not isinstance(told, dict) or set(told) - {"status", "path", "values", "refused"}:
        raise _bad("success")
    status = told.get("status", [200])
    values, refused = (_values(told.get(name, [])) for name in ("values", "refused"))
    path = _text(told.get("path", ""), "success")
    if (
        not isinstance(status, list)
        or not all(type(one) is int for one in status)
        or bool(path) != bool(values)
    ):
        raise _bad("success")
    return {"status": status, "path": path, "values": values, "refused": refused}


def _values(told: Any) -> list[str]:
    if not isinstance(told, list) or not all(isinstance(one, str | int) for one in told):
        raise _bad("success")
    return [str(one) for one in told]


def _text(told: Any, what: str) -> str:
    if not isinstance(told, str) or len(told) > _LONGEST or not told.isprintable():
        raise _bad(what)
    return told


def _seconds(told: Any) -> int:
    if type(told) is not int or not 1 <= told <= _MOST_SECONDS:
        raise _bad("seconds")
    return told


def _bad(what: str) -> Refused:
    return Refused("gateway_file_bad", what=what)
