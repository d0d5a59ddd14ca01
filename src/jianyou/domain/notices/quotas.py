"""名额: how many may be recommended, filed or awarded, by whom.

A number is a quota only where its clause speaks of places, filing or awards; numbers of papers, words,
years, of works or prizes that a person must have, and of the members of one entry aren't.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from jianyou.domain.calls.awards import QuotaOp
from jianyou.domain.notices.model import Found, Layout, NoticeText, Quota, Span
from jianyou.domain.notices.tables import Row, Table, find_tables, heading_of
from jianyou.domain.notices.text import Squeezed, squeezed, words

_SAME = 200  # quotas of one number among which a repetition is looked for
_N = r"(?P<n>\d{1,5}|[一二三四五六七八九十两]{1,3})"
_UNIT = r"(?P<unit>[个名项篇家户件人所支组幅首部例])(?![字月工年别人性小])"
_DONE = (
    r"(?:推荐|推报|推选|选送|报送|申报|上报|提交|评选|评出|遴选|确定|确认|表彰|产生|包含|包括|安排|"
    r"报|有|为|选|设|限报|认定)?"
)
_BOUND = re.compile(
    rf"(?P<least>至少|不少于|不得少于|不低于|最少)(?:需|须|应)?{_DONE}{_N}{_UNIT}"
    rf"|(?P<most>不超过|不得超过|不能超过|不多于|不得多于|至多|最多|限报|限推|限额|只能|仅限|限|不高于|控制在){_DONE}"
    rf"(?P<n2>\d{{1,5}}|[一二三四五六七八九十两]{{1,3}})(?P<unit2>[个名项篇家户件人所支组幅首部例])(?![字月工年别人性小])(?:以内)?"
)
_TWO = re.compile(
    r"分别(?P<op>不超过|不得超过|不多于|为|是)?(?P<ns>\d{1,5}[个名项篇家户件人](?:[、,和及与]\d{1,5}[个名项篇家户件人]){1,5})"
)
_GIVEN = re.compile(
    rf"(?:名额|推荐数|指标|推荐数量|推荐总数|总数|总量|数量|限额|名额总数)(?:分配)?(?:总共|共计|一共|合计|总计|共有|为|是|共|:|有)*(?P<what>(?<=[为:])[^,。;:、\d]{{1,14}}?)?"
    rf"(?P<about>约)?{_N}{_UNIT}(?P<about2>左右)?"
    rf"|(?:拟|将|共|最终|计划|负责|择优|本次)?(?P<verb>评选|评出|确认|确定|遴选|筛选|评定|认定|命名|产生|推选|选出|表彰|选树|培育|支持|征集|选拔|入选|奖励|设立|设(?!有))(?!条件|推荐|办法|标准|程序)"
    r"(?P<of>[^,。;:、\d]{0,24}?)(?P<about3>约)?(?P<n3>\d{1,5})(?P<unit3>[个名项篇家户件人所支组幅首部例])(?![字月工年别人性小])(?P<about4>左右)?"
)
_PRIZE = re.compile(
    r"(?P<who>[^,。;:、\d和及为]{0,12}?(?:[“\"][^”\"]{1,16}奖[”\"]|[特一二三优][等秀]奖|提名奖|奖))(?:各|共)?(?P<n>\d{1,5})(?P<unit>[个名项篇家户件人])(?![月年])(?P<about>左右)?"
)
_EACH = re.compile(
    rf"(?P<who>(?:各|每)[^,。;:\d]{{0,24}}?|[^,。;:\d]{{2,40}}?各)(?P<verb>选送|推荐|报送|申报|上报|提交|推报|推选|报|可报|可推荐)?(?:约)?{_N}{_UNIT}(?P<about>左右)?"
)
_RANGE = re.compile(
    r"(?P<verb>选送|推荐|报送|申报|上报|提交|推报|推选|遴选|评选|限报|确定)[^,。;:\d]{0,12}?(?P<n>\d{1,4})(?:[-—–~至]|到)(?P<to>\d{1,4})(?P<unit>[个名项篇家户件人])(?![月年])"
)
_SENT = re.compile(
    r"(?:推荐|选送|推报|可报送|可申报)(?!名额|人数|数|总)(?P<of>[^,。;:、()\d]{1,16}?(?:\([^)]{0,20}\))?)(?P<n>\d{1,5})"
    r"(?P<unit>[个名项篇家户件人])(?![字月工年别人性小])"
)
_NEXT = re.compile(
    r"(?:\([^)]{0,20}\))?[、和及](?P<who>[^,。;:、()\d]{1,20}?(?:\([^)]{0,20}\))?)(?P<n>\d{1,5})"
    r"(?P<unit>[个名项篇家户件人])(?![字月工年别人性小])"
)
_SHARE = re.compile(
    r"(?:(?P<least>不低于|不少于|至少|不得低于)|(?P<most>不超过|不得超过|不高于|控制在|至多|最多))(?P<n>\d{1,3}(?:\.\d)?)[%％]"
    r"|按[^,。;:]{0,20}?(?P<n2>\d{1,3}(?:\.\d)?)[%％](?:的比例)?(?:取奖|评奖|设奖|评选|推荐|遴选|确定|评定)"
)
_ABOUT_PLACES = re.compile(
    r"名额|推荐|推报|选送|评选|申报|报送|上报|限报|遴选|评出|确认|确定|表彰|奖|指标|取奖|提交|参评|入选|筛选|选拔|征集|认定|命名"
)
_SHARE_OF = re.compile(r"推荐|名额|人选|优秀比例|优秀等|校长|负责人|取奖|获奖|领导|一线|农村")
_MUST_HAVE = re.compile(
    r"获得?过?(?!奖率|奖数|奖比)|主持|发表|担任|取得|具有|拥有|承担|出版|撰写|参与|曾|近[一二三四五六七八九十\d]+年|发明|专利|论著|累计|期刊|已(?:有|评|建)|首批|上届|往届|现有|获[^奖]"
)
_WITHIN = re.compile(
    r"成员|作者|申报人|申请人|团队|执笔|完成人|申报人数|参与人|参加人|主创|署名|指导教师|指导老师|合作者|课题组|负责人\d|专家|联系人|评委|组长|附件|照片|图片|材料|证|案例视频|页"
)
_COPIES = re.compile(r"一式")
_STRIP = re.compile(
    r"^(?:[-一二三四五六七八九十\d]+[、.]|\([一二三四五六七八九十\d]+\)|[、\"”]|由|请|设立?(?=[特一二三])|其中:?|但|且|此次|本次|本届|每届|今年|原则上|同时)+"
    r"|(?:原则上|一般|应当|应|可以|可|的|须|需|必须|总数|总计|共计|人数|数量|数|名额|推荐|拟|申报|报送|选送|上报|占|比例|为|各|不|确认|名额数|评选|推报|参加|最终|参选|限报|总|共|负责|只能|(?:推荐|申报|选送|报送)(?:企业|项目|人选|单位|作品|教师)|,|:|、|\()+$"
)
_PLACE = re.compile(r"(?:[市县区省校州盟旗]|单位|企业|部门|高校|院所|街道|各地|高新区|协会)$")
_CUT = re.compile(r"拟|将|共|最终|不超过|评选|确认|确定|名额|推荐|至多|最多|为")
_MARKED = re.compile(r"^(?:\([一二三四五六七八九十\d]+\)|[一二三四五六七八九十\d]+[、.])+")
_HEADS = re.compile(r"名额|指标|推荐数|限额|分配数|数量|限报")
_TOTAL = re.compile(r"^(?:合\s*计|总\s*计|总数|共计|小计)$")
_CEILING = re.compile(r"上限|不超过|最多|限额|限报")


class _Hit(NamedTuple):
    """A quota in the squeezed text: `start` to `end` is what `raw` says."""

    start: int
    end: int
    n: float
    unit: str
    op: QuotaOp
    who: str
    most: int | None = None


def find_quotas(text: NoticeText, layout: Layout) -> list[Quota]:
    """All quotas in order: of the sentences, and of tables of places; none twice."""
    whole = squeezed(text, Span(layout.body.start, len(text.text)))
    tables = [quota for table in find_tables(text) for quota in _in_table(table)]
    covered = sorted(whole.index(quota.span.start) for quota in tables)
    hits = [
        hit._replace(start=hit.start + start, end=hit.end + start)
        for start, end in _stretches(text, whole, layout)
        for hit in _apart(list(_hits(whole.text[start:end])))
        if bisect_left(covered, hit.start + start) == bisect_left(covered, hit.end + start)
    ]
    quotas = [_quota(text, whole, hit) for hit in hits]
    totals = {quota.n for quota in quotas if quota.unit != "%"}
    quotas += [quota for quota in tables if not (_TOTAL.match(quota.who) and quota.n in totals)]
    return _once(sorted(quotas, key=lambda quota: quota.span))


def _stretches(text: NoticeText, whole: Squeezed, layout: Layout) -> list[tuple[int, int]]:
    """The text cut where headings begin and end: no clause runs over a heading."""
    cuts = {0, len(whole.text), whole.index(layout.body.end)}
    for section in layout.sections:
        cuts.add(whole.index(section.heading.start))
        if re.match(r"[^\S\n]*\n", text.text[section.heading.end : section.heading.end + 9]):
            cuts.add(whole.index(section.heading.end))
    cuts |= {whole.index(part.span.start) for part in layout.attachments}
    return list(pairwise(sorted(cuts)))


def _quota(text: NoticeText, whole: Squeezed, hit: _Hit) -> Quota:
    span = whole.span(hit.start, hit.end)
    n = int(hit.n) if hit.n == int(hit.n) else hit.n
    return Quota(hit.who, n, hit.unit, hit.op, words(text, span), span, hit.most)


def _once(quotas: list[Quota]) -> list[Quota]:
    """The first of those that say the same of the same, or say it again without naming whom."""
    kept: list[Quota] = []
    said: dict[tuple[object, ...], list[str]] = {}
    for quota in quotas:
        same = said.setdefault((quota.n, quota.unit, quota.op, quota.most), [])
        if not any(quota.who in who for who in same[:_SAME]):
            kept.append(quota)
            same.append(quota.who)
    return kept


def _apart(hits: list[_Hit]) -> list[_Hit]:
    """Of hits that overlap the one of the stronger grammar, which comes first."""
    kept: list[_Hit] = []
    taken: set[int] = set()
    for hit in hits:
        same = bool(kept) and kept[-1][:2] == hit[:2] and kept[-1].who != hit.who and kept[-1].n != hit.n
        if same or hit.end - 1 not in taken:
            kept.append(hit)
            taken.update(range(max(hit.start, hit.end - 6), hit.end + 1))
    return sorted(kept)


def _hits(letters: str) -> Iterator[_Hit]:
    for grammar in (_two, _bounds, _ranges, _prizes, _each, _given, _sent, _shares):
        for hit in grammar(letters):
            yield hit
            if grammar in (_prizes, _each, _given, _sent):
                yield from _listed_on(letters, hit)


def _listed_on(letters: str, hit: _Hit) -> Iterator[_Hit]:
    """What follows in the same list: 推荐先进集体1个、先进个人2名."""
    match = _NEXT.match(letters, hit.end)
    while match:
        yield _Hit(
            match.start("who"), match.end(), int(match["n"]), match["unit"], hit.op, _bare(match["who"])
        )
        match = _NEXT.match(letters, match.end())


def _clause(letters: str, at: int, marks: str = "。;!?") -> str:
    """The words before a place, back to one of the marks, at most 80."""
    before = letters[max(0, at - 80) : at]
    return re.split(f"[{marks}]", before)[-1]


def _is_quota(letters: str, start: int, end: int) -> bool:
    """Whether the clause speaks of places, filing or awards, not of merits, members or copies."""
    sentence = _clause(letters, start)
    near = re.split(r",|(?<=\d[个名项篇家户])、", sentence)[-1] + letters[start:end]
    named = re.split(r"\d|不|至多|最多|至少|限", re.split(r"[,:]", sentence + letters[start:end])[-1])[0]
    behind = re.match(r"[^,。;]{0,14}", letters[end : end + 14])
    after = behind[0] if behind else ""
    if _MUST_HAVE.search(near) or _WITHIN.search(near[-24:] + after[:4]) or _COPIES.search(near):
        return False
    if re.match(r"(?:及?以上)", after):
        return False
    if _ABOUT_PLACES.search(sentence + letters[start:end] + after):
        return True
    return bool(_PLACE.search(_bare(named)) and _ABOUT_PLACES.search(letters[max(0, start - 120) : start]))


def _who(letters: str, start: int) -> str:
    """Whom a number is for: the words of its own clause, else of the one before."""
    parts = [part for part in re.split(r",", _clause(letters, start, "。;!?")) if part]
    for part in reversed(parts):
        piece = re.split(r":", part)[-1] if not part.endswith(":") else part
        if re.search(r"\d[个名项篇家户件人%]", piece):
            piece = _CUT.split(piece)[0]
        who = _bare(piece)
        if who:
            return who
    return ""


def _opens(letters: str, at: int, marks: str = ",。;:") -> int:
    """Where the clause begins that a place stands in, brackets counted."""
    piece = re.split(f"[{marks}]", letters[max(0, at - 40) : at])[-1]
    if piece.count("(") > piece.count(")"):
        piece = piece.rpartition("(")[2]
    return at - len(_MARKED.sub("", piece))


def _bare(piece: str) -> str:
    last = None
    while piece != last:
        last = piece
        piece = _STRIP.sub("", piece)
    if piece.count("(") > piece.count(")"):
        piece = piece.rpartition("(")[2]
    return piece[-40:]


def _number(written: str) -> int:
    if written.isdigit():
        return int(written)
    tens, ten, ones = written.partition("十")
    digits = "零一二三四五六七八九"
    if not ten:
        return 2 if written == "两" else max(0, digits.find(written))
    return (digits.find(tens) if tens else 1) * 10 + (digits.find(ones) if ones else 0)


def _bounds(letters: str) -> Iterator[_Hit]:
    for match in _BOUND.finditer(letters):
        if not _is_quota(letters, match.start(), match.end()):
            continue
        n, unit = match["n"] or match["n2"], match["unit"] or match["unit2"]
        op = QuotaOp.MIN if match["least"] else QuotaOp.MAX
        who = _who(letters, match.start())
        if who.startswith("提名奖"):
            who = _award_before(letters, match.start()) + who
        yield _Hit(_opens(letters, match.start()), match.end(), _number(n), unit, op, who)


def _award_before(letters: str, at: int) -> str:
    """The award that a 提名奖 belongs to: the last one named before it in the sentence."""
    named = re.findall(
        r"([\u3400-\u9fff]{2,20}奖)(?:[^\u3400-\u9fff]|不超过|不多于)",
        _clause(letters, at).rpartition(",")[0],
    )
    return named[-1] if named else ""


def _two(letters: str) -> Iterator[_Hit]:
    """设“甲奖”和“乙奖”，其名额分别不超过10个和90个."""
    for match in _TWO.finditer(letters):
        numbers = re.findall(r"(\d{1,5})([个名项篇家户件人])", match["ns"])
        sentence = _clause(letters, match.start())
        names = re.findall(r"[“\"「《]([^”\"」》]{1,30})[”\"」》]", sentence)[-len(numbers) :]
        if len(names) != len(numbers):
            named = re.split(r"[、和及与]", _bare(sentence.rpartition(",")[2]))
            names = (
                named if len(named) == len(numbers) else [_bare(sentence.rpartition(",")[2])] * len(numbers)
            )
        if not _ABOUT_PLACES.search(sentence) or _MUST_HAVE.search(sentence[-30:]):
            continue
        op = QuotaOp.MAX if "不" in (match["op"] or "") else QuotaOp.EXACT
        lead = re.search(r"(?:其)?名额$", letters[max(0, match.start() - 4) : match.start()])
        start = match.start() - (len(lead[0]) if lead else 0)
        ends = [each.end() for each in re.finditer(r"\d{1,5}[个名项篇家户件人]", match["ns"])]
        for name, (n, unit), _ in zip(names, numbers, ends, strict=True):
            yield _Hit(start, match.end(), int(n), unit, op, name)


def _ranges(letters: str) -> Iterator[_Hit]:
    for match in _RANGE.finditer(letters):
        if _is_quota(letters, match.start(), match.end()):
            low, high = int(match["n"]), int(match["to"])
            if low < high:
                who = _who(letters, match.start())
                yield _Hit(match.start(), match.end(), low, match["unit"], QuotaOp.RANGE, who, high)


def _given(letters: str) -> Iterator[_Hit]:
    for match in _GIVEN.finditer(letters):
        if not _is_quota(letters, match.start(), match.end()):
            continue
        about = any(match[name] for name in ("about", "about2", "about3", "about4"))
        n, unit = match["n"] or match["n3"], match["unit"] or match["unit3"]
        who = _given_to(letters, match)
        yield _Hit(
            match.start(), match.end(), _number(n), unit, QuotaOp.ABOUT if about else QuotaOp.EXACT, who
        )


def _sent(letters: str) -> Iterator[_Hit]:
    """各市推荐先进集体1个: as many of a kind as may come."""
    for match in _SENT.finditer(letters):
        if _is_quota(letters, match.start(), match.end()):
            who = _bare(match["of"])
            yield _Hit(match.start(), match.end(), int(match["n"]), match["unit"], QuotaOp.MAX, who)


def _given_to(letters: str, match: re.Match[str]) -> str:
    """Whom a plain number is for; a total is for the whole place that the sentence names, if it names one."""
    sentence = _clause(letters, match.start())
    if re.match(r"(?:名额)?(?:总|共|一共|合计)|名额(?:总共|共|总)", match[0]):
        whole = re.search(r"全[市省区县国校]", sentence)
        return whole[0] if whole else ""
    if match["what"]:
        return _bare(match["what"])
    if not match["verb"]:
        return _who(letters, match.start())
    behind = re.match(r"[“\"「]([^”\"」]{2,30})[”\"」]", letters[match.end() : match.end() + 34])
    return _bare(sentence.rpartition(",")[2]) or _bare(match["of"] or "") or (behind[1] if behind else "")


def _prizes(letters: str) -> Iterator[_Hit]:
    """一等奖10项, 省“某某奖”24名."""
    for match in _PRIZE.finditer(letters):
        if not _is_quota(letters, match.start(), match.end()):
            continue
        op = QuotaOp.ABOUT if match["about"] else QuotaOp.EXACT
        yield _Hit(match.start(), match.end(), int(match["n"]), match["unit"], op, _bare(match["who"]))


def _each(letters: str) -> Iterator[_Hit]:
    """各单位选送25篇, 市直学校每校3篇, 甲大学、乙大学各4项: as many as may come from each."""
    for match in _EACH.finditer(letters):
        if not _is_quota(letters, match.start(), match.end()):
            continue
        if not match["verb"] and not re.search(
            r"(?:各|每[校个家所县区市人位])$|^每.{0,12}(?:[市县区省校州]|单位|企业|部门|院所|地区)$",
            match["who"],
        ):
            continue
        who = _bare(_clause(letters, match.start(), "。;!?,:") + match["who"])
        yield _Hit(match.start(), match.end(), _number(match["n"]), match["unit"], QuotaOp.MAX, who)


def _shares(letters: str) -> Iterator[_Hit]:
    for match in _SHARE.finditer(letters):
        clause = _clause(letters, match.start(), "。;!?,:")
        if not _SHARE_OF.search(clause + match[0]) or re.search(
            r"之比|重复|查重|复制|相似|总评|占总分|得分", clause
        ):
            continue
        op = QuotaOp.MIN if match["least"] else QuotaOp.MAX if match["most"] else QuotaOp.EXACT
        who = _bare(clause) or _who(letters, match.start()) or match[0][-2:].strip("%")
        yield _Hit(
            _opens(letters, match.start()), match.end(), float(match["n"] or match["n2"]), "%", op, who
        )


def _in_table(table: Table) -> Iterator[Quota]:
    """A row of places above a row of numbers, or a column of places beside one of numbers."""
    headed = heading_of(table)
    if headed is None:
        return
    headings, below = headed
    names = [cell.value for cell in headings]
    op = QuotaOp.MAX if _CEILING.search(table.above[-40:]) else QuotaOp.EXACT
    row = next((row.filled() for row in below if row.filled()), [])
    if (
        _HEADS.search(table.above)
        and len(row) == len(headings) >= 2
        and all(cell.value.isdigit() for cell in row)
    ):
        for place, number in zip(headings, row, strict=True):
            yield _cell(place, number, "", op)
        return
    column = next((at for at, name in enumerate(names) if _HEADS.search(name)), None)
    if column is not None and len(names) >= 2:
        yield from _by_rows(headings, below, column, op)


def _by_rows(headings: list[Found], below: tuple[Row, ...], column: int, op: QuotaOp) -> Iterator[Quota]:
    unit = re.search(r"[（(](?:单位[:：])?([个名项篇家户件人所])[）)]", headings[column].value)
    for row in below:
        cells = row.filled()
        if not cells or not cells[-1].value.isdigit():
            continue
        number = cells[column] if len(cells) == len(headings) else cells[-1]
        places = [cell for cell in cells if not cell.value.isdigit()]
        if number.value.isdigit() and places:
            yield _cell(places[0], number, unit[1] if unit else "", op)


def _cell(place: Found, number: Found, unit: str, op: QuotaOp) -> Quota:
    return Quota(place.value, int(number.value[:6]), unit, op, number.value, number.span)
