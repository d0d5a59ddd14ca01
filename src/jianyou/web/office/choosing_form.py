"""Forms around a choice: what was typed of places and of adopting, understood."""

from collections.abc import Mapping

from django.http import QueryDict
from django.utils.translation import gettext

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.actions.choosing import LONGEST_NAME, Adopting, ChoiceAsked
from jianyou.domain.calls.review import Choice as Declared
from jianyou.domain.judging.changes import MOST_PLACES
from jianyou.domain.judging.record import How
from jianyou.queries.choice_adopting import AdoptingView
from jianyou.terms.finding import Refused
from jianyou.web.office.review_boxes import Box, number_typed, typed

_DIGITS = 6


def boxes_new(
    declared: Declared, unknown: int, post: QueryDict, problems: Mapping[str, Refused]
) -> list[Box]:
    """What a choice asks: places that the call leaves open, what to do with unsettled conditions, why."""
    open_ = [tier for tier in declared.tiers if tier.n is None]
    boxes = [
        Box(
            name=f"n-{tier.key}",
            label=gettext("“{tier}”推荐几个").format(tier=tier.name),
            kind="number",
            text=typed(post, f"n-{tier.key}", _DIGITS),
            longest=_DIGITS,
            problem=problems.get(f"n-{tier.key}"),
        )
        for tier in open_
    ]
    if open_:
        boxes.append(
            Box(
                name="said_by",
                label=gettext("名额由谁确定"),
                hint=gettext("例如 委党组会、主任办公会。"),
                text=typed(post, "said_by", LONGEST_NAME),
                longest=LONGEST_NAME,
                problem=problems.get("said_by"),
            )
        )
    if unknown:
        boxes.append(_unknown(unknown, post, problems))
    if open_ or unknown:
        boxes.append(
            Box(
                name="reason",
                label=gettext("理由和依据"),
                kind="text",
                text=typed(post, "reason", LONGEST_TEXT, lines=True),
                longest=LONGEST_TEXT,
                problem=problems.get("reason"),
            )
        )
    return boxes


def _unknown(unknown: int, post: QueryDict, problems: Mapping[str, Refused]) -> Box:
    return Box(
        name="unknown",
        label=gettext("参评条件还没有核实的 {count} 条").format(count=unknown),
        hint=gettext("逐条处理：先在申报的“参评条件”里记下核实的事实，再回到这里。"),
        kind="choice",
        text=typed(post, "unknown", _DIGITS),
        choices=(("in", gettext("都列入择优")), ("out", gettext("都不列入"))),
        problem=problems.get("unknown"),
    )


def asked_new(declared: Declared, unknown: int, post: QueryDict) -> tuple[ChoiceAsked, dict[str, Refused]]:
    """What was typed of a choice, and what is wrong with it by field."""
    problems: dict[str, Refused] = {}
    places: dict[str, int] = {}
    for tier in declared.tiers:
        if tier.n is not None:
            continue
        name = f"n-{tier.key}"
        try:
            n = number_typed(post, name, 0, MOST_PLACES)
        except Refused:
            problems[name] = Refused("choice_number_wrong", most=MOST_PLACES)
            continue
        if n is None:
            problems[name] = Refused("choice_places_open", tier=tier.name)
        else:
            places[tier.key] = n
    said_by, reason = post.get("said_by", ""), post.get("reason", "")
    decided = {"in": True, "out": False}.get(post.get("unknown", ""))
    if unknown and decided is None:
        problems["unknown"] = Refused("choice_unknown_open", count=unknown)
    if places and not said_by.strip():
        problems["said_by"] = Refused("choice_said_by_missing")
    if (places or unknown) and not reason.strip():
        problems["reason"] = Refused("choice_reason_missing")
    asked = ChoiceAsked(
        award=declared.award,
        places=places,
        said_by=said_by,
        unknown=decided if unknown else None,
        reason=reason,
    )
    return asked, problems


def ground_typed(sent: QueryDict) -> tuple[How, int, tuple[int, ...]]:
    """On what ground a choice is adopted: by what, the number of the meeting, those of ballots."""
    told = sent.get("how", "")
    how = How(told) if told in set(How) else How.RULES
    meeting = _small(sent.get("meeting", "")) or 0
    ballots = tuple(sorted({n for text in sent.getlist("ballot")[:50] if (n := _small(text))}))
    return how, meeting, ballots


def _small(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= _DIGITS else None


def adopting_typed(view: AdoptingView, ground: tuple[How, int, tuple[int, ...]], post: QueryDict) -> Adopting:
    """What was typed of adopting: tiers of those who come in, who wins a tie, reasons."""
    how, meeting, ballots = ground
    chosen = {place.entry.key.hex: place.tier for place in (*view.keeping, *view.going)}
    touched: list[str] = []
    if how is How.RULES:
        for tie in view.ties:
            first = tie.first.key.hex
            touched.append(first)
            winner = post.get(f"k-{first}", "")
            if winner != first and winner in {one.key.hex for one in tie.others}:
                chosen[winner] = chosen.pop(first)
    else:
        for place in view.going:
            del chosen[place.entry.key.hex]
            touched.append(place.entry.key.hex)
        for one in view.coming:
            chosen[one.key.hex] = post.get(f"t-{one.key.hex}", "")
            touched.append(one.key.hex)
    reasons = {key: typed(post, f"r-{key}", LONGEST_TEXT, lines=True).strip() for key in touched}
    return Adopting(how=how, chosen=chosen, reasons=reasons, meeting=meeting, ballots=ballots)
