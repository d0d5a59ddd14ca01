"""联系人: whom to ask, under which number, of which office.

Read are labelled lists (`联系人：…，联系电话：…`), names before a number, several names and numbers in
parallel, persons named without a number (`报给…老师`), and tables with a column of persons and of phones.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from jianyou.codes.contact import parse
from jianyou.codes.surnames import COMPOUND, SINGLE
from jianyou.domain.notices.model import Contact, Layout, NoticeText, Span
from jianyou.domain.notices.phones_in_text import PhoneHere, find_phones
from jianyou.domain.notices.tables import Table, find_tables, heading_of
from jianyou.domain.notices.text import Squeezed, notice_text, squeezed, words

_H = "\u3400-\u9fff·"
_REACH = 120
_UNIT = (
    r"(?:部|处|科|室|办|中心|大厅|厅|局|院|会|委|学校|大学|公司|协会|学会|组|股|集团|站|馆|所|队|"
    r"园区|联盟|工会|妇联|秘书处)"
)
_PERSON_LABEL = re.compile(
    r"(?:业务|技术|工作|平台|系统|材料|政策|项目|会务)?(?:联系人|联络人|联系老师|联系同志|联络员|咨询人|经办人|负责人|具体联系人)"
    r"(?:员|姓名)?(?:及|和|与)?(?:联系|咨询)?(?:电话|方式|号码)?:?(?:\d[.、)]|[(]\d[)])?"
)
_PHONE_LABEL = re.compile(
    r"(?:(?:[、/和及,]?(?:联系|咨询|办公|服务|固定|移动|业务|报名|值班|政策|技术|监督|举报|支持)*(?:电话|手机|座机|固话|热线|Tel|TEL|tel))"
    r"(?:号码?|\(手机\))?|联系方式|(?:手机号?|微信)同号|钉钉号?|微信|联系)$"
)
_MARKS = ':,。;(、-—/·"“”'
_HONOR = r"(?:老师|先生|女士|小姐|同志|科长|处长|主任|部长|局长|院长|校长|经理|秘书长?|工)"
_HONORED = re.compile(rf"(?P<name>[{_H}]{{1,4}}?)(?P<honor>{_HONOR})$")
_NOT_NAMES = re.compile(
    r"单位|方式|时间|电话|联系|职务|部门|详见|见附|各|同上|安排|如有|有关|相关|应|须|请|于|和|任|组织|解|高新|通知|"
    r"经办|经开|成果|成员|向|平台|系统|项目|市|常规|常务|时|方|凡|从|由|广|和|都|那|能|党政|党委|公|从|报|表|填|料|师|推荐|名单"
)
_CHROME = re.compile(
    r"版权所有|ICP备|备案|主办单位|网站标识|技术支持:[^,。;]{2,20}公司|客服热线|浏览器|网警|公网安备"
)
_OTHER_OFFICE = re.compile(r"技术|支持|监督|举报|报名|业务|政策|服务|咨询|值班|热线")
_NAMED_BEHIND = re.compile(rf"\(([{_H}]{{2,8}})\)")
_LINE_END = re.compile(r"[^\S\n]*\n")
_LEAD = re.compile(
    r".*(?:报送[至到给]?|上报[至到给]?|报[至到给]?|送[至交达到]?|寄[至到送]?|提?交[至到给]?|发送?[至到给]|请及时与|请与|可与|与|向|联系|咨询|拨打|至)"
)
_OURS = re.compile(r"^[我本贵][局厅委办会部院校处]?")
_SENT_TO = re.compile(
    rf"(?:报送[至到给]?|上报[至到给]?|报[至到给]?|送[至交达到]|寄[至到送]|提?交[至到给]?|发送?[至到给]|与|向)"
    rf"([{_H}]{{1,18}}?{_UNIT})(?=联系|咨询|[,。;(]|$|[^{_H}])"
)
_TOLD = re.compile(
    rf"(?:报给|交给|发给|提交给|报送给|交至|送交|发至|报送[至到]?|交|向|联系)(?P<who>[{_H}]{{2,18}}?)"
    rf"(?:(?P<honor>老师|同志|女士|先生)|(?=报名|[,。;]|提交|咨询))"
)


class _Who(NamedTuple):
    """A name with the office that stands before it; either may be empty."""

    name: str
    unit: str


def find_contacts(text: NoticeText, layout: Layout) -> list[Contact]:
    """Persons and offices to ask, in order; what stands above the addressees isn't read."""
    whole = squeezed(text)
    begin = whole.index(layout.body.start)
    found = {
        table: rows
        for table in find_tables(text)
        if table.span.start >= layout.body.start and (rows := list(_in_table(table)))
    }
    contacts = list(chain.from_iterable(found.values()))
    taken = [Span(whole.index(table.span.start), whole.index(table.span.end)) for table in found]
    free = [phone for phone in find_phones(whole) if phone.start >= begin and not _inside(phone, taken)]
    contacts += _in_sentences(text, whole, layout, begin, free)
    contacts += _without_phone(whole, begin, whole.index(layout.tail.end))
    contacts.sort(key=lambda each: each.span)
    return _merged(contacts)


