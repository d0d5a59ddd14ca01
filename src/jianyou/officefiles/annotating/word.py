"""Word comments at the cells of the sender's own .docx; nothing else of it changes."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from jianyou.officefiles.annotating.anchors import Anchor, Anchors
from jianyou.officefiles.annotating.comments import Comments
from jianyou.officefiles.annotating.parcel import Parcel, in_utf8
from jianyou.officefiles.annotating.remark import LIMITS, Limits, RemarkAt, Wording, refuse_signed
from jianyou.officefiles.annotating.splicing import Edit, Span, paragraph_spans, spliced, without_comments
from jianyou.officefiles.guard import admit_data
from jianyou.officefiles.model import FileKind
from jianyou.officefiles.paper import Written
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.officefiles.word.names import Element
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.place import Place

_LARGEST = 16 * MEGABYTE  # the main part is held twice while it changes
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_TRANSITIONAL = b"http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_USED_IDS = re.compile(
    rb"comment(?:RangeStart|RangeEnd|Reference)\b[^<>]{0,300}?\bid\s*=\s*[\"'](-?\d+)[\"']"
)


def annotate_docx(
    data: bytes,
    remarks: Sequence[RemarkAt],
    *,
    author: str,
    at: datetime,
    limits: Limits = LIMITS,
    lang: Lang = Lang.ZH,
) -> Written:
    """The Word file with a comment at each cell or paragraph that remarks are about.

    Comments that this function wrote before are taken out, so that no remarks give back a file
    without ours; the sender's own stay. Where no comment may stand (text boxes, page headers, a
    cell without a paragraph), the remark stands nearby and names its place. `at` is told as the
    clock shows it. The places of the findings are those of the remarks, with an empty `file`.

    Refused for what isn't a Word file, can't be read, is too large or digitally signed.
    """
    guarded = admit_data(data, file="", suffix=".docx", limits=limits)
    if guarded.kind is not FileKind.DOCX:
        raise Refused("annotate_other_kind", kind=guarded.kind.value)
    refuse_signed(list(guarded.parts))
    main = guarded.main
    if guarded.parts[main] > _LARGEST:
        raise Refused("annotate_too_large", limit_mb=_LARGEST // MEGABYTE)
    text = in_utf8(guarded.part(main), main)
    parcel = Parcel(guarded)
    comments = Comments(parcel, strict=_STRICT in text)
    wording = Wording(lang)
    changed = without_comments(text, comments.removed, main) if comments.removed else text
    if remarks:
        comments.spare(used.decode() for used in _USED_IDS.findall(changed))
        told, total = _told(Anchors(guarded), remarks, wording)
        for each in told:
            each.id = comments.add(each.lines, wording.author(author), at, apart=each.ahead)
        changed = _anchored(changed, told, total, main)
    comments.save()
    if changed is not text:
        parcel.put(main, changed)
    return Written(parcel.packed(), tuple(wording.findings))


@dataclass(slots=True)
class _Told:
    """A comment: its lines, the numbers of its first and last paragraph, and its id.

    `ahead` says that it stands before its text, as a point, and not around it.
    """

    lines: list[str]
    first: int
    last: int
    ahead: bool
    id: str = ""


@dataclass(slots=True)
class _Group:
    """The remarks that share a first paragraph; `last` and `here` are those of the one it belongs to."""

    last: Element
    ahead: bool
    here: Place | None = None
    remarks: list[RemarkAt] = field(default_factory=list)


def _told(anchors: Anchors, remarks: Sequence[RemarkAt], wording: Wording) -> tuple[list[_Told], int]:
    """One comment for each anchor, in the order of the text; and how many paragraphs the text has."""
    anchors.settle(remark.place for remark in remarks)
    groups: dict[Element, _Group] = {}
    for remark in remarks:
        anchor: Anchor = anchors.find(remark.place)
        group = groups.setdefault(anchor.first, _Group(anchor.last, anchor.leads_control))
        group.remarks.append(remark)
        if anchor.exact:
            group.last, group.ahead, group.here = anchor.last, anchor.leads_control, remark.place
        else:
            wording.moved(remark)
    ends = {end for first, group in groups.items() for end in (first, group.last)}
    numbers, total = anchors.numbers(ends)
    told = [
        _Told(wording.lines(group.remarks, here=group.here), numbers[first], numbers[group.last], group.ahead)
        for first, group in groups.items()
    ]
    return sorted(told, key=lambda each: each.first), total


def _anchored(text: bytes, told: Sequence[_Told], total: int, part: str) -> bytes:
    """The main part with a range and a reference for each comment."""
    wanted = {number for each in told for number in (each.first, each.last)}
    spans, count = paragraph_spans(text, wanted, part)
    if count != total:  # the tree was pruned of paragraphs where none may stand
        raise Refused("annotate_unclear")
    space = _STRICT if _STRICT in text else _TRANSITIONAL
    return spliced(text, (edit for each in told for edit in _edits(each, spans, space)))


def _edits(told: _Told, spans: Mapping[int, Span], space: bytes) -> Iterator[Edit]:
    first, last, key = spans[told.first], spans[told.last], told.id.encode()
    before = b'<%(p)scommentRangeStart%(x)s %(p)sid="%(id)s"/>'
    # The size is that of Word's own style for these marks, which the file may lack: so no line grows.
    after = (
        b'<%(p)scommentRangeEnd%(x)s %(p)sid="%(id)s"/>'
        b'<%(p)sr%(x)s><%(p)srPr><%(p)ssz %(p)sval="16"/><%(p)sszCs %(p)sval="16"/></%(p)srPr>'
        b'<%(p)scommentReference %(p)sid="%(id)s"/></%(p)sr>'
    )
    if (first is last and first.empty) or told.ahead:
        yield _inserted(first, (before + after) % _names(first, key, space))
    else:
        yield _inserted(first, before % _names(first, key, space))
        yield _inserted(last, after % _names(last, key, space), at_end=True)


def _inserted(span: Span, markup: bytes, *, at_end: bool = False) -> Edit:
    """The markup at the start or the end of a paragraph; an empty one's single tag is opened for it."""
    if span.empty:
        return Edit(span.start - 2, span.start, b">" + markup + b"</" + span.name + b">")
    where = span.end if at_end else span.start
    return Edit(where, where, markup)


def _names(span: Span, key: bytes, space: bytes) -> Mapping[bytes, bytes]:
    """The prefix that stands for Word's namespace at a paragraph; an attribute can't do without one."""
    prefix, colon, _ = span.name.rpartition(b":")
    if colon:
        return {b"p": prefix + b":", b"x": b"", b"id": key}
    return {b"p": b"w:", b"x": b' xmlns:w="' + space + b'"', b"id": key}
