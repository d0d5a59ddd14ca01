"""How names sound: bounded, plain, found by syllables and by initials."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes.pinyin import LONGEST, sound_of

_PLAIN = re.compile(r"(?:[0-9a-z]+(?: [0-9a-z]+)?)?")


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("青禾阀门", "qinghefamen qhfm"),
        ("重庆示例轴承有限公司", "chongqingshilizhouchengyouxiangongsi cqslzcyxgs"),
        ("示例（集团）A1厂", "shilijituana1chang sljta1c"),
        ("ＡＢＣ电子", "abcdianzi abcdz"),
        ("绿", "lv l"),
        ("", ""),
        ("（）·—", ""),
    ],
)
def test_syllables_and_initials(name: str, sound: str) -> None:
    assert sound_of(name) == sound


@given(st.text(max_size=300))
def test_whatever_it_is_called_the_sound_is_plain_and_bounded(name: str) -> None:
    sound = sound_of(name)
    assert _PLAIN.fullmatch(sound), sound
    assert len(sound) <= LONGEST


@given(st.text(alphabet="青禾阀门示例重庆长轴承行业", min_size=1, max_size=40))
def test_there_is_an_initial_for_each_character(name: str) -> None:
    syllables, _, initials = sound_of(name).partition(" ")
    assert len(initials) == len(name)
    assert len(syllables) >= len(initials)


def test_a_long_name_is_cut() -> None:
    assert len(sound_of("装" * 2000)) == LONGEST
