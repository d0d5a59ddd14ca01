"""Every page of the office is fit for everyone: no complaint of axe, light and dark, on a phone and a desk.

The pages are those of the urlconf, so that none is forgotten; what is no page is named here with the reason.
"""

from collections.abc import Iterator, Mapping

import pytest
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser

from jianyou.web.office.urls import urlpatterns
from tests.browser.driving import DESKTOP
from tests.site.clerk_things import DISTRICT, Things, furnished
from tests.site.clerk_world import at_work
from tests.site.kit import copied_site
from tests.site.office import CLERK, HEAD
from tests.site.serving import served
from tests.site.windows import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

PHONE = (360, 800)
ABOUT: Mapping[str, tuple[str, ...]] = {
    "": ("calls", "messages", "draft_begin", "reasons", "audiences"),
    "supervise": ("supervise", "supervise_audit", "supervise_decisions"),
    "row": ("supervise_row",),
    "call": (
        *("call", "filings", "entries", "imports", "course", "handlers", "letters", "make_letters"),
        *("clearance", "clearance_ask", "clearance_matrix", "decisions", "decide_together"),
        *("screening", "invited", "urging", "arrivals", "supervise_verify"),
        *("districts", "district_new", "out", "contacts"),
    ),
    "filing": ("filing", "versions", "details"),
    "entry": ("entry", "checking"),
    "letter": ("letter",),
    "enquiry": ("clearance_letter",),
    "asked": ("clearance_by_hand",),
    "decision": ("decision",),
    "reason": ("reason",),
    "draft": (
        *("draft_notice", "draft_answers", "draft_stages", "draft_source", "draft_differences"),
        *("draft_preview", "draft_drop"),
    ),
    "batch": ("import", "import_enter"),
    "import_file": ("import_file",),
    "audience": ("audience",),
    "looked_at": ("audience_look",),
    "invited_firm": ("invited_firm",),
    "screened_firm": ("screened_firm",),
    "below": ("upward", "ranking", "report_up"),
    "reported": ("provenance",),
}
"""The pages by what they are about, as `clerk_things` names it."""
ACTS: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "on_call": ("call", ("extend", "outage")),
    "end": ("call", ("cancel", "archive")),
    "on_filing": ("filing", ("withdraw", "admit")),
    "on_entry": ("entry", ("return", "refuse", "reopen", "extend", "cancel")),
}
"""Pages with the name of an act at their end."""
BY_HEAD = ("on_call", "on_filing", "end")
ELSEWHERE = {
    "supervise_evidence": "asks for a filing in its query",
}
NO_PAGE = {
    **dict.fromkeys(
        ("findings", "draft_download", "draft_blank", "letter_file", "report", "clearance_paper"), "a file"
    ),
    **dict.fromkeys(("file", "minutes", "clearance_returned", "annotated", "clearance_table"), "a file"),
    **dict.fromkeys(("invited_letter", "arrivals_figures", "arrivals_picture"), "a file"),
    **dict.fromkeys(("accept", "personal", "entry_accept", "entry_personal", "entry_next"), "only leads on"),
    **dict.fromkeys(("export", "recommendation", "invited_export", "invited_contacts"), "only posted to"),
    **dict.fromkeys(("entries_views", "entries_act", "send_letters", "draft_publish"), "only posted to"),
    **dict.fromkeys(("import_new", "import_add", "import_choose", "import_drop"), "only posted to"),
    **dict.fromkeys(("clearance_act", "clearance_reply", "invited_add", "invited_act"), "only posted to"),
    **dict.fromkeys(("fact_record", "fact_withdraw"), "only posted to"),
    "entry_presence": "a part of a page",
    "import_progress": "data for a script",
    "import_undo": "only of an import that was entered: test_office_imports_browser",
}


@pytest.fixture(scope="module")
def things(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Things]]:
    """A furnished office, and where it is served."""
    with copied_site(tmp_path_factory.mktemp("pages") / "site") as home:
        made = furnished()
        connections.close_all()
        with served(home) as url:
            yield url, made


@pytest.fixture(scope="module")
def address(things: tuple[str, Things]) -> str:
    """Where the site is served."""
    return things[0]


def pages(things: Things) -> dict[str, str]:
    """The address of each page by its name."""
    found = {
        name: reverse(f"office:{name}", kwargs=dict(things.kwargs.get(about, {})))
        for about, names in ABOUT.items()
        for name in names
    }
    for route, (about, ends) in ACTS.items():
        for end in ends:
            name = f"{route} {end}"
            found[name] = reverse(f"office:{route}", kwargs={**things.kwargs[about], "name": end})
    found["supervise_evidence"] = f"{reverse('office:supervise_evidence')}?filing={things.number}"
    return found


def test_no_route_is_forgotten() -> None:
    seen = {name for names in ABOUT.values() for name in names}
    assert {pattern.name for pattern in urlpatterns} == {*seen, *ACTS, *ELSEWHERE, *NO_PAGE}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_every_page_is_fit_for_everyone(
    chromium: Browser, things: tuple[str, Things], size: tuple[int, int], scheme: str
) -> None:
    found, missing = {}, []
    page, head, below = (
        at_work(chromium, things[0], who, size, color_scheme=scheme) for who in (CLERK, HEAD, DISTRICT)
    )
    for name, end in pages(things[1]).items():
        window = below if name in ABOUT["below"] else head if name.startswith(BY_HEAD) else page
        answer = window.goto(things[0] + end)
        if answer is None or answer.status != 200:
            missing.append((name, answer and answer.status))
        window.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        if wrong := faults(window):
            found[name] = wrong
    assert missing == []
    assert found == {}
