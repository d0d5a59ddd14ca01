"""The columns of a screened register: the same whatever engine made them."""

from jianyou.domain.eligibility.resolve import Rules


def outcome_column(rules: Rules) -> str:
    """The nominee's outcome: `met`, `not_met` or `unknown`."""
    return f"{rules.pack.id}.outcome"


def false_column(rules: Rules) -> str:
    """A whole number whose bit i says that rule i is not met."""
    return f"{rules.pack.id}.false_mask"


def unknown_column(rules: Rules) -> str:
    """A whole number whose bit i says that rule i is unknown."""
    return f"{rules.pack.id}.unknown_mask"


def condition_column(rules: Rules, code: str) -> str:
    """Whether one condition is met, null where that is unknown; a condition not asked of a kind is met."""
    return f"{rules.pack.id}.{code}"


def result_columns(rules: Rules) -> list[str]:
    """All columns of one pack, in the order of the result."""
    own = [outcome_column(rules), false_column(rules), unknown_column(rules)]
    return own + [condition_column(rules, rule.code) for rule in rules.rules]
