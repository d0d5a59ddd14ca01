"""截止时间: until when entries must be in, and for whom.

A day counts as a deadline only where the words around it speak of filing: `于2月22日18:00前报送`,
`报名截止时间为…`, `受理时间为6月30日－7月20日`. Dates of birth, of proofs, of judging and of publicity don't.
"""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import chain
from typing import NamedTuple

from jianyou.domain.notices.model import (
    Deadline,
    DeadlineKind,
    Found,
    Layout,
    NoticeText,
    Question,
    Span,
)
from jianyou.domain.notices.moments import Moment, find_moments
from jianyou.domain.notices.text import Squeezed, squeezed, words

_REACH = 90  # characters of a sentence that are looked at on either side
_FAR = timedelta(days=330)  # a day inferred to lie further ahead than this is asked about
_READERS = 50  # of one moment, among whom a repetition is looked for
_STOP = re.compile(r"[。;!?]")
_UNTIL = re.compile(
    r"(?:\(含\)|\(含当[日天]\)|\(以?(?:邮戳|寄出).{0,8}?\)|\(.{0,6}北京时间\))?"
    r"(?:(?P<office>下班)?(?:(?:之|以)?前|(?:为|截)?止|截止|截稿)|(?P<within>(?:之|以)内))"
    r"(?:\(.{0,3}(?P<postmark>邮戳|寄出).{0,12}?\))?"
)
_FILING = re.compile(
    r"报(?!告|道|酬|废|警|刊|纸|销|价|复|考)|寄|送(?!达情)|交(?!流|通|易|叉|往|付|接|替|响|界)|发送|发至|发到|发给|传至|"
    r"上传|推荐|推选|反馈|投稿|填写|填好|录入|申请|预约|回执|提供给"
)
_LATER = (
    r"出生|取得|获得|获|成立|注册|结题|毕业|参加工作|任职|发表|出版|立项|公布|印发|发文|下发|召开|举行|"
    r"举办|公示|颁发|表彰|命名|发放"
)
_OTHERWISE = re.compile(rf"(?:将|予以|统一|正式|已|已经|完成)*(?:{_LATER})")
_OWN_PLAN = re.compile(r"(?:将|拟|计划)(?:于|在)?$")
_LABEL = re.compile(
    r"(?:受理|申报|报名|征集|报送|推荐|提交|填报|征稿|投稿|网报|接收|收件|上报|征文|申请|推报|遴选|截止|截稿)"
    r"(?:的|材料|工作|作品|论文|表|书|有效|网上|系统|起止|截止|开放|截稿)*(?:时间|日期|期限|时限|阶段|期)?"
    r"(?:\(.{1,12}?\))?(?:为|是|:|从|自|定于|在|于)*(?:(?:即日|现在|本通知下发之日|通知发布之日|发布之日)起?(?:开始)?(?:至|到)?)?\(?$"
)
_ENDS = re.compile(
    r"(?:截止|截稿)(?:时间|日期|期限|时点)(?:为|是|到|至|:|于|在)*$|(?:不晚于|不迟于|最迟|最晚)(?:于|在)?$|"
    r"(?:申报|报名|受理|征集|报送|提交|推荐|征稿|投稿)[^,。]{0,6}(?:截至|截止)(?:到|至|于|为|:)*$"
)
_PROOF = re.compile(
    r"有效|结题|出版|发表|形成|取得|证书|统计|数据|年龄|出生|业绩|任期|任职|工龄|教龄|计算|公示|评审|答辩|展示|保险|财务"
)
_FROM_NOW = re.compile(r"(?:即日|现在|之日)起?(?:开始)?(?:至|到|-|—)$")
_ASKED = re.compile(r"(?:请|须|应|务必|可|需)[^,]{0,20}(?:于|在|自|从)$|(?:于|在|自|从)$")
_READER = re.compile(
    r"(?:各|全体|有关|相关|申报|参评|参赛|市[直属]|省[直属]|区、?县|县级|所有)"
    r"(?:\([^)]{0,12}\)|[^,。;:!的请须应要务必负责可在于将对组织按照汇总()]){1,26}"
    r"|(?:有意|符合条件|申报)[^,。;:!请]{0,14}?(?:老师|教师|单位|企业|个人|者)"
)
_READS = re.compile(
    r"(?:局|厅|委|办|会|校|院|部门|单位|企业|公司|老师|教师|个人|机构|街道|组织|中心|妇联|员|市|县|\)|者|室)$"
)
_ASIDE = re.compile(
    r"总结|回执|(?:确定|明确|指定|反馈)[^,]{0,8}(?:联系人|联络员)|工作方案|实施方案|报名费|保证金|整改|经费|绩效|发票"
)
_ENTRIES = re.compile(r"材料|申报表|申报书|推荐名单|推荐表|作品|论文|汇总表")
_OTHER_DAY = re.compile(r"(?:(?:19|20)\d\d年)?\d{1,2}月\d{1,2}[日号]")
_RELATIVE = re.compile(
    r"(?:自)?(?:本?通知)?(?:发布|印发|下发|公布|收到通知)之日起\d{1,3}个?(?:工作日|自然日|日|天)内?(?=[^。;]{0,40}(?:报|交|送))"
    r"|(?:本月|当月|下月)(?:\d{1,2}日|底)(?:之|以)?前(?=[^。;]{0,40}(?:报|交|送))"
)
_Parts = tuple[Deadline | None, list[Deadline], list[Question]]


