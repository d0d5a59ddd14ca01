"""Words that have no place in what we hand out: the machine it was written on, and second names."""

import re

import pytest

from tests.house.source import ROOT, house_files, modules

# Absolute folders of whoever built it; programs' own well-known places under /usr, /etc, /tmp may stand.
FOLDERS = re.compile(r"(?<![\w.])/(?:work|root|home/\w+)/")

# One word per idea (docs/terms.md): the left one is never used for the right one.
SECOND_NAMES = {"notification": "message", "applicant": "nominee", "nomination_form": "annex"}


def text_of(path: str) -> str:
    return (ROOT / path).read_bytes().decode("utf-8", "ignore")


def test_files_are_found() -> None:
    assert {"pyproject.toml", "Makefile", "README.md"} <= set(house_files())


@pytest.mark.parametrize("path", house_files())
def test_no_file_names_a_builders_machine(path: str) -> None:
    assert FOLDERS.findall(text_of(path)) == []


@pytest.mark.parametrize("word", SECOND_NAMES)
def test_an_idea_has_one_name(word: str) -> None:
    used = [
        module.path for module in modules() if re.search(rf"\b\w*{word}\w*\b", module.text, re.IGNORECASE)
    ]
    assert used == [], f"say {SECOND_NAMES[word]}"
