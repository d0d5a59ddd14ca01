"""Every address by everybody: a route that isn't in the table fails, and one that lets in somebody else."""

import uuid
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.http import urlencode

from jianyou.actions.arrivals import mark_arrival, register_paper
from jianyou.actions.clearance import ToAsk, ask_clearance
from jianyou.actions.deciding import Looked, Remark, return_entry
from jianyou.actions.drafting_calls import Draftable, begin_call_draft
from jianyou.actions.handing_over import hand_over
from jianyou.actions.importing import begin_import, keep_brought
from jianyou.actions.inviting import invite_one
from jianyou.actions.offices import make_office
from jianyou.actions.reminding import Stop, stop_key
from jianyou.domain.calls.load import source_of
from jianyou.domain.lifecycle.roles import Role
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from jianyou.store.models import Listed, LogRow, StoredFile, User
from jianyou.web.public.doors import key_of_number
from tests.site import kit
from tests.site.audience import kept
from tests.site.filling import checked, number_of
from tests.site.kit import builtin, clerk, counter
from tests.site.public import CITY, SCAN, browser, filed, opened_city, sent, step_two
from tests.site.signin import SIGN_IN, account

pytestmark = pytest.mark.usefixtures("site")

STAFF_ROLES = {
    "counter": Role.COUNTER_CLERK,
    "clerk": Role.OFFICE_CLERK,
    "head": Role.SECTION_HEAD,
    "supervisor": Role.SUPERVISOR,
}
_ACTS = {
    "office:publicity_end": "drop",
    "office:on_call": "extend",
    "office:on_filing": "withdraw",
    "office:end": "cancel",
    "office:on_entry": "refuse",
    "office:entries_act": "accept",
    "office:title_act": "rename",
    "office:clearance_act": "sent",
    "office:invited_act": "remind",
    "office:review_act": "start",
    "office:panel_act": "invite",
    "office:objection_act": "accept",
}
_NO_KEY = uuid.UUID(int=0)
_KEYED = {
    "office:redaction_copy",
    "objection_file",
    "filing_objection_file",
    "office:objection_file",
    "office:support_help",
    "office:support_move",
    "filing_support_calendar",
    "filing_support_record",
}
VIEWERS = ("anyone", "filer", "other_filer", *STAFF_ROLES, "stranger")
EVERYBODY = " ".join(VIEWERS)
STAFF = "counter clerk head supervisor stranger"
COUNTER = "counter clerk"
DECIDERS = "clerk head"
READERS = "clerk head supervisor"
NOBODY = ""
TABLE = {
    "desk": (STAFF, NOBODY),
    "mfa_index": (STAFF, NOBODY),
    "account_login": (EVERYBODY, EVERYBODY),
    "mfa_authenticate": (STAFF, STAFF),
    "mfa_login_webauthn": (NOBODY, EVERYBODY),
    "passkey_options": (NOBODY, EVERYBODY),
    "account_signup": (EVERYBODY, EVERYBODY),
    "account_join": (EVERYBODY, EVERYBODY),
    "account_forgotten": (EVERYBODY, EVERYBODY),
    "account_reach": (STAFF, STAFF),
    "account_logout": (NOBODY, EVERYBODY),
    "account_change_password": (STAFF, STAFF),
    "account_reauthenticate": (STAFF, STAFF),
    "mfa_reauthenticate": (STAFF, STAFF),
    "mfa_activate_totp": (STAFF, STAFF),
    "mfa_deactivate_totp": (NOBODY, NOBODY),
    "mfa_view_recovery_codes": (NOBODY, NOBODY),
    "mfa_generate_recovery_codes": (STAFF, STAFF),
    "mfa_list_webauthn": (STAFF, NOBODY),
    "mfa_add_webauthn": (STAFF, STAFF),
    "passkey": (STAFF, STAFF),
    # Whom an organization's pages let in stands in test_nominee_accounts.
    "my": (NOBODY, NOBODY),
    "my_messages": (NOBODY, NOBODY),
    "my_take": (NOBODY, NOBODY),
    "my_course": (NOBODY, NOBODY),
    "my_people": (NOBODY, NOBODY),
    "my_invite": (NOBODY, NOBODY),
    "my_cancel_invitation": (NOBODY, NOBODY),
    "my_remove": (NOBODY, NOBODY),
    "my_hand_over": (NOBODY, NOBODY),
    "my_leave": (NOBODY, NOBODY),
    "my_hand_out": (NOBODY, NOBODY),
    "my_join": (STAFF, STAFF),
    "my_found": (STAFF, STAFF),
    "counter": ("counter clerk stranger", NOBODY),
    "counter_desk": (COUNTER, NOBODY),
    "counter_stamp": (NOBODY, COUNTER),
    "counter_arrival": (COUNTER, COUNTER),
    "counter_void": (NOBODY, COUNTER),
    "counter_papers": (COUNTER, COUNTER),
    "counter_paper": (COUNTER, NOBODY),
    "counter_slips": (COUNTER, COUNTER),
    "counter_day": (COUNTER, NOBODY),
    "counter_queue": (COUNTER, NOBODY),
    "counter_labels": (COUNTER, NOBODY),
    "counter_day_xlsx": (COUNTER, NOBODY),
    "counter_day_csv": (COUNTER, NOBODY),
    "counter_objections": (COUNTER, COUNTER),
    "counter_objection": (NOBODY, NOBODY),
    "counter_objection_pdf": (NOBODY, NOBODY),
    "counter_handovers": ("counter clerk head", COUNTER),
    "counter_handover": ("counter clerk head", DECIDERS),
    "office:calls": ("clerk head supervisor stranger", NOBODY),
    "office:messages": ("clerk head supervisor stranger", NOBODY),
    "office:message_words": ("clerk head supervisor stranger", NOBODY),
    "office:message_words_of": ("clerk head stranger", "clerk head stranger"),
    "office:inbox_letters": ("clerk head supervisor stranger", "clerk head supervisor stranger"),
    "office:call": (READERS, NOBODY),
    "office:filings": (READERS, NOBODY),
    "office:arrivals": (READERS, NOBODY),
    "office:arrivals_figures": (READERS, NOBODY),
    "office:arrivals_picture": (READERS, NOBODY),
    "office:out": (READERS, NOBODY),
    "office:contacts": (READERS, READERS),
    "office:export": (READERS, DECIDERS),
    "office:findings": (READERS, NOBODY),
    "office:on_call": (DECIDERS, DECIDERS),
    "office:entries": (READERS, NOBODY),
    "office:entries_views": (DECIDERS, DECIDERS),
    "office:entries_act": (DECIDERS, DECIDERS),
    "office:imports": (READERS, NOBODY),
    "office:import_new": (READERS, "clerk"),
    "office:import": (READERS, NOBODY),
    "office:import_add": (READERS, "clerk"),
    "office:import_progress": (READERS, NOBODY),
    "office:import_choose": (READERS, "clerk"),
    "office:import_drop": (READERS, "clerk"),
    "office:import_enter": ("clerk", "clerk"),
    "office:import_undo": (DECIDERS, DECIDERS),
    "office:import_file": (READERS, NOBODY),
    "office:entry": (READERS, NOBODY),
    "office:entry_next": (READERS, NOBODY),
    "office:entry_accept": (READERS, DECIDERS),
    "office:entry_personal": (READERS, DECIDERS),
    "office:entry_presence": (NOBODY, READERS),
    "office:fact_record": (READERS, DECIDERS),
    "office:fact_withdraw": (READERS, DECIDERS),
    "office:draft_begin": ("clerk head stranger", "clerk head stranger"),
    "office:draft_notice": (DECIDERS, DECIDERS),
    "office:draft_answers": (DECIDERS, DECIDERS),
    "office:draft_stages": (DECIDERS, DECIDERS),
    "office:draft_source": (DECIDERS, DECIDERS),
    "office:draft_differences": (DECIDERS, DECIDERS),
    "office:draft_publish": (DECIDERS, DECIDERS),
    "office:draft_drop": (DECIDERS, DECIDERS),
    "office:draft_download": (DECIDERS, NOBODY),
    "office:draft_preview": (DECIDERS, NOBODY),
    "office:draft_blank": (DECIDERS, NOBODY),
    "office:course": (READERS, DECIDERS),
    "office:handlers": (DECIDERS, DECIDERS),
    "office:end": (DECIDERS, DECIDERS),
    "office:filing": (READERS, NOBODY),
    "office:versions": (READERS, NOBODY),
    "office:personal": (READERS, DECIDERS),
    "office:details": ("clerk", "clerk"),
    "office:file": (DECIDERS, NOBODY),
    "office:on_filing": (DECIDERS, DECIDERS),
    "office:accept": (READERS, DECIDERS),
    "office:on_entry": (DECIDERS, DECIDERS),
    "office:reasons": ("clerk head stranger", "clerk head stranger"),
    "office:reason": (NOBODY, NOBODY),
    "office:letters": (READERS, NOBODY),
    "office:make_letters": (DECIDERS, DECIDERS),
    "office:send_letters": (DECIDERS, DECIDERS),
    "office:letter": (NOBODY, NOBODY),
    "office:letter_file": (NOBODY, NOBODY),
    "office:clearance": (READERS, NOBODY),
    "office:clearance_ask": (DECIDERS, DECIDERS),
    "office:clearance_matrix": (READERS, DECIDERS),
    "office:clearance_letter": (READERS, NOBODY),
    "office:clearance_paper": (READERS, NOBODY),
    "office:clearance_table": (READERS, NOBODY),
    "office:clearance_act": (DECIDERS, DECIDERS),
    "office:clearance_reply": (DECIDERS, DECIDERS),
    "office:clearance_by_hand": (DECIDERS, DECIDERS),
    "office:clearance_returned": (NOBODY, NOBODY),
    "office:decisions": (READERS, NOBODY),
    "office:decide_together": (DECIDERS, DECIDERS),
    "office:decision": (NOBODY, NOBODY),
    "office:minutes": (NOBODY, NOBODY),
    "office:recommendation": (NOBODY, NOBODY),
    "office:report": (NOBODY, NOBODY),
    "office:checking": (READERS, DECIDERS),
    "office:annotated": (DECIDERS, NOBODY),
    "office:partners": ("clerk head supervisor stranger", "head stranger"),
    "office:partner_card": ("clerk head supervisor stranger", NOBODY),
    "office:partner": (NOBODY, NOBODY),
    "office:packages": (READERS, NOBODY),
    "office:package_quotas": (DECIDERS, "head"),
    "office:package_nominate": (DECIDERS, DECIDERS),
    "office:package_rules": (DECIDERS, DECIDERS),
    "office:package_result": (DECIDERS, DECIDERS),
    "office:package_intend": (DECIDERS, DECIDERS),
    "office:intentions": (NOBODY, NOBODY),
    "office:package_take": ("clerk head stranger", "clerk head stranger"),
    "office:package_sent": (NOBODY, NOBODY),
    "office:package_sent_file": (NOBODY, NOBODY),
    "office:package_taken": (NOBODY, NOBODY),
    "office:package_taken_file": (NOBODY, NOBODY),
    "office:package_draft": (NOBODY, NOBODY),
    "office:districts": (READERS, NOBODY),
    "office:district_new": (DECIDERS, DECIDERS),
    # Whom the pages of an office below let in stands in test_office_district.
    "office:upward": (NOBODY, NOBODY),
    "office:ranking": (NOBODY, NOBODY),
    "office:report_up": (NOBODY, NOBODY),
    "office:provenance": (NOBODY, NOBODY),
    "office:supervise": ("clerk head supervisor stranger", NOBODY),
    "office:supervise_audit": ("clerk head supervisor stranger", NOBODY),
    "office:supervise_row": (READERS, NOBODY),
    "office:supervise_decisions": ("clerk head supervisor stranger", NOBODY),
    "office:supervise_verify": (READERS, READERS),
    "office:supervise_evidence": ("clerk head supervisor stranger", "clerk head supervisor stranger"),
    "office:audiences": ("clerk head supervisor stranger", "clerk head stranger"),
    "office:audience": (READERS, DECIDERS),
    "office:audience_look": (DECIDERS, DECIDERS),
    "office:screening": (READERS, DECIDERS),
    "office:screened_firm": (READERS, NOBODY),
    "office:invited": (READERS, NOBODY),
    "office:invited_add": (READERS, DECIDERS),
    "office:invited_contacts": (READERS, READERS),
    "office:invited_export": (READERS, DECIDERS),
    "office:invited_act": (DECIDERS, DECIDERS),
    "office:invited_firm": (READERS, DECIDERS),
    "office:invited_letter": (READERS, NOBODY),
    "office:urging": (READERS, DECIDERS),
    # Whom these let in stands in test_office_paper, and those of experts in test_office_expert_reach.
    "office:papers": (NOBODY, NOBODY),
    "office:paper_print": (NOBODY, NOBODY),
    "office:paper": (NOBODY, NOBODY),
    "expert:tasks": (NOBODY, NOBODY),
    "expert:visits": (NOBODY, NOBODY),
    "expert:answer": (NOBODY, NOBODY),
    "expert:ties": (NOBODY, NOBODY),
    "expert:undertaking": (NOBODY, NOBODY),
    "expert:print_all": (NOBODY, NOBODY),
    "expert:sheet": (NOBODY, NOBODY),
    "expert:sheet_save": (NOBODY, NOBODY),
    "expert:sheet_check": (NOBODY, NOBODY),
    "expert:sheet_recuse": (NOBODY, NOBODY),
    "expert:print_one": (NOBODY, NOBODY),
    "expert:sheet_file": (NOBODY, NOBODY),
    # Whom the pages of assignment, progress and visits let in stands in test_office_assigning.
    "office:plans": (NOBODY, NOBODY),
    "office:plan_table": (NOBODY, NOBODY),
    "office:plan": (NOBODY, NOBODY),
    "office:plan_progress": (NOBODY, NOBODY),
    "office:plan_adopt": (NOBODY, NOBODY),
    "office:plan_drop": (NOBODY, NOBODY),
    "office:assign_by_hand": (NOBODY, NOBODY),
    "office:scoring": (NOBODY, NOBODY),
    "office:remind_experts": (NOBODY, NOBODY),
    "office:sheet_take_back": (NOBODY, NOBODY),
    "office:sheet_again": (NOBODY, NOBODY),
    "office:scoring_check": (NOBODY, NOBODY),
    "office:scoring_check_progress": (NOBODY, NOBODY),
    "office:scoring_again": (NOBODY, NOBODY),
    "office:scoring_report": (NOBODY, NOBODY),
    "office:scoring_report_table": (NOBODY, NOBODY),
    "office:scoring_picture": (NOBODY, NOBODY),
    "office:talks": (NOBODY, NOBODY),
    "office:talk": (NOBODY, NOBODY),
    "office:scores": (NOBODY, NOBODY),
    "expert:talk": (NOBODY, NOBODY),
    "office:visits": (NOBODY, NOBODY),
    "office:visit_new": (NOBODY, NOBODY),
    "office:visit_series": (NOBODY, NOBODY),
    "office:visit_change": (NOBODY, NOBODY),
    "office:visit_cancel": (NOBODY, NOBODY),
    "office:visits_calendar": (NOBODY, NOBODY),
    # Whom the pages of a review and an expert let in stands in test_office_panels.
    "office:experts": ("clerk head stranger", "clerk head stranger"),
    "office:expert_new": ("clerk head stranger", "clerk head stranger"),
    "office:experts_import": ("clerk head stranger", "clerk head stranger"),
    "office:experts_blank": ("clerk head stranger", NOBODY),
    "office:expert": (NOBODY, NOBODY),
    "office:expert_change": (NOBODY, NOBODY),
    "office:expert_retire": (NOBODY, NOBODY),
    "office:expert_account": (NOBODY, NOBODY),
    "office:reviews": (READERS, DECIDERS),
    "office:review": (NOBODY, NOBODY),
    "office:review_settings": (NOBODY, NOBODY),
    "office:review_act": (NOBODY, NOBODY),
    "office:panel": (NOBODY, NOBODY),
    "office:panel_candidates": (NOBODY, NOBODY),
    "office:panel_act": (NOBODY, NOBODY),
    "office:recusals": (NOBODY, NOBODY),
    "office:recusal_lift": (NOBODY, NOBODY),
    "office:redactions": (READERS, NOBODY),
    # Whom the pages of an entry let in stands in test_office_redacting.
    "office:redaction": (NOBODY, NOBODY),
    "office:redaction_copy": (NOBODY, NOBODY),
    "office:choices": (READERS, NOBODY),
    "office:choice_new": (NOBODY, NOBODY),
    "office:ballot_new": (DECIDERS, DECIDERS),
    "office:ballot": (NOBODY, NOBODY),
    "office:ballot_again": (NOBODY, NOBODY),
    "office:choice": (NOBODY, NOBODY),
    "office:choice_progress": (NOBODY, NOBODY),
    "office:choice_why": (NOBODY, NOBODY),
    "office:choice_record": (NOBODY, NOBODY),
    "office:choice_sign": (NOBODY, NOBODY),
    "office:choice_scenario": (NOBODY, NOBODY),
    "office:choice_adopt": (NOBODY, NOBODY),
    "office:objections": (READERS, NOBODY),
    "office:objection": (NOBODY, NOBODY),
    "office:objection_act": (NOBODY, NOBODY),
    "office:objection_step": (NOBODY, NOBODY),
    "office:objection_objector": (NOBODY, NOBODY),
    "office:objection_file": (NOBODY, NOBODY),
    "office:objection_letter": (NOBODY, NOBODY),
    "office:feedback": (NOBODY, NOBODY),
    "office:feedback_of": (NOBODY, NOBODY),
    "office:objection_new": (DECIDERS, DECIDERS),
    "office:objection_entered": (NOBODY, NOBODY),
    "office:objection_paper": (NOBODY, NOBODY),
    "office:workdays": ("clerk head stranger", "clerk head stranger"),
    "office:publicity": (READERS, NOBODY),
    "office:publicity_new": (DECIDERS, DECIDERS),
    # Whom the pages of a round let in stands in test_office_publicity.
    "office:publicity_round": (NOBODY, NOBODY),
    "office:publicity_change": (NOBODY, NOBODY),
    "office:publicity_publish": (READERS, NOBODY),
    "office:publicity_end": (NOBODY, NOBODY),
    "office:publicity_paper": (NOBODY, NOBODY),
    "office:publicity_html": (NOBODY, NOBODY),
    "publicities": (EVERYBODY, NOBODY),
    "publicity": (NOBODY, NOBODY),
    "publicity_data": (NOBODY, NOBODY),
    "office:support": (READERS, NOBODY),
    "office:support_survey": (DECIDERS, DECIDERS),
    "office:support_needs": (READERS, NOBODY),
    "office:support_ledger": (READERS, NOBODY),
    "office:support_need_new": (DECIDERS, DECIDERS),
    # Whom the pages of a need and an activity let in stands in test_office_support.
    "office:support_need": (NOBODY, NOBODY),
    "office:support_help_new": (NOBODY, NOBODY),
    "office:support_help": (NOBODY, NOBODY),
    "office:support_activity_new": (DECIDERS, DECIDERS),
    "office:support_activity": (NOBODY, NOBODY),
    "office:support_activity_change": (NOBODY, NOBODY),
    "office:support_activity_open": (NOBODY, NOBODY),
    "office:support_activity_close": (NOBODY, NOBODY),
    "office:support_activity_cancel": (NOBODY, NOBODY),
    "office:support_request_new": (NOBODY, NOBODY),
    "office:support_move": (NOBODY, NOBODY),
    "office:support_give": (NOBODY, NOBODY),
    "office:support_attendance": (NOBODY, NOBODY),
    "office:support_sheet": (NOBODY, NOBODY),
    "office:support_record": (NOBODY, NOBODY),
    "office:support_calendar": (NOBODY, NOBODY),
    "office:draws": (READERS, NOBODY),
    "office:draw_new": (DECIDERS, DECIDERS),
    "office:draw": (NOBODY, NOBODY),
    "office:draw_record": (NOBODY, NOBODY),
    "draws": (EVERYBODY, NOBODY),
    "draw": (NOBODY, NOBODY),
    "draw_record": (NOBODY, NOBODY),
    "office:archives": (READERS, DECIDERS),
    "office:archive_progress": (READERS, NOBODY),
    "office:archive_file": (NOBODY, NOBODY),
    "office:retention": (DECIDERS, DECIDERS),
    "office:erase": (DECIDERS, DECIDERS),
    "office:results": (READERS, NOBODY),
    "office:results_record": (DECIDERS, DECIDERS),
    "office:results_confer": (DECIDERS, DECIDERS),
    "office:titles": ("clerk head supervisor stranger", NOBODY),
    "office:titles_export": ("clerk head supervisor stranger", NOBODY),
    "office:titles_settings": ("clerk head stranger", "clerk head stranger"),
    "office:titles_take": (DECIDERS, DECIDERS),
    # Whom the pages of a title let in stands in test_office_titles.
    "office:title": (NOBODY, NOBODY),
    "office:title_act": (NOBODY, NOBODY),
    "public_titles": (EVERYBODY, NOBODY),
    "titles_json": (EVERYBODY, NOBODY),
    "home": (EVERYBODY, NOBODY),
    "call": (EVERYBODY, NOBODY),
    "blank": (EVERYBODY, NOBODY),
    "call_file": (EVERYBODY, NOBODY),
    "ledger": (NOBODY, NOBODY),
    "feed": (EVERYBODY, NOBODY),
    "calls_json": (EVERYBODY, NOBODY),
    "ledger_page": (EVERYBODY, NOBODY),
    "statistics": (EVERYBODY, NOBODY),
    "statistics_file": (NOBODY, NOBODY),
    "fill": (EVERYBODY, EVERYBODY),
    "draft_new": (NOBODY, EVERYBODY),
    "draft": ("filer", "filer"),
    "draft_save": (NOBODY, "filer"),
    "draft_check": ("filer", "filer"),
    "draft_leave": (NOBODY, EVERYBODY),
    "upload": (EVERYBODY, EVERYBODY),
    "check": (EVERYBODY, EVERYBODY),
    "selfcheck": (EVERYBODY, NOBODY),
    "selfcheck_award": (EVERYBODY, EVERYBODY),
    "find": (EVERYBODY, EVERYBODY),
    "lost": (NOBODY, NOBODY),
    "filing": ("filer", NOBODY),
    "withdraw": (NOBODY, "filer"),
    "correct": ("filer", "filer"),
    "scan": ("filer", "filer"),
    "filing_support": ("filer", "filer"),
    "filing_support_calendar": (NOBODY, NOBODY),
    "filing_support_record": (NOBODY, NOBODY),
    "filing_annex": ("filer", NOBODY),
    "filing_annex_pdf": ("filer", NOBODY),
    "filing_preview": ("filer", NOBODY),
    "receipt_pdf": ("filer", NOBODY),
    "filing_remarks": ("filer", NOBODY),
    "filing_letter": (NOBODY, NOBODY),
    "draft_annex": ("filer", NOBODY),
    "draft_preview": ("filer", NOBODY),
    "receipt": ("filer", NOBODY),
    "start": (EVERYBODY, EVERYBODY),
    "draft_prefill": ("filer", "filer"),
    "draft_proofs": ("filer", "filer"),
    "draft_proof": (NOBODY, NOBODY),
    "draft_reminders": ("filer", "filer"),
    "reminders_stop": (EVERYBODY, EVERYBODY),
    "proofs": ("filer", "filer"),
    "proof": (NOBODY, NOBODY),
    # What becomes of an objection, once there is a list, stands in test_public_objecting.
    "objection_new": (NOBODY, NOBODY),
    "objection_find": (EVERYBODY, EVERYBODY),
    # Without its cookie everybody is led to where number and code are asked for.
    "objection": (EVERYBODY, NOBODY),
    "objection_receipt": (EVERYBODY, NOBODY),
    "objection_answer": (EVERYBODY, NOBODY),
    "objection_add": (NOBODY, EVERYBODY),
    "objection_withdraw": (NOBODY, EVERYBODY),
    "objection_leave": (NOBODY, EVERYBODY),
    "objection_file": (EVERYBODY, NOBODY),
    "filing_objections": ("filer", NOBODY),
    "filing_objection_file": (NOBODY, NOBODY),
    "filing_objection_notice": (NOBODY, NOBODY),
    "verify": (EVERYBODY, NOBODY),
    "language": (EVERYBODY, NOBODY),
    "look": (EVERYBODY, NOBODY),
    "components": (EVERYBODY, NOBODY),
}
"""Whom each route lets in by GET and by POST, in an open call of the office, on a site without mail."""


