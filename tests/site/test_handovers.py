"""Papers handed over from the hall to the section: chosen once, signed for by somebody else, logged."""

import threading

import pytest
from django.db import connections

from jianyou.actions.arrivals import register_paper
from jianyou.actions.filing import submit
from jianyou.actions.handing_over import MOST_PAPERS, hand_over, take_over
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC, Actor
from jianyou.domain.lifecycle.states import CallStatus
from jianyou.queries.handovers import get_slip, list_slips_over, list_to_hand_over
from jianyou.store.models import Call, HandedOver, Handover, LogRow
from jianyou.terms.finding import Refused
from jianyou.terms.media import Handed, Medium
from tests.site.kit import clerk, counter, head, opened, sent, somewhere_else

pytestmark = pytest.mark.usefixtures("site")


TWO = Handed(2, (Medium.PAPER, Medium.DISC))


def papers(count: int) -> list[str]:
    """So many registered papers of an open call; their numbers."""
    opened(completes_on="paper")
    return [
        register_paper(
            actor=counter(), call_slug="call-1", sent=sent(f"示例{one}厂"), handed=TWO
        ).filing.number
        for one in range(count)
    ]


def waiting(actor: Actor | None = None) -> list[str]:
    found = list_to_hand_over(viewer=actor or counter(), slug="call-1", most=100)
    return [one.paper.number for one in found]


def over(numbers: list[str], **more: str) -> int:
    return hand_over(actor=counter(), call_slug="call-1", numbers=numbers, **more)


def taken(number: int, *missing: str, actor: Actor | None = None, note: str = "") -> None:
    take_over(actor=actor or clerk(), call_slug="call-1", number=number, missing=missing, note=note)


def why(do: object, *arguments: object, **more: object) -> str:
    with pytest.raises(Refused) as refused:
        do(*arguments, **more)  # type: ignore[operator]
    return refused.value.code


def logged(act: str) -> list[dict[str, object]]:
    """What the log tells of each, beside who did it."""
    contents = LogRow.objects.filter(act=act).order_by("at", "id").values_list("content", flat=True)
    who = {"act", "actor", "role"}
    return [{key: one[key] for key in one if key not in who} for one in contents if one]


def test_from_the_hall_to_the_section() -> None:
    first, second, third = papers(3)
    submit(actor=PUBLIC, call_slug="call-1", sent=sent("只在网上"))
    assert waiting() == [first, second, third]
    assert over([second, first, second], note=" 两盒 ") == 1
    assert waiting() == [third]
    slip = get_slip(viewer=clerk(), slug="call-1", number=1)
    assert [one.registered.paper.number for one in slip.papers] == [first, second]
    assert (slip.line.papers, slip.copies, slip.note, slip.signs) == (2, 4, "两盒", True)
    assert (slip.line.taken_at, get_slip(viewer=counter(), slug="call-1", number=1).signs) == (None, False)
    taken(1)
    slip = get_slip(viewer=clerk(), slug="call-1", number=1)
    assert (slip.line.taken_by, slip.line.missing, slip.signs) == ("jingban", 0, False)
    assert slip.line.taken_at is not None
    assert slip.line.taken_at > slip.line.made_at
    assert logged("hand_over") == [{"handover": 1, "papers": [second, first], "note": "两盒"}]
    assert logged("take_over") == [{"handover": 1, "papers": 2, "missing": [], "note": ""}]
    assert over([third]) == 2
    assert [(one.number, one.papers) for one in list_slips_over(viewer=head(), slug="call-1")] == [
        (2, 1),
        (1, 2),
    ]


def test_what_is_missing_can_be_handed_over_again() -> None:
    first, second = papers(2)
    over([first, second])
    assert why(taken, 1, second) == "handover_note_missing"
    taken(1, second, actor=head(), note="袋中没有")
    assert waiting() == [second]
    line = list_slips_over(viewer=clerk(), slug="call-1")[0]
    assert (line.papers, line.missing, line.taken_by) == (2, 1, "chuzhang")
    assert logged("take_over") == [{"handover": 1, "papers": 1, "missing": [second], "note": "袋中没有"}]
    assert over([second]) == 2
    assert waiting() == []
    taken(2)
    assert (
        list(HandedOver.objects.order_by("handover__number").values_list("missing", flat=True)).count(True)
        == 1
    )


def test_who_may_not_and_what_cannot_be() -> None:
    number, other = papers(2)
    prefilled = submit(actor=PUBLIC, call_slug="call-1", sent=sent("只在网上")).filing.number
    for numbers in ([prefilled], ["2222-2222-2222"], [number, "x" * 900]):
        assert why(over, numbers) == "handover_not_there"
    assert why(over, []) == "handover_empty"
    assert why(over, [f"{one}" for one in range(MOST_PAPERS + 1)]) == "handover_many"
    assert why(over, [number], note="长" * 2001) == "site_text_long"
    assert Handover.objects.count() == 0
    with pytest.raises(NotAllowed, match="not_allowed_role"):
        hand_over(actor=head(), call_slug="call-1", numbers=[number])
    with pytest.raises(NotAllowed, match="not_allowed_office"):
        hand_over(actor=somewhere_else(), call_slug="call-1", numbers=[number])
    over([number])
    assert why(over, [number, other]) == "handover_not_there"
    with pytest.raises(NotAllowed, match="not_allowed_role"):
        taken(1, actor=counter())
    with pytest.raises(NotAllowed, match="not_allowed_office"):
        taken(1, actor=somewhere_else())
    own = hand_over(actor=clerk(), call_slug="call-1", numbers=[other])
    assert why(taken, own) == "handover_own"
    assert why(taken, 1, other, note="没有") == "handover_not_on_it"
    assert why(taken, 7) == "handover_unknown"
    taken(1)
    assert why(taken, 1) == "handover_taken"
    assert why(get_slip, viewer=somewhere_else(), slug="call-1", number=1) == "site_no_call"
    assert (Handover.objects.count(), len(logged("hand_over")), len(logged("take_over"))) == (2, 2, 1)


def test_an_archived_call_hands_nothing_over() -> None:
    (number,) = papers(1)
    Call.objects.update(status=CallStatus.ARCHIVED)
    with pytest.raises(NotAllowed, match="not_allowed_settled"):
        over([number])


def test_two_counters_at_once_never_hand_over_the_same_paper() -> None:
    numbers = papers(6)
    begin, made = threading.Barrier(3), list[int]()
    refused: list[str] = []

    def one(own: list[str]) -> None:
        try:
            begin.wait(10)
            made.append(over(own))
        except Refused as error:
            refused.append(error.code)
        finally:
            connections.close_all()

    shares = (numbers[:4], numbers[2:], numbers[4:])
    threads = [threading.Thread(target=one, args=[share]) for share in shares]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    on_slips = list(HandedOver.objects.values_list("filing__number", flat=True))
    assert len(on_slips) == len(set(on_slips))
    assert sorted(made) == list(range(1, len(made) + 1))
    assert (len(made) + len(refused), set(refused) <= {"handover_not_there"}) == (3, True)