def _inside(phone: PhoneHere, spans: list[Span]) -> bool:
    at = bisect_right(spans, phone.start, key=lambda span: span.start) - 1
    return at >= 0 and phone.end <= spans[at].end


def _merged(contacts: list[Contact]) -> list[Contact]:
    """Each person and number once; a name without a number only lends its office to the one with it."""
    phoned = {name for each in contacts if each.phone for name in each.name.split("、")}
    units = {each.name: each.unit for each in contacts if each.unit and each.name}
    merged: dict[tuple[str, str], Contact] = {}
    for each in contacts:
        if each.phone or each.name not in phoned:
            unit = each.unit or units.get(each.name, "")
            merged.setdefault((each.name, each.phone), each._replace(unit=unit))
    named = {each.phone for each in merged.values() if each.name}
    return [each for each in merged.values() if each.name or each.phone not in named]


def _clusters(whole: Squeezed, phones: list[PhoneHere]) -> Iterator[list[PhoneHere]]:
    """Numbers with nothing but marks and labels between them."""
    cluster: list[PhoneHere] = []
    for phone in phones:
        between = whole.text[cluster[-1].end : phone.start] if cluster else ""
        if cluster and (_bare(between) or _OTHER_OFFICE.search(between)):
            yield cluster
            cluster = []
        cluster.append(phone)
    if cluster:
        yield cluster


def _bare(between: str) -> str:
    """What is left of a stretch of text without marks and labels of numbers."""
    return _unlabelled(between)[0].strip(_MARKS + ")和及或")


def _unlabelled(text: str) -> tuple[str, bool]:
    """The text without the marks and labels at its end, and whether a label of a number was there."""
    labelled = False
    while True:
        bare = text.rstrip(_MARKS)
        shorter = _PHONE_LABEL.sub("", bare)
        if shorter == bare:
            return bare, labelled
        labelled = True
        text = shorter


def _in_sentences(
    text: NoticeText, whole: Squeezed, layout: Layout, begin: int, phones: list[PhoneHere]
) -> Iterator[Contact]:
    cuts = sorted(
        whole.index(each.heading.end)
        for each in layout.sections
        if _LINE_END.match(text.text, each.heading.end, each.heading.end + 9)
    )
    last = begin
    for cluster in _clusters(whole, phones):
        start, end = cluster[0].start, cluster[-1].end
        cut = bisect_right(cuts, start)
        since = max(last, start - _REACH, cuts[cut - 1] if cut else 0)
        wide = whole.text[max(begin, start - 2 * _REACH) : start]
        around = whole.text[max(last, start - 40) : start] + "\n" + whole.text[end : end + 60]
        last = end
        if _CHROME.search(around):
            continue
        behind = _NAMED_BEHIND.match(whole.text, end)
        named = _one(behind[1], known=False) if behind else None
        if named:
            yield from _paired(text, whole, [named], cluster[-1:])
        rest = cluster[:-1] if named else cluster
        if rest:
            yield from _paired(text, whole, _whom(whole, since, start, wide), rest)


