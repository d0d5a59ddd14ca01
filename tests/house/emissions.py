"""Where the source says something to a person: every message code written in a call, with its parameters.

An emitter is `Refused`, `Finding`, `Message` or `say`, or a function that hands one of its own
parameters on to an emitter as the code; those are found by going round until no more turn up.
"""

import ast
import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from tests.house.source import Function, Module, definitions, modules


class Emission(NamedTuple):
    """A code said at a line; `params` are the names given with it, None where that isn't plain."""

    path: str
    line: int
    code: str
    params: frozenset[str] | None


class Emitter(NamedTuple):
    """How a callable takes its code and its parameters; `owner` is the class of a method."""

    code: str
    positions: tuple[str, ...]
    keywords_are_params: bool = False
    owner: str = ""


_BASE = {
    "Refused": Emitter("code", ("code",), keywords_are_params=True),
    "Message": Emitter("code", ("code", "params")),
    "Finding": Emitter("code", ("code", "severity", "place", "params", "row", "column")),
    "say": Emitter("code", ("code", "params", "lang")),
}
# A method that containers have too says something only on a thing named after its class: problems.add.
_OF_CONTAINERS = {name for kind in (set, list, dict, str) for name in dir(kind)}


@cache
def emissions() -> tuple[Emission, ...]:
    """Return every code that the source says in a call, outside the texts themselves."""
    emitters = _all_emitters()
    found = []
    for module in modules():
        for scope, call in _calls(module):
            emitter = _emitter_of(call, module, emitters)
            if emitter:
                params = _params(call, emitter)
                found += [
                    Emission(module.path, call.lineno, code, params)
                    for code in _literals(_argument(call, emitter, emitter.code), scope)
                ]
    return tuple(found)


@cache
def constants() -> frozenset[str]:
    """Return every string constant of the source, outside the texts themselves."""
    return frozenset(
        node.value
        for module in modules()
        if "/terms/texts/" not in module.path
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )


@cache
def prefixes() -> tuple[str, ...]:
    """Return the beginnings of codes that the source completes, such as f"severity_{severity}"."""
    return tuple(
        str(node.values[0].value)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.JoinedStr)
        and isinstance(node.values[0], ast.Constant)
        and re.fullmatch(r"[a-z][a-z_]*_", str(node.values[0].value))
    )


Emitters = dict[tuple[str, str], Emitter]


def _all_emitters() -> Emitters:
    emitters: Emitters = {("", name): emitter for name, emitter in _BASE.items()}
    grown = True
    while grown:
        before = len(emitters)
        for module in modules():
            for scope, call in _calls(module):
                emitter = _emitter_of(call, module, emitters)
                if emitter is None or scope is None:
                    continue
                code = _argument(call, emitter, emitter.code)
                names = _positions(scope)
                if isinstance(code, ast.Name) and code.id in names:
                    # A private helper is known in its own module, a public one everywhere.
                    home = module.path if scope.name.startswith("_") else ""
                    named = Emitter(code.id, names, scope.args.kwarg is not None, _owner(scope, module))
                    emitters.setdefault((home, scope.name), named)
        grown = len(emitters) > before
    return emitters


def _calls(module: Module) -> Iterator[tuple[Function | None, ast.Call]]:
    """Yield every call with the innermost function it stands in."""
    owner: dict[int, Function] = {}
    for function in definitions(module):  # outer ones come first, so that inner ones overwrite
        if isinstance(function, Function):
            owner.update((id(call), function) for call in ast.walk(function) if isinstance(call, ast.Call))
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call):
            yield owner.get(id(node)), node


def _positions(function: Function) -> tuple[str, ...]:
    args = function.args
    names = [arg.arg for arg in (*args.posonlyargs, *args.args, *args.kwonlyargs)]
    return tuple(name for name in names if name not in {"self", "cls"})


def _owner(function: Function, module: Module) -> str:
    classes = [node for node in definitions(module) if isinstance(node, ast.ClassDef)]
    return next((node.name for node in classes if function in node.body), "")


def _emitter_of(call: ast.Call, module: Module, emitters: Emitters) -> Emitter | None:
    match call.func:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            emitter = emitters.get((module.path, name)) or emitters.get(("", name))
            if emitter and isinstance(call.func, ast.Attribute) and name in _OF_CONTAINERS:
                receiver = ast.unparse(call.func.value).split(".")[-1].strip("_")
                return emitter if receiver.lower() == emitter.owner.lower() else None
            return emitter
    return None


def _argument(call: ast.Call, emitter: Emitter, name: str) -> ast.expr | None:
    for keyword in call.keywords:
        if keyword.arg == name:
            return keyword.value
    position = emitter.positions.index(name) if name in emitter.positions else len(call.args)
    return call.args[position] if position < len(call.args) else None


def _literals(expression: ast.expr | None, scope: Function | None) -> set[str]:
    match expression:
        case ast.Constant(value=str(code)) if code:  # an empty one stands for "nothing to say"
            return {code}
        case ast.IfExp():
            return _literals(expression.body, scope) | _literals(expression.orelse, scope)
        case ast.Name(id=name) if scope is not None:
            return {code for value in _assigned(name, scope) for code in _literals(value, None)}
    return set()


def _assigned(name: str, scope: Function) -> Iterator[ast.expr]:
    for node in ast.walk(scope):
        if isinstance(node, ast.Assign) and [ast.unparse(target) for target in node.targets] == [name]:
            yield node.value


def _params(call: ast.Call, emitter: Emitter) -> frozenset[str] | None:
    if emitter.keywords_are_params:
        names = [keyword.arg for keyword in call.keywords if keyword.arg not in emitter.positions]
        return frozenset(name for name in names if name) if None not in names else None
    if "params" not in emitter.positions:
        return None
    given = _argument(call, emitter, "params")
    if given is None:
        return frozenset()
    if not isinstance(given, ast.Dict):
        return None
    keys = [key.value if isinstance(key, ast.Constant) else None for key in given.keys]
    return frozenset(str(key) for key in keys) if None not in keys else None
