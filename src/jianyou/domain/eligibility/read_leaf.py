"""One question of a rule pack: the operation fits the fact, the values fit both."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from jianyou.datafiles.fields import Section
from jianyou.datafiles.nodes import Listing, Scalar
from jianyou.datafiles.plain import plain_value
from jianyou.datafiles.problems import quoted
from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.pack import Basis, FieldOp, FieldTest, Leaf, Op, Proof, Ref, Said, Setting
from jianyou.domain.eligibility.resolve import KIND
from jianyou.domain.eligibility.settings import MOST_YEARS, demands, is_span, problem_of, problem_of_text
from jianyou.domain.eligibility.vocabulary import FIELD_OPS, OPS, Vocabulary
from jianyou.terms.clause import Clause
from jianyou.terms.message import Message

_KEYS = ("values", "unsure", "number", "years", "is", "where")
_FIELD_KEYS = ("values", "unsure", "is", "years")
_LISTING = (Op.ONE_OF, Op.PREFIX_IN, Op.HAS_ANY)
_NUMBERS = (Op.AT_LEAST, Op.AT_MOST, Op.ABOVE, Op.BELOW)
_MOST_VALUES, _MOST_TESTS = 500, 10
_MOST_MONTHS = 600
_REFERENCE = re.compile(r"\$[a-z][a-z0-9_]*")
_Operation = TypeVar("_Operation", Op, FieldOp)


class LeafReader:
    """Reads the leaves of one condition."""

    def __init__(self, vocabulary: Vocabulary, condition: str, clause: Clause | None) -> None:
        self._vocabulary = vocabulary
        self._condition = condition
        self._clause = clause
        self._own_code_free = True

    def leaf(self, section: Section) -> Leaf:
        """A question to a fact."""
        code = self._code(section, "code") if section.given("code") else self._default_code(section)
        fact = section.choice("fact", tuple(self._vocabulary.facts), default=None)
        spec = self._vocabulary.facts.get(fact, FactSpec(fact, FactType.TEXT))
        op = _operation(section, spec, Op, OPS if fact else {})
        if op is None:
            _leave(section, _KEYS)
        leaf = self._leaf(section, code, spec, op or Op.KNOWN)
        section.done(elsewhere=_KEYS)
        self._check_parameters(section, leaf, spec)
        return leaf

    def said(self, section: Section, basis: Basis) -> Said:
        """A declaration or judgement, its code under `declared` or `judged`."""
        code = self._code(section, basis)
        found = Said(
            code,
            basis,
            text=section.text("text", longest=400),
            text_en=section.text("text_en", longest=800),
            clause=section.clause() or self._clause,
            proof=_proof(section),
        )
        section.done(elsewhere=("code", "fact", "op", "by_parent", *_KEYS))
        return found

    def _leaf(self, section: Section, code: str, spec: FactSpec, op: Op) -> Leaf:
        listing = op in _LISTING
        prefix = op is Op.PREFIX_IN
        values = self._texts(section, "values", spec, prefix=prefix, required=True) if listing else ()
        unsure = self._texts(section, "unsure", spec, prefix=prefix) if listing else ()
        _check_apart(section, values, unsure)
        by_parent = section.flag("by_parent")
        if by_parent and spec.name == KIND:
            section.problem("by_parent", "pack_kind_by_parent")
        return Leaf(
            code,
            spec.name,
            op,
            values=values,
            unsure=unsure,
            number=self._number(section, op),
            flag=self._flag(section) if op is Op.IS else True,
            where=self._where(section, spec) if op in (Op.SOME, Op.NONE) else (),
            by_parent=by_parent,
            text=section.text("text", longest=400),
            text_en=section.text("text_en", longest=800),
            clause=section.clause() or self._clause,
            proof=_proof(section),
        )

    def _default_code(self, section: Section) -> str:
        """The condition's own code, which one of its leaves may share."""
        if not self._own_code_free:
            section.problem("code", "pack_code_missing", name=quoted(self._condition))
        self._own_code_free = False
        return self._condition

    def _code(self, section: Section, key: str) -> str:
        code = section.slug(key)
        self._take(section, key, code)
        return code

    def _take(self, section: Section, key: str, code: str) -> None:
        if code == self._condition and self._own_code_free:
            self._own_code_free = False
        else:
            self._vocabulary.take_code(section, key, code)

    def _number(self, section: Section, op: Op) -> float | Ref | None:
        if op is Op.HELD_YEARS:
            return self._years(section)
        return self._plain_number(section, "number") if op in _NUMBERS else None

    def _years(self, section: Section) -> float | Ref | None:
        years = self._plain_number(section, "years")
        if not isinstance(years, Ref) and not is_span(years):
            section.problem("years", "pack_bad_years", text=quoted(str(years)), most=MOST_YEARS)
        return years

    def _plain_number(self, section: Section, key: str) -> float | Ref:
        given = self._given(section, key)
        if isinstance(given, Ref):
            return given
        node = section.node(key)
        if not section.given(key) or node is None:
            section.problem(key, "data_key_missing" if node is None else "data_value_missing")
            return 0
        value = plain_value(node)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            text = node.text if isinstance(node, Scalar) else "…"
            section.problem(key, "pack_bad_number", node.line, text=quoted(text))
            return 0
        return float(value)

    def _flag(self, section: Section) -> bool | Ref:
        return self._given(section, "is") or section.flag("is", default=True)

    def _texts(
        self, section: Section, key: str, spec: FactSpec, *, prefix: bool = False, required: bool = False
    ) -> tuple[str, ...] | Ref:
        given = self._given(section, key)
        if given is not None:
            return given
        if spec.options:
            return section.chosen(key, spec.options, required=required)

        def check(text: str) -> Message | None:
            if _REFERENCE.fullmatch(text):
                return Message("pack_ref_in_list", {"text": quoted(text)})
            return problem_of_text(text, spec, prefix=prefix)

        return tuple(dict.fromkeys(section.texts(key, required=required, most=_MOST_VALUES, check=check)))

    def _where(self, section: Section, spec: FactSpec) -> tuple[FieldTest, ...]:
        return tuple(self._field_test(each, spec) for each in section.sections("where", most=_MOST_TESTS))

    def _field_test(self, section: Section, spec: FactSpec) -> FieldTest:
        fields = {each.name: each for each in spec.fields}
        name = section.choice("field", tuple(fields), default=None)
        asked = fields.get(name, FactSpec(name, FactType.TEXT))
        op = _operation(section, asked, FieldOp, FIELD_OPS if name else {})
        if op is None:
            _leave(section, _FIELD_KEYS)
        listing = op is FieldOp.ONE_OF
        test = FieldTest(
            name,
            op or FieldOp.NOT_OVER,
            values=self._texts(section, "values", asked, required=True) if listing else (),
            unsure=self._texts(section, "unsure", asked) if listing else (),
            flag=section.flag("is", default=True) if op is FieldOp.IS else True,
            years=self._years(section) if op is FieldOp.WITHIN_YEARS else None,
        )
        _check_apart(section, test.values, test.unsure)
        section.done(elsewhere=_FIELD_KEYS)
        return test

    def _given(self, section: Section, key: str) -> Ref | None:
        """The parameter that a value refers to, None where it stands there itself."""
        node = section.node(key)
        if not isinstance(node, Scalar) or not node.text.startswith("$"):
            return None
        name = node.text[1:].strip()
        known = self._vocabulary.parameters
        if name in known:
            self._vocabulary.used.add(name)
        else:
            section.problem(
                key, "pack_ref_unknown", node.line, name=quoted(name), known=", ".join(known) or "-"
            )
        return Ref(name)

    def _check_parameters(self, section: Section, leaf: Leaf, spec: FactSpec) -> None:
        for demand in demands(leaf, spec):
            parameter = self._vocabulary.parameters.get(demand.name)
            for _, value in parameter.values if parameter else ():
                wrong = problem_of(value, demand)
                if wrong is not None:
                    section.problem(demand.key, wrong.code, _line(section, demand.key), **wrong.params)
                    break