def _whom(whole: Squeezed, since: int, start: int, wide: str) -> list[_Who]:
    """The persons named before a number; a bare label gives one without a name, no label none."""
    before = whole.text[since:start]
    labels = list(_PERSON_LABEL.finditer(before))
    if labels:
        label = labels[-1]
        inner = _unlabelled(before[label.end() :])[0]
        who = _by_gaps(whole, since + label.end(), inner) or _list(inner, known=True)
        who = who or [_Who(name, "") for name in _by_cell_grammar(inner)]
        if who:
            if not any(each.unit for each in who):
                unit = _unit_before(before[: label.start()]) or _sent_to(wide)
                who = [each._replace(unit=unit) for each in who]
            return who
    bare, labelled = _unlabelled(before)
    clause = re.split(r"[。;:()!?]", bare)[-1].rpartition(",")[2]
    who = _list(clause, known=False)
    if who:
        unit = _unit_before(before[: before.rfind(who[0].name)])
        return [each if each.unit else each._replace(unit=unit) for each in who]
    unit = clause if re.fullmatch(rf"[{_H}]{{1,30}}{_UNIT}", clause) else ""
    if not (labelled or labels or (unit and re.search(r"电话|热线|联系方式", wide[-60:]))):
        return []
    return [_Who("", unit or _sent_to(before))]


def _by_gaps(whole: Squeezed, start: int, inner: str) -> list[_Who]:
    """Names with nothing but white space between them; the two halves of 李 明 are one."""
    if not re.fullmatch(rf"[{_H}]{{4,30}}", inner):
        return []
    names: list[str] = []
    single = False
    for at, sign in enumerate(inner, start):
        gap = at > start and whole.places[at] - whole.places[at - 1] > 1
        single = gap and len(names[-1]) == 1 if gap else single
        if not names or (gap and not single):
            names.append(sign)
        else:
            names[-1] += sign
    good = len(names) > 1 and all(_is_name(name) for name in names)
    return [_Who(name, "") for name in names] if good else []


def _by_cell_grammar(text: str) -> list[str]:
    """The names where posts stand among them, by the grammar of contact cells; none that is unsure."""
    told = parse(text)
    return [] if told.notes else [person.name for person in told.persons if person.name]


def _list(text: str, *, known: bool) -> list[_Who]:
    """The names of a list, `known` where a label says that persons follow."""
    pieces = [piece for piece in re.split(r"[,、;/。:()]|和(?=.{2,3}$)|及(?=.{2,3}$)", text) if piece]
    found: list[_Who] = []
    unit = ""
    for piece in pieces:
        who = _one(piece, known=known and (not found or len(piece) <= 4))
        if who is None:
            if known and re.fullmatch(rf"[{_H}]{{2,20}}{_UNIT}", piece):
                unit = piece
            continue
        found.append(who if who.unit or not unit else who._replace(unit=unit))
    return found


def _one(piece: str, *, known: bool) -> _Who | None:
    """A name with what stands before it: 科技处王小明, 王小明老师, 王老师, 欧阳修."""
    honored = _HONORED.search(piece)
    bare = _honor_off(piece)
    for length in (4, 3, 2):
        name, unit = bare[-length:], bare[:-length]
        if len(bare) >= length and _is_name(name) and (not unit or re.search(rf"{_UNIT}$", unit)):
            return _Who(name, _unit(unit))
    if honored and honored["honor"]:
        surname = bare[-2:] if bare[-2:] in COMPOUND else bare[-1:]
        unit = bare[: -len(surname)]
        if (surname in SINGLE or surname in COMPOUND) and (not unit or re.search(rf"{_UNIT}$", unit)):
            return _Who(surname + honored["honor"], _unit(unit))
    if honored and honored["honor"] in ("老师", "同志", "女士", "先生") and _is_name(bare[-3:]):
        return None if _LEAD.sub("", bare[:-3], count=1) else _Who(bare[-3:], "")
    if known and 2 <= len(bare) <= 3 and re.fullmatch(rf"[{_H}]+", bare) and not _NOT_NAMES.search(bare):
        return None if re.search(rf"{_UNIT}$", bare) else _Who(bare, "")
    return None


def _honor_off(piece: str) -> str:
    return re.sub(rf"{_HONOR}$", "", piece)


