"""Which paragraphs of a Word file belong to a place, as its reader met them."""

from collections import Counter
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from jianyou.officefiles.guard import Guarded
from jianyou.officefiles.word import names as n
from jianyou.officefiles.word.context import Context
from jianyou.officefiles.word.inline import Inline
from jianyou.officefiles.word.names import Element
from jianyou.officefiles.word.reader import read_word
from jianyou.terms.finding import Refused
from jianyou.terms.place import Place

_Cells = dict[int, dict[int, list[Element]]]


class Anchor(NamedTuple):
    """The first and the last paragraph of a place; not `exact` where they are only near it."""

    first: Element
    last: Element
    exact: bool

    @property
    def leads_control(self) -> bool:
        """Whether the last paragraph begins a content control that holds whole paragraphs or cells."""
        above = self.last.iterancestors(n.SDT)
        return any(next(control.iter(n.P)) is self.last for control in above)


class _Trace(Inline):
    """Reads paragraphs like its parent, and keeps each with its place."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.met: list[tuple[Place, Element]] = []

    def paragraph(self, element: Element) -> str | None:
        self.met.append((self.context.place(), element))
        return super().paragraph(element)


class Anchors:
    """The paragraphs of a file by their places."""

    def __init__(self, guarded: Guarded) -> None:
        """Reads the whole file; Refused as `read_word` refuses it, or where it has no paragraph."""
        traces: list[_Trace] = []

        def trace(context: Context) -> Inline:
            traces.append(_Trace(context))
            return traces[0]

        read_word(guarded, trace)
        self._cells: dict[tuple[str, int], _Cells] = {}
        self._paragraphs: dict[tuple[str, int | None], list[Element]] = {}
        for place, group in groupby(traces[0].met, key=itemgetter(0)):
            self._keep(place, [element for _, element in group])
        self._first = next((element for place, element in traces[0].met if not place.part), None)
        if self._first is None:
            raise Refused("annotate_nowhere")
        self._home = Anchor(self._first, self._first, exact=False)

    def settle(self, places: Iterable[Place]) -> None:
        """Let what belongs to no cell stand at the first cell of the table that most places name."""
        tables = Counter((place.part, place.table) for place in places if place.table and not place.part)
        for (part, table), _ in tables.most_common(1):
            rows = self._cells.get((part, table or 0))
            if rows:
                self._home = self._near(_corner(rows))

    def find(self, place: Place) -> Anchor:
        """Where a remark about the place stands: there, or as near as a comment may be."""
        if place.table is not None:
            return self._cell(place)
        met = self._paragraphs.get((place.part, place.paragraph)) if place.paragraph else None
        return self._at(met, place) if met else self._home

    def numbers(self, wanted: Iterable[Element]) -> tuple[dict[Element, int], int]:
        """The number of each paragraph in the order of tags, from 0; and of how many."""
        numbers = dict.fromkeys(wanted, -1)
        count = 0
        assert self._first is not None
        for element in self._first.getroottree().getroot().iter(n.P):
            if element in numbers:
                numbers[element] = count
            count += 1
        return numbers, count

    def _keep(self, place: Place, met: list[Element]) -> None:
        """Keep paragraphs met in a row; of those that nested tables part, the first with text count."""
        if place.table is None:
            self._paragraphs.setdefault((place.part, place.paragraph), met)
        elif place.row is not None and place.column is not None:
            cells = self._cells.setdefault((place.part, place.table), {}).setdefault(place.row, {})
            before = cells.get(place.column)
            if before is None or not any(map(n.all_text, before)):
                cells[place.column] = met

    def _cell(self, place: Place) -> Anchor:
        rows = self._cells.get((place.part, place.table or 0))
        if not rows:
            return self._home
        cells = rows.get(place.row or 0)
        if cells is None:
            return self._near(_corner(rows))
        column = place.column or 0
        if column in cells:
            return self._at(cells[column], place)
        left = [known for known in cells if known < column]
        return self._near(cells[max(left, default=min(cells))])

    def _at(self, met: list[Element], place: Place) -> Anchor:
        return self._near(met) if place.part else Anchor(met[0], met[-1], exact=True)

    def _near(self, met: list[Element]) -> Anchor:
        """The first of the paragraphs met, or that of the body which holds its text box."""
        if met[0].getroottree().getroot().find(n.BODY) is None:
            return self._home
        above = list(met[0].iterancestors(n.P))
        host = above[-1] if above else met[0]
        return Anchor(host, host, exact=False)


def _corner(rows: _Cells) -> list[Element]:
    """The paragraphs of a table's first cell."""
    cells = rows[min(rows)]
    return cells[min(cells)]
