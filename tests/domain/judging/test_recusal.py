"""回避: ties are found from facts, whatever way a name is written, and each says what it rests on."""

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.judging.recusal.facts import EntryFacts, ExpertFacts, Person
from jianyou.domain.judging.recusal.names import (
    _SIMPLIFIED,
    _TRADITIONAL,
    bare_key,
    group_key,
    surname,
    unit_key,
    whole_key,
)
from jianyou.domain.judging.recusal.ties import BLOCKING, Tie, TieKind, barred, declared_tie, find_ties
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("重庆市砚青齿轮有限公司", "重庆砚青齿轮股份有限公司"),
        ("砚青（集团）齿轮有限公司", "砚青(集团)齿轮 有限责任公司"),
        ("重慶砚青機械製造廠", "重庆市砚青机械制造厂"),
        ("ＡＢＣ电子有限公司", "abc电子有限公司"),
        ("Yanqing Gear Co., Ltd.", "YANQING GEAR"),
    ],
)
def test_writings_of_one_organization_share_a_key(one: str, other: str) -> None:
    assert unit_key(one) == unit_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("砚青齿轮有限公司", "砚青齿轮（重庆）有限公司"),
        ("砚青集团有限公司", "砚青齿轮有限公司"),
        ("重庆大学", "重庆大学附属示例医院"),
        ("重庆大学", "重庆大学城科学中心"),
        ("砚青集团", "砚青集团齿轮有限公司"),
    ],
)
def test_other_organizations_have_other_keys(one: str, other: str) -> None:
    assert unit_key(one) != unit_key(other)
    assert whole_key(one) != whole_key(other)


@pytest.mark.parametrize(
    ("part", "whole"),
    [
        ("砚青齿轮有限公司成都分公司", "砚青齿轮有限公司"),
        ("砚青齿轮有限公司热处理班组", "砚青齿轮股份有限公司"),
        ("示例大学机械工程学院", "示例大学"),
        ("示例机械厂铸造车间", "示例机械厂"),
        ("示例银行渝北支行", "示例银行"),
        ("砚青齿轮有限公司QC小组", "砚青齿轮有限公司"),
        ("示例市市场监督管理局质量处", "示例市市场监督管理局"),
        ("示例区经济信息委员会科技科", "示例区经济信息委员会"),
        ("示例区经济信息委科技科", "示例区经济信息委"),
    ],
)
def test_a_part_belongs_to_its_whole(part: str, whole: str) -> None:
    assert whole_key(part) == whole_key(whole) == unit_key(whole)


def test_a_name_of_nothing_but_form_and_place_keeps_itself() -> None:
    assert unit_key("有限公司") == "有限公司"
    assert unit_key("") == unit_key("（）") == ""
    assert group_key("集团") == "集团"
    assert bare_key("重庆市渝北区有限公司") == ""
    assert bare_key("重庆市渝北区砚青齿轮有限公司") == bare_key("砚青齿轮股份有限公司") == "砚青齿轮"


def test_traditional_characters_pair_one_to_one() -> None:
    assert len(_TRADITIONAL) == len(_SIMPLIFIED) == len(set(_TRADITIONAL))
    assert [old for old, new in zip(_TRADITIONAL, _SIMPLIFIED, strict=True) if old == new] == []


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("欧阳示例", "欧阳"),
        ("张三", "张"),
        ("張三（专家）", "张"),
        ("Smith", ""),
        ("示例一二三", ""),
        ("", ""),
    ],
)
def test_surname(name: str, family: str) -> None:
    assert surname(name) == family


FIRM = "重庆砚青齿轮有限公司"
ENTRY = EntryFacts(
    "e",
    units=(FIRM,),
    group="砚青控股集团有限公司",
    nominator="示例区经济信息委",
    people=(Person("张示例"), Person("李范例", "范例研究院")),
    phones=("p1",),
    addresses=("a1",),
)


