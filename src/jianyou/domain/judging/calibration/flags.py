"""Which remarks on a sample call for a look at an expert."""

_ABOUT_EXPERTS = "calibration_expert_"
_TOO_FEW = "calibration_expert_few_scores"


def flags_expert(code: str) -> bool:
    """Whether a remark of this code is on how an expert scores, and not on how little is known of it."""
    return code.startswith(_ABOUT_EXPERTS) and code != _TOO_FEW
