"""Results and titles: recorded and corrected, conferred, changed, taken over from lists, told to rules."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.utils.timezone import localtime

from jianyou.actions.results import Empty, ResultLine
from jianyou.actions.title_judging import judge_in
from jianyou.actions.title_taking import look_at_list, take_list
from jianyou.actions.titles import set_register
from jianyou.domain.eligibility.claims import Claim, SourceKind, raw_of, standings
from jianyou.domain.eligibility.evaluate import evaluate
from jianyou.domain.eligibility.load import parse_pack
from jianyou.domain.eligibility.normalize import normalize
from jianyou.domain.eligibility.resolve import resolve
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.mailbox.messages import rendered
from jianyou.domain.titles.changing import ChangeKind
from jianyou.domain.titles.standing import Standing
from jianyou.jobs.titles import remind_titles_due
from jianyou.queries.calls import file_of
from jianyou.queries.entry_wanted import EntryKey
from jianyou.queries.public_titles import list_public_titles
from jianyou.queries.results import Outcome, get_results
from jianyou.queries.title_facts import add_titles, get_titles_of_entry
from jianyou.queries.title_taking import Left, TakingTold
from jianyou.queries.titles import TitleSettings, TitlesWanted, get_title, list_titles
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Candidacy,
    Entry,
    LogRow,
    OutboxMessage,
    Result,
    SiteAct,
    Title,
    TitleSetting,
)
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from tests.site.audience import BEARINGS, GEARS, LIFTS, kept
from tests.site.kit import clerk, counter, head, somewhere_else
from tests.site.titles_world import (
    BATCH,
    DOCUMENT,
    NAME,
    ON,
    SLUG,
    USCC,
    change,
    conferred,
    entered,
    line,
    old_title,
    recorded,
    titled_call,
)

pytestmark = pytest.mark.usefixtures("site")


def logged(act: Act) -> list[dict[str, object]]:
    """What the call's log tells of such acts."""
    return [dict(row.content) for row in LogRow.objects.filter(act=act).order_by("at", "id") if row.content]


def found(search: str) -> list[str]:
    """The names of the titles that a search leads to."""
    view = list_titles(viewer=clerk(), wanted=TitlesWanted(search=search))
    return [one.name for one in view.page.items]


def test_results_become_titles_that_hold_by_the_calls_rules() -> None:
    first, second, third = titled_call()
    assert recorded(line(first), line(second, "nomination"), line(third, "")) == 3
    assert conferred(2) == 2
    told = [
        (row.number, row.name, row.tier_name, row.batch, row.valid_until, row.recheck_on, row.entry_id)
        for row in Title.objects.order_by("number")
    ]
    until, recheck = date(2029, 2, 28), date(2028, 9, 1)
    assert told == [
        (1, first.name, "重庆市市长质量管理奖", BATCH, until, recheck, first.id),
        (2, second.name, "重庆市市长质量管理奖提名奖", BATCH, until, recheck, second.id),
    ]
    view = get_results(viewer=clerk(), slug=SLUG)
    assert [(row.name, row.title) for row in view.rows] == [
        (first.name, 1),
        (second.name, 2),
        (third.name, 0),
    ]
    assert view.conferrable == ()
    messages = OutboxMessage.objects.filter(kind="title_conferred").order_by("id")
    assert sorted(one.params["name"] for one in messages) == sorted([first.name, second.name])
    (content,) = logged(Act.CONFER_TITLES)
    assert (content["batch"], content["document"], len(content["titles"])) == (BATCH, DOCUMENT, 2)  # type: ignore[arg-type]


@pytest.mark.slow
def test_a_correction_keeps_what_was_told_before() -> None:
    (entry, *_) = titled_call(1)
    recorded(line(entry))
    (row,) = get_results(viewer=clerk(), slug=SLUG).rows
    assert row.result is not None
    assert recorded(line(entry, "", seen=row.result.key), document="示例更正〔2026〕1号") == 1
    (now,) = get_results(viewer=clerk(), slug=SLUG).rows
    assert now.result is not None
    assert (now.result.outcome, now.result.document) == ("not_conferred", "示例更正〔2026〕1号")
    assert [(one.outcome, one.document) for one in now.former] == [("conferred", DOCUMENT)]
    assert recorded(line(entry, "")) == 0  # told again, nothing changes
    assert len(logged(Act.RECORD_RESULTS)) == 2


