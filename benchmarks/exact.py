"""Exactness per kind of form: every cell equal to what the generator wrote, or told."""

from collections import defaultdict

from benchmarks import corpus
from benchmarks.timing import Table
from jianyou.domain.calls.load import load_call
from tests.corpus.exactness import Outcome, compare

FORMS = 1_200


def run(table: Table) -> None:
    """Reads generated forms of every kind, good and faulty, and compares them with their truth."""
    call = load_call("chongqing-2024")
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    with corpus.forms(FORMS, faults=True) as folder:
        for outcome in compare(folder, corpus.truth(folder), call):
            by_kind[outcome.kind].append(outcome)
    print(f"{'kind':<34} files  rows exact  header exact  wrong in silence")
    for kind, outcomes in sorted(by_kind.items()):
        counts = [sum(getattr(each, name) for each in outcomes) for name in ("rows", "header", "silent")]
        print(f"{kind:<34} {len(outcomes):>5}  {counts[0]:>10}  {counts[1]:>12}  {counts[2]:>16}")
    everything = [each for outcomes in by_kind.values() for each in outcomes]
    table.at_most("files wrong in silence", sum(each.silent for each in everything), 0, unit="")
    exact = 100 * sum(each.exact for each in everything) / len(everything)
    table.figure(f"forms exact, of {len(everything):,}", exact, unit=" %")
