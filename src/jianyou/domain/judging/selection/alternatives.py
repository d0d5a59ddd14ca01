"""What else could have been chosen: the second best, and who comes in when a chosen entry drops out."""

from collections.abc import Callable, Iterator

import numpy as np

from jianyou.domain.judging.selection.chooser import Best
from jianyou.domain.judging.selection.explain import Explainer
from jianyou.domain.judging.selection.program import Ints


def second_best(explainer: Explainer, progress: Callable[[int, int], None] | None = None) -> Best | None:
    """The best of all other choices, None if there is none.

    Any other choice takes its tier from at least one chosen entry, so it is the best one of those
    that do so for one of them; entries that cost more at the least than the best one found are spared.
    """
    best, program = explainer.best, explainer.program
    chosen = [int(entry) for entry in np.flatnonzero(best.choice < program.tiers)]
    bounded = sorted(((explainer.at_most_without(entry), entry) for entry in chosen), reverse=True)
    found: tuple[tuple[int, ...], tuple[int, ...], Best] | None = None
    for done, (bound, entry) in enumerate(bounded):
        if progress is not None:
            progress(done, len(bounded))
        if found is not None and bound < found[0]:
            break
        others = [option for option in explainer.options(entry) if option != int(best.choice[entry])]
        other = explainer.chooser.best(program.ask.with_entry(entry, others))
        if other is None:
            continue
        ranks = tuple(-int(option) for option in other.choice[np.array(best.order, np.int64)])
        if found is None or (other.sums, ranks) > found[:2]:
            found = (other.sums, ranks, other)
    return None if found is None else found[2]


def replacing(explainer: Explainer, entry: int) -> Ints | None:
    """The best choice without the entry in which all other chosen ones keep their tier or rise.

    None where the rules can't be kept so: then the others would have to be chosen anew.
    """
    best, program = explainer.best, explainer.program
    ask = program.ask.with_entry(entry, [program.tiers])
    may = ask.may
    for other in np.flatnonzero(best.choice < program.tiers).tolist():
        if other != entry:
            may[other, int(best.choice[other]) + 1 :] = False
    found = explainer.chooser.best(ask)
    return None if found is None else found.choice


def replacements(
    explainer: Explainer, progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[int, int]]:
    """Pairs of a chosen entry and one that comes in if just that one drops out."""
    best, tiers = explainer.best, explainer.program.tiers
    chosen = np.flatnonzero(best.choice < tiers).tolist()
    for done, entry in enumerate(chosen):
        if progress is not None:
            progress(done, len(chosen))
        choice = replacing(explainer, entry)
        if choice is not None:
            for other in np.flatnonzero((best.choice == tiers) & (choice < tiers)).tolist():
                yield entry, other