@pytest.mark.slow
def test_what_was_looked_at_must_still_stand() -> None:
    (entry, *_) = titled_call(1)
    recorded(line(entry))
    for seen in ("", "0" * 32):
        with pytest.raises(Refused, match="result_changed"):
            recorded(line(entry, "", seen=seen))


@pytest.mark.slow
def test_a_result_that_is_a_title_is_corrected_only_once_that_is_revoked() -> None:
    (entry, *_) = titled_call(1)
    recorded(line(entry))
    conferred(1)
    with pytest.raises(Refused, match="result_title_stands"):
        recorded(line(entry, "nomination"))
    change(ChangeKind.REVOKED)
    recorded(line(entry, "nomination"))
    assert conferred(1) == 1
    assert list(Title.objects.order_by("number").values_list("status", "tier_name")) == [
        ("revoked", "重庆市市长质量管理奖"),
        ("valid", "重庆市市长质量管理奖提名奖"),
    ]


@pytest.mark.slow
def test_more_than_the_places_need_a_reason_and_empty_ones_may_have_one() -> None:
    entries = titled_call(7)
    with pytest.raises(Refused) as refused:
        recorded(*(line(entry) for entry in entries))
    assert refused.value.params == {
        "tier": "重庆市市长质量管理奖",
        "places": 5,
        "count": 7,
        "over": 2,
    }
    assert Result.objects.count() == 0
    empty = Empty("mayor", "nomination", "达到评分要求的不足。")
    assert recorded(*map(line, entries), over_places="市政府增加名额。", vacancies=[empty]) == 7
    (award,) = [one for one in get_results(viewer=clerk(), slug=SLUG).awards if one.key == "mayor"]
    assert [(tier.key, tier.given, tier.over, tier.empty, tier.reason) for tier in award.tiers] == [
        ("award", 7, 2, 0, ""),
        ("nomination", 0, 0, 5, "达到评分要求的不足。"),
    ]
    with pytest.raises(Refused, match="result_vacancy_unknown"):
        recorded(vacancies=[Empty("mayor", "award", "没有空缺。")])


@pytest.mark.slow
@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"award": "other"}, "result_award_unknown"),
        ({"tier": "other"}, "result_tier_unknown"),
        ({"outcome": "not_conferred"}, "result_tier_needless"),
        ({"key": ("AAAA-AAAA-AAAA", 1)}, "result_entry_unknown"),
    ],
)
def test_what_makes_no_sense_is_refused(other: dict[str, object], code: str) -> None:
    (entry, *_) = titled_call(1)
    told = dict(other)
    if "key" in told:
        told["key"] = EntryKey(*told["key"])  # type: ignore[misc]
    if "outcome" in told:
        told["outcome"] = Outcome(str(told["outcome"]))
    wrong: ResultLine = line(entry)._replace(**told)  # type: ignore[arg-type]
    with pytest.raises(Refused, match=code):
        recorded(wrong)


@pytest.mark.slow
def test_who_may() -> None:
    (entry, *_) = titled_call(1)
    with pytest.raises(NotAllowed):
        recorded(line(entry), actor=counter())
    with pytest.raises(Refused, match="site_no_call"):
        recorded(line(entry), actor=somewhere_else())
    entered()
    with pytest.raises(Refused, match="title_unknown"):
        change(ChangeKind.RENAMED, actor=somewhere_else(), name="示例甲公司")
    for actor in (counter(), clerk()):
        with pytest.raises(NotAllowed):
            change(ChangeKind.REVOKED, actor=actor)


