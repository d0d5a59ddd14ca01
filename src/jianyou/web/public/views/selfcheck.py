"""参评条件自测: one question a page, nothing kept; each form carries all the answers so far."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from http import HTTPStatus

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from jianyou.domain.calls.awards import Award
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.conditions import pack_of
from jianyou.domain.eligibility.asking import Question, all_questions, most_questions, open_questions
from jianyou.domain.eligibility.load import builtin_packs
from jianyou.domain.eligibility.normalize import Normalized, normalize
from jianyou.domain.eligibility.resolve import KIND, Rules, resolve
from jianyou.queries.calls import CallView
from jianyou.terms.finding import Refused
from jianyou.web.public.look import lang_of
from jianyou.web.public.selfcheck_answers import (
    FIELD,
    LONGEST_GIVEN,
    Given,
    Problems,
    Typed,
    answer_of,
    carried,
    given_in,
    typed_before,
    typed_in,
)
from jianyou.web.public.selfcheck_page import answered_of, asked_of
from jianyou.web.public.selfcheck_result import result_of
from jianyou.web.public.views.calls import call_or_404

_CHANGE = "change:"


@dataclass(frozen=True, slots=True)
class Check:
    """An award whose conditions can be checked, by questions of which there are `most`.

    `settled` says that the call names the day of reckoning; else it is that of the printed deadline.
    """

    award: Award
    rules: Rules
    most: int
    settled: bool


@dataclass(slots=True)
class _State:
    """The answers so far, what they tell, and whether the rest is asked although the outcome is settled."""

    check: Check
    given: Given = field(default_factory=dict)
    whole: bool = False

    def read(self) -> Normalized:
        rules = self.check.rules
        told = {key: value for key, value in self.given.items() if value is not None}
        return normalize(told, rules.pack.facts, rules.as_of)

    def keep_known(self, read: Normalized) -> dict[str, Question]:
        """Drops what no condition asks of such a nominee or nobody can read; the questions by their keys."""
        questions = {each.key: each for each in all_questions(self.check.rules, read.facts)}
        said = {f"{basis}.{code}" for basis, code in read.facts.said}
        known = {*read.facts.known, *said}
        self.given = {
            key: value
            for key, value in self.given.items()
            if key in questions and (key in known if value is not None else key != KIND)
        }
        return questions

    @property
    def passed(self) -> list[str]:
        return [key for key, value in self.given.items() if value is None]


@require_safe
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """Which award, and what the check is and isn't."""
    call = call_or_404(slug)
    checks = list(_checks(call))
    if not checks:
        raise Http404
    return render(request, "public/selfcheck.html", {"here": "home", "call": call, "checks": checks})


# Nothing is kept or changed, so that a form from elsewhere can do nothing; and no cookie has to be set.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, slug: str, award: str) -> HttpResponse:
    """The first question; then the next one, an earlier one to change, or the result."""
    call = call_or_404(slug)
    check = next((each for each in _checks(call) if each.award.key == award), None)
    if check is None:
        raise Http404
    if request.method != "POST":
        return _Pages(request, call, _State(check)).go_on()
    posted = request.POST
    state = _State(check, given_in(posted.get("given", "")), whole=posted.get("whole") == "yes")
    return _Pages(request, call, state).posted(posted)


def _checks(call: CallView) -> Iterator[Check]:
    for award in call.file.awards:
        # A name that isn't built in would be looked for among files.
        if award.rules in builtin_packs():
            yield _check(call.file, award)


@lru_cache(maxsize=64)
def _check(file: CallFile, award: Award) -> Check:
    pack = pack_of(file, award)
    assert pack
    rules = resolve(pack, award.as_of or file.deadline.date())
    return Check(award, rules, most_questions(rules), settled=award.as_of is not None)


class _Pages:
    """The pages of one request."""

    def __init__(self, request: HttpRequest, call: CallView, state: _State) -> None:
        self._request = request
        self._call = call
        self._state = state
        self._rules = state.check.rules
        self._lang = lang_of(request)
        self._read = state.read()
        self._questions = state.keep_known(self._read)

    def posted(self, posted: QueryDict) -> HttpResponse:
        """Does what was pressed; what is unknown here leads to the next question."""
        do, given = posted.get("do", ""), self._state.given
        if do == "whole":
            self._state.whole = True
        elif do.startswith(_CHANGE):
            before = self._questions.get(do.removeprefix(_CHANGE))
            if before is not None:
                return self._question(before, typed_before(given.get(before.key), before))
        else:
            question = self._questions.get(posted.get("asked", ""))
            if question is not None:
                return self._answer(question, do, posted)
        return self.go_on()

    def _answer(self, question: Question, do: str, posted: QueryDict) -> HttpResponse:
        if do == "unknown" and question.key != KIND:
            return self._answered(question, None)
        typed = typed_in(posted, question)
        if do == "more":
            return self._question(question, typed.with_one_more(question))
        value, problems = answer_of(typed, question, self._rules.as_of)
        if not problems and len(carried({**self._state.given, question.key: value})) > LONGEST_GIVEN:
            problems = {FIELD: Refused("selfcheck_too_much")}
        return self._question(question, typed, problems) if problems else self._answered(question, value)

    def _answered(self, question: Question, value: object) -> HttpResponse:
        """Goes on with one more answer; the answers about somebody of another kind are dropped."""
        given = self._state.given
        if question.key == KIND and given.get(KIND) != value:
            given = {}
        state = _State(self._state.check, {**given, question.key: value}, whole=self._state.whole)
        return _Pages(self._request, self._call, state).go_on()

    def go_on(self) -> HttpResponse:
        """The next question, or the result."""
        left = self._open()
        return self._question(left[0], Typed()) if left else self._result()

    def _open(self, *, whole: bool = False) -> tuple[Question, ...]:
        state = self._state
        return open_questions(self._rules, self._read.facts, state.passed, whole=whole or state.whole)

    def _question(self, question: Question, typed: Typed, problems: Problems | None = None) -> HttpResponse:
        asked = asked_of(question, typed, self._rules, self._lang, problems or {})
        answered = len(self._state.given)
        at_first = KIND not in self._state.given
        told: dict[str, object] = {
            "asked": asked,
            "problem": (problems or {}).get(FIELD),
            "order": list((problems or {}).items()),
            "number": answered + 1,
            "most": self._state.check.most if at_first else answered + len(self._open()),
            "changing": question.key in self._state.given,
        }
        status = HTTPStatus.UNPROCESSABLE_ENTITY if problems else HTTPStatus.OK
        return self._page("public/selfcheck_question.html", told, status)

    def _result(self) -> HttpResponse:
        more = self._open(whole=True)
        unasked = {condition.code for question in more for condition in question.conditions}
        told: dict[str, object] = {
            "result": result_of(self._rules, self._read.facts, unasked, self._lang),
            "more": len(more),
        }
        return self._page("public/selfcheck_result.html", told)

    def _page(self, template: str, told: dict[str, object], status: int = HTTPStatus.OK) -> HttpResponse:
        state, call = self._state, self._call
        whole = {
            "here": "home",
            "call": call,
            "check": state.check,
            "given": carried(state.given),
            "whole": state.whole,
            "answered": answered_of(list(state.given), self._questions, self._read, self._lang),
            # What was answered isn't in the address: another language begins anew.
            "back": reverse("selfcheck_award", args=[call.slug, state.check.award.key]),
            **told,
        }
        return render(self._request, template, whole, status=status)
