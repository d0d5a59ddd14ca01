"""Affinity from facts: industry, words of expertise found in the entry's text, language."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_array, diags_array

from jianyou.domain.judging.assignment.affinity import UNIT, Affinity
from jianyou.domain.judging.assignment.keys import distinct
from jianyou.terms.finding import Refused

INDUSTRY, WORDS, LANGUAGE = 0.6, 0.3, 0.1
"""What each part counts for; together 1."""
SAME_DEPTH = {1: 0.2, 3: 0.6, 4: 0.85, 5: 1.0}
"""Agreement of two industry codes by how many characters they share: section, division, group, class."""
MOST_TEXT = 20_000
MOST_WORDS = 50
_BLOCK_VALUES = 1_000_000

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """What is known of an entry: its GB/T 4754 code with section (`C3670`), text to look in, language."""

    key: str
    industry: str = ""
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class ExpertFacts:
    """What is known of an expert: his industries' codes, words of expertise, languages that he reads."""

    key: str
    industries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()


def affinity_of(entries: Sequence[EntryFacts], experts: Sequence[ExpertFacts]) -> Affinity:
    """Affinities from 0 to 1: .6 for the industry, .3 for words, .1 for the language.

    Industry: the longest shared beginning of the codes. Words: the cosine of two-character pieces,
    rare ones counting more. Language: 1 where the expert reads it, or the entry tells none.

    Raises:
        Refused: a key is wrong, or a text or list is too long.
    """
    rows, columns = (
        distinct([each.key for each in entries], "entry"),
        distinct([e.key for e in experts], "expert"),
    )
    _check(entries, experts)
    industries = _Industries(entries, experts)
    texts, words = _pieces(entries, experts)
    units = np.empty((len(rows), len(columns)), dtype=np.int32)
    step = max(1, _BLOCK_VALUES // len(columns))
    for start in range(0, len(rows), step):
        part = slice(start, start + step)
        fit = INDUSTRY * industries.of(part) + WORDS * (texts[part] @ words).toarray()
        fit += LANGUAGE * _languages(entries[part], experts)
        units[part] = np.rint(np.clip(fit, 0, 1) * UNIT)
    return Affinity(rows, columns, units)


def _check(entries: Sequence[EntryFacts], experts: Sequence[ExpertFacts]) -> None:
    for entry in entries:
        if len(entry.text) > MOST_TEXT:
            raise Refused("assignment_facts_text", key=entry.key, most=MOST_TEXT)
    for expert in experts:
        if max(len(expert.words), len(expert.industries), len(expert.languages)) > MOST_WORDS:
            raise Refused("assignment_facts_words", key=expert.key, most=MOST_WORDS)
        if sum(map(len, expert.words)) > MOST_TEXT:
            raise Refused("assignment_facts_text", key=expert.key, most=MOST_TEXT)


class _Industries:
    """Agreement of industries, worked out once for each code that an entry has."""

    def __init__(self, entries: Sequence[EntryFacts], experts: Sequence[ExpertFacts]) -> None:
        codes = sorted({entry.industry for entry in entries})
        number = {code: place for place, code in enumerate(codes)}
        self.of_entry = np.array([number[entry.industry] for entry in entries])
        self.table = np.zeros((len(codes), len(experts)), dtype=np.float32)
        for column, expert in enumerate(experts):
            for row, code in enumerate(codes):
                self.table[row, column] = max((_agreement(code, own) for own in expert.industries), default=0)

    def of(self, part: slice) -> Floats:
        return np.asarray(self.table[self.of_entry[part]])


def _agreement(code: str, other: str) -> float:
    shared = 0
    for one, two in zip(code, other, strict=False):
        if one != two:
            break
        shared += 1
    return max((worth for depth, worth in SAME_DEPTH.items() if depth <= shared), default=0.0)


def _pieces(entries: Sequence[EntryFacts], experts: Sequence[ExpertFacts]) -> tuple[csr_array, csr_array]:
    """Rows of entries and columns of experts, of length 1 each, over two-character pieces."""
    known: dict[str, int] = {}
    texts = _counted([[entry.text] for entry in entries], known, grow=True)
    words = _counted([list(expert.words) for expert in experts], known, grow=False)
    texts.resize((texts.shape[0], max(1, len(known))))
    words.resize((words.shape[0], max(1, len(known))))
    held = np.bincount(texts.indices, minlength=texts.shape[1])
    rarity = diags_array(np.log((1 + texts.shape[0]) / (1 + held)) + 1)
    return _unit(texts @ rarity), _unit(words @ rarity).T.tocsr()


def _counted(texts: list[list[str]], known: dict[str, int], *, grow: bool) -> csr_array:
    """Whether each piece is there; pieces that only experts have are left out, as they match nothing."""
    starts, places = [0], []
    for parts in texts:
        pieces = {text[place : place + 2].lower() for text in parts for place in range(len(text) - 1)}
        if grow:
            for piece in sorted(pieces):
                known.setdefault(piece, len(known))
        places += sorted(known[piece] for piece in pieces if piece in known)
        starts.append(len(places))
    shape = (len(texts), max(1, len(known)))
    return csr_array((np.ones(len(places)), np.array(places, dtype=np.int64), starts), shape=shape)


def _unit(rows: csr_array) -> csr_array:
    length = np.sqrt(rows.power(2).sum(axis=1))
    return (diags_array(1 / np.where(length > 0, length, 1)) @ rows).tocsr()


def _languages(entries: Sequence[EntryFacts], experts: Sequence[ExpertFacts]) -> Floats:
    wanted = sorted({entry.language for entry in entries})
    reads = {
        language: np.array([not language or language in expert.languages for expert in experts])
        for language in wanted
    }
    return np.stack([reads[entry.language] for entry in entries]).astype(np.float32)
