"""A data file's text and its root, whatever kind of file it is."""

from pathlib import Path

from jianyou.datafiles.nodes import MOST_BYTES, Mapping, read_nodes
from jianyou.datafiles.problems import Problems, quoted

_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def text_of(path: Path, problems: Problems) -> str:
    """The file's text, its byte order mark aside.

    Raises:
        DataFileInvalid: it can't be had.
    """
    text = _text_of(path, problems)
    problems.raise_if_any()
    return text


def root_of(text: str, problems: Problems) -> Mapping:
    """The mapping that the text is.

    Raises:
        DataFileInvalid: it is no YAML, or none that begins with keys.
    """
    if len(text) > MOST_BYTES:
        problems.add("data_file_too_large", most=MOST_BYTES // 1024)
        problems.raise_if_any()
    root = read_nodes(text, problems)
    problems.raise_if_any()
    if root is None or (not isinstance(root, Mapping) and not text.strip()):
        problems.add("data_file_empty")
    elif not isinstance(root, Mapping):
        problems.add("data_file_no_mapping", root.line)
    problems.raise_if_any()
    assert isinstance(root, Mapping)
    return root


def _text_of(path: Path, problems: Problems) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        problems.add("data_file_unreadable", reason=quoted(error.strerror or str(error)))
        return ""
    if len(data) > MOST_BYTES:
        problems.add("data_file_too_large", most=MOST_BYTES // 1024)
        return ""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        encoding = _likely_encoding(data)
        if encoding:
            problems.add("data_file_encoding", line, encoding=encoding)
        else:
            problems.add("data_file_not_utf8", line)
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
