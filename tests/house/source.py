"""The source tree as the house tests see it: every module parsed once."""

import ast
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "jianyou"

Function = ast.FunctionDef | ast.AsyncFunctionDef
Definition = Function | ast.ClassDef


class Module(NamedTuple):
    """A module of the package: its path from the root, its text, its tree."""

    path: str
    text: str
    tree: ast.Module


@cache
def modules() -> tuple[Module, ...]:
    """Return every module of the package, in the order of their paths; migrations are Django's writing."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        if path.parent.name == "migrations" and path.name != "__init__.py":
            continue
        text = path.read_text("utf-8")
        found.append(Module(path.relative_to(ROOT).as_posix(), text, ast.parse(text)))
    return tuple(found)


def definitions(module: Module) -> Iterator[Definition]:
    """Yield every function and class of a module, nested ones included."""
    for node in ast.walk(module.tree):
        if isinstance(node, Definition):
            yield node


def length(node: Definition) -> int:
    """Return the lines of a definition, decorators included."""
    first = min([node.lineno, *(decorator.lineno for decorator in node.decorator_list)])
    return (node.end_lineno or node.lineno) - first + 1


@cache
def house_files() -> tuple[str, ...]:
    """Return the paths, from the root, of all files that are or would be committed."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    try:
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout.decode()
        paths = [path for path in listed.split("\0") if path and (ROOT / path).is_file()]
    except (OSError, subprocess.CalledProcessError):  # a source archive has no history
        paths = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if _is_ours(path)]
    return tuple(sorted(paths))


def _is_ours(path: Path) -> bool:
    parts = path.relative_to(ROOT).parts
    made = {"__pycache__", "build", "dist", "demo", "jianyou-site"}
    hidden = any(part.startswith(".") and part not in {".ci", ".gitignore"} for part in parts)
    return path.is_file() and not hidden and not made & set(parts)
