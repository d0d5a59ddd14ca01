"""Every page of the office is fit for everyone: no complaint of axe, light and dark, on a phone and a desk.

The pages are those of the urlconf, so that none is forgotten; what is no page is named here with the reason.
"""

from collections.abc import Iterator, Mapping

import pytest
from django.db import connections
from django.urls import reverse
from playwright.sync_api import Browser

from tests.browser.driving import DESKTOP
from tests.site.clerk_things import DISTRICT, Things, furnished
from tests.site.clerk_world import at_work, office_patterns
from tests.site.kit import copied_site
from tests.site.office import CLERK, HEAD
from tests.site.serving import served
from tests.site.windows import faults

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("story")]

PHONE = (360, 800)
ABOUT: Mapping[str, tuple[str, ...]] = {
    "": (
        *("partners", "package_take", "calls", "messages", "message_words", "inbox_letters"),
        *("draft_begin", "reasons", "audiences", "titles", "titles_settings"),
    ),
    "supervise": ("supervise", "supervise_audit", "supervise_decisions"),
    "row": ("supervise_row",),
    "call": (
        *("call", "filings", "entries", "imports", "course", "handlers", "letters", "make_letters"),
        *("clearance", "clearance_ask", "clearance_matrix", "decisions", "decide_together"),
        *("screening", "invited", "urging", "arrivals", "supervise_verify"),
        *("districts", "district_new", "out", "contacts", "objections"),
        *("support", "support_survey", "support_needs", "support_need_new", "support_activity_new"),
        *("archives", "retention", "erase"),
        *("results", "results_record", "results_confer"),
        *("packages", "package_quotas", "package_nominate", "package_rules", "package_result"),
        *("package_intend", "objection_new"),
    ),
    "filing": ("filing", "versions", "details"),
    "entry": ("entry", "checking"),
    "letter": ("letter",),
    "enquiry": ("clearance_letter",),
    "asked": ("clearance_by_hand",),
    "decision": ("decision",),
    "reason": ("reason",),
    "words": ("message_words_of",),
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
    **dict.fromkeys(("support_need", "support_help_new", "support_help"), "test_office_support_browser"),
    **dict.fromkeys(("support_activity", "support_activity_change"), "test_office_support_browser"),
    **dict.fromkeys(("support_activity_open", "support_activity_close"), "test_office_support_browser"),
    **dict.fromkeys(("support_activity_cancel", "support_request_new"), "test_office_support_browser"),
    **dict.fromkeys(("support_move", "support_give"), "test_office_support_browser"),
    "objection_entered": "test_public_objections_browser",
    "supervise_evidence": "asks for a filing in its query",
    **dict.fromkeys(("publicity_round", "publicity_change"), "test_office_publicity_browser"),
    **dict.fromkeys(("publicity_end", "workdays"), "test_office_publicity_browser"),
    **dict.fromkeys(("publicity", "publicity_new"), "test_office_publicity_browser"),
    **dict.fromkeys(("partner", "intentions"), "test_office_packages_browser"),
    **dict.fromkeys(("package_sent", "package_taken", "package_draft"), "test_office_packages_browser"),
    **dict.fromkeys(("experts", "expert_new", "experts_import", "expert"), "test_office_panels_browser"),
    **dict.fromkeys(("expert_change", "expert_retire", "expert_account"), "test_office_panels_browser"),
    **dict.fromkeys(("reviews", "review", "review_settings", "review_act"), "test_office_panels_browser"),
    **dict.fromkeys(("panel", "panel_candidates", "recusals", "recusal_lift"), "test_office_panels_browser"),
    **dict.fromkeys(("draws", "draw_new", "draw"), "test_office_panels_browser"),
    **dict.fromkeys(("papers", "paper_print", "paper"), "test_office_expert_browser"),
    **dict.fromkeys(("plans", "plan", "plan_adopt", "assign_by_hand"), "test_office_assigning_browser"),
    **dict.fromkeys(("scoring", "remind_experts", "visits"), "test_office_assigning_browser"),
    **dict.fromkeys(("visit_new", "visit_series"), "test_office_assigning_browser"),
    **dict.fromkeys(("visit_change", "visit_cancel"), "test_office_assigning_browser"),
    **dict.fromkeys(("sheet_take_back", "sheet_again"), "test_office_scoring_browser"),
    **dict.fromkeys(("scoring_check", "scoring_report", "scores"), "test_office_scoring_browser"),
    **dict.fromkeys(("talks", "talk"), "test_office_scoring_browser"),
    **dict.fromkeys(("redactions", "redaction"), "test_office_redacting_browser"),
    **dict.fromkeys(("choices", "choice", "choice_new", "choice_scenario"), "test_office_choosing_browser"),
    **dict.fromkeys(("choice_adopt", "choice_why"), "test_office_choosing_browser"),
    **dict.fromkeys(("ballot_new", "ballot", "ballot_again"), "test_office_choosing_browser"),
    **dict.fromkeys(("feedback", "feedback_of"), "test_office_choosing_browser"),
}
NO_PAGE = {
    **dict.fromkeys(("experts_blank", "draw_record", "choice_record", "redaction_copy"), "a file"),
    **dict.fromkeys(("plan_table", "scoring_report_table", "visits_calendar", "scoring_picture"), "a file"),
    **dict.fromkeys(("plan_progress", "scoring_check_progress", "choice_progress"), "data for a script"),
    "panel_act": "only posted to, from where they are chosen: test_office_panels_browser",
    **dict.fromkeys(("plan_drop", "scoring_again", "choice_sign"), "only posted to"),
    **dict.fromkeys(("support_ledger", "support_sheet", "support_record", "support_calendar"), "a file"),
    "support_attendance": "only posted to",
    "objection_paper": "a file",
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
    **dict.fromkeys(("partner_card", "package_sent_file", "package_taken_file"), "a file"),
    **dict.fromkeys(("title", "title_act", "titles_take"), "test_office_titles_browser"),
    "titles_export": "a file",
    "publicity_publish": "only posted to",
    **dict.fromkeys(("publicity_paper", "publicity_html"), "a file"),
    **dict.fromkeys(("objection", "objection_act"), "of one objection: test_office_objections_browser"),
    **dict.fromkeys(("objection_file", "objection_letter"), "a file"),
    **dict.fromkeys(("objection_step", "objection_objector"), "only posted to"),
    "entry_presence": "a part of a page",
    **dict.fromkeys(("archive_progress", "archive_file"), "data, and a file"),
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
    assert {pattern.name for pattern in office_patterns()} == {*seen, *ACTS, *ELSEWHERE, *NO_PAGE}


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
