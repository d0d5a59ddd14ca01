"""The English of the pages keeps step with their Chinese."""

import subprocess
import sys

import pytest

from scripts.translations import Text, texts_of
from tests.house.source import ROOT


def test_the_catalog_is_complete_and_compiled() -> None:
    command = [sys.executable, "scripts/translations.py", "--check"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (told.returncode, told.stderr) == (0, "")


@pytest.mark.parametrize(
    ("source", "name", "found"),
    [
        ('gettext("甲")', "a.py", [Text("甲")]),
        ('gettext_lazy("甲（乙）") + other("丙")', "a.py", [Text("甲（乙）")]),
        ('ngettext("一", "多", n)', "a.py", [Text("一", "多")]),
        ('pgettext("里", "甲")', "a.py", [Text("甲", "", "里")]),
        ('{% translate "甲)\'乙" %}', "a.html", [Text("甲)'乙")]),
        (
            "<a title=\"{% translate '甲' %}\">{% translate '乙' as word %}</a>",
            "a.html",
            [Text("甲"), Text("乙")],
        ),
        (
            "{% blocktranslate trimmed with n=x.y %}\n  共 {{ n }} 份\n{% endblocktranslate %}",
            "a.html",
            [Text("共 %(n)s 份")],
        ),
        (
            "{% blocktranslate count n=x %}一{% plural %}多{% endblocktranslate %}",
            "a.html",
            [Text("一", "多")],
        ),
        ("{# {% translate '甲' %} #}{% comment %}{% translate '乙' %}{% endcomment %}", "a.html", []),
    ],
)
def test_texts_are_found(source: str, name: str, found: list[Text]) -> None:
    assert list(texts_of(source, name)) == found
