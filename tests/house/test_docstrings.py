"""Every module says what it is for; so does every public function and class of the rooms."""

import ast

import pytest

from tests.house.source import Definition, Module, modules


def test_the_package_is_found() -> None:
    assert "src/jianyou/terms/finding.py" in [module.path for module in modules()]


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_public_things_have_docstrings(module: Module) -> None:
    bare = [] if ast.get_docstring(module.tree) else [f"{module.path}: module"]
    for node in module.tree.body:
        if not isinstance(node, Definition) or node.name.startswith("_"):
            continue
        public = [node]
        if isinstance(node, ast.ClassDef):
            public += [
                inner
                for inner in node.body
                if isinstance(inner, Definition)
                and not inner.name.startswith("_")
                and inner.name != "Meta"  # Django's options of a model
                and not _is_override(inner)
            ]
        bare += [
            f"{module.path}:{thing.lineno} {thing.name}" for thing in public if not ast.get_docstring(thing)
        ]
    assert bare == []


def _is_override(node: Definition) -> bool:
    """Tell whether a method carries on the docstring of the class it overrides."""
    return any(isinstance(mark, ast.Name) and mark.id == "override" for mark in node.decorator_list)
