"""From the mappings of a rule pack's file to the pack: its top level, and what must agree."""

from collections.abc import Sequence
from datetime import date

from jianyou.datafiles.fields import Section, problem_of_name
from jianyou.datafiles.nodes import Mapping
from jianyou.datafiles.problems import Problems
from jianyou.domain.eligibility.pack import Pack, Service
from jianyou.domain.eligibility.read_examples import read_examples
from jianyou.domain.eligibility.read_facts import read_facts
from jianyou.domain.eligibility.read_parameters import check_used, read_parameters
from jianyou.domain.eligibility.read_rules import read_conditions
from jianyou.domain.eligibility.vocabulary import Vocabulary
from jianyou.terms.nominee import NomineeKind

PATHS = ("new", "recheck")
"""Ways to an award: a new filing, and the recheck of a title that is held."""


def read_pack(root: Mapping, problems: Problems, digest: str = "") -> Pack:
    """The pack told by the file's root; raises DataFileInvalid with all that is wrong."""
    section = Section(root, "", problems)
    pack_id = section.text("pack", required=True, check=problem_of_name)
    valid_from = _required_day(section, "valid_from")
    valid_until = section.day("valid_until")
    _check_order(section, "valid_until", valid_from, valid_until)
    kinds = section.chosen("applies_to", tuple(NomineeKind), required=True)
    applies_to = tuple(map(NomineeKind, kinds))
    facts = read_facts(section)
    vocabulary = Vocabulary(facts, read_parameters(section, valid_from))
    conditions = read_conditions(section, vocabulary, applies_to)
    pack = Pack(
        id=pack_id,
        title=section.text("title", required=True),
        notice=section.text("notice", required=True),
        valid_from=valid_from or date.min,
        applies_to=applies_to,
        conditions=conditions,
        title_en=section.text("title_en", longest=400),
        family=section.text("family", check=problem_of_name),
        partial=section.text("partial", longest=1000),
        valid_until=valid_until,
        services=_services(section.sections("serves", most=50)),
        facts=facts,
        parameters=vocabulary.parameters,
        examples=read_examples(section, vocabulary, conditions, valid_from),
        digest=digest,
    )
    section.done()
    problems.raise_if_any()
    # Told last: a rule that can't be read may be the one that uses it.
    check_used(section, vocabulary.used)
    problems.raise_if_any()
    return pack


def _services(sections: Sequence[Section]) -> tuple[Service, ...]:
    return tuple(map(_service, sections))


def _service(section: Section) -> Service:
    since = _required_day(section, "since")
    until = section.day("until")
    _check_order(section, "until", since, until)
    service = Service(section.choice("path", PATHS, default=None), since or date.min, until)
    section.done()
    return service


def _required_day(section: Section, key: str) -> date | None:
    day = section.day(key)
    if not section.given(key):
        section.problem(key, "data_key_missing" if section.node(key) is None else "data_value_missing")
    return day


def _check_order(section: Section, key: str, since: date | None, until: date | None) -> None:
    if since and until and until < since:
        section.problem(key, "pack_days_backward", first=since.isoformat())
