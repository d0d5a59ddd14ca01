"""Everything said to a person has its words, in both languages, and says them as the house does."""

import ast
import re
from string import Formatter

import pytest

from jianyou.terms.texts import TEXTS
from tests.house.emissions import Emission, constants, emissions, prefixes
from tests.house.source import modules

CODE = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
HAN = r"[\u3400-\u9fff\U00020000-\U0003ffff]"
# Nobody is told of success, which goes without saying, and nobody is accused.
NEVER_ZH = ("成功", "非法")
NEVER_EN = r"\b(?:success(?:ful|fully)?|illegal(?:ly)?)\b"


def fields(text: str) -> list[str]:
    return sorted(name for _, name, _, _ in Formatter().parse(text) if name is not None)


def test_no_code_is_given_twice() -> None:
    given = [
        key.value
        for module in modules()
        if "/terms/texts/" in module.path
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Dict)
        for key in node.keys
        if isinstance(key, ast.Constant)
    ]
    assert sorted(str(code) for code in given) == sorted(TEXTS)


@pytest.mark.parametrize("code", sorted(TEXTS))
def test_text_is_well_made(code: str) -> None:
    chinese, english = TEXTS[code]
    assert CODE.fullmatch(code)
    assert set(fields(chinese)) == set(fields(english))
    assert all(name.isidentifier() for name in fields(chinese))
    assert chinese.strip() == chinese != ""
    assert english.strip() == english != ""
    assert not re.search(HAN + r"[,;:?!]" + HAN, chinese), "Chinese takes full-width punctuation"
    assert [word for word in NEVER_ZH if word in chinese] == []
    assert re.findall(NEVER_EN, english.lower()) == []


def test_calls_that_say_something_are_found() -> None:
    assert {said.path.split("/")[2] for said in emissions()} >= {"cli", "codes", "domain", "officefiles"}
    assert any(said.params for said in emissions())


def test_every_code_said_has_a_text() -> None:
    assert [said for said in emissions() if said.code not in TEXTS] == []


def test_every_text_gets_the_values_it_mentions() -> None:
    short = [said for said in emissions() if said.params is not None and missing(said)]
    assert [(said, missing(said)) for said in short] == []


def missing(said: Emission) -> set[str]:
    return set(fields("".join(TEXTS.get(said.code, ())))) - (said.params or set())


def test_every_text_is_said_somewhere() -> None:
    """A code is written whole, so that a search finds it; only its end may be filled in."""
    unsaid = [code for code in TEXTS if code not in constants() and not code.startswith(prefixes())]
    assert sorted(unsaid) == []
