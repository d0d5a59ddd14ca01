"""What every way out has in common: what a failure is called, and what the other side calls a message."""

_LONGEST = 80


class Unsent(Exception):
    """A message couldn't be handed over. `problem` names no address; `for_good`: trying again is no use."""

    def __init__(self, problem: str, *, for_good: bool = False) -> None:
        super().__init__(problem)
        self.problem = problem
        self.for_good = for_good


def reference_of(told: object) -> str:
    """The other side's number for a message, as it may be kept: on one line, 80 signs at most."""
    if isinstance(told, bool) or not isinstance(told, str | int):
        return ""
    text = str(told) if isinstance(told, str) or told.bit_length() <= 4 * _LONGEST else ""
    return "".join(sign for sign in text if sign.isprintable()).strip()[:_LONGEST]
