"""What one journey weighs: pages seen, bytes with nothing cached before, and queries."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple
from urllib.parse import urljoin

from benchmarks.site.browsing import Direct, Page, Visitor
from benchmarks.site.journey import Step, Way

_ASSET = re.compile(r'(?:href|src)="(/static/[^"#?]+)')
_WITHIN = re.compile(r"url\([\"']?([^\"')#?:]+)")


class Weight(NamedTuple):
    """Pages that were seen; bytes received, with styles and pictures each once; queries by step."""

    pages: int
    received: int
    queries: Mapping[str, int]


def weigh(slug: str, form: bytes, steps: Sequence[Step]) -> Weight:
    """One journey within this process, where Django is set up and a call of that name open."""
    from django.db import connection

    from jianyou.config.wsgi import application

    visitor = Visitor(Direct(application))
    way, counted, queries = Way(visitor, slug, form), _Counted(), {}
    assets: dict[str, Page] = {}
    with connection.execute_wrapper(counted):
        for step in steps:
            before = counted.queries
            step(way)
            queries[step.__name__] = counted.queries - before
            if way.at.headers["content-type"].startswith("text/html"):
                _take_assets(visitor, way.at, assets)
    pages = sum(each.page for each in visitor.exchanges)
    return Weight(pages, sum(each.received for each in visitor.exchanges), queries)


class _Counted:
    queries = 0

    def __call__(self, execute: Callable[..., Any], *told: Any) -> Any:
        self.queries += 1
        return execute(*told)


def _take_assets(visitor: Visitor, page: Page, taken: dict[str, Page]) -> None:
    """Styles and pictures of a page that were not taken before, and what those styles ask for."""
    for path in set(_ASSET.findall(page.text)) - set(taken):
        asset = taken[path] = visitor.get(path, "assets")
        if path.endswith(".css"):
            for name in set(_WITHIN.findall(asset.text)):
                inner = urljoin(path, name)
                if inner not in taken:
                    taken[inner] = visitor.get(inner, "assets")
