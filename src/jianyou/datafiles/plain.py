"""Values as they stand in a data file, where no reader says of what type they have to be."""

import re
from typing import Any

from jianyou.datafiles.nodes import Listing, Node, Scalar

_WORDS = {"yes": True, "true": True, "no": False, "false": False}
_WHOLE = re.compile(r"-?(?:0|[1-9][0-9]{0,14})", re.ASCII)
_DECIMAL = re.compile(r"-?(?:0|[1-9][0-9]{0,11})\.[0-9]{1,9}", re.ASCII)


def plain_value(node: Node) -> Any:
    """A text, number, flag, None, or a list or dict of such.

    Without quotes `yes`, `no`, `true`, `false`, `null` and numbers are what they look like. Dates stay
    text, as do numbers with leading zeros or over fifteen digits, which are codes.
    """
    # Nesting is bounded where nodes are read.
    if isinstance(node, Scalar):
        return _scalar(node)
    if isinstance(node, Listing):
        return [plain_value(item) for item in node.items]
    return {key: plain_value(value) for key, value in node.values.items()}


def _scalar(node: Scalar) -> str | int | float | bool | None:
    if not node.plain:
        return node.text
    if node.empty:
        return None
    if _WHOLE.fullmatch(node.text):
        return int(node.text)
    if _DECIMAL.fullmatch(node.text):
        return float(node.text)
    return _WORDS.get(node.text.lower(), node.text)
