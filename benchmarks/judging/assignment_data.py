"""Assignments of a stated size: crowded industries, fields of expertise, one pair in twenty recused."""

import numpy as np

from jianyou.domain.judging.assignment.affinity import Affinity
from jianyou.domain.judging.assignment.keys import IndexedPairs
from jianyou.domain.judging.assignment.problem import Problem

INDUSTRIES = 30
FIELDS = 8
RECUSED = 0.05
SLACK = 1.1
LEAST = 0.7


def problem(entries: int, experts: int, reviews: int, seed: int) -> tuple[dict[str, object], np.ndarray]:
    """What `Problem.of` is asked, and the codes of the recused pairs."""
    random = np.random.default_rng(seed)
    popular = 1 / np.arange(1, INDUSTRIES + 1)
    popular /= popular.sum()
    of_entry = random.choice(INDUSTRIES, entries, p=popular)
    of_expert = random.choice(INDUSTRIES, experts, p=popular / 2 + 1 / INDUSTRIES / 2)
    fields = random.random((INDUSTRIES, FIELDS))
    left = _unit(fields[of_entry] + random.random((entries, FIELDS)))
    right = _unit(fields[of_expert] + random.random((experts, FIELDS)))
    worth = (left @ right.T) * np.float32(0.5)
    worth += random.random((entries, experts), dtype=np.float32) * np.float32(0.2)
    worth[of_entry[:, None] == of_expert] += np.float32(0.3)
    recused = np.unique(random.integers(0, entries * experts, int(entries * experts * RECUSED)))
    rows = tuple(f"e{number:05}" for number in range(entries))
    columns = tuple(f"x{number:05}" for number in range(experts))
    affinity = Affinity.of_matrix(rows, columns, worth)
    typical = entries * reviews / experts
    asked: dict[str, object] = {
        "entries": rows,
        "experts": columns,
        "per_entry": reviews,
        "load": (int(LEAST * typical), int(np.ceil(SLACK * typical))),
        "recusals": IndexedPairs(rows, columns, recused // experts, recused % experts),
        "affinity": affinity,
    }
    return asked, recused


def read(asked: dict[str, object]) -> Problem:
    """The problem of what is asked."""
    return Problem.of(**asked)  # type: ignore[arg-type]  # of mixed kinds


def _unit(vectors: np.ndarray) -> np.ndarray:
    return (vectors / np.linalg.norm(vectors, axis=1, keepdims=True)).astype(np.float32)
