"""Containers made to cost much: each is told for what it is, and costs little."""

import sys

import pytest

from tests.corpus.arrivals_cost import Cost, measure
from tests.corpus.containers import hostile_containers, sevenzip_of

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="costs are measured in forks")

SECONDS, MEGABYTES = 2.0, 100.0


@pytest.fixture(scope="module")
def costs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[set[str], Cost, float]]:
    """For each file: the codes that may be said, what it cost, and what the smallest 7z costs its helper."""
    folder = tmp_path_factory.mktemp("hostile")
    files = hostile_containers()
    paths = [folder / "tiny.7z"]
    paths[0].write_bytes(sevenzip_of({"a.docx": b"x"}))
    for name, (data, _) in files.items():
        paths.append(folder / name)
        paths[-1].write_bytes(data)
    tiny, *measured = measure(paths)
    return {
        name: (codes, cost, tiny.helper_megabytes)
        for (name, (_, codes)), cost in zip(files.items(), measured, strict=True)
    }


def test_each_is_told_for_what_it_is(costs: dict[str, tuple[set[str], Cost, float]]) -> None:
    assert {
        name: cost.codes
        for name, (codes, cost, _) in costs.items()
        if not set(cost.codes) <= codes or bool(cost.codes) != bool(codes)
    } == {}


def test_none_costs_more_than_it_may(costs: dict[str, tuple[set[str], Cost, float]]) -> None:
    assert {
        name: cost
        for name, (_, cost, start) in costs.items()
        if cost.seconds > SECONDS or cost.megabytes > MEGABYTES or cost.helper_megabytes - start > MEGABYTES
    } == {}
