"""异议的办理: the forms of its acts, and what does each."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext, gettext_lazy

from jianyou.actions.objecting_office import (
    LONGEST_RECUSAL,
    LONGEST_UNIT,
    LONGEST_VALUE,
    Correction,
    Decision,
    accept_objection,
    ask_for_reply,
    correct_typo,
    decide_objection,
    pass_on_lead,
    recuse_officer,
    refuse_objection,
)
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.publicity.objections import POSSIBLE, REFUSALS, Effect, Outcome
from jianyou.queries.objections_office import OfficeObjection
from jianyou.terms.finding import Refused
from jianyou.terms.message import say
from jianyou.web.components.language import page_lang
from jianyou.web.components.moments import moment_to_type
from jianyou.web.components.objecting.words import EFFECTS, OUTCOMES
from jianyou.web.office.forms import Asked, Form, Given, Kind

_REASONS, _COLUMN, _VALUE, _NONE = "reasons", "column", "value", "none"
_TELLING = (
    "objection_tells_name",
    "objection_tells_phone",
    "objection_tells_mail",
    "objection_tells_address",
    "objection_tells_uscc",
)
_CORRECTING = {
    "objection_column_unknown": _COLUMN,
    "objection_value_same": _VALUE,
    "objection_value_personal": _VALUE,
}
Do = Callable[[Given], None]


@dataclass(frozen=True, slots=True)
class On:
    """Who does something to which objection, as it stood when it was looked at."""

    actor: Actor
    view: OfficeObjection
    seen: str

    @property
    def number(self) -> str:
        """The objection's."""
        return self.view.line.number


@dataclass(frozen=True, slots=True)
class ObjectionAct:
    """An act with the name of its door, and what makes its form and does it."""

    act: Act
    title: Promise
    made: Callable[[On], tuple[Form, Do]]


def _said(code: str) -> str:
    return say(code, lang=page_lang())


def _places(words: str, **others: str) -> dict[str, str]:
    """Where refusals stand: for telling who objects at the field `words`, the others where `others` say."""
    return {**dict.fromkeys(_TELLING, words), **others}


def _accept(on: On) -> tuple[Form, Do]:
    missing = on.view.missing
    why = Asked(
        "despite",
        gettext("仍要受理的理由"),
        gettext("缺少：%(missing)s") % {"missing": " ".join(map(_said, missing))},
    )
    form = Form(
        title=gettext("受理异议"),
        tells=gettext("受理以后进入核查。可以记核查经过、请对方说明，最后作出决定。"),
        button=gettext("受理 1 件异议"),
        fields=(why,) if missing else (),
        places=_places("despite", objection_incomplete="despite") if missing else {},
    )

    def do(given: Given) -> None:
        despite = given.texts.get("despite", "")
        accept_objection(actor=on.actor, number=on.number, seen=on.seen, despite=despite)

    return form, do


def _refuse(on: On) -> tuple[Form, Do]:
    choices = (
        *((code, _said(words)) for code, words in REFUSALS.items()),
        (_NONE, gettext("其他理由，见说明")),
    )
    lacking = next(iter(on.view.missing), "")
    form = Form(
        title=gettext("不予受理"),
        tells=gettext("异议人凭编号和查询码看到理由和说明，可以下载答复函。不予受理以后不再办理。"),
        button=gettext("不予受理 1 件异议"),
        fields=(
            Asked("code", gettext("理由"), kind=Kind.CHOICE, choices=choices, start=lacking),
            Asked("words", gettext("说明"), gettext("异议人会看到，也记入操作留痕。不要写异议人是谁。")),
        ),
        places=_places("words"),
    )

    def do(given: Given) -> None:
        codes, words = [given.texts["code"]], given.texts["words"]
        refuse_objection(actor=on.actor, number=on.number, seen=on.seen, codes=codes, words=words)

    return form, do


