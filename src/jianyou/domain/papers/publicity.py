"""公示: a list made public as an official notice, and the sentences that every form of it shares."""

from collections.abc import Iterator
from datetime import date, datetime

from jianyou.domain.papers.course import subject_of
from jianyou.domain.papers.official import or_blank, written_date
from jianyou.domain.publicity.lists import PublicList
from jianyou.officefiles.paper import Paper, PaperColumn
from jianyou.officefiles.writing.official import Head, OfficialPaper
from jianyou.terms.display import plain
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_WEEKDAYS = (
    *("weekday_monday", "weekday_tuesday", "weekday_wednesday", "weekday_thursday", "weekday_friday"),
    *("weekday_saturday", "weekday_sunday"),
)
_NARROW, _MEDIUM, _WIDE = 0.5, 1.4, 2.6
_LONG = 40


def default_title(call: str) -> str:
    """The title that a round starts with."""
    return say("publicity_paper_title", {"subject": subject_of(call)})


def default_text(notice: str) -> str:
    """The text that a round starts with; `notice` is the title of what it acts on."""
    told = say("publicity_paper_notice", {"title": plain(notice)}) if notice else or_blank("")
    return say("publicity_paper_text", {"notice": told})


def publicity_paper(told: PublicList) -> OfficialPaper:
    """The notice with the list on pages of its own; number, seal and date are left blank."""
    return OfficialPaper(
        issuer=told.office,
        head=Head.LETTER,
        title=told.title,
        paragraphs=tuple(_paragraphs(told)),
        signed_by=told.office,
        attachments=(say("publicity_paper_list"),),
        annex=list_paper(told),
    )


def list_paper(told: PublicList) -> Paper:
    """The list alone; awards in a column of their own where there are several headings."""
    headed = len({line.heading for line in told.lines}) > 1
    columns = [PaperColumn(say("publicity_paper_order"), _NARROW, centered=True)]
    columns += [PaperColumn(say("publicity_paper_award"), _MEDIUM)] if headed else []
    for column in told.columns:
        longest = max((len(line.values.get(column.key, "")) for line in told.lines), default=0)
        columns.append(PaperColumn(column.title, _WIDE if longest > _LONG else _MEDIUM))
    return Paper(
        title=say("publicity_paper_list"),
        columns=columns,
        rows=[
            [
                str(line.order),
                *([line.heading] if headed else []),
                *(line.values.get(column.key, "") for column in told.columns),
            ]
            for line in told.lines
        ],
    )


def _paragraphs(told: PublicList) -> Iterator[str]:
    yield from told.paragraphs
    yield period_text(told)
    yield objection_text(told)
    if told.places:
        yield places_text(told)
    for lines in contact_lines(told):
        yield from lines


def period_text(told: PublicList, lang: Lang = Lang.ZH) -> str:
    """How long it is public; from when to when once that is settled."""
    length_code = "publicity_paper_working_days" if told.working_days else "publicity_paper_days"
    length = say(length_code, {"days": told.days}, lang)
    if told.period is None:
        return say("publicity_paper_period_open", {"length": length}, lang)
    days = {"begins": day_text(told.period.begins_on, lang), "last": day_text(told.period.last_on, lang)}
    return say("publicity_paper_period", {"length": length, **days}, lang)


def objection_text(told: PublicList, lang: Lang = Lang.ZH) -> str:
    """Until when and how somebody objects."""
    if told.objections_until:
        until = end_text(told.objections_until, lang)
        begin = say("publicity_paper_objections", {"until": until}, lang)
    else:
        begin = say("publicity_paper_objections_open", lang=lang)
    comma, stop = ("，", "。") if lang is Lang.ZH else (", ", ". ")
    evidence = comma + say("publicity_paper_evidence", lang=lang) if told.evidence else ""
    named = say("publicity_paper_named" if told.named_only else "publicity_paper_unnamed", lang=lang)
    return begin + evidence + stop + named


def places_text(told: PublicList, lang: Lang = Lang.ZH) -> str:
    """Where else it is published."""
    between = "、" if lang is Lang.ZH else ", "
    return say("publicity_paper_places", {"places": between.join(told.places)}, lang)


def contact_lines(told: PublicList, lang: Lang = Lang.ZH) -> Iterator[tuple[str, ...]]:
    """The lines of each contact."""
    for contact in told.contacts:
        lines = {
            "publicity_paper_contact": {"unit": contact.unit},
            "publicity_paper_phone": {"phone": contact.phone},
            "publicity_paper_address": {"address": contact.address},
            "publicity_paper_mailbox": {"mailbox": contact.mailbox},
        }
        yield tuple(say(code, params, lang) for code, params in lines.items() if all(params.values()))


def day_text(on: date, lang: Lang = Lang.ZH) -> str:
    """A day with its weekday: `2026年3月9日（周一）`."""
    weekday = say(_WEEKDAYS[on.weekday()], lang=lang)
    return f"{written_date(on)}（{weekday}）" if lang is Lang.ZH else f"{weekday}, {on.isoformat()}"


def end_text(at: datetime, lang: Lang = Lang.ZH) -> str:
    """The end of a period: midnight belongs to the day that it ends."""
    if at.hour or at.minute or at.second:
        return f"{day_text(at.date(), lang)}{'' if lang is Lang.ZH else ' '}{at:%H:%M}"
    ended = date.fromordinal(at.date().toordinal() - 1)
    return day_text(ended, lang) + ("24时" if lang is Lang.ZH else " 24:00")
