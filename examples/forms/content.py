"""The invented world: firms, persons, teams and schools of Chongqing, and the forms that they file."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random

from examples.forms import contacts, phrases
from examples.forms.words import (
    BRAND_FIRST,
    BRAND_SECOND,
    DISTRICTS,
    ECONOMIC_TYPES,
    TRADES,
    ZONES,
    Trade,
)

COLUMN_KEYS = ("serial", "name", "location_industry", "profile", "feature", "honors", "contact", "willing")

Entry = dict[str, str]
"""One nominee's cells by column key, as the sender wrote them; new lines where he made them."""

SCHOOL = Trade("教育", "P83", "教育", "普通小学教育", "义务教育阶段教学服务")


@dataclass(slots=True)
class Form:
    """A filing before it has a layout: who files, and what."""

    district: str
    header: dict[str, str]
    entries: list[Entry]


class World:
    """Draws nominees that never repeat a name; everything follows from `rng`."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self._names: set[str] = set()
        self._brands: list[str] = []

    def form(self, least: int = 1) -> Form:
        """A firm's own filing, or what a district's office or an association gathered."""
        rng = self.rng
        district = self.district()
        if least == 1 and rng.random() < 0.5:
            entry, who = self._firm(district)
            header = _header(rng, entry["name"], who)
            return Form(district, header, [entry])
        count = max(least, rng.choice((2, 2, 3, 3, 4, 5, 6)))
        office = contacts.contact(rng, office=True)
        if rng.random() < 0.2:
            header = _header(rng, f"重庆{rng.choice(TRADES).word}行业协会", office)
            return Form("", header, [self.nominee(self.district()) for _ in range(count)])
        header = _header(rng, _department(rng, district), office)
        return Form(district, header, [self.nominee(district) for _ in range(count)])

    def district(self) -> str:
        """A district or county of February 2024, now and then a functional area."""
        return self.rng.choice(ZONES if self.rng.random() < 0.06 else DISTRICTS)

    def nominee(self, district: str) -> Entry:
        """Mostly a firm, else a team, a person or a school."""
        draw = self.rng.random()
        if draw < 0.06:
            return self._person(district)
        if draw < 0.11:
            return self._team(district)
        if draw < 0.15:
            return self._school(district)
        return self._firm(district)[0]

    def firm_facts(self, district: str) -> phrases.Facts:
        """A firm of a new name, with consistent facts."""
        rng = self.rng
        trade = rng.choice(TRADES)
        name, form = self._fresh(lambda: _firm_name(rng, self._brand(), trade.word))
        economic_type = rng.choice(ECONOMIC_TYPES[form])
        oldest = 1958 if economic_type.startswith(("国有", "集体")) else 1992
        return phrases.Facts(
            name=name,
            district=district,
            trade=trade,
            year=rng.randint(oldest, 2017),
            month=rng.randint(1, 12),
            economic_type=economic_type,
            staff=rng.choice((28, 46, 85, 120, 163, 236, 320, 480, 760, 1280, 2600)) + rng.randint(0, 9),
        )

    def entry_of(self, facts: phrases.Facts, profile: str, who: contacts.Contact) -> Entry:
        """The cells of an organization whose profile is given."""
        rng = self.rng
        return {
            "name": facts.name,
            "location_industry": phrases.location(rng, facts.district, facts.trade),
            "profile": profile,
            "feature": phrases.feature(rng),
            "honors": phrases.honors(rng),
            "contact": contacts.written_contact(rng, who),
            "willing": phrases.willing(rng),
        }

    def _firm(self, district: str) -> tuple[Entry, contacts.Contact]:
        facts, who = self.firm_facts(district), contacts.contact(self.rng)
        return self.entry_of(facts, phrases.profile(self.rng, facts), who), who

    def _person(self, district: str) -> Entry:
        rng = self.rng
        facts = self.firm_facts(district)
        years, prizes = rng.randint(8, 31), rng.randint(2, 9)
        post = rng.choice(("首席技师", "高级工程师", "质量总监", "车间主任"))
        name, _ = self._fresh(lambda: (contacts.person_name(rng), ""))
        profile = (
            f"{name}，{rng.choice('男女')}，{rng.randint(1966, 1990)}年{rng.randint(1, 12)}月出生，"
            f"现任{facts.name}{post}，从事质量工作{years}年，带领团队完成质量改进{years * 3}项，"
            f"取得实用新型专利{prizes}件，编写作业指导书{prizes * 4}份。扎根一线，善于总结，"
            "所创操作法在全厂推广后，关键工序不良率下降六成，先后培养技师多名。"
        )
        entry = self.entry_of(facts, profile, contacts.contact(rng))
        entry["honors"] = phrases.honors(rng, phrases.PERSONAL_HONORS)
        entry["name"] = rng.choice((name, f"{name}（{facts.name}）", f"{name}（{facts.name}{post}）"))
        return entry

    def _team(self, district: str) -> Entry:
        rng = self.rng
        facts = self.firm_facts(district)
        team = rng.choice(("“攀登”QC小组", "“求实”QC小组", "精加工车间磨工班组", "“星火”质量攻关团队"))
        profile = (
            f"该班组组建于{rng.randint(2008, 2019)}年{rng.randint(1, 12)}月，隶属于{facts.name}"
            f"（{facts.economic_type}），从事{facts.trade.business}的质量攻关，"
            f"班组现有员工{rng.randint(6, 24)}人，"
            f"平均年龄{rng.randint(28, 44)}岁。班组坚持“小问题不过夜”，近三年完成课题{rng.randint(4, 18)}项，"
            "把经验固化成作业标准，并向兄弟班组推广。"
        )
        entry = self.entry_of(facts, profile, contacts.contact(rng))
        entry["name"] = facts.name + team
        return entry

    def _school(self, district: str) -> Entry:
        rng = self.rng
        kind = rng.choice(("小学校", "实验小学", "职业教育中心", "中学校（初中）"))
        name, _ = self._fresh(lambda: (f"重庆市{district}{self._brand()}{kind}", ""))
        facts = self.firm_facts(district)._replace(name=name, trade=SCHOOL)
        profile = (
            f"学校创办于{rng.randint(1936, 2012)}年，系公办事业单位，从事义务教育及相关教学服务，"
            f"现有教职工{rng.randint(60, 260)}人，在校学生{rng.randint(800, 3600)}名。"
            "学校建立教学质量循环改进机制，课堂评价、作业管理、家校沟通均有标准，家长满意度连年居全区前列。"
        )
        entry = self.entry_of(facts, profile, contacts.contact(rng)._replace(post="教导主任"))
        entry["honors"] = phrases.honors(rng, phrases.SCHOOL_HONORS)
        entry["location_industry"] = rng.choice(
            (f"{district} 教育", f"{district}、教育", f"{district}\n教育")
        )
        return entry

    def _brand(self) -> str:
        if not self._brands:
            self._brands = [a + b for a in BRAND_FIRST for b in BRAND_SECOND]
            self.rng.shuffle(self._brands)
        return self._brands.pop()

    def _fresh(self, draw: Callable[[], tuple[str, str]]) -> tuple[str, str]:
        """A name not drawn before, brackets aside."""
        while True:
            name, form = draw()
            bare = name.translate(_NO_BRACKETS)
            if bare not in self._names:
                self._names.add(bare)
                return name, form


_NO_BRACKETS = str.maketrans("", "", "（）()")


def _firm_name(rng: Random, brand: str, word: str) -> tuple[str, str]:
    form = rng.choice(("有限公司", "有限公司", "有限公司", "有限责任公司", "股份有限公司", "厂"))
    if form == "厂":
        return f"重庆{brand}{word}厂", form
    whole = (
        *(f"重庆{brand}{word}{form}", f"重庆{brand}{word}{form}", f"重庆市{brand}{word}{form}"),
        *(f"重庆{brand}{word}（集团）{form}", f"{brand}（重庆）{word}{form}", f"{brand}(重庆){word}{form}"),
        *(f"{brand}{word}集团{form}", f"重庆{brand}集团{word}{form}", f"重庆{brand}科技{word}{form}"),
    )
    return rng.choice(whole), form


def _department(rng: Random, district: str) -> str:
    if district in ZONES:
        return f"{district}经济发展局"
    return rng.choice(
        (f"{district}经济信息委", f"重庆市{district}经济和信息化委员会", f"{district}经济和信息化委员会")
    )


def _header(rng: Random, department: str, who: contacts.Contact) -> dict[str, str]:
    phone = contacts.written_phone(rng, who.phone)
    return {"department": department, "contact": who.name, "phone": phone}
