"""Loading a call: a built-in one by its name, or a call file by its path."""

import difflib
import os
from pathlib import Path

from jianyou.datafiles.problems import Problems, quoted
from jianyou.datafiles.read import root_of, text_of
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.read import read_call

_BUILTIN = Path(__file__).parent / "builtin"
_HEADLINE = "call_file_invalid"


def builtin_names() -> tuple[str, ...]:
    """The names of the built-in calls, in order."""
    return tuple(sorted(path.stem for path in _BUILTIN.glob("*.yaml")))


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
    path = _path_of(name_or_path, problems)
    problems.raise_if_any()
    return text_of(path, problems)


def parse_call(text: str, *, source: str) -> Call:
    """The call that a YAML text describes; `source` names the text in messages.

    Raises:
        DataFileInvalid: with every problem, its line and key.
    """
    problems = Problems(source, _HEADLINE)
    return read_call(root_of(text, problems), problems)


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
        problems.add("data_not_a_file", name=quoted(name_or_path))
    return path
