"""The items of a list in a call file are told apart by their keys and names."""

from collections.abc import Iterable, Sequence

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.domain.annexes.headings import fold


def check_unique(
    sections: Sequence[Section], named: Iterable[tuple[str, tuple[str, ...]]], title_key: str = ""
) -> None:
    """No two of a list may share a key, a title or an alias: nobody could tell them apart."""
    keys: dict[str, int] = {}
    names: dict[str, str] = {}
    for section, (key, texts) in zip(sections, named, strict=True):
        if not key:
            continue
        if key in keys:
            section.problem("key", "data_item_key_twice", name=quoted(key), first=keys[key])
        keys.setdefault(key, section.line_of("key"))
        for text in texts:
            other = names.setdefault(fold(text), key)
            if other != key:
                section.problem(title_key, "call_heading_twice", text=quoted(text), other=quoted(other))


def check_keys(sections: Sequence[Section], keys: Iterable[str]) -> None:
    """No two of a list may share a key."""
    check_unique(sections, ((key, ()) for key in keys))