@pytest.mark.parametrize(
    ("expert", "ties"),
    [
        (
            ExpertFacts("x", "王一", "重庆市砚青齿轮股份有限公司"),
            [("employer", "重庆市砚青齿轮股份有限公司", FIRM)],
        ),
        (ExpertFacts("x", "王一", f"{FIRM}成都分公司"), [("branch", f"{FIRM}成都分公司", FIRM)]),
        (ExpertFacts("x", "王一", "砚青控股集团"), [("group", "砚青控股集团", "砚青控股集团有限公司")]),
        (
            ExpertFacts("x", "王一", "另一公司", group="砚青控股集团"),
            [("group", "砚青控股集团", "砚青控股集团有限公司")],
        ),
        (
            ExpertFacts("x", "王一", "示例区经济信息委"),
            [("nominator", "示例区经济信息委", "示例区经济信息委")],
        ),
        (
            ExpertFacts("x", "王一", "另一公司", earlier_employers=("砚青齿轮厂", FIRM)),
            [("earlier_employer", FIRM, FIRM)],
        ),
        (
            ExpertFacts("x", "张示例", FIRM),
            [("person", f"张示例（{FIRM}）", "张示例"), ("employer", FIRM, FIRM)],
        ),
        (ExpertFacts("x", "张示例", "另一公司"), [("same_name", "张示例（另一公司）", "张示例")]),
        (
            ExpertFacts("x", "李一", "范例研究院"),
            [("surname_and_unit", "李一（范例研究院）", "李范例（范例研究院）")],
        ),
        (ExpertFacts("x", "王一", "砚青齿轮有限公司"), [("alike", "砚青齿轮有限公司", FIRM)]),
        (ExpertFacts("x", "王一", phones=("p0", "p1")), [("phone", "", "")]),
        (ExpertFacts("x", "王一", addresses=("a1",)), [("address", "", "")]),
        (ExpertFacts("x", "王一", "另一公司"), []),
        (ExpertFacts("x", ""), []),
    ],
)
def test_a_tie_says_what_it_rests_on(expert: ExpertFacts, ties: list[tuple[str, str, str]]) -> None:
    found = find_ties([expert], [ENTRY])
    assert [(tie.kind.value, tie.expert_text, tie.entry_text) for tie in found] == ties
    assert [tie.blocks for tie in found] == [tie.kind in BLOCKING for tie in found]
    assert [(tie.expert, tie.entry) for tie in found] == [("x", "e")] * len(ties)


def test_an_entry_without_facts_ties_nobody() -> None:
    assert (
        find_ties([ExpertFacts("x", "王一", "")], [EntryFacts("e", units=("", "（）"), people=(Person(""),))])
        == ()
    )


def test_every_kind_has_its_words_and_no_token_in_them() -> None:
    for kind in TieKind:
        tie = Tie("x", "e", kind, "甲方", "乙方")
        assert tie.text() != tie.text(Lang.EN)
    phone = find_ties([ExpertFacts("x", "王一", phones=("p1",))], [ENTRY])[0]
    assert "p1" not in str(phone) + phone.text()


def test_barred_pairs_are_those_that_block_and_were_not_lifted() -> None:
    ties = [
        Tie("x", "a", TieKind.EMPLOYER),
        Tie("x", "b", TieKind.ALIKE, blocks=False),
        declared_tie("y", "b", "师生关系"),
        Tie("y", "c", TieKind.GROUP),
    ]
    assert barred(ties, {("x", "a")}) == {("y", "b"), ("y", "c")}
    assert ties[2].text() == "专家本人申报回避。师生关系"


def test_what_blocks_is_the_offices_choice() -> None:
    expert = ExpertFacts("x", "王一", "另一公司", earlier_employers=(FIRM,))
    assert find_ties([expert], [ENTRY], blocking={TieKind.EMPLOYER})[0].blocks is False


def test_a_key_given_twice_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        find_ties([ExpertFacts("x", "王一"), ExpertFacts("x", "王二")], [])
    assert (refused.value.code, refused.value.params) == ("recusal_expert_twice", {"key": "x"})
    with pytest.raises(Refused) as refused:
        find_ties([], [ENTRY, ENTRY])
    assert refused.value.code == "recusal_entry_twice"


