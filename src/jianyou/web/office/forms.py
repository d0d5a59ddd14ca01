"""The form of an act: what it asks, what was typed, and what must be mended before anything is done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from jianyou.actions.acting import LONGEST_TEXT
from jianyou.domain.annexes.typed import fit_text
from jianyou.terms.finding import Refused
from jianyou.web.components.answers import Cell
from jianyou.web.components.moments import moment_typed

_ABOUT_MOMENTS = (
    "correction_due_past",
    "correction_due_not_later",
    "extension_past_deadline",
    "extension_not_later",
    "site_outage_times",
    "support_until_past",
)


class Kind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LINE = "line"
    MOMENT = "moment"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Asked:
    """A field. `start` stands in it at first; `cell` is the value of the table that it speaks of.

    `choices` are (value, word) pairs. `presets` are titles of texts that may be put into it, with the texts.
    `longest` in characters; `missing` is the code of what is said where it must be filled in and isn't.
    """

    name: str
    label: str
    hint: str = ""
    kind: Kind = Kind.TEXT
    required: bool = True
    start: str = ""
    cell: Cell | None = None
    choices: tuple[tuple[str, str], ...] = ()
    presets: tuple[tuple[str, str], ...] = ()
    longest: int = LONGEST_TEXT
    missing: str = "site_reason_missing"

    @property
    def preset_name(self) -> str:
        """The field in which a preset is chosen."""
        return f"{self.name}-preset"


@dataclass(frozen=True, slots=True)
class Given:
    """What was typed, understood: texts and moments by the field's name, fields left empty not among them."""

    texts: Mapping[str, str]
    moments: Mapping[str, datetime]


Look = Callable[[Given], Mapping[str, Refused]]


def _nothing(_given: Given) -> Mapping[str, Refused]:
    return {}


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """The form of one act: `tells` what the act will do, `button` names it with its number.

    `look` finds what is wrong with the fields together. `stopped` says why this person can't do it at all.
    `danger`: what it does can't be undone. `places`: at which field a refusal of the act stands, by its code.
    """

    title: str
    tells: str
    button: str
    fields: tuple[Asked, ...]
    look: Look = _nothing
    stopped: str = ""
    danger: bool = False
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Field:
    """A field with what stands in it, and what is wrong with that."""

    asked: Asked
    text: str
    problem: Refused | None

    @property
    def told_by(self) -> str:
        """The ids of what explains the field."""
        name = self.asked.name
        said = {
            "value": self.asked.cell,
            "hint": self.asked.hint,
            "error": self.problem,
        }
        return " ".join(f"{name}-{part}" for part, there in said.items() if there)


@dataclass(frozen=True, slots=True)
class Sent:
    """What a browser sent of a form: the texts in its fields, what they mean, and the problems by field."""

    texts: Mapping[str, str]
    given: Given
    problems: Mapping[str, Refused] = field(default_factory=dict)


def sent_in(form: Form, posted: Mapping[str, str]) -> Sent:
    """What was typed, as any database can hold it."""
    typed = {
        asked.name: fit_text(posted.get(asked.name, ""), lines=asked.kind is not Kind.LINE)
        for asked in form.fields
    }
    texts: dict[str, str] = {}
    moments: dict[str, datetime] = {}
    problems: dict[str, Refused] = {}
    for asked in form.fields:
        text = typed[asked.name]
        try:
            if asked.kind is Kind.MOMENT:
                moments[asked.name] = moment_typed(text)
            elif _checked(asked, text):
                texts[asked.name] = text
        except Refused as refused:
            problems[asked.name] = refused
    given = Given(texts, moments)
    if not problems:
        problems.update(form.look(given))
    return Sent({name: text[: LONGEST_TEXT * 2] for name, text in typed.items()}, given, problems)


def _checked(asked: Asked, text: str) -> str:
    if asked.kind is Kind.CHOICE and text not in dict(asked.choices):
        raise Refused("office_choice_missing", label=asked.label)
    if not text and asked.required:
        raise Refused(asked.missing)
    if len(text) > asked.longest:
        raise Refused("site_text_long", most=asked.longest)
    return text


def filled_in(form: Form, name: str, posted: Mapping[str, str]) -> dict[str, str]:
    """The texts as they were sent, with the preset that was chosen for that field at its end."""
    texts = dict(sent_in(form, posted).texts)
    for asked in form.fields:
        chosen = posted.get(asked.preset_name, "")
        if asked.name == name and chosen.isdecimal() and int(chosen[:4]) < len(asked.presets):
            text = asked.presets[int(chosen[:4])][1]
            texts[name] = f"{texts[name]}\n{text}".strip()
    return texts


def started(form: Form) -> dict[str, str]:
    """What stands in the fields before anything was typed."""
    return {asked.name: asked.start for asked in form.fields}


def fields_of(form: Form, texts: Mapping[str, str], problems: Mapping[str, Refused]) -> list[Field]:
    """The fields with what stands in them."""
    return [Field(one, texts.get(one.name, ""), problems.get(one.name)) for one in form.fields]


def placed(form: Form, refused: Refused) -> dict[str, Refused]:
    """A refusal of the act at the field that it speaks of, else at the form as a whole (`act`)."""
    moments = [asked.name for asked in form.fields if asked.kind is Kind.MOMENT]
    about = moments[-1] if moments and refused.code in _ABOUT_MOMENTS else "act"
    return {form.places.get(refused.code, about): refused}


def lines_of(form: Form, sent: Sent) -> Iterator[tuple[Asked, str | datetime]]:
    """What will be done, field by field; those left empty aside."""
    for asked in form.fields:
        if asked.name in sent.given.moments:
            yield asked, sent.given.moments[asked.name]
        elif asked.name in sent.given.texts:
            text = sent.given.texts[asked.name]
            yield asked, dict(asked.choices).get(text, text)
