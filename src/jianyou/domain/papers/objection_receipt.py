"""异议登记回执: one page with the number and the code to come back with; who objects isn't on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from jianyou.officefiles.writing.facts_pdf import FactsPaper, FactValue
from jianyou.terms.display import excerpt, in_groups
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_MOST_FILES = 3
_LONGEST_NAME, _LONGEST_TITLE = 40, 80


@dataclass(frozen=True, slots=True, kw_only=True)
class ObjectionReceipt:
    """What the confirmation tells; moments are written out, `missing` are the words of what it lacks.

    `code` is in its plain signs, `find_url` where to come back, with the number in it. `about` is empty
    where it is about the whole list.
    """

    issuer: str
    call: str
    number: str
    code: str
    received: str
    until: str
    in_time: bool
    list_title: str
    about: str
    kind: str
    named: bool
    files: Sequence[str]
    missing: Sequence[str]
    find_url: str


def objection_receipt(told: ObjectionReceipt, lang: Lang) -> FactsPaper:
    """The page; of many files it shows the first ones and the count."""
    square = say("objection_receipt_square", lang=lang)
    said = "objection_receipt_said"
    if not told.in_time:
        said = "objection_receipt_said_late"
    elif not told.named:
        said = "objection_receipt_said_lead"
    return FactsPaper(
        issuer=told.issuer,
        title=say("objection_receipt_title", lang=lang),
        subject=excerpt(told.call, _LONGEST_TITLE),
        said=say(said, lang=lang),
        facts=[(say(label, lang=lang), values) for label, values in _facts(told, lang)],
        notes=[
            say("objection_receipt_where", {"url": told.find_url}, lang),
            square,
            say("objection_receipt_privacy", lang=lang),
        ],
        code=told.find_url,
        code_alt=square,
        lang=lang.value,
    )


def _facts(told: ObjectionReceipt, lang: Lang) -> Iterator[tuple[str, list[FactValue]]]:
    yield "objection_receipt_number", [FactValue(told.number, strong=True)]
    hint = FactValue(say("objection_receipt_code_told", lang=lang), small=True)
    yield "objection_receipt_code", [FactValue(in_groups(told.code), strong=True), hint]
    yield "objection_receipt_at", [FactValue(told.received, strong=True)]
    yield "objection_receipt_until", [FactValue(told.until)]
    yield "objection_receipt_list", [FactValue(excerpt(told.list_title, _LONGEST_TITLE))]
    whole = say("objection_receipt_whole", lang=lang)
    yield "objection_receipt_about", [FactValue(excerpt(told.about, _LONGEST_NAME) or whole)]
    yield "objection_receipt_kind", [FactValue(told.kind)]
    named = "objection_receipt_named_yes" if told.named else "objection_receipt_named_no"
    yield "objection_receipt_named", [FactValue(say(named, lang=lang))]
    yield "objection_receipt_files", list(_files(told, lang))
    if told.missing:
        yield "objection_receipt_missing", [FactValue(words, small=True) for words in told.missing]


def _files(told: ObjectionReceipt, lang: Lang) -> Iterator[FactValue]:
    if not told.files:
        yield FactValue(say("objection_receipt_none", lang=lang))
    for name in told.files[:_MOST_FILES]:
        yield FactValue(excerpt(name, _LONGEST_NAME))
    if len(told.files) > _MOST_FILES:
        params: dict[str, Param] = {"shown": _MOST_FILES, "count": len(told.files)}
        yield FactValue(say("objection_receipt_more", params, lang), small=True)