class _Told(NamedTuple):
    """A moment that ends something, with the place of its words and how they mean it."""

    moment: Moment
    start: int
    end: int
    kind: DeadlineKind
    reader: str


def find_deadlines(text: NoticeText, layout: Layout, issued_on: date | None) -> _Parts:
    """The deadline of the notice if one can be told, all deadlines in order, and what is left open.

    The deadline is the last day printed in the notice's own body, where what its readers collect must
    be with the issuer; a cover note above it and a line added below the signature have their own.
    Earlier days for other readers make a question with all of them as candidates.
    """
    whole = squeezed(text)
    moments = find_moments(whole)
    told = [each for before, moment in _pairs(moments) if (each := _told(whole, before, moment))]
    years = {each.moment.year for each in told if each.moment.year} or {m.year for m in moments if m.year}
    by_moment: dict[str, list[Deadline]] = {}
    questions = _relative(text, whole)
    for each in told:
        found = _dated(text, whole, each, issued_on, years)
        if isinstance(found, Question):
            questions.append(found)
        elif issued_on is None or found.at[:10] >= issued_on.isoformat():
            _add(by_moment.setdefault(found.at, []), found)
    deadlines = sorted(chain.from_iterable(by_moment.values()), key=lambda late: late.span)
    questions += [
        Question(
            "deadline",
            "notice_deadline_weekday",
            {"raw": late.raw, "at": late.at},
            (Found(late.raw, late.span),),
        )
        for late in deadlines
        if late.weekday_differs
    ]
    the, which = _the_one(whole, deadlines, layout)
    return the, deadlines, questions + which


def _pairs(moments: list[Moment]) -> Iterable[tuple[Moment | None, Moment]]:
    return zip([None, *moments], moments, strict=False)


def _the_one(
    whole: Squeezed, deadlines: list[Deadline], layout: Layout
) -> tuple[Deadline | None, list[Question]]:
    inside = [late for late in deadlines if layout.body.start <= late.span.start < layout.body.end]
    if not inside:
        spans = [part.span for part in layout.attachments]
        inside = [late for late in deadlines if any(at.start <= late.span.start < at.end for at in spans)]
    if not inside:
        return None, []
    the = max(
        [late for late in inside if not _aside(whole, late)] or inside,
        key=lambda late: (late.at[:10], late.at[10:] or "T24"),
    )
    if len({late.at for late in inside}) == 1:
        return the, []
    candidates = tuple(Found(late.at, late.span) for late in inside)
    return the, [
        Question("deadline", "notice_deadline_which", {"count": len(inside), "at": the.at}, candidates)
    ]


def _aside(whole: Squeezed, late: Deadline) -> bool:
    """Whether something else than entries is due then: a summary, a reply slip, the name of a liaison."""
    after = re.split("[。;!]", whole.text[(end := whole.index(late.span.end)) : end + 40])[0]
    return bool(_ASIDE.search(after)) and not _ENTRIES.search(after)


def _add(same: list[Deadline], new: Deadline) -> None:
    """One deadline said twice is one, unless two readers are told; a postmark and a reader are kept."""
    for place, old in enumerate(same[:_READERS]):
        if old.reader == new.reader or not (old.reader and new.reader):
            postmark = DeadlineKind.POSTMARK in (old.kind, new.kind)
            best = new if new.kind is DeadlineKind.BEFORE and old.kind is DeadlineKind.END_OF_DAY else old
            kind = DeadlineKind.POSTMARK if postmark else best.kind
            same[place] = best._replace(kind=kind, reader=old.reader or new.reader)
            return
    same.append(new)


