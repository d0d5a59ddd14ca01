"""Every message that the room speaks has its words, and none is left over."""

import re
import string
from pathlib import Path

from jianyou.terms.texts.codes import TEXTS

ROOM = Path(__file__).parents[2] / "src" / "jianyou" / "codes"


def test_every_code_has_a_text_and_every_text_a_code() -> None:
    source = "".join(path.read_text("utf-8") for path in sorted(ROOM.glob("*.py")))
    assert set(re.findall(r'Message\(\s*"(\w+)"', source)) == TEXTS.keys()


def test_both_languages_mention_the_same() -> None:
    for code, texts in TEXTS.items():
        chinese, english = (
            {field for _, field, _, _ in string.Formatter().parse(text) if field} for text in texts
        )
        assert chinese == english, code
