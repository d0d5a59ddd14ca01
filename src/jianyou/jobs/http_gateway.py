"""短信网关: any gateway that takes a text by an HTTP POST, described by a file of the site.

Nothing of an answer is kept but the gateway's own number and its code for what went wrong.
"""

import json
import re
from collections.abc import Mapping
from http.client import HTTPException, HTTPMessage
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from jianyou.domain.mailbox.messages import Said
from jianyou.domain.mailbox.templates import filled
from jianyou.jobs.unsent import Unsent, reference_of

_MOST = 64 * 1024
"""Bytes of an answer that are read."""
_CODE = re.compile(r"(?![0-9]{7})[A-Za-z0-9_.-]{1,20}", re.ASCII)
"""What may be kept of a gateway's code: nothing that may be a mobile number."""


class HttpGateway:
    """A gateway as `jianyou.config.gateway` reads it."""

    def __init__(self, told: Mapping[str, Any]) -> None:
        self._told = told
        self._opener = build_opener(_NoRedirect)

    def send(self, recipient: str, said: Said, key: str) -> str:
        """Hand a text over; gives the gateway's own number for it.

        Raises:
            Unsent: the gateway wasn't there, or didn't say that it took it.
        """
        values = {"number": recipient, "text": said.body, "key": key}
        try:
            with self._opener.open(self._request(values), timeout=self._told["seconds"]) as answer:
                status, body = answer.status, answer.read(_MOST)
        except HTTPError as error:
            with error:
                status, body = error.code, error.read(_MOST)
        except (OSError, HTTPException, ValueError) as error:
            raise Unsent(type(error).__name__) from None
        return self._understood(status, body)

    def close(self) -> None:
        """Nothing is kept open."""

    def _request(self, values: Mapping[str, str]) -> Request:
        fields = _put_in(self._told["fields"], values)
        headers = {name: filled(text, values) for name, text in self._told["headers"].items()}
        if self._told["form"]:
            data, medium = urlencode(fields).encode(), "application/x-www-form-urlencoded"
        else:
            data, medium = json.dumps(fields, ensure_ascii=False).encode(), "application/json"
        given = {"Content-Type": f"{medium}; charset=utf-8", **headers}
        return Request(self._told["url"], data, given, method="POST")  # noqa: S310  — looked at when it was read

    def _understood(self, status: int, body: bytes) -> str:
        told = _parsed(body)
        success = self._told["success"]
        code = _at(told, success["path"]) if success["path"] else None
        if status not in success["status"]:
            raise Unsent(f"HTTP {status}")
        if success["path"] and str(code) not in success["values"]:
            shown = str(code) if _CODE.fullmatch(str(code)) else "?"
            raise Unsent(f"HTTP {status}: {shown}", for_good=str(code) in success["refused"])
        return reference_of(_at(told, self._told["reference"])) if self._told["reference"] else ""


class _NoRedirect(HTTPRedirectHandler):
    """Numbers and texts go to the gateway and to nobody whom it names."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> None:
        """No other request."""
        del req, fp, code, msg, headers, newurl


def _put_in(told: Any, values: Mapping[str, str]) -> Any:
    """The same with the values in their places, at any depth."""
    if isinstance(told, str):
        return filled(told, values)
    if isinstance(told, dict):
        return {name: _put_in(each, values) for name, each in told.items()}
    if isinstance(told, list):
        return [_put_in(each, values) for each in told]
    return told


def _parsed(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _at(told: Any, path: str) -> Any:
    """What stands at `data.0.id`; None where nothing does."""
    for name in path.split("."):
        if isinstance(told, dict):
            told = told.get(name)
        elif isinstance(told, list) and name.isascii() and name.isdigit() and len(name) <= 4:
            told = told[int(name)] if int(name) < len(told) else None
        else:
            return None
    return told
