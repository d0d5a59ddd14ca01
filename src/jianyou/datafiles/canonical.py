"""One way to write a value as bytes, so that a hash or a signature means the same everywhere."""

import json
from collections.abc import Mapping, Sequence

Plain = None | bool | int | str | Sequence["Plain"] | Mapping[str, "Plain"]
"""What may be hashed or signed: no floats, whose writing differs between languages."""


def canonical(value: Plain) -> bytes:
    """JSON in UTF-8 with sorted keys and no spaces.

    Raises:
        TypeError: there is something in it that isn't `Plain`.
        UnicodeEncodeError: half a surrogate pair stands in a text.
    """
    _check(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _check(value: object) -> None:
    if isinstance(value, dict):
        for key, each in value.items():
            if not isinstance(key, str):
                raise TypeError(type(key).__name__)
            _check(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            _check(each)
    elif value is not None and not isinstance(value, (bool, int, str)):
        raise TypeError(type(value).__name__)