def test_a_title_is_found_by_its_former_name_pinyin_and_code() -> None:
    entered(uscc=USCC)
    change(ChangeKind.RENAMED, actor=clerk(), name="示例精密轴承股份有限公司")
    for search in ("示例轴承", "精密轴承", "slzc", "shilizhoucheng", USCC[:10].lower()):
        assert found(search) == ["示例精密轴承股份有限公司"], search
    assert found("示例齿轮") == []
    (told,) = get_title(viewer=clerk(), number=1).changes
    assert (told.kind, told.before, told.after) == (
        ChangeKind.RENAMED,
        {"name": NAME},
        {"name": "示例精密轴承股份有限公司"},
    )
    assert [one.act for one in SiteAct.objects.all()] == ["title_changed"]


@pytest.mark.slow
def test_a_title_of_a_call_changes_in_the_calls_log() -> None:
    (entry, *_) = titled_call(1)
    recorded(line(entry))
    conferred(1)
    change(ChangeKind.RECHECKED, actor=clerk())
    change(ChangeKind.EXTENDED, seen=1, until=date(2033, 1, 1))
    with pytest.raises(Refused, match="title_changed"):
        change(ChangeKind.RECHECK_FAILED, seen=1)
    change(ChangeKind.REVOKED, seen=2, years=5)
    change(ChangeKind.RESTORED, seen=3)
    assert [content["after"] for content in logged(Act.CHANGE_TITLE)] == [
        {"valid_until": "2032-02-29", "recheck_on": "2031-09-02"},
        {"valid_until": "2033-01-01", "recheck_on": "2032-07-05"},
        {"status": "revoked", "barred_until": "2031-05-31"},
        {"status": "valid", "barred_until": ""},
    ]
    change(ChangeKind.RECHECK_FAILED, seen=4)
    view = get_title(viewer=clerk(), number=1)
    assert (view.line.valid_until, view.line.standing, view.seen) == (date(2026, 5, 31), Standing.EXPIRED, 5)
    assert SiteAct.objects.count() == 0


def taken(key: UUID, **told: object) -> dict[str, object]:
    """What a list comes to."""
    return {"actor": clerk(), "key": key, "told": TakingTold(award_name="示例小巨人", **told)}  # type: ignore[arg-type]


def test_an_older_list_is_taken_over_as_was_shown() -> None:
    key = kept(
        f"{BEARINGS},,渝北区,C3451,认定,2099-12-31,王示例,023-60000001,",
        f"{GEARS},,江北区,C3453,复核通过,,,,",
        f"{LIFTS},,渝中区,C3435,取消,,,,",
        "示例到期有限公司,,,,到期,,,,",
        "示例不明有限公司,,,,待定,,,,",
    )
    taking = look_at_list(**taken(key, validity_years=3))  # type: ignore[arg-type]
    assert [(one.name, one.valid_until, one.status) for one in taking.titles] == [
        (BEARINGS, date(2099, 12, 31), "valid"),
        (GEARS, date(2027, 8, 31), "valid"),
        (LIFTS, date(2027, 8, 31), "revoked"),
    ]
    assert (taking.revoked, taking.left) == (1, {Left.UNCLEAR: 1, Left.NO_END: 1})
    with pytest.raises(Refused, match="titles_others"):
        take_list(**taken(key, validity_years=3), count=2)  # type: ignore[arg-type]
    assert take_list(**taken(key, validity_years=3), count=3) == 3  # type: ignore[arg-type]
    assert look_at_list(**taken(key)).left[Left.THERE] == 3  # type: ignore[arg-type]
    with pytest.raises(Refused, match="titles_nothing"):
        take_list(**taken(key), count=0)  # type: ignore[arg-type]
    assert SiteAct.objects.filter(act="titles_taken_over").count() == 1


