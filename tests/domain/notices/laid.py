"""A text as a notice whose body is all of it, and ways to write the same words otherwise."""

from collections.abc import Callable

from hypothesis import strategies as st

from jianyou.domain.notices.model import Layout, NoticeText, Span
from jianyou.domain.notices.text import notice_text

_WIDE = {code: code + 0xFEE0 for code in range(0x21, 0x7F)}


def laid(words: str, tail: str = "") -> tuple[NoticeText, Layout]:
    """The words as body, `tail` below the signature."""
    text = notice_text(words + tail)
    end = len(text.text)
    return text, Layout(Span(0, 0), Span(0, len(words)), Span(len(words), end))


def rewritings(*, breaks: str) -> st.SearchStrategy[Callable[[str], str]]:
    """Rewritings of a text: white space of `breaks` put in anywhere, half width to full width."""

    def rewriting(places: list[int], gap: str, *, wide: bool) -> Callable[[str], str]:
        def rewritten(words: str) -> str:
            at = {place % (len(words) + 1) for place in places}
            gapped = "".join((gap if i in at else "") + sign for i, sign in enumerate(words))
            return gapped.translate(_WIDE) if wide else gapped

        return rewritten

    return st.builds(
        rewriting,
        st.lists(st.integers(0, 10_000), max_size=40),
        st.sampled_from(list(breaks)),
        wide=st.booleans(),
    )