def _is_name(word: str) -> bool:
    if not re.fullmatch(rf"[{_H}]+", word) or _NOT_NAMES.search(word[1:]) or _NOT_NAMES.fullmatch(word[:2]):
        return False
    if word[:2] in COMPOUND:
        return 3 <= len(word) <= 4
    return "·" in word[1:-1] or (word[0] in SINGLE and 2 <= len(word) <= 3)


def _unit(before: str) -> str:
    """The office alone: without 报送至, 请与 and the like before it."""
    return _OURS.sub("", _LEAD.sub("", before, count=1))


def _unit_before(text: str) -> str:
    """The office right before a label: 省教育厅基教处联系人, 报市教育局政治处，联系人."""
    bare = re.sub(r"(?:联系|咨询)$", "", text.rstrip(",(。;:"))
    clause = re.split(r"[。;,:(!?)]", bare)[-1]
    named = re.search(rf"[{_H}、]{{1,24}}{_UNIT}$", _unit(clause))
    return named[0] if named else ""


def _sent_to(text: str) -> str:
    """The last office that papers are sent to before a contact."""
    found = _SENT_TO.findall(text)
    return _unit(found[-1]) if found else ""


def _paired(
    text: NoticeText, whole: Squeezed, who: list[_Who], cluster: list[PhoneHere]
) -> Iterator[Contact]:
    """Names and numbers of two parallel lists one by one, one number for all names, all for one name."""
    if not who:
        return
    if len(who) == len(cluster):
        pairs = list(zip(who, cluster, strict=True))
    elif len(cluster) == 1:
        pairs = [(each, cluster[0]) for each in who]
    else:
        together = _Who("、".join(each.name for each in who), who[0].unit)
        pairs = [(together, phone) for phone in cluster]
    for each, phone in pairs:
        span = whole.span(phone.start, phone.end)
        yield Contact(each.name, phone.number, words(text, span), each.unit, span)


def _without_phone(whole: Squeezed, begin: int, end: int) -> Iterator[Contact]:
    """报给王小明老师, 向办公室王小明报名, 联系人：王小明 with no number."""
    for told in _TOLD.finditer(whole.text, begin, end):
        who = _one(told["who"] + (told["honor"] or ""), known=False)
        if who and (who.unit or told["honor"]):
            yield Contact(who.name, "", "", who.unit, whole.span(told.start("who"), told.end()))
    for label in _PERSON_LABEL.finditer(whole.text, begin, end):
        if label[0].endswith(":"):
            inner = re.split(r"[。;(]|电话|手机|邮箱|E-?mail", whole.text[label.end() : label.end() + 40])[0]
            for who in _list(inner, known=False):
                place = whole.text.find(who.name, label.end(), label.end() + 40)
                if place >= 0:
                    yield Contact(who.name, "", "", who.unit, whole.span(place, place + len(who.name)))


_PERSONS = re.compile(r"联系人|联络[人员]|姓名|负责人|联系老师")
_NUMBERS = re.compile(r"电话|联系方式|手机|号码")
_OFFICES = re.compile(r"单位|学科|部门|区县|地区|科室|学校|机构|处室|负责|类别|组别|领域|片区")


def _in_table(table: Table) -> Iterator[Contact]:
    """The rows of a table that has a column of persons and one of numbers."""
    headed = heading_of(table)
    if headed is None:
        return
    names = [cell.value for cell in headed[0]]
    person = next((at for at, name in enumerate(names) if _PERSONS.search(name)), None)
    number = next((at for at, name in enumerate(names) if _NUMBERS.search(name) and at != person), None)
    if person is None or number is None:
        return
    others = [at for at, name in enumerate(names) if at not in (person, number) and name != "序号"]
    office = next(
        (at for at in others if _OFFICES.search(names[at])),
        others[0] if others and others[0] < person else None,
    )
    for row in headed[1]:
        if len(row.cells) < len(names):
            continue
        here = find_phones(squeezed(notice_text(row.cells[number].value)))
        if here and row.cells[person].value:
            cell = row.cells[number]
            unit = row.cells[office].value if office is not None else ""
            for phone in here:
                yield Contact(row.cells[person].value, phone.number, cell.value, unit, cell.span)