def crowd(entries: int, experts: int) -> tuple[list[ExpertFacts], list[EntryFacts]]:
    chance = random.Random(9)
    firms = [f"重庆示例{number}机械有限公司" for number in range(entries)]
    families = "王李张刘陈杨黄赵吴周"
    people = [
        EntryFacts(
            f"e{number}",
            units=(firm,),
            group=f"示例{number % 97}集团",
            nominator=f"示例{number % 40}区经济信息委",
            people=(Person(chance.choice(families) + "示例"),),
            phones=(f"p{number}",),
        )
        for number, firm in enumerate(firms)
    ]
    judges = [
        ExpertFacts(
            f"x{number}",
            chance.choice(families) + f"专{number}",
            chance.choice([*firms, *[f"示例{each}大学" for each in range(20)]]),
            earlier_employers=tuple(chance.sample(firms, 2)),
            phones=(f"p{chance.randrange(10 * entries)}",),
        )
        for number in range(experts)
    ]
    return judges, people


def test_the_order_of_rows_is_nothing_to_the_ties_and_progress_is_told() -> None:
    experts, entries = crowd(60, 20)
    told: list[tuple[int, int]] = []
    ties = find_ties(experts, entries, progress=lambda done, of: told.append((done, of)))
    assert ties == find_ties(experts[::-1], entries[::-1])
    assert told == [(number, 20) for number in range(1, 21)]
    assert len(ties) > 40


def test_thousands_are_soon_compared() -> None:
    experts, entries = crowd(5_000, 1_000)
    start = time.process_time()
    ties = find_ties(experts, entries)
    assert len(ties) > 2_000
    assert time.process_time() - start < 3


NAMES = [
    "示例齿轮有限公司",
    "重庆示例齿轮股份有限公司",
    "示例大学",
    "示例大学机械学院",
    "示例集团",
    "范例局质量处",
    "",
]
unit = st.sampled_from(NAMES)
person = st.builds(Person, st.sampled_from(["王一", "王二", "欧阳示例", "Smith", ""]), unit)
expert = st.builds(
    lambda name, employer, earlier, group: ExpertFacts("x", name, employer, tuple(earlier), group),
    st.sampled_from(["王一", "欧阳某某", "李三"]),
    unit,
    st.lists(unit, max_size=2),
    unit,
)
entry = st.builds(
    lambda units, group, nominator, people: EntryFacts("e", tuple(units), group, nominator, tuple(people)),
    st.lists(unit, max_size=2),
    unit,
    unit,
    st.lists(person, max_size=2),
)


def same(one: str, other: str, key: Callable[[str], str]) -> bool:
    return key(one) == key(other) != ""


def expected(who: ExpertFacts, what: EntryFacts) -> set[TieKind]:
    """The kinds by comparing every fact with every other, without any index."""
    found = set()
    for text in what.units:
        if same(who.employer, text, whole_key):
            found.add(TieKind.EMPLOYER if same(who.employer, text, unit_key) else TieKind.BRANCH)
        if any(same(earlier, text, whole_key) for earlier in who.earlier_employers):
            found.add(TieKind.EARLIER_EMPLOYER)
    if any(same(who.employer, text, bare_key) for text in what.units) and not found:
        found.add(TieKind.ALIKE)
    if same(who.employer, what.nominator, whole_key):
        found.add(TieKind.NOMINATOR)
    groups = [
        (who.group, what.group),
        (who.employer, what.group),
        *((who.group, each) for each in what.units),
    ]
    if any(same(one, other, group_key) for one, other in groups):
        found.add(TieKind.GROUP)
    return found | {kind for each in what.people for kind in expected_of(who, what, each)}


def expected_of(who: ExpertFacts, what: EntryFacts, each: Person) -> set[TieKind]:
    units = [each.unit] if each.unit else what.units
    if each.name == who.name:
        inside = any(same(who.employer, other, whole_key) for other in units)
        return {TieKind.PERSON if inside else TieKind.SAME_NAME}
    mine = (who.employer, *who.earlier_employers)
    together = any(same(one, other, whole_key) for one in mine for other in units)
    return {TieKind.SURNAME_AND_UNIT} if together and surname(each.name) == surname(who.name) != "" else set()


@given(expert, entry)
def test_the_index_finds_what_comparing_everything_finds(who: ExpertFacts, what: EntryFacts) -> None:
    assert {tie.kind for tie in find_ties([who], [what])} == expected(who, what)