def _lead(on: On) -> tuple[Form, Do]:
    form = Form(
        title=gettext("把异议转为线索"),
        tells=gettext("内容作为线索转交，不作答复。请另行把材料送给那个单位。"),
        button=gettext("转交 1 条线索"),
        fields=(
            Asked(
                "unit",
                gettext("转交给哪个单位"),
                gettext("例如市场监管部门、纪检监察机构。"),
                kind=Kind.LINE,
                longest=LONGEST_UNIT,
            ),
            Asked("words", gettext("说明"), gettext("记入操作留痕。不要写异议人是谁。"), required=False),
        ),
        places=_places("words"),
    )

    def do(given: Given) -> None:
        unit, words = given.texts["unit"], given.texts.get("words", "")
        pass_on_lead(actor=on.actor, number=on.number, seen=on.seen, unit=unit, words=words)

    return form, do


def _columns(view: OfficeObjection) -> tuple[tuple[str, str], ...]:
    return tuple((one.key, f"{one.title}：{one.value}") for one in view.columns)


def _typo(on: On) -> tuple[Form, Do]:
    form = Form(
        title=gettext("更正文字差错"),
        tells=gettext("公示页面马上显示新的内容，并标明“更正”。报送的原表不变；申报单位会收到消息。"),
        button=gettext("更正 1 处，结束这件异议"),
        fields=(
            Asked(_COLUMN, gettext("更正哪一栏"), kind=Kind.CHOICE, choices=_columns(on.view)),
            Asked(_VALUE, gettext("正确的内容"), gettext("填写这一栏的全部内容。"), longest=LONGEST_VALUE),
            Asked(_REASONS, gettext("依据"), gettext("例如与报送的原表核对。双方会看到。")),
        ),
        places=_places(_REASONS, **_CORRECTING),
    )

    def do(given: Given) -> None:
        told = given.texts
        correction = Correction(told[_COLUMN], told[_VALUE])
        correct_typo(
            actor=on.actor, number=on.number, seen=on.seen, correction=correction, reason=told[_REASONS]
        )

    return form, do


def _ask(on: On) -> tuple[Form, Do]:
    form = Form(
        title=gettext("请对方说明"),
        tells=gettext("申报单位收到消息，在报送件页面看到您写的这段话，并在期限内答复。对方看不到异议原文。"),
        button=gettext("请 1 个申报单位说明"),
        fields=(
            Asked(
                "statement",
                gettext("请对方说明什么"),
                gettext("用自己的话概括要核实的事。不要照抄异议原文，不要写出可能认出异议人的内容。"),
                start=on.view.reply_asked,
            ),
            Asked(
                "until",
                gettext("答复期限"),
                gettext("北京时间，例如 2026-04-30 18:00。"),
                kind=Kind.MOMENT,
                start=moment_to_type(on.view.reply_until) if on.view.reply_until else "",
            ),
        ),
        look=partial(_look_until, on.view.now),
        places=_places("statement", objection_until_past="until"),
    )

    def do(given: Given) -> None:
        statement, until = given.texts["statement"], given.moments["until"]
        ask_for_reply(actor=on.actor, number=on.number, seen=on.seen, statement=statement, until=until)

    return form, do


def _look_until(now: datetime, given: Given) -> Mapping[str, Refused]:
    return {} if given.moments["until"] > now else {"until": Refused("objection_until_past")}


def _decide(on: On) -> tuple[Form, Do]:
    about, lang = on.view.entry is not None, page_lang()
    choices = tuple(
        (f"{outcome}.{effect}", f"{OUTCOMES[outcome].text(lang)}：{EFFECTS[effect].text(lang)}")
        for outcome, effects in POSSIBLE.items()
        for effect in effects
        if about or effect is Effect.NONE
    )
    reasons = Asked(_REASONS, gettext("理由"), gettext("双方都会看到，也记入操作留痕。不要写异议人是谁。"))
    correcting = (
        Asked(
            _COLUMN,
            gettext("更正哪一栏"),
            gettext("只在处理方式是“更正公示内容”时选择。"),
            kind=Kind.CHOICE,
            choices=((_NONE, gettext("不更正")), *_columns(on.view)),
            start=_NONE,
        ),
        Asked(_VALUE, gettext("正确的内容"), required=False, longest=LONGEST_VALUE),
    )
    form = Form(
        title=gettext("作出决定"),
        tells=gettext(
            "移除和更正马上生效。异议人看到结论和理由；请过说明或名单有变的，申报单位也看到。决定以后不能再改。"
        ),
        button=gettext("决定 1 件异议"),
        fields=(
            Asked("result", gettext("结论和处理"), kind=Kind.CHOICE, choices=choices),
            reasons,
            *(correcting if about else ()),
        ),
        look=_look_correction,
        places=_places(_REASONS, **(_CORRECTING if about else {}), objection_no_row="result"),
    )

    def do(given: Given) -> None:
        decide_objection(actor=on.actor, number=on.number, seen=on.seen, decision=_decision(given.texts))

    return form, do


