"""A draw as plain data for JSON, and read back from data that somebody else wrote."""

from collections.abc import Mapping
from typing import Any, TypeVar, cast

from jianyou.datafiles.canonical import Plain, canonical
from jianyou.domain.judging.draw import FORMAT, Draw, DrawPlan, Secret, check_draw
from jianyou.domain.judging.plain import from_plain as record_from_plain
from jianyou.domain.judging.plain import plain_of
from jianyou.terms.finding import Refused
from jianyou.terms.message import Message

_LIST_DIFFERS = "draw_list_differs"
_OF_THE_FILE = ("format", "list_hash")
_Record = TypeVar("_Record", Draw, DrawPlan, Secret)


def plan_as_plain(plan: DrawPlan) -> dict[str, Plain]:
    """A plan with its list hash: what is published before the draw."""
    return {
        **plan.frozen(),
        "commitments": plain_of(plan.commitments),
        "list_hash": plan.list_hash,
    }


def as_plain(draw: Draw) -> dict[str, Plain]:
    """A draw with its plan: what is published after it."""
    return {**cast("dict[str, Plain]", plain_of(draw)), "plan": plan_as_plain(draw.plan)}


def plan_from_plain(given: object) -> DrawPlan:
    """The plan of a file.

    Raises:
        Refused: a part is missing, is none, or has the wrong kind; the list hash isn't the list's.
    """
    part = _mapping(given, "plan")
    if part.get("format") != FORMAT:
        raise Refused("draw_format_unknown", known=FORMAT)
    rest = {key: value for key, value in part.items() if key not in _OF_THE_FILE}
    plan = _record(DrawPlan, rest, "plan")
    told = part.get("list_hash")
    if not isinstance(told, str):
        raise Refused("draw_part_wrong", part="plan.list_hash")
    if told != plan.list_hash:
        raise Refused(_LIST_DIFFERS, told=told[:64], due=plan.list_hash)
    return plan


def from_plain(given: object) -> Draw:
    """The draw of a file, as it is told there; `check_draw` says whether it follows.

    Raises:
        Refused: as for a plan.
    """
    part = _mapping(given, "draw")
    plan = _mapping(part.get("plan"), "plan")
    plan_from_plain(plan)
    bare = {key: value for key, value in plan.items() if key not in _OF_THE_FILE}
    return _record(Draw, {**part, "plan": bare}, "")


def check_plain(given: object) -> tuple[Message, ...]:
    """What of a file's draw doesn't follow from its plan, value and secrets; empty if all does.

    Raises:
        Refused: it is no draw that could be checked.
    """
    try:
        draw = from_plain(given)
    except Refused as refused:
        if refused.code != _LIST_DIFFERS:
            raise
        return (Message(refused.code, refused.params),)
    return check_draw(draw)


def secret_from_plain(given: object) -> Secret:
    """A secret told in a file.

    Raises:
        Refused: a part is missing or is no text.
    """
    return _record(Secret, _mapping(given, "secret"), "secret")


def _mapping(given: object, name: str) -> Mapping[str, Any]:
    if not isinstance(given, dict):
        raise Refused("draw_part_wrong", part=name)
    return given


def _record(kind: type[_Record], given: Mapping[str, Any], path: str) -> _Record:
    try:
        # Whatever can't be written the one way could be hashed by nobody.
        canonical(given)
        return record_from_plain(kind, given, path)
    except Refused as refused:
        raise Refused("draw_part_wrong", part=str(refused.params.get("part", path))) from None
    except (TypeError, UnicodeEncodeError):
        raise Refused("draw_part_wrong", part=path or "draw") from None