def _line(section: Section, key: str) -> int:
    """The line of a key, or of the test within `where` that it is of."""
    first, _, rest = key.partition(".")
    tests = section.node(first)
    if rest and isinstance(tests, Listing):
        return tests.items[int(rest.partition(".")[0]) - 1].line
    return section.line_of(first)


def _operation(
    section: Section,
    spec: FactSpec,
    kinds: type[_Operation],
    fitting: Mapping[FactType, Sequence[_Operation]],
) -> _Operation | None:
    """The operation under `op`; None where it is no good for the fact, or the fact isn't known."""
    chosen = section.choice("op", tuple(kinds), default=None)
    if not chosen or not fitting:
        return None
    op = kinds(chosen)
    options = fitting.get(spec.type, ())
    if op in options:
        return op
    listed = " / ".join(options)
    section.problem("op", "pack_op_not_for_fact", op=op, fact=spec.name, type=spec.type, options=listed)
    return None


def _leave(section: Section, keys: Sequence[str]) -> None:
    """Make keys known without a look at them: whether they belong here can't be told."""
    for key in keys:
        section.given(key)


def _check_apart(section: Section, values: Setting | Ref, unsure: Setting | Ref) -> None:
    """No written value may be both sure and unsure."""
    if isinstance(values, tuple) and isinstance(unsure, tuple):
        both = [text for text in unsure if text in values]
        if both:
            section.problem("unsure", "pack_sure_and_unsure", text=quoted(both[0]))


def _proof(section: Section) -> Proof | None:
    inner = section.section("proof")
    if inner is None:
        return None
    months = inner.whole("months", default=None, low=1, high=_MOST_MONTHS) if inner.given("months") else None
    proof = Proof(inner.text("text", required=True, longest=400), inner.text("text_en", longest=800), months)
    inner.done()
    return proof