def _decision(texts: Mapping[str, str]) -> Decision:
    outcome, _, effect = texts["result"].partition(".")
    correction = None
    if effect == Effect.CORRECT:
        correction = Correction(texts[_COLUMN], texts.get(_VALUE, ""))
    return Decision(Outcome(outcome), Effect(effect), texts[_REASONS], correction)


def _look_correction(given: Given) -> Mapping[str, Refused]:
    """A value is told where one is put right, and only there."""
    corrects = given.texts["result"].endswith(f".{Effect.CORRECT}")
    chosen = given.texts.get(_COLUMN, _NONE) != _NONE
    if corrects and not chosen:
        return {_COLUMN: Refused("objection_column_unknown")}
    if corrects and not given.texts.get(_VALUE):
        return {_VALUE: Refused("objection_value_same")}
    if not corrects and (chosen or given.texts.get(_VALUE)):
        return {"result": Refused("objection_correction_stray")}
    return {}


def _recuse(on: On) -> tuple[Form, Do]:
    officers = tuple((one.username, one.name) for one in on.view.officers)
    own = next((one.username for one in on.view.officers if one.username == on.actor.person), "")
    form = Form(
        title=gettext("经办人回避"),
        tells=gettext("回避的人员从此看不到、也不能办理这件异议。不能撤销。"),
        button=gettext("回避 1 人"),
        fields=(
            Asked("person", gettext("谁回避"), kind=Kind.CHOICE, choices=officers, start=own),
            Asked(
                "reason",
                gettext("理由"),
                gettext("例如与申报单位有利害关系。记入操作留痕。"),
                longest=LONGEST_RECUSAL,
            ),
        ),
        places=_places(
            "reason",
            objection_recuse_head="person",
            objection_officer_unknown="person",
            objection_recused_already="person",
            objection_recuse_last="person",
        ),
    )

    def do(given: Given) -> None:
        person, reason = given.texts["person"], given.texts["reason"]
        recuse_officer(actor=on.actor, number=on.number, username=person, reason=reason)

    return form, do


ACTS: dict[str, ObjectionAct] = {
    "accept": ObjectionAct(Act.ACCEPT_OBJECTION, gettext_lazy("受理…"), _accept),
    "refuse": ObjectionAct(Act.REFUSE_OBJECTION, gettext_lazy("不予受理…"), _refuse),
    "lead": ObjectionAct(Act.PASS_ON_LEAD, gettext_lazy("转为线索…"), _lead),
    "typo": ObjectionAct(Act.CORRECT_TYPO, gettext_lazy("更正文字差错…"), _typo),
    "ask": ObjectionAct(Act.ASK_FOR_REPLY, gettext_lazy("请对方说明…"), _ask),
    "decide": ObjectionAct(Act.DECIDE_OBJECTION, gettext_lazy("作出决定…"), _decide),
    "recuse": ObjectionAct(Act.RECUSE_OFFICER, gettext_lazy("经办人回避…"), _recuse),
}
"""The acts in two steps, by the last part of their address."""


def doors_of(view: OfficeObjection) -> list[tuple[str, Promise]]:
    """The acts that are possible now by name and title, the usual next one first."""
    typing, about = view.line.kind == "typing", view.entry is not None
    left_out = {
        "typo": not typing or not about,
        "accept": not view.line.named and "objection_missing_name" in view.missing,
        "ask": not about,
    }
    doors = [
        (name, one.title)
        for name, one in ACTS.items()
        if one.act in view.acts and not left_out.get(name) and not (name == "recuse" and not view.officers)
    ]
    first = "typo" if typing else "decide" if view.line.status.value == "investigating" else "accept"
    return sorted(doors, key=lambda door: door[0] != first)
