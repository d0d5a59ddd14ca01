"""Own words of messages: what may stand in them, at which place it is wrong, and that they are no format."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.mailbox.samples import sample_params, sample_secret
from jianyou.domain.mailbox.templates import (
    Words,
    check_words,
    filled,
    names_in,
    names_of,
    needed_names,
    shipped_words,
)
from jianyou.terms.lang import Lang
from jianyou.terms.texts import TEXTS

KINDS = sorted(
    code.removeprefix("message_").removesuffix("_subject")
    for code in TEXTS
    if code.startswith("message_") and code.endswith("_subject")
)
GOOD = Words("请补正 {number}", "{name}：请在 {due} 之前补正报送件 {number}。")


def told(words: Words, kind: str = "returned") -> list[tuple[str, str]]:
    return [(place, refused.text()) for place, refused in check_words(kind, Lang.ZH, words)]


@pytest.mark.parametrize("lang", Lang)
@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_words_of_every_kind_are_fit_and_have_samples(kind: str, lang: Lang) -> None:
    shipped = shipped_words(kind, lang)
    assert check_words(kind, lang, shipped) == []
    params = sample_params(kind, lang)
    said = rendered(kind, params, lang, link="https://x.example/", secret=sample_secret(kind))
    assert (
        rendered(kind, params, lang, link="https://x.example/", secret=sample_secret(kind), own=shipped)
        == said
    )
    assert not set("{}") & set(said.subject + said.body)


def test_what_a_correction_must_say() -> None:
    assert needed_names("returned", Lang.ZH) == ("number", "due")
    assert told(GOOD) == []
    assert told(GOOD._replace(body="{name}：请补正报送件 {number}。")) == [
        ("body", "正文里缺少 {due}。收信人要靠它办理，请保留。")
    ]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("请看\n {phone} {number} {due}", "第 2 行第 2 个字：{phone} 不是这类消息里有的内容"),
        ("{number} {due} {0}", "第 1 行第 16 个字：花括号须成对"),
        ("{number} {due} }", "第 1 行第 16 个字：花括号须成对"),
        ("{number.__class__} {due}", "第 1 行第 1 个字：花括号须成对"),
        ("{number!r:>999999999} {due}", "第 1 行第 1 个字：花括号须成对"),
        ("{{number}} {due}", "第 1 行第 1 个字：花括号须成对"),
        (" ", "请填写文字"),
        ("字" * 1501, "写了 1501 字，最多 1500 字"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(body: str, words: str) -> None:
    ((place, said),) = told(GOOD._replace(body=body))
    assert place == "body"
    assert said.startswith(words)


def test_values_are_never_names_and_own_words_get_what_is_added() -> None:
    params = {**sample_params("returned", Lang.ZH), "name": "{due}", "note": "带上原件"}
    said = rendered("returned", params, Lang.ZH, link="", own=GOOD)
    assert said.subject == "请补正 7K3M-9QXA-2BCD"
    assert said.body.split("\n") == [
        "{due}：请在 2026年4月28日（周二）18:00（北京时间） 之前补正报送件 7K3M-9QXA-2BCD。",
        "说明：带上原件",
        "本消息由系统自动发出，请不要回复。",
    ]


def test_words_that_mention_what_a_message_does_not_have_give_way() -> None:
    params = sample_params("returned", Lang.ZH)
    assert rendered("returned", params, Lang.ZH, own=Words("x", "{gone}")) == rendered(
        "returned", params, Lang.ZH
    )


@given(st.text(alphabet="{}ab_. \n"))
def test_whatever_passes_is_filled_in_whole(text: str) -> None:
    words = Words("x", text + "{number}{due}")
    if not check_words("returned", Lang.ZH, words):
        body = filled(words.body, dict.fromkeys(names_of("returned"), "v"))
        assert not set("{}") & set(body)
        assert set(names_in(words.body)) <= set(names_of("returned"))
