"""Messages, findings and refusals find their words by code, in the language asked for."""

import pickle

import pytest

from jianyou.terms import message
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, say
from jianyou.terms.place import Place

TEXTS = {
    "cell_too_long": ("写了{count}个字，最多{limit}个字。", "{count} characters, at most {limit}."),
    "file_empty": ("文件是空的。", "The file is empty."),
}
VALUES = {"count": 31, "limit": 25}


@pytest.fixture(autouse=True)
def _two_texts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(message, "TEXTS", TEXTS)


def test_say_fills_in_the_values() -> None:
    assert say("cell_too_long", VALUES) == "写了31个字，最多25个字。"
    assert say("cell_too_long", VALUES, Lang.EN) == "31 characters, at most 25."


def test_a_code_without_words_is_a_defect_of_ours() -> None:
    with pytest.raises(KeyError, match="no_such_code"):
        say("no_such_code")


def test_a_missing_value_is_a_defect_of_ours() -> None:
    with pytest.raises(KeyError, match="limit"):
        say("cell_too_long", {"count": 31})


@pytest.mark.parametrize(("lang", "text"), [(Lang.ZH, "文件是空的。"), (Lang.EN, "The file is empty.")])
def test_message_finding_and_refusal_say_the_same(lang: Lang, text: str) -> None:
    finding = Finding("file_empty", Severity.ERROR, Place("a.docx"))
    assert [Message("file_empty").text(lang), finding.text(lang), Refused("file_empty").text(lang)] == [
        text
    ] * 3


def test_a_refusal_carries_code_and_values() -> None:
    refused = Refused("cell_too_long", **VALUES)
    assert (refused.code, refused.params, refused.text()) == (
        "cell_too_long",
        VALUES,
        "写了31个字，最多25个字。",
    )


def test_values_with_braces_stay_as_they_are() -> None:
    assert say("cell_too_long", {"count": "{limit}", "limit": "{0}"}) == "写了{limit}个字，最多{0}个字。"


def test_findings_and_messages_travel_between_processes() -> None:
    place = Place("a.xlsx", part="表", row=2, column=3)
    finding = Finding("cell_too_long", Severity.WARNING, place, VALUES, row=1, column="feature")
    assert pickle.loads(pickle.dumps(finding)) == finding
    assert pickle.loads(pickle.dumps(Message("cell_too_long", VALUES))) == Message("cell_too_long", VALUES)


def test_enum_values_are_stable() -> None:
    assert [severity.value for severity in Severity] == ["error", "warning", "info"]
    assert [lang.value for lang in Lang] == ["zh", "en"]
