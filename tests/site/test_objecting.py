"""Objections are raised once, judged by the clock, come back to by a code, added to and withdrawn."""

import json
import uuid
from datetime import timedelta

import pytest

from jianyou.actions.arrivals import mark_arrival
from jianyou.actions.objecting import (
    MOST_AN_HOUR,
    WRONG_CODES,
    add_evidence,
    code_of_objection,
    objection_by_code,
    objector_actor,
    withdraw_objection,
)
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import filer_of
from jianyou.domain.lifecycle.states import ObjectionStatus, PublicityStatus
from jianyou.domain.publicity.objections import Channel, FileRole, ObjectionKind, Objector, ObjectorKind
from jianyou.queries.objections import (
    get_for_objector,
    get_objector_file,
    list_for_nominee,
    public_statistics,
)
from jianyou.store.dialect import database_now
from jianyou.store.files import path_of
from jianyou.store.models import Arrival, LogRow, Objection, ObjectionFile, Publicity
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, counter, somewhere_else
from tests.site.objection_world import (
    PDF,
    PERSON,
    UNIT,
    WHAT,
    a_file,
    entry_named,
    logged,
    objection,
    public_list,
    raised,
)

pytestmark = pytest.mark.usefixtures("site")


def refused(code: str, **told: object) -> None:
    with pytest.raises(Refused) as refusal:
        raised(**told)
    assert refusal.value.code == code


def test_one_objection_is_raised_once_kept_encrypted_and_logged_without_a_name() -> None:
    public_list()
    token = uuid.uuid4()
    first = raised(token=token)
    assert raised(token=token, text="别的内容") == first
    assert (first.in_time, first.missing, code_of_objection(token=token)) == (True, (), first.code)
    row = Objection.objects.get()
    assert (row.number, row.status, row.named, row.entry) == (
        first.number,
        ObjectionStatus.RECEIVED,
        True,
        entry_named(),
    )
    (file,) = ObjectionFile.objects.all()
    columns = (row.person, row.text, file.name, file.key)
    stored = b"".join(bytes(column or b"") for column in columns) + path_of(file.digest).read_bytes()
    for planted in (PERSON.name, PERSON.phone, PERSON.mail, WHAT, "证据.pdf", PDF.decode()):
        assert planted.encode() not in stored
        assert planted not in logged()
    told = LogRow.objects.values_list("content", flat=True).get(act="raise_objection")
    assert told
    assert (told["objection"], told["ordinal"], told["in_time"], told["actor"]) == (
        first.number,
        1,
        True,
        "public",
    )


def test_number_and_code_let_its_objector_in_and_nobody_else() -> None:
    public_list()
    told = raised()
    actor = objection_by_code(number=told.number, code=told.code)
    assert actor == objector_actor(told.number)
    view = get_for_objector(viewer=actor)
    assert (view.text, view.about, view.status, [file.name for file in view.files]) == (
        WHAT,
        "示例轴承有限公司",
        ObjectionStatus.RECEIVED,
        ["证据.pdf"],
    )
    assert get_objector_file(viewer=actor, key=view.files[0].key) == ("证据.pdf", PDF)
    for stranger in (clerk(), filer_of(told.number), objector_actor("AAAA-AAAA-AAAA")):
        with pytest.raises(Refused):
            get_for_objector(viewer=stranger)
    for _ in range(WRONG_CODES):
        with pytest.raises(Refused, match="objection_not_found"):
            objection_by_code(number=told.number, code="0" * 12, place="198.51.100.7")
    with pytest.raises(Refused, match="public_too_often"):
        objection_by_code(number=told.number, code=told.code, place="198.51.100.7")
    assert objection_by_code(number=told.number, code=told.code, place="198.51.100.8") == actor


@pytest.mark.slow
def test_a_wrong_code_given_with_an_act_is_counted_as_well() -> None:
    public_list()
    told = raised()
    for _ in range(WRONG_CODES):
        with pytest.raises(Refused, match="objection_not_found"):
            withdraw_objection(actor=objector_actor(""), number=told.number, code="0" * 12, reason="撤回")
    with pytest.raises(Refused, match="public_too_often"):
        withdraw_objection(actor=objector_actor(""), number=told.number, code=told.code, reason="撤回")


