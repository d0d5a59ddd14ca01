"""称号查询: the titles that offices publish, searched by anyone; and the same as data."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from jianyou.queries.public_titles import LENGTH_JSON, PublicTitle, list_public_titles
from jianyou.web.components.titles import STANDINGS, TitlesListing
from jianyou.web.public.views.feed import for_all


@require_safe
def titles(request: HttpRequest) -> HttpResponse:
    """The register for anyone."""
    listing = TitlesListing.of(request.GET)
    view = list_public_titles(wanted=listing.wanted)
    told = {
        "here": "titles",
        "view": view,
        "page": view.page,
        "listing": listing,
        "standings": STANDINGS,
        "coded": any(one.uscc for one in view.page.items),
    }
    return render(request, "public/titles.html", told)


@require_safe
def titles_json(request: HttpRequest) -> HttpResponse:
    """The same, page by page, for other systems."""
    view = list_public_titles(wanted=TitlesListing.of(request.GET).wanted, length=LENGTH_JSON)
    told = {
        "as_of": view.today.isoformat(),
        "total": view.page.total,
        "page": view.page.number,
        "pages": view.page.last,
        "titles": [_told(one) for one in view.page.items],
    }
    return for_all(JsonResponse(told, json_dumps_params={"ensure_ascii": False}))


def _told(one: PublicTitle) -> dict[str, object]:
    told: dict[str, object] = {
        "office": one.office,
        "name": one.name,
        "former_names": list(one.former),
        "award": one.award_name,
        "tier": one.tier_name,
        "batch": one.batch,
        "district": one.district,
        "conferred_on": one.conferred_on.isoformat(),
        "valid_until": one.valid_until.isoformat() if one.valid_until else None,
        "standing": one.standing.value,
    }
    return told | ({"uscc": one.uscc} if one.uscc else {})