@pytest.mark.slow
def test_the_list_tells_how_each_title_stands() -> None:
    rows = [
        old_title("示例甲厂"),
        old_title("示例乙厂", valid_until=date(2024, 1, 1)),
        old_title("示例丙厂", valid_until=date(2099, 1, 1), recheck_on=date(2024, 1, 1)),
        old_title("示例丁厂", status="revoked"),
    ]
    entered(*rows)
    view = list_titles(viewer=clerk(), wanted=TitlesWanted())
    assert view.counts == {
        Standing.VALID: 1,
        Standing.EXPIRING: 0,
        Standing.RECHECK_DUE: 1,
        Standing.EXPIRED: 1,
        Standing.REVOKED: 1,
    }
    for standing, count in view.counts.items():
        own = list_titles(viewer=clerk(), wanted=TitlesWanted(standing=standing)).page
        assert [one.standing for one in own.items] == [standing] * count
    due = list_titles(viewer=clerk(), wanted=TitlesWanted(due_months=3)).page
    assert [one.name for one in due.items] == ["示例丙厂"]
    assert list_titles(viewer=somewhere_else(), wanted=TitlesWanted()).page.total == 0


@pytest.mark.slow
def test_the_public_sees_what_the_office_publishes() -> None:
    entered(uscc=USCC)
    wanted = TitlesWanted(search="示例轴承")
    (one,) = list_public_titles(wanted=wanted).page.items
    assert (one.name, one.uscc, one.district) == (NAME, "", "渝北区")
    assert list_public_titles(wanted=TitlesWanted(search=USCC)).page.total == 0
    with pytest.raises(NotAllowed):
        set_register(actor=clerk(), settings=TitleSettings())
    set_register(actor=head(), settings=TitleSettings(shows_uscc=True))
    assert [one.uscc for one in list_public_titles(wanted=wanted).page.items] == [USCC]
    set_register(actor=head(), settings=TitleSettings(public=False))
    assert list_public_titles(wanted=wanted).page.total == 0


def coded(entry: Entry) -> Entry:
    """An entry whose credit code is known."""
    Entry.objects.filter(id=entry.id).update(uscc=USCC)
    entry.refresh_from_db()
    return entry


def about(entry: Entry) -> tuple[list[int], list[int], list[int]]:
    """The numbers of the titles that bar an entry, let it cool off, or must be looked at."""
    told = get_titles_of_entry(viewer=clerk(), number=entry.filing.number, ordinal=entry.ordinal)
    return tuple([one.number for one in some] for some in (told.barred, told.cooling, told.look))  # type: ignore[return-value]


@pytest.mark.slow
def test_an_entry_is_barred_by_a_title_that_its_holder_lost() -> None:
    (entry, *_) = titled_call(1)
    coded(entry)
    entered(uscc=USCC, award="mayor", conferred_on=date(2025, 12, 1))
    assert about(entry) == ([], [1], [])
    change(ChangeKind.REVOKED, years=5)
    assert about(entry) == ([1], [], [])


@pytest.mark.slow
def test_a_title_found_by_name_only_must_be_looked_at() -> None:
    (entry, *_) = titled_call(1)
    entered(name=entry.name, uscc=USCC, award="mayor")
    assert about(entry) == ([], [], [1])
    Entry.objects.filter(id=entry.id).update(uscc="91500000MA5U00025D")
    assert about(entry) == ([], [], [])  # another firm of that name


@pytest.mark.slow
def test_when_the_holder_has_another_name_he_is_still_found() -> None:
    (entry, *_) = titled_call(1)
    entered(name="示例旧名有限公司")
    change(ChangeKind.RENAMED, name=entry.name)
    change(ChangeKind.RENAMED, seen=1, name="示例新名有限公司")
    assert about(entry) == ([], [], [1])


@pytest.mark.slow
def test_a_day_that_lies_ahead_is_refused() -> None:
    (entry, *_) = titled_call(1)
    with pytest.raises(Refused, match="title_day_future"):
        recorded(line(entry), on=date(2099, 1, 1))
    assert (ON, Candidacy.objects.filter(entry=entry).count() > 0) == (date(2026, 3, 1), True)


