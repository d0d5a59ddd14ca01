"""消息: what is told to a filer or an office, in words, for a letter and for the inbox alike."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import datetime
from typing import Any, NamedTuple

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.domain.lifecycle.completion import completion_code
from jianyou.domain.lifecycle.labels import label_code
from jianyou.domain.lifecycle.states import FilingStatus
from jianyou.domain.mailbox.moment import moment_text
from jianyou.domain.mailbox.templates import Words, filled
from jianyou.terms.display import in_groups, plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_MOMENTS = frozenset({"at", "before", "after", "due", "until", "begins", "ends"})
_GROUP = 4
_THEN = {
    "paper": "message_then_paper",
    "sealed_scan": "message_then_sealed_scan",
    "either": "message_then_either",
}


class Attachment(NamedTuple):
    """A file that goes with a letter: its name, its medium such as `text/calendar`, its bytes in UTF-8."""

    name: str
    medium: str
    data: bytes


class Said(NamedTuple):
    """A message in words: its subject on one line, its body in lines; files go with letters alone."""

    subject: str
    body: str
    attachments: tuple[Attachment, ...] = ()


def rendered(
    kind: str,
    params: Mapping[str, Any],
    lang: Lang,
    *,
    schema: AnnexSchema | None = None,
    link: str | None = None,
    secret: Mapping[str, str] | None = None,
    own: Words | None = None,
) -> Said:
    """A message of that kind with the values that its act gave; moments are ISO texts with their offset.

    With the call's `schema` remarks stand under the titles of their columns. In the inbox that is all; a
    letter has a `link` to the site as well (empty where its address isn't known), and the `secret` that only
    its recipient reads: `code`; of a reminder `draft_code`, `draft_link` and `stop`, where they are ended.
    `own` are an office's own words, which stand for the shipped ones; all that is added to these is added to
    them too. A name in them that this message has no value for leaves the shipped ones.
    """
    told = {key: _worded(key, value, lang) for key, value in params.items()}
    subject, first = _begun(kind, told, lang, own)
    lines = [
        first,
        *_brought(params.get("items") or (), params.get("more", 0), lang),
        *_remarks(params.get("remarks") or (), lang, schema),
    ]
    lines += [say(f"message_{key}", told, lang) for key in ("note", "reason") if told.get(key)]
    lines += _what_is_missing(kind, told, lang)
    lines += _way_back(kind, told, (secret or {}).get("code", ""), lang)
    lines += _of_reminders(told, secret or {}, lang)
    if link:
        lines.append(say("message_link", {"link": link}, lang))
    if link is not None:
        lines.append(say("message_no_answer", lang=lang))
    return Said(subject, "\n".join(lines))


def _begun(kind: str, told: Mapping[str, Any], lang: Lang, own: Words | None) -> tuple[str, str]:
    """Subject and first sentences."""
    if own is not None:
        with suppress(KeyError):
            return " ".join(filled(own.subject, told).split()), filled(own.body, told)
    return say(f"message_{kind}_subject", told, lang), say(f"message_{kind}", told, lang)


def _brought(items: Any, more: int, lang: Lang) -> Iterator[str]:
    """The subjects of other messages, each of a kind with its values, and how many more there are."""
    for item in items:
        yield say("message_item", {"subject": rendered(item["kind"], item["params"], lang).subject}, lang)
    if more:
        yield say("message_more_items", {"count": more}, lang)


def _worded(key: str, value: Any, lang: Lang) -> Any:
    """A value as a sentence mentions it: on one line, a moment in full, a state by its name."""
    if not isinstance(value, str):
        return value
    if key in _MOMENTS:
        return _moment(value, lang, seconds=key == "at")
    if key == "status":
        return say(label_code(FilingStatus(value)), lang=lang)
    if key == "name" and not value.strip():
        return say("message_nameless", lang=lang)
    return plain(value)


def _moment(text: str, lang: Lang, *, seconds: bool) -> str:
    at = datetime.fromisoformat(text)
    told = moment_text(at, lang)
    # When something came is told to the second, as on the receipt; the time is the only part with a colon.
    return told.replace(f"{at:%H:%M}", f"{at:%H:%M:%S}", 1) if seconds else told


def _way_back(kind: str, told: Mapping[str, Any], code: str, lang: Lang) -> Iterator[str]:
    """The code of a filing with its number, or the one that confirms an address or opens an account."""
    if code and "number" in told:
        grouped = "-".join(code[at : at + _GROUP] for at in range(0, len(code), _GROUP))
        yield say("message_way_back", {"number": told["number"], "code": grouped}, lang)
    elif code:
        yield say("message_confirmation", {"code": code}, lang)
        yield say("message_ignore" if kind == "code" else "message_account_ignore", lang=lang)


def _what_is_missing(kind: str, told: Mapping[str, Any], lang: Lang) -> Iterator[str]:
    """What a reminder says is still to be done; `then` is what completes a filing of its call."""
    if kind == "reminder_draft":
        yield say("message_draft_missing" if told["missing"] else "message_draft_ready", told, lang)
        yield say(_THEN[told["then"]], lang=lang)
    elif kind == "reminder_filing":
        yield say(completion_code(FilingStatus.PREFILLED, told["then"]), lang=lang)


def _of_reminders(told: Mapping[str, Any], secret: Mapping[str, str], lang: Lang) -> Iterator[str]:
    """How to go on with a draft, and how to end reminders."""
    if code := secret.get("draft_code"):
        yield say("message_draft_back", {"number": told["number"], "code": in_groups(code)}, lang)
    if link := secret.get("draft_link"):
        yield say("message_draft_link", {"link": link}, lang)
    if link := secret.get("stop"):
        yield say("message_stop", {"link": link}, lang)


def _remarks(remarks: Any, lang: Lang, schema: AnnexSchema | None) -> Iterator[str]:
    """What was asked of each column; what was said of somebody's contact stays in the site."""
    columns = schema.by_key if schema else {}
    if any(remark["column"] not in columns for remark in remarks):
        yield say("message_remarks", {"count": len(remarks)}, lang)
        return
    for remark in remarks:
        column = columns[remark["column"]]
        if column.personal:
            yield say("message_remark_personal", {"column": column.title}, lang)
        else:
            yield say("message_remark", {"column": column.title, "text": plain(remark["text"])}, lang)
