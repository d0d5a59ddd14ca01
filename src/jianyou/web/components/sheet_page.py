"""The fields of a score sheet as its page shows them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jianyou.domain.judging.filling import GAPS, STRENGTHS
from jianyou.domain.judging.scores.sheets import ScoreFinding
from jianyou.queries.sheets import ItemView
from jianyou.web.components.forms.typed import Clash

_MISSING = "score_item_missing"


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field with its text, what keeps it from being submitted, and what was typed elsewhere meanwhile."""

    name: str
    text: str
    problem: ScoreFinding | None
    clash: Clash | None

    @property
    def wrong(self) -> bool:
        """Whether it is to be mended."""
        return self.problem is not None


@dataclass(frozen=True, slots=True)
class ItemFields:
    """An item with its two fields."""

    view: ItemView
    points: FieldShown
    comment: FieldShown


@dataclass(frozen=True, slots=True)
class FieldsShown:
    """All fields of a sheet in their order."""

    items: tuple[ItemFields, ...]
    strengths: FieldShown
    gaps: FieldShown


def problems_shown(found: Iterable[tuple[str, ScoreFinding]]) -> dict[str, ScoreFinding]:
    """The first finding of each field."""
    problems: dict[str, ScoreFinding] = {}
    for name, one in found:
        problems.setdefault(name, one)
    return problems


def fields_shown(
    views: Iterable[ItemView],
    texts: Mapping[str, str],
    problems: Mapping[str, ScoreFinding],
    clashes: Mapping[str, Clash],
    found: Iterable[tuple[str, ScoreFinding]],
) -> FieldsShown:
    """The fields with these texts; what is wrong with a text shows at once, what is missing when asked."""
    told = problems_shown((name, one) for name, one in found if one.code != _MISSING)

    def field(name: str) -> FieldShown:
        return FieldShown(name, texts[name], problems.get(name) or told.get(name), clashes.get(name))

    items = tuple(ItemFields(one, field(one.points_name), field(one.comment_name)) for one in views)
    return FieldsShown(items, field(STRENGTHS), field(GAPS))