def routes(patterns: Any = None, space: str = "") -> Iterator[str]:
    """The full names of all routes of the site."""
    for one in patterns or get_resolver("jianyou.config.urls").url_patterns:
        if isinstance(one, URLResolver):
            inner = f"{space}{one.namespace}:" if one.namespace else space
            yield from routes(one.url_patterns, inner)
        else:
            assert isinstance(one, URLPattern)
            assert one.name, one
            yield space + one.name


class World:
    """A call with a filing that was returned, an upload that waits, an arrival, and everybody."""

    def __init__(self) -> None:
        opened_city()
        client = browser()
        self.waiting = step_two(client).rstrip("/").rpartition("/")[2]
        self.number = filed(client, sent(scan=SCAN)).split("/")[2]
        other = filed(client, sent()).split("/")[2]
        mark_arrival(actor=counter(), call_slug="city")
        paper = register_paper(actor=counter(), call_slug="city", sent=kit.sent()).filing.number
        hand_over(actor=counter(), call_slug="city", numbers=[paper])
        begin_import(actor=clerk(), call_slug="city", files=[keep_brought(name="汇总表.docx", data=b"?")])
        ask_clearance(
            actor=clerk(),
            call_slug="city",
            departments=[ToAsk("示例市应急管理局", ("accidents.safety",))],
            keys=[EntryKey(self.number, 1)],
            due=(database_now() + timedelta(days=9)).date(),
        )
        self.begun = begin_call_draft(actor=clerk(), draftable=Draftable(source_of(CITY)))
        self.audience = kept("示例甲厂,,渝北区,,认定,,,,")
        self.listed = Listed.objects.earliest("id").id
        self.firm = invite_one(actor=clerk(), call_slug="city", name="示例乙厂", code="", contact={})
        due = database_now() + timedelta(days=3)
        return_entry(
            actor=clerk(),
            looked=Looked(self.number, 1, 1),
            remarks=[Remark("profile", "请写明成立时间。")],
            due=due,
        )
        self.drafting = browser()
        self.draft = number_of(checked(self.drafting))
        self.digest = StoredFile.objects.filter(version__filing__number=self.number).earliest("id").digest
        self.keys = {"filer": key_of_number(self.number), "other_filer": key_of_number(other)}
        make_office(operator="root", slug="elsewhere", name="示例市科学技术局")
        self.users: dict[str, User] = {
            name: account(role, username=f"{name}.shili") for name, role in STAFF_ROLES.items()
        }
        self.users["stranger"] = account(
            Role.OFFICE_CLERK,
            Role.COUNTER_CLERK,
            Role.SECTION_HEAD,
            username="stranger.shili",
            slug="elsewhere",
        )

    def browser_of(self, viewer: str) -> Client:
        client = browser()
        if viewer in self.users:
            client.force_login(self.users[viewer])
        if viewer == "filer":
            client.cookies.update(self.drafting.cookies)
        return client

    def arguments(self, route: str) -> dict[str, Any]:
        """What stands in the address of a route."""
        known = {
            "slug": "city",
            "token": self.waiting,
            "number": self.draft if route.startswith("draft") else self.number,
            "ordinal": 1,
            "digest": self.digest,
            "arrival": 1,
            "handover": 1,
            "batch": 1,
            "audience": self.audience,
            "listed": self.listed,
            "firm": self.firm,
            "begun": self.begun,
            "kind": "returned" if route == "office:message_words_of" else "docx",
            "figure": "course",
            "signed": stop_key(Stop(self.number)),
            "award": builtin().awards[0].key,
            "name": _ACTS.get(route, ""),
            "key": _NO_KEY if route in _KEYED else 1,
            "objection": self.number,
            "publicity": 1,
            "which": "answer",
            "invitation": _NO_KEY,
            "partner": _NO_KEY,
            "package": _NO_KEY,
            "member": _NO_KEY,
            "reason": _NO_KEY,
            "letter": _NO_KEY,
            "decision": 1,
            "enquiry": 1,
            "title": 1,
            "review": 1,
            "draw": 1,
            "turn": 1,
            "choice": 1,
            "archive": 1,
            "ballot": 1,
            "need": 1,
            "activity": 1,
            "tie": _NO_KEY,
            "review_key": _NO_KEY,
            "sheet_key": _NO_KEY,
            "expert_key": _NO_KEY,
            "plan": 1,
            "sheet": _NO_KEY,
            "visit": _NO_KEY,
            "expert": _NO_KEY,
            "entry": _NO_KEY,
            "row": LogRow.objects.earliest("at").id,
        }
        return {name: known[name] for name in _parameters(route)}


