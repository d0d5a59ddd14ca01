"""What is said where a library could not finish."""

from jianyou.terms.finding import Refused

_LONGEST = 200


def failed(engine: str, error: Exception) -> Refused:
    """The refusal for an error of an engine's library, with the library's own reason on one line."""
    reason = "".join(filter(str.isprintable, str(error).strip().split("\n", 1)[0]))[:_LONGEST]
    return Refused("screening_engine_failed", engine=engine, reason=reason or type(error).__name__)
