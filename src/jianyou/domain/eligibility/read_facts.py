"""The facts that a rule pack brings along, beside the common ones."""

from collections.abc import Mapping, Sequence

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.domain.eligibility.facts import COMMON_FACTS, FactSpec, FactType

RESERVED_FACTS = ("parent", "declared", "judged")
"""What stands beside facts in their JSON."""

FIELD_TYPES = (FactType.FLAG, FactType.DATE, FactType.CHOICE, FactType.CODE, FactType.TEXT)
"""What a field of a record may be: there is no test for others."""

_WITH_OPTIONS = (FactType.CHOICE, FactType.CHOICES)
_KEYS = ("options", "fields", "unit")
_MOST_FACTS, _MOST_FIELDS = 100, 20


def read_facts(section: Section) -> Mapping[str, FactSpec]:
    """The common facts and those under `facts`, by name."""
    facts = dict(COMMON_FACTS)
    for each in section.sections("facts", most=_MOST_FACTS):
        spec = _fact(each, tuple(FactType), with_label=True)
        if spec.name in facts or spec.name in RESERVED_FACTS:
            each.problem("name", "pack_fact_taken", name=quoted(spec.name))
        facts.setdefault(spec.name, spec)
    return facts


def _fact(section: Section, types: Sequence[FactType], *, with_label: bool) -> FactSpec:
    name = section.slug("name")
    chosen = section.choice("type", types, default=None)
    kind = FactType(chosen or FactType.TEXT)
    listed = kind in _WITH_OPTIONS
    spec = FactSpec(
        name=name,
        type=kind,
        options=section.texts("options", required=True, most=200) if listed else (),
        fields=_fields(section) if kind is FactType.RECORDS else (),
        label=section.text("label", required=with_label, longest=60),
        label_en=section.text("label_en", longest=120),
        unit=section.text("unit", longest=20) if kind is FactType.NUMBER else "",
    )
    if not chosen:
        for key in _KEYS:
            section.given(key)  # whether it belongs here can't be told
    section.done(elsewhere=_KEYS)
    return spec


def _fields(section: Section) -> tuple[FactSpec, ...]:
    inner = section.sections("fields", most=_MOST_FIELDS, required=True)
    fields: dict[str, FactSpec] = {}
    for each in inner:
        spec = _fact(each, FIELD_TYPES, with_label=False)
        if spec.name in fields:
            each.problem("name", "pack_fact_taken", name=quoted(spec.name))
        fields[spec.name] = spec
    return tuple(fields.values())
