"""Loading a call: a built-in one by its name, or a call file by its path."""

from pathlib import Path

from jianyou.datafiles.builtins import BuiltIns
from jianyou.datafiles.problems import Problems
from jianyou.datafiles.read import root_of, text_of
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.read import read_call

_CALLS = BuiltIns(Path(__file__).parent / "builtin", "call_not_found", "call_not_found_near")
_HEADLINE = "call_file_invalid"


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in calls, in order."""
    return _CALLS.names


def load_call(name_or_path: str) -> Call:
    """The built-in call of that name, else the call file at that path.

    A built-in name goes first; write `./name` for a file of the same name.

    Raises:
        DataFileInvalid: nothing is there, or it can't be used; all its problems are told.
    """
    return parse_call(source_of(name_or_path), source=name_or_path)


def source_of(name_or_path: str) -> str:
    """The text of the call file that `load_call` would read.

    Raises:
        DataFileInvalid: nothing is there, or it can't be read.
    """
    problems = Problems(name_or_path, _HEADLINE)
    return text_of(_CALLS.path(name_or_path, problems), problems)


def parse_call(text: str, *, source: str) -> Call:
    """The call that a YAML text describes; `source` names the text in messages.

    Raises:
        DataFileInvalid: with every problem, its line and key.
    """
    problems = Problems(source, _HEADLINE)
    return read_call(root_of(text, problems), problems)
