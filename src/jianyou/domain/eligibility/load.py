"""Loading a rule pack: a built-in one by its name, or a pack file by its path."""

import hashlib
from pathlib import Path

from jianyou.datafiles.builtins import BuiltIns
from jianyou.datafiles.problems import Problems, quoted
from jianyou.datafiles.read import root_of, text_of
from jianyou.domain.eligibility.pack import Pack
from jianyou.domain.eligibility.read_pack import read_pack

_PACKS = BuiltIns(Path(__file__).parent / "packs", "pack_not_found", "pack_not_found_near")
_HEADLINE = "pack_file_invalid"


def builtin_packs() -> tuple[str, ...]:
    """The names of the built-in packs, in order."""
    return _PACKS.names


def load_pack(name_or_path: str) -> Pack:
    """The built-in pack of that name, else the pack file at that path.

    A built-in name goes first; write `./name` for a file of the same name. A family of editions isn't
    a pack: `editions.choose` picks one of it.

    Raises:
        DataFileInvalid: nothing is there, or it can't be used; all its problems are told.
    """
    problems = Problems(name_or_path, _HEADLINE)
    if not _PACKS.has(name_or_path):
        _refuse_family(name_or_path, problems)
    return parse_pack(text_of(_PACKS.path(name_or_path, problems), problems), source=name_or_path)


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


def _refuse_family(name: str, problems: Problems) -> None:
    """Tells the editions where the name is that of a family of packs."""
    editions = [each for each in _PACKS.names if load_pack(each).family == name]
    if editions:
        problems.add("pack_is_family", name=quoted(name), known=", ".join(editions))
    problems.raise_if_any()
