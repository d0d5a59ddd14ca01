"""Loading a rule pack: a built-in one by its name, or a pack file by its path."""

import difflib
import hashlib
import os
from pathlib import Path

from jianyou.datafiles.problems import Problems, quoted
from jianyou.datafiles.read import root_of, text_of
from jianyou.domain.eligibility.pack import Pack
from jianyou.domain.eligibility.read_pack import read_pack

_BUILTIN = Path(__file__).parent / "packs"
_HEADLINE = "pack_file_invalid"


def builtin_packs() -> tuple[str, ...]:
    """The names of the built-in packs, in order."""
    return tuple(sorted(path.stem for path in _BUILTIN.glob("*.yaml")))


def load_pack(name_or_path: str) -> Pack:
    """The built-in pack of that name, else the pack file at that path.

    A built-in name goes first; write `./name` for a file of the same name. A family of editions isn't
    a pack: `editions.choose` picks one of it.

    Raises:
        DataFileInvalid: nothing is there, or it can't be used; all its problems are told.
    """
    problems = Problems(name_or_path, _HEADLINE)
    path = _path_of(name_or_path, problems)
    problems.raise_if_any()
    return parse_pack(text_of(path, problems), source=name_or_path)


def parse_pack(text: str, *, source: str) -> Pack:
    """The pack that a YAML text describes; `source` names the text in messages.

    Raises:
        DataFileInvalid: with every problem, its line and key.
    """
    problems = Problems(source, _HEADLINE)
    return read_pack(root_of(text, problems), problems, digest_of(text))


def digest_of(text: str) -> str:
    """The SHA-256 of a pack's text in hex, the same whatever its line ends are."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    return hashlib.sha256(lines.encode("utf-8", "surrogatepass")).hexdigest()


def _path_of(name_or_path: str, problems: Problems) -> Path:
    names = builtin_packs()
    if name_or_path in names:
        return _BUILTIN / f"{name_or_path}.yaml"
    path = Path(name_or_path)
    if "\0" in name_or_path or not os.path.lexists(path):
        editions = [name for name in names if load_pack(name).family == name_or_path]
        if editions:
            problems.add("pack_is_family", name=quoted(name_or_path), known=", ".join(editions))
            return path
        nearest = difflib.get_close_matches(name_or_path[:60], names, 1)
        code = "pack_not_found_near" if nearest else "pack_not_found"
        problems.add(code, name=quoted(name_or_path), nearest="".join(nearest), known=", ".join(names) or "-")
    elif not path.is_file():
        problems.add("data_not_a_file", name=quoted(name_or_path))
    return path
