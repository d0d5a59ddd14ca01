"""What a form or a script typed into fields that several windows may have open: edits with what was seen."""

import json
from collections.abc import Mapping
from typing import Any

from jianyou.domain.annexes.drafting import Conflict, Edit, text_mark
from jianyou.web.components.forms.typed import Clash

PREFIX = "c-"
_TAKE = "take-"
_MINE, _THEIRS = "mine:", "theirs"
_BLANK = text_mark("")
_MOST_FIELDS = 400


class Unread(ValueError):
    """What a script sent is no list of edits."""


def edits_sent(body: bytes) -> tuple[Edit, ...]:
    """The edits of a script's request: `{"edits": [{"name", "text", "was"}]}`.

    Raises:
        Unread: it is something else.
    """
    try:
        return tuple(_edit_sent(one) for one in json.loads(body)["edits"])
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise Unread from error


def edits_posted(posted: Mapping[str, str]) -> tuple[Edit, ...]:
    """The fields of a form without scripts; its `marks` stand for what the page had shown in them.

    Of a field that was changed elsewhere too, the visitor chose which text to take.
    """
    marks = _marks(posted)
    found = []
    for name in posted:
        choice = posted.get(f"{_TAKE}{name}", "")
        if name.startswith(PREFIX) and choice != _THEIRS:
            mark = choice.removeprefix(_MINE) if choice.startswith(_MINE) else marks.get(name, _BLANK)
            found.append(Edit(name, posted[name], mark=mark or _BLANK))
    return tuple(found)


def texts_posted(posted: Mapping[str, str]) -> dict[str, str]:
    """What a form sent in its fields, as it was typed."""
    return {name: posted[name] for name in list(posted)[:_MOST_FIELDS] if name.startswith(PREFIX)}


def marks_of(texts: Mapping[str, str], posted: Mapping[str, str], clashes: Mapping[str, Clash]) -> str:
    """The marks of what a page shows; of fields that clash those that were posted: theirs wasn't seen yet."""
    kept = {name: mark for name, mark in _marks(posted).items() if name in clashes}
    marks = {name: text_mark(text) for name, text in texts.items() if text}
    return " ".join(f"{name}:{mark}" for name, mark in {**marks, **kept}.items())


def clashes_of(conflicts: tuple[Conflict, ...]) -> dict[str, Clash]:
    """What stands elsewhere in the fields that weren't saved."""
    return {one.name: Clash(one.theirs, text_mark(one.theirs), "") for one in conflicts}


def _marks(posted: Mapping[str, str]) -> dict[str, str]:
    pairs = (one.partition(":") for one in posted.get("marks", "").split())
    return {name: mark for name, _, mark in pairs}


def _edit_sent(one: Mapping[str, Any]) -> Edit:
    name, text, was = one["name"], one["text"], one.get("was", "")
    if not (isinstance(name, str) and isinstance(text, str) and (was is None or isinstance(was, str))):
        raise TypeError
    return Edit(name, text, was)
