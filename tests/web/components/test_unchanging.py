"""What doesn't change from look to look is found once, and stays what Django would say."""

from typing import Any

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse
from django.utils.translation import override


def rendered(text: str, language: str, **told: Any) -> str:
    with override(language):
        return str(engines["django"].from_string(text).render(told))


def in_turn(text: str, **told: Any) -> list[str]:
    """One template in both languages, and in the first once more."""
    template = engines["django"].from_string(text)
    said = []
    for language in ("zh-hans", "en", "zh-hans"):
        with override(language):
            said.append(str(template.render(told)))
    return said


def test_each_language_has_its_own_words() -> None:
    zh, en, again = in_turn('{% translate "错误：" %}')
    assert (zh, again) == ("错误：", "错误：")
    assert en == "Error:"


def test_what_differs_by_more_is_said_anew() -> None:
    template = engines["django"].from_string("{% translate word %}")
    assert [str(template.render({"word": word})) for word in ("甲", "<乙>")] == ["甲", "&lt;乙&gt;"]
    assert in_turn('{% translate "错误：" as said %}[{{ said }}]') == ["[错误：]", "[Error:]", "[错误：]"]
    assert in_turn('{% translate "错误：" noop %}') == ["错误：", "错误：", "错误："]
    assert rendered('{% translate "100%" %}', "zh-hans") == "100%"


def test_sentences_put_in_what_they_are_told() -> None:
    text = "{% blocktranslate trimmed with at=at %}第 {{ at }} 步，共 {{ all }} 步{% endblocktranslate %}"
    template = engines["django"].from_string(text)
    with override("zh-hans"):
        said = [str(template.render({"at": at, "all": 3})) for at in (1, "<2>")]
    assert said == ["第 1 步，共 3 步", "第 &lt;2&gt; 步，共 3 步"]


@pytest.mark.parametrize(("count", "said"), [(1, "File 1 entry"), (2, "File 2 entries")])
def test_plurals_stay_apart(count: int, said: str) -> None:
    words = "报送 {{ count }} 条"
    text = "{% blocktranslate trimmed count count=count %}" + words + "{% plural %}" + words
    text += "{% endblocktranslate %}"
    assert in_turn(text, count=count) == [f"报送 {count} 条", said, f"报送 {count} 条"]


def test_an_address_goes_by_its_arguments() -> None:
    template = engines["django"].from_string("{% url 'file' id %}")
    one, other = "0" * 64, "1" * 64
    assert [str(template.render({"id": each})) for each in (one, other, one)] == [
        reverse("file", args=[each]) for each in (one, other, one)
    ]


def test_an_address_that_leads_nowhere_is_a_defect_each_time() -> None:
    template = engines["django"].from_string("{% url 'nowhere' %}")
    for _ in range(2):
        with pytest.raises(NoReverseMatch):
            template.render({})


def test_an_address_may_be_kept_for_later() -> None:
    text = "{% url 'nowhere' as there %}[{{ there }}]{% url 'start' as here %}[{{ here }}]"
    assert rendered(text, "zh-hans") == f"[][{reverse('start')}]"


def test_files_lie_where_they_lie() -> None:
    template = engines["django"].from_string("{% static 'jianyou/base.css' %} {% static name %}")
    said = [str(template.render({"name": name})) for name in ("a.css", "b.css")]
    assert said == ["/static/jianyou/base.css /static/a.css", "/static/jianyou/base.css /static/b.css"]
