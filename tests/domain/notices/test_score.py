"""The bars on real notices with truth, which stay beside the checkout."""

import pytest

from benchmarks.notices import BARS, FOLDER, SOURCE, Score, score_all

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not FOLDER.is_dir(), reason="no notices beside the checkout"),
]


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return score_all(FOLDER)


@pytest.mark.parametrize("name", BARS)
def test_bars_are_met(scores: dict[str, Score], name: str) -> None:
    assert scores[name].f1 >= BARS[name], (scores[name].missed, scores[name].wrong)


def test_nothing_is_invented(scores: dict[str, Score]) -> None:
    assert {name: score.invented for name, score in scores.items() if score.invented} == {}


def test_the_source_notice_is_read_whole() -> None:
    wrong = {name: score for name, score in score_all(FOLDER, SOURCE).items() if score.f1 < 1}
    assert wrong == {}
