"""The draft's filing: seal, place, mailbox, and what makes a filing complete, where the notice tells."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from jianyou.domain.calls.course import CompletesOn, DeliveryForm
from jianyou.domain.notices.draft_lines import Lines, Material, Value
from jianyou.domain.notices.model import Deadline, Span
from jianyou.domain.notices.sentences import Sentence, body_sentences

_FILES = re.compile(
    r"报送|上报|报至|报到|提交|送至|送到|送交|寄|交至|递交|推荐表|申报表|申报材料|汇总表|报[^告道酬]"
)
_SEAL = re.compile(r"加?盖(?:单位|本单位|推荐单位)?(?:公|印)?章")
_NO_SEAL = re.compile(r"(?:无需|不需|不必|不用|免|未)要?$")
_COMPLETE = (
    (CompletesOn.PAPER, re.compile(r"以(?:书面|纸质)[^,。;]{0,12}为准")),
    (CompletesOn.SEALED_SCAN, re.compile(r"以[^,。;]{0,8}扫描件[^,。;]{0,8}为准")),
)
_LATE = re.compile(r"(?:逾期|超期|过期)[^,。;]{0,8}不(?:再|予)?(?:受理|接收|接受|予受理|予接收|补报|办理)")
_PAPER = re.compile(r"纸质|书面|原件|一式|公章|盖章")
_ORGAN = r"(?:厅|中心|处|科|室|局|委|院|部|会|秘书处|窗口|大厅|办|校|馆|站|所|公司|组)"
_SENDS = r"(?:(?:报送|上报|送交|递交|提交|寄送|邮寄)(?:至|到|给)?|[报送寄交](?:至|到|给))"
_PLACE = re.compile(
    rf"{_SENDS}(?P<place>(?:(?!{_SENDS}|材料|电子|纸质|名单|各)[一-龥·]){{2,28}}?{_ORGAN})"
    r"(?:\((?P<address>[^()]{4,60})\))?(?=[,。;(]|$)"
)
_ADDRESS = re.compile(
    r"(?P<post>邮寄|寄送|通讯|通信|联系|办公|报送|受理|收件|详细)?地址(?:为|是)?:(?P<address>[^。;:()]{5,60}?)"
    r"(?=[。;()]|,?(?:邮编|邮政编码|联系|电话|收件|邮箱)|$)"
)
_STREET = re.compile(r"[路街道巷镇乡村][^,]{0,12}\d|\d+号")
_MAILBOX = re.compile(
    r"[A-Za-z0-9][A-Za-z0-9._-]{1,40}@[A-Za-z0-9-]{2,30}(?:\.[A-Za-z]{2,10}){1,3}", re.ASCII
)
_SENT_BY_MAIL = re.compile(r"(?:[发投报传寄送]|电子[版稿]|扫描件)[^。;]{0,24}?(?:邮箱|邮件|[\w.-]{2,40}@)")


class _Delivery(NamedTuple):
    form: DeliveryForm
    place: str
    address: str
    span: Span


def write_filing(lines: Lines, material: Material, deadline: Deadline) -> None:
    """What counts as filed and where it is handed in; what isn't surely told is a question."""
    sentences = list(body_sentences(material.text, material.laid))
    lines.open("filing")
    _complete(lines, material, sentences)
    seal = _seal(material, sentences, deadline)
    if seal:
        lines.put("sealed", True, 1, seal)
    else:
        lines.ask("filing.sealed", "draft_seal_open", 1)
        lines.put("sealed", False, 1)
    late = _first(_LATE, sentences)
    if late:
        lines.put("late_admission", False, 1, material.span(*late))
    lines.put("clause", material.clauses.at(deadline.span), 1, deadline.span)
    _deliveries(lines, material, sentences, deadline)


def _complete(lines: Lines, material: Material, sentences: list[Sentence]) -> None:
    told = [(value, place) for value, words in _COMPLETE if (place := _first(words, sentences))]
    if len(told) == 1:
        lines.put("completes_on", told[0][0], 1, material.span(*told[0][1]))
    else:
        lines.ask("filing.completes_on", "draft_completes_open", 1)


def _first(words: re.Pattern[str], sentences: list[Sentence]) -> tuple[int, int] | None:
    return next((each.found(match) for each in sentences if (match := words.search(each.words))), None)


def _seal(material: Material, sentences: list[Sentence], deadline: Deadline) -> Span | None:
    """Where a seal is asked for in a sentence about filing: that of the deadline before others."""
    at = material.laid.squeezed.index(deadline.span.start)
    near = sorted(sentences, key=lambda each: not each.start <= at < each.start + len(each.words))
    for each in near:
        match = _SEAL.search(each.words)
        if match and _FILES.search(each.words) and not _NO_SEAL.search(each.words[: match.start()]):
            return material.span(*each.found(match))
    return None


def _deliveries(lines: Lines, material: Material, sentences: list[Sentence], deadline: Deadline) -> None:
    found = list(_places(material, sentences, deadline))
    boxes = _mailboxes(material)
    mailed = len(boxes) == 1 and any(_SENT_BY_MAIL.search(each.words) for each in sentences)
    if mailed:
        found.append(_Delivery(DeliveryForm.MAIL, "", *boxes[0]))
    if not found and not boxes:
        lines.ask("filing.delivery", "draft_delivery_open", 1)
    if boxes and not mailed:
        lines.ask("filing.delivery", "draft_mailboxes", 1, count=len(boxes))
        for address, span in boxes[:5]:
            lines.candidate(address, span, 1)
    if found:
        lines.open("delivery", 1)
    for each in found:
        clause = material.clauses.at(each.span)
        values: dict[str, Value] = {
            "form": each.form,
            "place": each.place,
            "address": each.address,
            "clause": clause,
        }
        lines.item(values, 2, each.span, said=each.place or each.address)


def _places(material: Material, sentences: list[Sentence], deadline: Deadline) -> Iterator[_Delivery]:
    """The office that the deadline's sentence sends papers to, else the only address labelled as one."""
    labelled = [
        (match, each)
        for each in sentences
        for match in _ADDRESS.finditer(each.words)
        if _STREET.search(match["address"])
    ]
    only = labelled[0][1].found(labelled[0][0], "address") if len(labelled) == 1 else (0, 0)
    at = material.laid.squeezed.index(deadline.span.start)
    here = next((each for each in sentences if each.start <= at < each.start + len(each.words)), None)
    named = _office(here) if here else None
    if here and named:
        place, address = here.found(named, "place"), here.found(named, "address")
        if not (named["address"] and _STREET.search(named["address"])):
            address = only
        span = material.span(*place)
        yield _Delivery(DeliveryForm.PAPER, material.words(*place), material.words(*address), span)
    elif len(labelled) == 1:
        form = DeliveryForm.POST if labelled[0][0]["post"] in ("邮寄", "寄送") else DeliveryForm.PAPER
        yield _Delivery(form, "", material.words(*only), material.span(*only))


def _office(sentence: Sentence) -> re.Match[str] | None:
    """Where papers go: an office with its address, or one that the sentence sends paper to."""
    for match in _PLACE.finditer(sentence.words):
        if (match["address"] and _STREET.search(match["address"])) or _PAPER.search(sentence.words):
            return match
    return None


def _mailboxes(material: Material) -> list[tuple[str, Span]]:
    """The mailboxes in the body, each once, as printed."""
    body = material.laid.layout.body
    found: dict[str, tuple[str, Span]] = {}
    for match in _MAILBOX.finditer(material.text.text, body.start, body.end):
        found.setdefault(match[0].lower(), (match[0], Span(*match.span())))
    return list(found.values())
