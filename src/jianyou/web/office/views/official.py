"""官方得分: the ranking by the declared rule, and who goes on to the next stage."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.views.decorators.http import require_safe

from jianyou.domain.lifecycle.roles import Actor
from jianyou.queries.official_page import Only, get_scores
from jianyou.web.office.context import for_viewers, page
from jianyou.web.office.listing import page_number
from jianyou.web.office.scoring_there import there

_LONGEST_KEY = 40


@dataclass(frozen=True, slots=True)
class ScoresListing:
    """Which ranking, and which entries of it, as an address tells it."""

    award: str
    only: Only
    page: int

    @classmethod
    def of(cls, query: QueryDict) -> "ScoresListing":
        """What an address asks for."""
        only = query.get("only", "")
        return cls(
            query.get("award", "")[:_LONGEST_KEY],
            Only(only) if only in set(Only) else Only.ALL,
            page_number(query),
        )

    @property
    def query(self) -> str:
        """The end of an address that brings this list back."""
        told = {"award": self.award, "only": self.only.value if self.only is not Only.ALL else ""}
        told["page"] = str(self.page) if self.page > 1 else ""
        given = {name: text for name, text in told.items() if text}
        return f"?{urlencode(given)}" if given else "?"

    def other(self, *, only: Only | None = None, page: int = 1, award: str = "") -> "ScoresListing":
        """The list with something changed, from its first page on."""
        return ScoresListing(award or self.award, only or self.only, page)


@require_safe
@for_viewers
@there
def scores(request: HttpRequest, viewer: Actor, slug: str) -> HttpResponse:
    """The official scores of one award."""
    listing = ScoresListing.of(request.GET)
    view = get_scores(viewer=viewer, slug=slug, award=listing.award, only=listing.only, page=listing.page)
    told = {
        "view": view,
        "page": view.page,
        "listing": listing,
        "filters": [
            (only, count, listing.other(only=only).query, only is listing.only)
            for only, count in view.counts.items()
        ],
        "awards": [
            (name, ScoresListing(key, Only.ALL, 1).query, key == view.award) for key, name in view.awards
        ],
    }
    return page(request, "office/scoring_scores.html", told)