def test_an_office_is_told_once_a_month_of_what_is_due() -> None:
    entered(
        old_title("示例甲厂", valid_until=date.fromisoformat("2099-01-01"), recheck_on=date(2024, 1, 1)),
        old_title("示例乙厂", valid_until=date(2024, 1, 1)),
        old_title("示例丙厂"),
    )
    assert [remind_titles_due(), remind_titles_due()] == [1, 0]
    (message,) = OutboxMessage.objects.filter(kind="titles_due")
    assert (message.audience, message.channel, message.next_try_at) == ("office", "", None)
    for lang, words in ((Lang.ZH, "到期 0 项，复核 1 项"), (Lang.EN, "0 end, 1 are to be re-checked")):
        assert words in rendered("titles_due", message.params, lang).body
    TitleSetting.objects.update(reminded_at=database_now() - timedelta(days=28))
    assert remind_titles_due() == 1


@pytest.mark.slow
def test_who_is_given_a_title_reads_of_it() -> None:
    (entry, *_) = titled_call(1)
    recorded(line(entry))
    conferred(1)
    message = OutboxMessage.objects.get(kind="title_conferred")
    for lang in Lang:
        said = rendered("title_conferred", message.params, lang)
        assert all(part in said.body for part in (entry.name, DOCUMENT, BATCH, entry.filing.number))
        assert entry.name in said.subject


PACK = """\
pack: example-2026
title: 示例条件
title_en: Example
notice: 示例〔2026〕1号
valid_from: 2020-01-01
applies_to: [organization]
conditions:
  - code: cooled
    clause: 附件1二
    text: 三年内没有获得过同一奖项
    text_en: not given the same award within three years
    rule:
      fact: register_titles
      op: none
      where:
        - {field: award, op: one_of, values: [mayor]}
        - {field: since, op: within_years, years: 3}
  - code: not_barred
    clause: 附件1二
    text: 不在限制申报的期限内
    text_en: not barred
    rule: {fact: register_bars, op: none, where: [{field: until, op: not_over}]}
examples:
  - name: 没有
    as_of: 2026-01-01
    facts: {kind: organization, register_titles: [], register_bars: []}
    outcome: met
"""


def answers(entry: Entry) -> list[str]:
    """What the pack's conditions say to an entry, by what the register tells."""
    as_of = localtime(entry.call.deadline).date()
    claims: dict[UUID, list[Claim]] = {entry.id: [Claim("kind", "organization", SourceKind.FILER, "x")]}
    add_titles(file_of(SLUG, entry.call.source), [entry], claims)
    rules = resolve(parse_pack(PACK, source="example"), as_of)
    facts = normalize(raw_of(standings(claims[entry.id])), rules.pack.facts, as_of).facts
    told = {one.rule.code: one.verdict.value for one in evaluate(rules, facts).conditions}
    return [told["cooled"], told["not_barred"]]


def test_rules_know_what_a_nominee_was_given_and_lost() -> None:
    (entry, *_) = titled_call(1)
    coded(entry)
    assert answers(entry) == ["unknown", "unknown"]  # the office keeps no register
    entered(name="示例别家厂")
    assert answers(entry) == ["met", "met"]
    entered(uscc=USCC, award="mayor", conferred_on=date(2025, 12, 1))
    assert answers(entry) == ["not_met", "met"]
    change(ChangeKind.REVOKED, number=2, years=5)
    assert answers(entry) == ["not_met", "not_met"]
    entered(name=entry.name)
    assert answers(entry) == ["unknown", "unknown"]  # by its name alone: somebody must look


def test_the_entries_of_a_holder_are_judged_anew() -> None:
    first, second = titled_call(2)
    (row,) = entered(name=first.name)
    candidacies = Candidacy.objects.filter(entry__in=[first, second], award="mayor")
    before = dict(candidacies.values_list("entry", "verdict"))
    candidacies.update(verdict="met")
    assert judge_in(first.call, [row]) == 1
    assert dict(candidacies.values_list("entry", "verdict")) == {first.id: before[first.id], second.id: "met"}
