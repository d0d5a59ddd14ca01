"""A data file changed in one place and left word for word in all others, its comments included.

The path of a value is its keys parted by points, the items of a list counted from 1: `awards.2.as_of`.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml

from jianyou.datafiles.written import flow, written

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML was built without libyaml: slower, otherwise the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

_BLOCK_STYLES = ("|", ">")


class Spot(NamedTuple):
    """Where something stands: its path, and from which line and column (both from 0) to which line.

    `listing`: it is a list with an item a line; otherwise a mapping with a key a line.
    """

    path: str
    column: int
    first: int
    last: int
    listing: bool
    starts: tuple[int, ...]


def with_value(text: str, path: str, value: Any) -> str:
    """The file with that value at that path; what isn't there yet is made. A value of "" is none.

    Of a list one item may be added at its end, one past the last.

    Raises:
        KeyError: the path leads through a value that holds nothing.
    """
    keys = path.split(".")
    node: yaml.Node = _root(text)
    for depth, key in enumerate(keys):
        child = _child(node, key)
        if child is None or _is_nothing(child):
            inner = _nested(keys[depth + 1 :], value)
            return _replaced(text, child, inner) if child is not None else _added(text, node, key, inner)
        node = child
    return _replaced(text, node, value)


def with_items(text: str, key: str, items: Sequence[int | Mapping[str, Any]]) -> str:
    """The file with these items in the list of a top-level key: those there now by their number, or new.

    Items keep their own lines and comments and may change places; a list that isn't there is made.

    Raises:
        KeyError: the key holds something else than a list, or there is no such item.
    """
    node = _child(_root(text), key)
    if node is None or _is_nothing(node):
        lines = [f"  - {flow(item)}" for item in items if not isinstance(item, int)]
        block = "\n".join([f"{key}:", *lines])
        if node is not None:
            return _without_line(text, node.start_mark.line, block)
        return f"{text.rstrip()}\n{block}\n"
    if not isinstance(node, yaml.SequenceNode):
        raise KeyError(key)
    return _relisted(text, node, items)


def spots(text: str) -> Iterator[Spot]:
    """Every list and mapping that stands in lines of its own, the outer ones first."""
    yield from _spots(text, _root(text), "")


def _spots(text: str, node: yaml.Node, path: str) -> Iterator[Spot]:
    if not isinstance(node, yaml.CollectionNode) or node.flow_style or not node.value:
        return
    listing = isinstance(node, yaml.SequenceNode)
    parts = [each if listing else each[0] for each in node.value]
    starts = tuple(part.start_mark.line for part in parts)
    column = parts[0].start_mark.column - (2 if listing else 0)
    yield Spot(path, column, starts[0], _last_line(text, node), listing, starts)
    for number, each in enumerate(node.value, 1):
        key, child = (str(number), each) if listing else (each[0].value, each[1])
        yield from _spots(text, child, f"{path}.{key}".lstrip("."))


def _root(text: str) -> yaml.MappingNode:
    root = yaml.compose(text, Loader=Loader)
    if not isinstance(root, yaml.MappingNode):
        raise KeyError("")
    return root


def _child(node: yaml.Node, key: str) -> yaml.Node | None:
    if isinstance(node, yaml.MappingNode):
        return next((value for name, value in node.value if name.value == key), None)
    if isinstance(node, yaml.SequenceNode) and key.isdecimal():
        at = int(key)
        if at <= len(node.value):
            return node.value[at - 1]  # type: ignore[no-any-return]
        if at == len(node.value) + 1:
            return None
    raise KeyError(key)


def _is_nothing(node: yaml.Node) -> bool:
    """Whether nothing is said: no text, or an empty list or mapping."""
    return not node.value or (
        isinstance(node, yaml.ScalarNode) and node.style is None and node.value in ("~", "null")
    )


def _nested(keys: Sequence[str], value: Any) -> Any:
    for key in reversed(keys):
        value = [value] if key.isdecimal() else {key: value}
    return value


def _replaced(text: str, node: yaml.Node, value: Any) -> str:
    start = _at(text, node.start_mark.line, node.start_mark.column)
    end = _end(text, node)
    said = written(value)
    lead = "" if start == 0 or text[start - 1] in " \n[{" else " "
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        # What stood in lines of its own goes on one, deeper than its key.
        lead = "  "
    return f"{text[:start]}{lead}{said}{text[end:]}"


def _added(text: str, node: Any, key: str, value: Any) -> str:
    """A key into a mapping, or an item at the end of a list."""
    listing = isinstance(node, yaml.SequenceNode)
    pair = written(value) if listing else f"{key}: {written(value)}"
    if node.flow_style:
        end = _at(text, node.end_mark.line, node.end_mark.column) - 1
        gap = ", " if node.value else ""
        return f"{text[:end].rstrip()}{gap}{pair}{text[end:]}"
    if listing:
        column = node.value[0].start_mark.column - 2
        return _inserted(text, _last_line(text, node) + 1, f"{' ' * column}- {pair}")
    column = node.value[0][0].start_mark.column
    short = [value.end_mark.line for _, value in node.value if _on_one_line(value)]
    at = max(short) + 1 if short else node.start_mark.line
    return _inserted(text, at, f"{' ' * column}{pair}")


def _on_one_line(node: yaml.Node) -> bool:
    block = isinstance(node, yaml.CollectionNode) and not node.flow_style
    return not block and getattr(node, "style", None) not in _BLOCK_STYLES


def _relisted(text: str, node: yaml.SequenceNode, items: Sequence[int | Mapping[str, Any]]) -> str:
    lines = text.split("\n")
    if node.flow_style:
        column = 2
        own = [[f"  - {_slice(text, each)}"] for each in node.value]
        first, last = node.start_mark.line, node.end_mark.line
        head = [lines[first][: node.start_mark.column].rstrip()]
        tail = lines[last][node.end_mark.column :].strip()
        head = [f"{head[0]}  {tail}".rstrip()]
    else:
        column = node.value[0].start_mark.column - 2
        starts = [each.start_mark.line for each in node.value]
        ends = [*starts[1:], _last_line(text, node) + 1]
        own = [lines[start:end] for start, end in zip(starts, ends, strict=True)]
        first, last, head = starts[0], ends[-1] - 1, []
    made = []
    for item in items:
        if isinstance(item, int):
            if not 1 <= item <= len(own):
                raise KeyError(str(item))
            made.extend(own[item - 1])
        else:
            made.append(f"{' ' * column}- {flow(item)}")
    return "\n".join([*lines[:first], *head, *made, *lines[last + 1 :]])


def _slice(text: str, node: yaml.Node) -> str:
    start = _at(text, node.start_mark.line, node.start_mark.column)
    return " ".join(text[start : _end(text, node)].split("\n"))


def _end(text: str, node: yaml.Node) -> int:
    """The place behind the last sign of a node, comments and line breaks after it left out."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last if isinstance(last, yaml.Node) else last[1])
    end = _at(text, node.end_mark.line, node.end_mark.column)
    # The mark of a text in lines of its own stands at what follows it.
    return len(text[:end].rstrip()) if getattr(node, "style", None) in _BLOCK_STYLES else end


def _last_line(text: str, node: yaml.Node) -> int:
    return text.count("\n", 0, _end(text, node))


def _at(text: str, line: int, column: int) -> int:
    """The place of a line and column (both from 0) in the text."""
    at = 0
    for _ in range(line):
        at = text.find("\n", at) + 1
        if not at:
            return len(text)
    return at + column


def _inserted(text: str, line: int, whole: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:line], whole, *lines[line:]])


def _without_line(text: str, line: int, whole: str) -> str:
    lines = text.split("\n")
    return "\n".join([*lines[:line], whole, *lines[line + 1 :]])
