"""No act on many can be fired unseen: sent without what its preview gives, each one changes nothing.

Every address of the office that is posted to stands here: by what it would do to many, or why it can't.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from jianyou.store.models import (
    Candidacy,
    CollectiveDecision,
    Enquiry,
    Entry,
    Filing,
    Invited,
    Letter,
    OutboxMessage,
)
from jianyou.web.office import bulk
from tests.site.clerk_things import DISTRICT, Things, furnished
from tests.site.clerk_world import LOGINS, office_patterns, staffed
from tests.site.office import CLERK, HEAD
from tests.site.public import browser
from tests.site.signin import sign_in

NIL = UUID(int=0)
EVERY = {"which": "?state=pending", "query": "", "sure": "yes", "next": "yes"}
REASON = {"reason": "理由充分。", "due": "2099-04-30 18:00"}
MANY: Mapping[str, tuple[str, dict[str, str], int]] = {
    **{f"entries_act {name}": ("call", {**EVERY, **REASON}, 0) for name in bulk.ACTS},
    "make_letters": ("call", {"which": "?", "kind": "acceptance", "sure": "yes"}, 409),
    "send_letters": ("call", {"which": "all", "how": "printed", "sure": "yes"}, 409),
    "import_enter": ("batch", {"means": "web", "sure": "yes"}, 409),
    "import_undo": ("batch", {"reason": "放错了。", "sure": "yes"}, 409),
    "decide_together": ("call", {"which": "?", "sure": "yes", "o1": "recommended"}, 200),
    "clearance_ask": (
        "call",
        {
            "which": "?",
            "name1": "示例局",
            "on1": "yes",
            "ask1": "violations",
            "due": "2099-04-30",
            "sure": "yes",
        },
        200,
    ),
    "clearance_reply": ("enquiry", {"reply_on": "2026-11-01", "sure": "yes"}, 422),
    "screening": ("call", {"which": "?", "sure": "yes"}, 0),
    "invited_act send": ("call", {"which": "?", "sure": "yes"}, 200),
    "invited_act remind": ("call", {"which": "?", "sure": "yes"}, 200),
    "invited_act remove": ("call", {"which": "?", "sure": "yes", **REASON}, 200),
    "audience_look": ("looked_at", {}, 0),
    "support_survey": ("call", {"until": "2099-04-30 18:00", "sure": "yes"}, 409),
    "urging": ("call", {"sure": "yes"}, 0),
    "report_up": ("below", {"department": "示例局", "sure": "yes"}, 409),
    "ranking": ("below", {"stamp": ""}, 0),
}
"""What is posted without having seen the preview, and the answer (0: any that isn't a redirect)."""
ONE = {
    **dict.fromkeys(
        ("accept", "entry_accept", "on_entry", "checking", "fact_record", "fact_withdraw"), "one entry"
    ),
    **dict.fromkeys(("personal", "entry_personal", "entry_presence", "details"), "looks, or one field"),
    **dict.fromkeys(("message_words_of", "inbox_letters"), "words of letters, previewed; one's own letters"),
    **dict.fromkeys(("reasons", "reason", "entries_views"), "the office's own words and lists"),
    **dict.fromkeys(("letter", "clearance_act", "clearance_by_hand"), "one letter"),
    **dict.fromkeys(
        ("invited_add", "invited_firm", "invited_contacts", "invited_export"), "one firm, or looks"
    ),
    **dict.fromkeys(("import_new", "import_add", "import_choose", "import_drop"), "nothing is entered yet"),
    **dict.fromkeys(("export", "recommendation", "clearance_matrix"), "takes away, logged with its reason"),
    **dict.fromkeys(("audiences", "audience"), "lists of firms, no entries"),
    **dict.fromkeys(("on_call", "end", "course", "handlers"), "the call: in_two_steps, by its own tests"),
    "on_filing": "one filing, in_two_steps",
    **dict.fromkeys(("objection_act", "objection_step", "objection_new"), "one objection"),
    "objection_objector": "looks, logged with its reason",
    **dict.fromkeys(
        ("draft_begin", "draft_notice", "draft_answers", "draft_stages", "draft_source"), "a draft"
    ),
    **dict.fromkeys(("draft_differences", "draft_publish", "draft_drop"), "a draft"),
    **dict.fromkeys(
        ("contacts", "package_sent_file", "package_taken_file"), "takes away, logged with its reason"
    ),
    **dict.fromkeys(("publicity_new", "publicity_change"), "nothing is public yet"),
    **dict.fromkeys(("publicity_publish", "publicity_end"), "one list, as it was looked at"),
    "workdays": "days of the office, no entries",
    **dict.fromkeys(("district_new", "upward"), "offices below, no entries"),
    **dict.fromkeys(("partners", "partner", "package_quotas"), "offices of other sites, no entries"),
    **dict.fromkeys(("package_nominate", "package_rules", "package_result"), "made by what was looked at"),
    **dict.fromkeys(("package_intend", "package_draft", "intentions"), "a list of names, or a draft"),
    "package_take": "many, previewed: needs what its preview signed",
    **dict.fromkeys(("supervise_verify", "supervise_evidence"), "only looks"),
    **dict.fromkeys(("plan_table", "scoring_report_table", "experts"), "takes away or looks, logged"),
    **dict.fromkeys(("expert_new", "expert_change", "expert_retire", "expert_account"), "one expert"),
    **dict.fromkeys(("paper", "sheet_again", "sheet_take_back", "assign_by_hand"), "one score sheet"),
    **dict.fromkeys(("redaction", "talk", "feedback_of", "recusal_lift", "recusals"), "one entry"),
    **dict.fromkeys(("visit_new", "visit_change", "visit_cancel"), "one visit"),
    **dict.fromkeys(("support_need_new", "support_need", "support_help_new", "support_help"), "one need"),
    **dict.fromkeys(("support_activity_new", "support_activity_change"), "one activity"),
    **dict.fromkeys(("support_request_new", "support_move", "support_attendance"), "one request, or a note"),
    **dict.fromkeys(
        ("support_activity_open", "support_activity_close", "support_activity_cancel", "support_give"),
        "of an activity: previewed, in test_office_support",
    ),
    **dict.fromkeys(("draw", "draw_new", "ballot_new", "ballot_again"), "one draw or ballot"),
    **dict.fromkeys(("reviews", "review_settings", "review_act"), "a review, by its own tests"),
    **dict.fromkeys(("plans", "plan_drop", "scoring_check", "choice_new"), "asks for something computed"),
    **dict.fromkeys(("results_record", "results_confer", "title_act"), "previewed: test_office_titles"),
    **dict.fromkeys(("titles_take", "titles_settings"), "previewed or a setting: test_office_titles"),
    **dict.fromkeys(("archives", "archive_file"), "asks for something computed, or takes away, logged"),
    **dict.fromkeys(("retention", "erase"), "the call, previewed: in the tests of their pages"),
    **dict.fromkeys(("choice_scenario", "choice_sign", "choice_adopt"), "a choice, by its own tests"),
    **dict.fromkeys(
        ("panel_act", "plan_adopt", "remind_experts", "scoring_again", "experts_import", "visit_series"),
        "many, previewed: in the tests of their pages",
    ),
}


def state_of_all() -> list[Any]:
    """All that an act on many may change."""
    return [
        *Entry.objects.order_by("id").values_list("id", "status", "rank", "decided_at"),
        *Filing.objects.order_by("id").values_list("id", "status"),
        *Candidacy.objects.order_by("id").values_list("id", "verdict"),
        *Letter.objects.order_by("id").values_list("id", "sent_at"),
        *Invited.objects.order_by("id").values_list("id", "invited_at", "reminded_at"),
        CollectiveDecision.objects.count(),
        Enquiry.objects.count(),
        OutboxMessage.objects.count(),
    ]


@pytest.fixture
def things(site: Path) -> Things:
    """A furnished office."""
    assert site
    return furnished()


def test_what_was_not_previewed_is_not_done(things: Things) -> None:
    windows = {who: browser() for who in (LOGINS[CLERK], LOGINS[HEAD], DISTRICT)}
    for who, window in windows.items():
        assert sign_in(window, username=who).status_code == 302
    before = state_of_all()
    wrong: list[tuple[str, object]] = []
    for name, (about, fields, status) in MANY.items():
        route, _, end = name.partition(" ")
        kwargs = {**things.kwargs[about], **({"name": end} if end else {})}
        by_head = end == "reopen" or route == "import_undo"
        who = DISTRICT if about == "below" else LOGINS[HEAD if by_head else CLERK]
        answer = windows[who].post(reverse(f"office:{route}", kwargs=kwargs), fields)
        if answer.status_code not in ({status} if status else {200, 400, 403, 404, 409, 422}):
            wrong.append((name, answer.status_code))
        if state_of_all() != before:
            wrong.append((name, "changed something"))
            before = state_of_all()
    assert wrong == []


@pytest.mark.usefixtures("site")
def test_every_address_that_is_posted_to_is_told_of() -> None:
    staffed(second_person=False)
    window = browser()
    sign_in(window, username=LOGINS[CLERK])
    told = {name.partition(" ")[0] for name in MANY}
    assert told & set(ONE) == set()
    posted = {str(pattern.name) for pattern in office_patterns() if posted_to(window, pattern)}
    assert posted == told | set(ONE)


def posted_to(window: Any, pattern: Any) -> bool:
    """Whether a POST there is anything but refused for its method; told of things that aren't there."""
    samples = {"slug": "none", "number": "AAAA-AAAA", "begun": NIL, "row": NIL, "reason": NIL, "letter": NIL}
    samples |= {
        "audience": NIL,
        "listed": NIL,
        "firm": NIL,
        "digest": "0" * 64,
        "kind": "docx",
        "figure": "x",
        **dict.fromkeys(("expert", "expert_key", "sheet_key", "review_key"), NIL),
        "tie": NIL,
        "partner": NIL,
        "package": NIL,
        "sheet": NIL,
        "visit": NIL,
        "entry": NIL,
        "key": NIL,
        "award": "none",
    }
    names = {"on_call": "extend", "end": "cancel", "on_filing": "withdraw", "on_entry": "return"}
    names |= {"entries_act": "accept", "clearance_act": "sent", "invited_act": "send"}
    names |= {"review_act": "start", "panel_act": "add", "title_act": "rename", "objection_act": "accept"}
    names |= {"publicity_end": "drop"}
    samples |= {"objection": "AAAA-AAAA-AAAA", "which": "answer"}
    samples |= {"name": names.get(pattern.name, ""), "ordinal": 1, "batch": 1, "enquiry": 1, "decision": 1}
    samples |= dict.fromkeys(("archive", "title", "review", "plan", "draw", "choice", "ballot"), 1)
    samples |= dict.fromkeys(("turn", "need", "activity"), 1)
    wanted = pattern.pattern.converters
    address = reverse(f"office:{pattern.name}", kwargs={key: samples[key] for key in wanted})
    return bool(window.post(address).status_code != 405)
