"""A call in words, row by row in the order of a notice: what, until when, for whom, and what then."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from jianyou.domain.calls.awards import Award, Quota, QuotaOp
from jianyou.domain.calls.call import Call
from jianyou.domain.calls.course import FilingRules, Stage
from jianyou.domain.calls.told_review import choice_lines, review_lines
from jianyou.terms.clause import Clause
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say


class Row(NamedTuple):
    """A label, empty where it goes on with the one above, the words, and how far they stand in."""

    label: str
    text: str
    depth: int


def call_rows(call: Call, texts: Mapping[str, str], lang: Lang) -> list[Row]:
    """The whole call; below each clause its exact words where `texts` (clause -> words) has them."""
    return [row for row in _Words(texts, lang).call(call) if row.text or row.label]


class _Words:
    """Puts the parts of a call into words of one language."""

    def __init__(self, texts: Mapping[str, str], lang: Lang) -> None:
        self._texts = texts
        self._lang = lang

    def call(self, call: Call) -> Iterator[Row]:
        yield self._row("show_call", call.id)
        yield from self._notice(call)
        yield from self._deadline(call)
        yield from self._filing(call.filing)
        for at, contact in enumerate(call.contacts):
            parts = (contact.unit, contact.name, contact.phone, _label(contact.clause))
            yield self._go_on("show_contacts", at, _joined(parts))
        for at, audience in enumerate(call.audiences):
            listed = (audience.list_name, audience.batch, _iso(audience.listed_on))
            yield self._go_on(
                "show_audiences", at, _joined((audience.label, *listed, _label(audience.clause)))
            )
        for number, award in enumerate(call.awards, 1):
            yield from self._award(number, award)
        for at, quota in enumerate(call.quotas):
            yield self._go_on("show_quotas", at, self._quota(quota))
        yield self._row("show_stages", self._stages(call.stages))
        for line in (*review_lines(call, self._lang), *choice_lines(call, self._lang)):
            yield Row(*line)
        yield from self._after(call)
        columns = self._list(column.title for column in call.annex.columns)
        yield self._row("show_annex", _joined((call.annex.label, call.annex.title)))
        yield Row("", self._say("show_columns", count=len(call.annex.columns), names=columns), 0)

    def _notice(self, call: Call) -> Iterator[Row]:
        notice = call.notice
        yield self._row("show_notice", notice.title)
        issued = self._say("show_issued", day=_iso(notice.issued_on)) if notice.issued_on else ""
        printed = self._say("show_printed", day=_iso(notice.printed_on)) if notice.printed_on else ""
        public = self._say("show_public") if notice.public_release else ""
        yield Row("", _joined((notice.number, notice.issuer, issued, printed, public)), 0)
        yield self._row("show_addressees", self._list(notice.addressees))
        for at, source in enumerate(notice.acts_on):
            yield self._go_on("show_acts_on", at, _joined((source.issuer, source.title)))
        for at, title in enumerate(notice.attachments):
            yield self._go_on("show_attachments", at, f"{at + 1}. {title}")

    def _deadline(self, call: Call) -> Iterator[Row]:
        counts = "show_deadline_counts" if call.filing.deadline_counts else "show_deadline_excluded"
        shown = f"{call.deadline:%Y-%m-%d %H:%M} (UTC{call.deadline.isoformat()[-6:]})"
        yield self._row("show_deadline", _joined((shown, self._say(counts))))

    def _filing(self, filing: FilingRules) -> Iterator[Row]:
        completes = filing.completes_on
        parts = (
            self._say("show_sealed" if filing.sealed else "show_unsealed"),
            self._say(f"show_completes_{completes.value}") if completes else self._say("show_completes_open"),
            self._say("show_late" if filing.late_admission else "show_not_late"),
            _label(filing.clause),
        )
        yield self._row("show_filing", _joined(parts))
        for each in filing.delivery:
            form = self._say(f"show_delivery_{each.form.value}")
            yield Row("", _joined((form, each.place, each.address, _label(each.clause))), 0)

    def _award(self, number: int, award: Award) -> Iterator[Row]:
        yield Row(self._say("show_award", number=number), _joined((award.name, _label(award.clause))), 0)
        yield self._row("show_holder", award.holder, 1)
        yield self._row("show_basis", self._list(award.basis), 1)
        years = self._say("show_years", count=award.cycle_years) if award.cycle_years else ""
        yield self._row("show_cycle", years, 1)
        kinds = (self._say(f"show_kind_{kind.value}") for kind in award.accepts)
        yield self._row("show_accepts", self._list(kinds), 1)
        for at, tier in enumerate(award.tiers):
            words = self._quota(tier.quota) if tier.quota else ""
            yield self._go_on("show_tiers", at, _joined((tier.name, words)), 1)
        for at, scope in enumerate(award.scopes):
            end = self._say("show_closed" if scope.closed else "show_not_closed")
            words = self._say("show_scope", label=scope.label, items=self._list(scope.items))
            yield self._go_on("show_scopes", at, _joined((words, end, _label(scope.clause))), 1)
            yield from self._exact(scope.clause)
        for at, condition in enumerate(award.conditions):
            yield self._go_on("show_conditions", at, _joined((_label(condition.clause), condition.text)), 1)
            yield from self._exact(condition.clause)
        rules = self._say("show_rules", name=award.rules) if award.rules else ""
        as_of = self._say("show_as_of", day=_iso(award.as_of)) if award.as_of else ""
        yield self._row("show_judged", _joined((rules, as_of)), 1)
        yield self._row("show_own", self._say("show_own_application") if award.own_application else "", 1)

    def _exact(self, clause: Clause | None) -> Iterator[Row]:
        words = self._texts.get(str(clause)) if clause else None
        if words:
            yield Row("", self._say("show_exact", words=" ".join(words.split())), 2)

    def _quota(self, quota: Quota) -> str:
        n = f"{quota.n:g}"
        if quota.op is QuotaOp.RANGE:
            n = f"{n}–{quota.most}"
        number = self._say(f"show_op_{quota.op.value}", n=n, unit=quota.unit)
        holder = self._say(f"show_quota_{quota.holder.value}")
        return _joined((quota.who, number, holder, _label(quota.clause)))

    def _stages(self, stages: Sequence[Stage]) -> str:
        return " → ".join(f"{number} {self._stage(stage)}" for number, stage in enumerate(stages, 1))

    def _stage(self, stage: Stage) -> str:
        name = self._say(f"show_stage_{stage.kind.value}")
        if stage.starts_on and stage.ends_on:
            days = self._say("show_days_from_to", first=_iso(stage.starts_on), last=_iso(stage.ends_on))
        elif stage.ends_on:
            days = self._say("show_days_to", last=_iso(stage.ends_on))
        elif stage.starts_on:
            days = self._say("show_days_from", first=_iso(stage.starts_on))
        else:
            return name
        return self._say("show_stage_dated", stage=name, days=days)

    def _after(self, call: Call) -> Iterator[Row]:
        """What follows the filing: departments asked, publicity, objections, support."""
        if call.clearance:
            yield self._row("show_clearance", self._list(call.clearance.departments))
        publicity = call.publicity
        if publicity:
            days = self._say(
                "show_working_days" if publicity.working_days else "show_days", count=publicity.days
            )
            titles = [call.annex.by_key[key].title for key in publicity.shows if key in call.annex.by_key]
            shows = self._say("show_shows", names=self._list(titles))
            words = (days, shows, self._list(publicity.places), _label(publicity.clause))
            yield self._row("show_publicity", _joined(words))
        objections = call.objections
        if objections:
            days = (
                self._say("show_days", count=objections.days) if objections.days else self._say("show_during")
            )
            answer = objections.answer_days
            words_ = (
                days,
                self._say("show_named" if objections.named_only else "show_unnamed"),
                self._say("show_evidence") if objections.evidence else "",
                self._say("show_answer", count=answer) if answer else "",
                _label(objections.clause),
            )
            yield self._row("show_objections", _joined(words_))
        support = call.support
        if support:
            names = self._list(activity.name for activity in support.activities)
            groups = self._list(self._say(f"show_priority_{group.value}") for group in support.priority)
            first = self._say("show_first", groups=groups) if groups else ""
            yield self._row("show_support", _joined((names, first, _label(support.clause))))

    def _list(self, items: Iterable[str]) -> str:
        mark = self._say("show_list_mark")
        return (mark if self._lang is Lang.ZH else f"{mark} ").join(items)

    def _say(self, code: str, **params: Param) -> str:
        return say(code, params, self._lang)

    def _row(self, code: str, text: str, depth: int = 0) -> Row:
        """A row with its label; nothing at all where there are no words."""
        return Row(self._say(code), text, depth) if text else Row("", "", 0)

    def _go_on(self, code: str, at: int, text: str, depth: int = 0) -> Row:
        """One of several rows: only the first has the label."""
        return Row("" if at else self._say(code), text, depth)


def _label(clause: Clause | None) -> str:
    return f"[{clause.label()}]" if clause else ""


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _joined(parts: Sequence[str]) -> str:
    return "  ".join(part for part in parts if part)
