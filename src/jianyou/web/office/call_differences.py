"""Where a draft and its notice differ, what each difference means, and the draft with some adopted."""

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from jianyou.datafiles.edits import with_value
from jianyou.datafiles.written import clean
from jianyou.domain.calls.call import Call
from jianyou.domain.notices.compare import compare
from jianyou.domain.notices.difference import Difference
from jianyou.domain.notices.draft_notice import last_moment
from jianyou.domain.notices.model import NoticeFacts, NoticeText
from jianyou.terms.message import Message
from jianyou.web.office.call_answers import filing_ends

Edit = Callable[[str], str]
_LONGEST = 200
_MEANS = (
    ("notice", "call_means_notice"),
    ("deadline", "call_means_deadline"),
    ("contacts", "call_means_contacts"),
    ("quotas", "call_means_quotas"),
    ("annex", "call_means_columns"),
)


class Differing(NamedTuple):
    """A difference with its number, what it means, and whether it can be adopted by a click."""

    number: int
    difference: Difference
    means: Message
    adoptable: bool


def differences_of(text: NoticeText, facts: NoticeFacts, call: Call) -> list[Differing]:
    """Every difference, in the order of the call file."""
    found = compare(facts, text, call).differences
    return [
        Differing(number, one, _means(one), bool(_edits(one, facts, call)))
        for number, one in enumerate(found, 1)
    ]


def adopted(source: str, chosen: Collection[int], text: NoticeText, facts: NoticeFacts, call: Call) -> str:
    """The call file with the chosen differences as the notice has them."""
    edits: dict[str, Edit] = {}
    for one in differences_of(text, facts, call):
        if one.number in chosen:
            edits.update(_edits(one.difference, facts, call))
    for edit in edits.values():
        source = edit(source)
    return source


def _means(difference: Difference) -> Message:
    key = difference.key
    if "clause" in difference.code or "condition" in difference.code or ".clause" in key:
        return Message("call_means_clauses")
    if "quota" in key:
        return Message("call_means_quotas")
    return Message(next((code for begin, code in _MEANS if key.startswith(begin)), "call_means_other"))


def _edits(difference: Difference, facts: NoticeFacts, call: Call) -> Mapping[str, Edit]:
    """The changes that adopt a difference, by the key that they change; none where a person must look."""
    key = difference.key
    if key == "deadline" and facts.deadline:
        deadline = last_moment(facts.deadline)
        ends = {f"stage {at}": edit for at, edit in enumerate(filing_ends(call, deadline))}
        return {key: partial(with_value, path=key, value=deadline), **ends}
    if key.startswith("contacts") and facts.contacts:
        people = [{"unit": one.unit, "name": one.name, "phone": one.phone} for one in facts.contacts[:50]]
        return {"contacts": partial(with_value, path="contacts", value=people)}
    value = _value(key, difference.said_in_notice, facts)
    path = ".".join(key.split(".")[:2])
    return {path: partial(with_value, path=path, value=value)} if value else {}


def _value(key: str, said: str, facts: NoticeFacts) -> Any:
    """What the notice says under a key, as the call file takes it; nothing where it can't be taken whole."""
    whole: Mapping[str, Sequence[str]] = {
        "notice.addressees": [each.value for each in facts.addressees],
        "notice.attachments": [each.value for each in facts.attachments],
    }
    for path, texts in whole.items():
        if key.startswith(path):
            return [clean(each)[:_LONGEST] for each in texts][:50]
    if key in ("notice.issued_on", "notice.printed_on"):
        return date.fromisoformat(said) if said else None
    return clean(said)[:_LONGEST] if key in ("notice.title", "notice.number", "notice.issuer") else None
