"""结论: the answer to a condition, in three values."""

from enum import StrEnum


class Verdict(StrEnum):
    """A condition is met, not met, or unknown for want of a fact or a proof."""

    MET = "met"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"

    @classmethod
    def of(cls, truth: bool | None) -> "Verdict":
        """The verdict of a three-valued truth."""
        if truth is None:
            return cls.UNKNOWN
        return cls.MET if truth else cls.NOT_MET