def _told(whole: Squeezed, last: Moment | None, moment: Moment) -> _Told | None:
    """The moment as a deadline, None if the words around it don't make it one."""
    letters = whole.text
    until = _UNTIL.match(letters, moment.end)
    end = until.end() if until else moment.end
    opens = moment.opens
    before = _STOP.split(letters[max(0, opens - _REACH) : opens])[-1]
    after = _STOP.split(letters[end : end + _REACH])[0]
    clause = before.rpartition(",")[2]
    if _OWN_PLAN.search(before) or _OTHERWISE.match(after) or _PROOF.search(clause[-14:]):
        return None
    if not _files(before, after, clause, closed=until is not None, span=opens != moment.start):
        return None
    kind = DeadlineKind.BEFORE
    if until and until["office"]:
        kind = DeadlineKind.OFFICE_HOURS
    elif (until and until["postmark"]) or re.search(
        r"以[^,]{0,6}邮戳|(?:邮戳|寄出)[^,]{0,8}为准", before[-16:] + _OTHER_DAY.split(after)[0]
    ):
        kind = DeadlineKind.POSTMARK
    elif moment.hour in (None, 24) and (until is None or not until[0].endswith("前")):
        kind = DeadlineKind.END_OF_DAY
    since = max(opens - _REACH, last.end if last else 0) if last and last.start != opens else opens - _REACH
    return _Told(moment, opens, end, kind, _reader(_STOP.split(letters[max(0, since) : opens])[-1]))


def _files(before: str, after: str, clause: str, *, closed: bool, span: bool) -> bool:
    """Whether the words speak of filing until then."""
    if _ENDS.search(before) or _FROM_NOW.search(before):
        return True
    if (span or closed) and _LABEL.search(before):
        return True
    near = _near(after)
    if closed:
        done = re.match(r"[^,]{0,6}(?:完成|结束|到位)", after)
        return (
            bool(_FILING.search(near)) if not done else bool(_FILING.search(clause) or _FILING.search(near))
        )
    return span and bool(_ASKED.search(before)) and bool(_FILING.search(near.partition(",")[0]))


def _near(after: str) -> str:
    """What is said of this day alone, or of several days in a row (甲于1日前、乙于2日前将材料报送)."""
    parts = _OTHER_DAY.split(after)
    row = [parts[0]]
    for part in parts[1:]:
        if _FILING.search(row[-1]) or not row[-1].startswith(("、", ",", ";", "和", "及", "前、", "前,")):
            break
        row.append(part)
    return "".join(row)


def _reader(sentence: str) -> str:
    """Who must keep it: the last reader named in the sentence before the day."""
    named = [match[0] for match in _READER.finditer(sentence)]
    return next((name for name in reversed(named) if _READS.search(name)), "")


def _dated(
    text: NoticeText, whole: Squeezed, told: _Told, issued_on: date | None, years: set[int]
) -> Deadline | Question:
    moment = told.moment
    span = whole.span(told.start, told.end)
    raw = words(text, span)
    day = _day(moment, issued_on, years)
    if day is None:
        return Question("deadline", "notice_deadline_year", {"raw": raw}, (Found(raw, span),))
    inferred = moment.year is None
    if inferred and issued_on and day - issued_on > _FAR:
        candidates = tuple(Found(str(year), span) for year in (day.year - 1, day.year))
        return Question("deadline", "notice_deadline_year", {"raw": raw}, candidates)
    timed = moment.hour is not None and moment.hour < 24
    at = f"{day.isoformat()}T{moment.hour:02}:{moment.minute:02}" if timed else day.isoformat()
    differs = moment.weekday is not None and moment.weekday != day.weekday()
    return Deadline(at, raw, told.reader, told.kind, span, inferred, differs)


def _day(moment: Moment, issued_on: date | None, years: set[int]) -> date | None:
    """The day: its printed year, else the first such day since the issue, else the only year told."""
    if moment.year is not None:
        return moment.on(moment.year)
    if issued_on is not None:
        if moment.next_year:
            return moment.on(issued_on.year + 1)
        day = moment.on(issued_on.year)
        return day if day and day >= issued_on else moment.on(issued_on.year + 1)
    return moment.on(next(iter(years))) if len(years) == 1 and not moment.next_year else None


def _relative(text: NoticeText, whole: Squeezed) -> list[Question]:
    """Days counted from something else: never computed, always asked."""
    found: list[Span] = [whole.span(match.start(), match.end()) for match in _RELATIVE.finditer(whole.text)]
    return [
        Question(
            "deadline",
            "notice_deadline_relative",
            {"raw": words(text, span)},
            (Found(words(text, span), span),),
        )
        for span in found
    ]
