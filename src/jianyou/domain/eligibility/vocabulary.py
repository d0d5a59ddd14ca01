"""What the rules of a pack may say: operations by type of fact, facts, parameters, codes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from jianyou.datafiles.fields import Section
from jianyou.datafiles.problems import quoted
from jianyou.domain.eligibility.facts import FactSpec, FactType
from jianyou.domain.eligibility.pack import FieldOp, Op, Parameter
from jianyou.domain.eligibility.resolve import KIND

OPS: Mapping[FactType, tuple[Op, ...]] = {
    FactType.FLAG: (Op.IS, Op.KNOWN),
    FactType.DATE: (Op.HELD_YEARS, Op.KNOWN),
    FactType.NUMBER: (Op.AT_LEAST, Op.AT_MOST, Op.ABOVE, Op.BELOW, Op.KNOWN),
    FactType.CHOICE: (Op.ONE_OF, Op.KNOWN),
    FactType.CODE: (Op.PREFIX_IN, Op.ONE_OF, Op.KNOWN),
    FactType.TEXT: (Op.ONE_OF, Op.PREFIX_IN, Op.KNOWN),
    FactType.CHOICES: (Op.HAS_ANY, Op.KNOWN),
    FactType.RECORDS: (Op.NONE, Op.SOME, Op.KNOWN),
}
"""What may be asked of facts of each type."""

FIELD_OPS: Mapping[FactType, tuple[FieldOp, ...]] = {
    FactType.FLAG: (FieldOp.IS,),
    FactType.DATE: (FieldOp.WITHIN_YEARS, FieldOp.NOT_OVER),
    FactType.CHOICE: (FieldOp.ONE_OF,),
    FactType.CODE: (FieldOp.ONE_OF,),
    FactType.TEXT: (FieldOp.ONE_OF,),
}
"""The same of the fields of records."""

RESERVED_CODES = (KIND, "outcome", "false_mask", "unknown_mask")
"""What the columns of a result are called beside the conditions'."""


@dataclass(slots=True)
class Vocabulary:
    """What rules may name, and the codes and parameters that they have named so far."""

    facts: Mapping[str, FactSpec]
    parameters: Mapping[str, Parameter]
    used: set[str] = field(default_factory=set)
    codes: dict[str, int] = field(default_factory=dict)
    """The line of each condition or leaf that has a code."""

    def take_code(self, section: Section, key: str, code: str) -> None:
        """Note a code; no two may be alike, for results and declarations go by them."""
        if code in RESERVED_CODES:
            section.problem(key, "pack_code_reserved", name=code)
        elif code and code in self.codes:
            section.problem(key, "pack_code_twice", name=quoted(code), first=self.codes[code])
        self.codes.setdefault(code, section.line_of(key))
