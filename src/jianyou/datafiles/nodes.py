"""YAML as scalars, lists and mappings that know their lines.

The types of YAML 1.1 are left alone (`no` would be false, a date a date): every scalar stays the
text that was written, and who asks for it decides what it means. Anchors, aliases and tags are
refused, so a small file stays small and no object is ever built from it.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml
from yaml import events

from jianyou.datafiles.problems import Problems, quoted

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML was built without libyaml: slower, otherwise the same
    from yaml import SafeLoader as Loader  # type: ignore[assignment]

MOST_BYTES = 512 * 1024
MOST_NESTING = 12
_ODD_BREAKS = dict.fromkeys((0x85, 0x2028, 0x2029), " ")


@dataclass(frozen=True, slots=True)
class Scalar:
    """A single value as written; `plain` where it stood without quotes."""

    text: str
    line: int
    plain: bool = True

    @property
    def empty(self) -> bool:
        """Whether nothing is said: no text, or YAML's words for nothing."""
        return not self.text.strip() or (self.plain and self.text in ("~", "null", "Null", "NULL"))


@dataclass(frozen=True, slots=True)
class Listing:
    """A YAML sequence."""

    items: "list[Node]"
    line: int


@dataclass(frozen=True, slots=True)
class Mapping:
    """A YAML mapping; of a key given twice the first stands, and the second is a problem."""

    values: "dict[str, Node]"
    lines: dict[str, int]
    line: int


Node = Scalar | Listing | Mapping


@dataclass(slots=True)
class _Open:
    """A list or mapping whose end hasn't been met."""

    node: Listing | Mapping
    key: Scalar | None = None


def read_nodes(text: str, problems: Problems) -> Node | None:
    """The root of a one-document YAML text, None where it is empty.

    Problems of the YAML itself are added to `problems`; the tree is then not to be trusted.
    """
    if not text.isascii() and not _encodable(text):
        problems.add("data_file_not_utf8")
        return None
    # YAML knows line breaks that no editor counts; without them its line numbers are the editor's.
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(_ODD_BREAKS)
    builder = _Builder(problems)
    try:
        for event in _events(text):
            if not builder.take(event):
                break
    except yaml.MarkedYAMLError as error:
        _tell_syntax_error(error, text, problems)
    except yaml.YAMLError as error:
        problems.add("data_yaml_character", _line_of_reader_error(error, text))
    return builder.root


def _encodable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _events(text: str) -> Iterator[events.Event]:
    parsed: Iterator[events.Event] = yaml.parse(text, Loader=Loader)
    return parsed


def _line_of_reader_error(error: yaml.YAMLError, text: str) -> int | None:
    position = getattr(error, "position", None)
    return None if position is None else text.count("\n", 0, position) + 1


def _tell_syntax_error(error: yaml.MarkedYAMLError, text: str, problems: Problems) -> None:
    mark = error.problem_mark or error.context_mark
    number, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    lines = text.splitlines()
    # libyaml often notices a wrong key one line late, at the next line's colon.
    near = lines[max(0, number - 2) : number]
    tabs = [line for line in near if "\t" in line[: len(line) - len(line.lstrip())]]
    colons = [at for at, line in enumerate(near, max(1, number - 1)) if "：" in line and ":" not in line]
    if tabs:
        problems.add("data_yaml_tab", number)
    elif colons:
        problems.add("data_full_width_colon", colons[0])
    else:
        problems.add("data_yaml_syntax", number, column=column, reason=quoted(error.problem or str(error)))


class _Builder:
    """Builds the tree event by event, without recursion."""

    def __init__(self, problems: Problems) -> None:
        self.root: Node | None = None
        self._problems = problems
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: events.Event) -> bool:
        """Take the next event; False where reading on would be of no use."""
        line = event.start_mark.line + 1 if event.start_mark else 1
        if isinstance(event, events.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._problems.add("data_several_documents", line)
                return False
        elif isinstance(event, events.AliasEvent):
            self._problems.add("data_yaml_alias", line, name=quoted(str(event.anchor)))
            self._put(Scalar("", line))
        elif isinstance(event, events.NodeEvent):
            return self._begin(event, line)
        elif isinstance(event, events.CollectionEndEvent):
            self._open.pop()
        return True

    def _begin(self, event: events.NodeEvent, line: int) -> bool:
        if event.anchor is not None:
            self._problems.add("data_yaml_alias", line, name=quoted(str(event.anchor)))
        tag = getattr(event, "tag", None)
        if tag is not None:
            self._problems.add("data_yaml_tag", line, tag=quoted(str(tag)))
        if isinstance(event, events.ScalarEvent):
            self._put(Scalar(str(event.value), line, plain=event.style is None or event.style == ""))
            return True
        if len(self._open) >= MOST_NESTING:
            self._problems.add("data_yaml_too_deep", line, most=MOST_NESTING)
            return False
        node = Listing([], line) if isinstance(event, events.SequenceStartEvent) else Mapping({}, {}, line)
        self._put(node)
        self._open.append(_Open(node))
        return True

    def _put(self, node: Node) -> None:
        """Hang a node into what is open."""
        if not self._open:
            self.root = node
            return
        parent = self._open[-1]
        if isinstance(parent.node, Listing):
            parent.node.items.append(node)
        elif parent.key is None:
            parent.key = self._key_of(parent.node, node)
        else:
            if parent.key.text not in parent.node.values:
                parent.node.values[parent.key.text] = node
                parent.node.lines[parent.key.text] = parent.key.line
            parent.key = None

    def _key_of(self, mapping: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self._problems.add("data_key_not_text", node.line)
            return Scalar("", node.line)
        first = mapping.lines.get(node.text)
        if first is not None:
            self._problems.add("data_key_twice", node.line, name=quoted(node.text), first=first)
        return node