def _parameters(route: str) -> tuple[str, ...]:
    space, _, name = route.rpartition(":")
    resolver: Any = get_resolver("jianyou.config.urls")
    if space:
        resolver = resolver.namespace_dict[space][1]
    ((possibility, *_),) = resolver.reverse_dict.getlist(name)
    return tuple(possibility[0][1])


def let_in(route: str, answer: Any) -> bool:
    """Whether the viewer, wherever the answer led, got to do or see something, if only what is missing."""
    ended = answer.redirect_chain[-1][0] if answer.redirect_chain else ""
    if ended.startswith(SIGN_IN) and not route.startswith("account_log"):
        return False
    return answer.status_code in {200, 409, 410, 422}


def who_gets_in(world: World, route: str, method: str) -> str:
    """The viewers that a route lets in, in order."""
    found = []
    for viewer in VIEWERS:
        client = world.browser_of(viewer)
        query = urlencode({"key": world.keys[viewer]}) if viewer in world.keys else ""
        address = f"{reverse(route, kwargs=world.arguments(route))}?{query}"
        ask = client.get if method == "GET" else client.post
        if let_in(route, ask(address, {} if method == "POST" else None, follow=True)):
            found.append(viewer)
    return " ".join(found)


def test_every_route_is_in_the_table() -> None:
    assert sorted(routes()) == sorted(TABLE)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_whom_each_route_lets_in(method: str) -> None:
    world = World()
    at = ("GET", "POST").index(method)
    assert {route: who_gets_in(world, route, method) for route in TABLE} == {
        route: whom[at] for route, whom in TABLE.items()
    }
