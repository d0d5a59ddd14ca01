"""Which remarks of the calibration flag an expert."""

from jianyou.domain.judging.calibration.flags import flags_expert
from jianyou.terms.texts.judging_calibration import TEXTS


def test_only_remarks_on_how_an_expert_scores_flag_him() -> None:
    assert [code for code in TEXTS if flags_expert(code)] == [
        "calibration_expert_one_value",
        "calibration_expert_harsh",
        "calibration_expert_lenient",
        "calibration_expert_narrow",
        "calibration_expert_wide",
        "calibration_expert_uneven",
    ]
