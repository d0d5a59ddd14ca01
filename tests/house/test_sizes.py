"""Guide values of the house: a room that outgrows them wants another door, not a longer file."""

import pytest

from tests.house.source import Function, Module, definitions, length, modules

FILE_LINES = 400
FUNCTION_LINES = 50
CLASS_LINES = 300


@pytest.mark.parametrize("module", modules(), ids=lambda module: module.path)
def test_no_file_function_or_class_is_too_long(module: Module) -> None:
    too_long = []
    if (lines := module.text.count("\n")) > FILE_LINES:
        too_long.append(f"{module.path}: {lines} lines, at most {FILE_LINES}")
    for node in definitions(module):
        limit = FUNCTION_LINES if isinstance(node, Function) else CLASS_LINES
        if (lines := length(node)) > limit:
            too_long.append(f"{module.path}:{node.lineno} {node.name}: {lines} lines, at most {limit}")
    assert too_long == []