def test_the_clock_decides_and_a_stamp_before_it() -> None:
    publicity = public_list()
    stamped = mark_arrival(actor=counter(), call_slug="city").number
    at = database_now()
    Publicity.objects.update(objections_until=at, ends_at=at)
    late = raised()
    assert (late.in_time, late.missing) == (False, ("objection_missing_time",))
    in_time = raised(actor=counter(), channel=Channel.COUNTER, arrival=stamped)
    assert (in_time.in_time, in_time.missing) == (True, ())
    assert objection(in_time.number).moment == Arrival.objects.get().at
    Arrival.objects.update(at=publicity.prepared_at - timedelta(seconds=1))
    refused("objection_arrival_before", actor=counter(), channel=Channel.COUNTER, arrival=stamped)
    refused("site_no_arrival", actor=counter(), channel=Channel.COUNTER, arrival=99)


def test_it_is_told_what_is_missing_and_what_is_added_counts() -> None:
    public_list()
    anonymous = raised(person=None, files=())
    assert anonymous.missing == ("objection_missing_name", "objection_missing_evidence")
    actor = objector_actor(anonymous.number)
    with pytest.raises(Refused, match="objection_nothing_added"):
        add_evidence(actor=actor, number=anonymous.number)
    assert add_evidence(actor=actor, number=anonymous.number, files=[a_file()]) == ("objection_missing_name",)
    assert add_evidence(actor=actor, number=anonymous.number, person=PERSON) == ()
    with pytest.raises(Refused, match="objection_named_already"):
        add_evidence(actor=actor, number=anonymous.number, person=UNIT)
    assert raised(person=UNIT).missing == ("objection_missing_letter",)
    assert raised(person=UNIT, files=[a_file(), a_file(role=FileRole.IDENTITY)]).missing == ()
    assert raised(kind=ObjectionKind.RANK).missing == ("objection_missing_substance",)
    assert raised(kind=ObjectionKind.TYPING, person=None, files=()).missing == ()


@pytest.mark.slow
def test_one_withdrawn_is_settled_and_nobody_learns_why() -> None:
    public_list()
    told = raised()
    withdraw_objection(actor=objector_actor(told.number), number=told.number, reason="情况已核实清楚")
    assert objection(told.number).status == ObjectionStatus.WITHDRAWN
    assert "情况已核实清楚" not in logged()
    with pytest.raises(NotAllowed):
        add_evidence(actor=objector_actor(told.number), number=told.number, text="还有")
    with pytest.raises(NotAllowed):
        withdraw_objection(actor=objector_actor(told.number), number=told.number, reason="再撤回")


@pytest.mark.slow
@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("objection_text_empty", {"text": " \n"}),
        ("objection_text_long", {"text": "字" * 5001}),
        ("objection_row_unknown", {"about": uuid.uuid4()}),
        ("objection_channel", {"channel": Channel.POST}),
        ("objection_no_list", {"publicity": 2}),
        ("objection_unreachable", {"person": Objector(kind=ObjectorKind.PERSON, name="异示例")}),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_kept(code: str, told: dict[str, object]) -> None:
    public_list()
    refused(code, **told)
    refused("objection_files_many", files=[a_file()] * 11)
    assert not Objection.objects.exists()


@pytest.mark.slow
def test_a_list_not_public_yet_takes_none_and_one_that_ended_does() -> None:
    public_list()
    Publicity.objects.update(status=PublicityStatus.PREPARED)
    refused("objection_no_list")
    Publicity.objects.update(status=PublicityStatus.ENDED)
    assert raised().in_time


@pytest.mark.slow
def test_too_many_from_one_place_are_refused() -> None:
    public_list("示例甲厂")
    about = entry_named("示例甲厂").id
    for _ in range(MOST_AN_HOUR):
        raised(place="198.51.100.7", about=about, files=())
    refused("objection_too_often", place="198.51.100.7", about=about, files=())
    assert raised(place="198.51.100.8", about=about, files=()).in_time


@pytest.mark.slow
def test_staff_enter_what_came_to_them_for_their_own_office_only() -> None:
    public_list()
    for actor, channel in ((counter(), Channel.COUNTER), (clerk(), Channel.POST)):
        assert raised(actor=actor, channel=channel).in_time
    refused("not_allowed_office", actor=somewhere_else(), channel=Channel.POST)
    refused("not_allowed_role", actor=filer_of("AAAA"), channel=Channel.POST)


@pytest.mark.slow
def test_the_nominee_and_the_public_see_nothing_of_one_that_only_came_in() -> None:
    public_list()
    raised()
    assert list_for_nominee(viewer=filer_of(entry_named().filing.number)) == ()
    counts = public_statistics(slug="city", publicity=1)
    assert (counts.received, counts.states, counts.outcomes) == (
        1,
        {"received": 1},
        {"upheld": 0, "partly": 0, "dismissed": 0},
    )
    assert public_statistics(slug="city", publicity=2).received == 0
    assert json.dumps(counts.kinds) == '{"substance": 1, "typing": 0, "rank": 0}'
