"""Loading a call: a built-in one by its name, or a call file by its path."""

import difflib
import os
from pathlib import Path

from jianyou.domain.calls.call import Call
from jianyou.domain.calls.nodes import MOST_BYTES, Mapping, read_nodes
from jianyou.domain.calls.problems import Problems, quoted
from jianyou.domain.calls.read import read_call

_BUILTIN = Path(__file__).parent / "builtin"
_SUFFIXES = (".yaml", ".yml")
_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in calls, in order."""
    return tuple(sorted(path.stem for path in _BUILTIN.glob("*.yaml")))


def load_call(name_or_path: str) -> Call:
    """The built-in call of that name, else the call file at that path.

    A built-in name goes first; write `./name` for a file of the same name.

    Raises:
        CallFileInvalid: nothing is there, or it can't be used; all its problems are told.
    """
    problems = Problems(name_or_path)
    path = _path_of(name_or_path, problems)
    problems.raise_if_any()
    text = _text_of(path, problems)
    problems.raise_if_any()
    return parse_call(text, source=name_or_path)


def parse_call(text: str, *, source: str) -> Call:
    """The call that a YAML text describes; `source` names the text in messages.

    Raises:
        CallFileInvalid: with every problem, its line and key.
    """
    problems = Problems(source)
    if len(text) > MOST_BYTES:
        problems.add("call_file_too_large", most=MOST_BYTES // 1024)
        problems.raise_if_any()
    root = read_nodes(text, problems)
    problems.raise_if_any()
    if root is None or (not isinstance(root, Mapping) and not text.strip()):
        problems.add("call_file_empty")
    elif not isinstance(root, Mapping):
        problems.add("call_file_no_mapping", root.line)
    problems.raise_if_any()
    assert isinstance(root, Mapping)
    return read_call(root, problems)


def _path_of(name_or_path: str, problems: Problems) -> Path:
    names = builtin_names()
    if name_or_path in names:
        return _BUILTIN / f"{name_or_path}.yaml"
    path = Path(name_or_path)
    if "\0" in name_or_path or not os.path.lexists(path):
        nearest = difflib.get_close_matches(name_or_path[:60], names, 1)
        code = "call_not_found_near" if nearest else "call_not_found"
        known = ", ".join(names)
        problems.add(code, name=quoted(name_or_path), nearest="".join(nearest), known=known)
    elif not path.is_file():
        problems.add("call_not_a_file", name=quoted(name_or_path))
    return path


def _text_of(path: Path, problems: Problems) -> str:
    """The file's text, its byte order mark aside; "" and a problem where it can't be had."""
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        problems.add("call_file_unreadable", reason=quoted(error.strerror or str(error)))
        return ""
    if len(data) > MOST_BYTES:
        problems.add("call_file_too_large", most=MOST_BYTES // 1024)
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        encoding = _likely_encoding(data)
        if encoding:
            problems.add("call_file_encoding", line, encoding=encoding)
        else:
            problems.add("call_file_not_utf8", line)
        return ""


def _likely_encoding(data: bytes) -> str:
    """What a file that isn't UTF-8 is most likely written in, "" where nobody can tell."""
    if data[:2] in _BYTE_ORDER_MARKS:
        return _BYTE_ORDER_MARKS[data[:2]]
    if b"\0" in data:
        return ""
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GBK"
