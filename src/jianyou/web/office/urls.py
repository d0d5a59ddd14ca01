"""The addresses of an office; each restores what it showed."""

from django.urls import path, register_converter
from django.urls.converters import StringConverter

from jianyou.web.office import bulk
from jianyou.web.office.views import (
    assigning,
    audiences,
    ballots,
    calls,
    checking,
    choosing,
    choosing_acts,
    clearance,
    clearance_replies,
    collective,
    consensus,
    contacts,
    course,
    dashboard,
    deciding,
    details,
    district,
    drafts,
    entries,
    evidence,
    experts,
    exports,
    facts,
    feedback,
    filing,
    imports,
    imports_acts,
    invited,
    letters,
    lots,
    official,
    panels,
    paper,
    publishing,
    reasons,
    recusals,
    redactions,
    review,
    reviews,
    scoring,
    scoring_check,
    screening,
    supervise,
    urging,
    visits,
)

app_name = "office"


class _Number(StringConverter):
    """A filing's number."""

    regex = "[0-9A-Z]{4}(?:-[0-9A-Z]{4}){1,4}"


class _Digest(StringConverter):
    """A file's SHA-256."""

    regex = "[0-9a-f]{64}"


class _CallAct(StringConverter):
    regex = "|".join(calls.CALL_ACTS)


class _CallEnd(StringConverter):
    regex = "|".join(course.ENDS)


class _CallPaper(StringConverter):
    """The kinds of a blank annex."""

    regex = "docx|xlsx"


class _FilingAct(StringConverter):
    regex = "|".join(deciding.WHOLE_ACTS)


class _EntryAct(StringConverter):
    regex = "|".join(deciding.ENTRY_ACTS)


class _BulkAct(StringConverter):
    regex = "|".join(bulk.ACTS)


class _InvitedAct(StringConverter):
    regex = "|".join(invited.DEEDS)


class _ClearanceAct(StringConverter):
    regex = "|".join(clearance.LETTER_ACTS)


class _ReviewAct(StringConverter):
    regex = "|".join(reviews.ACTS)


class _PanelAct(StringConverter):
    regex = "|".join(panels.ACTS)


class _PaperKind(StringConverter):
    """The kinds of a letter or a report."""

    regex = "docx|pdf"


for _name, _converter in {
    "paper_kind": _PaperKind,
    "invited_act": _InvitedAct,
    "filing_number": _Number,
    "sha256": _Digest,
    "call_act": _CallAct,
    "call_end": _CallEnd,
    "call_paper": _CallPaper,
    "filing_act": _FilingAct,
    "entry_act": _EntryAct,
    "bulk_act": _BulkAct,
    "clearance_act": _ClearanceAct,
    "review_act": _ReviewAct,
    "panel_act": _PanelAct,
}.items():
    register_converter(_converter, _name)

_DRAFT = "drafts/<uuid:begun>/"
_FILING = "filings/<filing_number:number>/"
_ENTRY = "entries/<filing_number:number>/<int:ordinal>/"
_LETTER = "calls/<slug:slug>/clearance/<int:enquiry>/"
_REVIEW = "calls/<slug:slug>/reviews/<int:review>/"
_DRAW = "calls/<slug:slug>/draws/<int:draw>/"
_INVITED = "calls/<slug:slug>/invited/<uuid:firm>/"
_REDACTION = "calls/<slug:slug>/redactions/<filing_number:number>/<int:ordinal>/"

urlpatterns = [
    path("", calls.calls, name="calls"),
    path("messages/", calls.messages, name="messages"),
    path("calls/<slug:slug>/", calls.call, name="call"),
    path("calls/<slug:slug>/filings/", calls.filings, name="filings"),
    path("calls/<slug:slug>/export", exports.master, name="export"),
    path("calls/<slug:slug>/findings.xlsx", exports.findings, name="findings"),
    path("calls/<slug:slug>/<call_act:name>", calls.on_call, name="on_call"),
    path("calls/<slug:slug>/entries/", entries.entries, name="entries"),
    path("calls/<slug:slug>/entries/views", entries.views, name="entries_views"),
    path("calls/<slug:slug>/entries/<bulk_act:name>", entries.act, name="entries_act"),
    path(_FILING, filing.filing, name="filing"),
    path(f"{_FILING}versions", filing.versions, name="versions"),
    path(f"{_FILING}personal", filing.personal, name="personal"),
    path(f"{_FILING}details", details.details, name="details"),
    path(f"{_FILING}files/<sha256:digest>", filing.file, name="file"),
    path(f"{_FILING}<filing_act:name>", deciding.on_filing, name="on_filing"),
    path(f"{_FILING}entries/<int:ordinal>/accept", filing.accept, name="accept"),
    path(f"{_FILING}entries/<int:ordinal>/<entry_act:name>", deciding.on_entry, name="on_entry"),
    path("supervise/", supervise.start, name="supervise"),
    path("supervise/log/", supervise.audit, name="supervise_audit"),
    path("supervise/log/<uuid:row>/", supervise.audit_row, name="supervise_row"),
    path("supervise/decisions/", supervise.decisions, name="supervise_decisions"),
    path("supervise/calls/<slug:slug>/verify", supervise.verify, name="supervise_verify"),
    path("supervise/evidence", evidence.evidence, name="supervise_evidence"),
    path(_ENTRY, review.entry, name="entry"),
    path(f"{_ENTRY}next", review.entry_next, name="entry_next"),
    path(f"{_ENTRY}accept", review.entry_accept, name="entry_accept"),
    path(f"{_ENTRY}personal", review.entry_personal, name="entry_personal"),
    path(f"{_ENTRY}here", review.entry_presence, name="entry_presence"),
    path(f"{_ENTRY}facts", facts.record, name="fact_record"),
    path(f"{_ENTRY}facts/withdraw", facts.withdraw, name="fact_withdraw"),
    path("calls/<slug:slug>/imports/", imports.imports, name="imports"),
    path("calls/<slug:slug>/imports/new", imports.begin, name="import_new"),
    path("calls/<slug:slug>/imports/<int:batch>/", imports.opened, name="import"),
    path("calls/<slug:slug>/imports/<int:batch>/add", imports.add, name="import_add"),
    path("calls/<slug:slug>/imports/<int:batch>/progress", imports.progress, name="import_progress"),
    path("calls/<slug:slug>/imports/<int:batch>/choose", imports.chosen, name="import_choose"),
    path("calls/<slug:slug>/imports/<int:batch>/drop", imports.dropped, name="import_drop"),
    path("calls/<slug:slug>/imports/<int:batch>/enter", imports_acts.enter, name="import_enter"),
    path("calls/<slug:slug>/imports/<int:batch>/undo", imports_acts.undo, name="import_undo"),
    path("calls/<slug:slug>/imports/<int:batch>/files/<int:ordinal>/", imports.file, name="import_file"),
    path("drafts/new", drafts.begin, name="draft_begin"),
    path(f"{_DRAFT}notice", drafts.notice, name="draft_notice"),
    path(f"{_DRAFT}answers", drafts.answers, name="draft_answers"),
    path(f"{_DRAFT}stages", drafts.stages, name="draft_stages"),
    path(f"{_DRAFT}source", drafts.source, name="draft_source"),
    path(f"{_DRAFT}differences", drafts.differences, name="draft_differences"),
    path(f"{_DRAFT}call.yaml", drafts.download, name="draft_download"),
    path(f"{_DRAFT}preview", publishing.preview, name="draft_preview"),
    path(f"{_DRAFT}blank.<call_paper:kind>", publishing.blank, name="draft_blank"),
    path(f"{_DRAFT}publish", publishing.publish, name="draft_publish"),
    path(f"{_DRAFT}drop", publishing.drop, name="draft_drop"),
    path("calls/<slug:slug>/course", course.course, name="course"),
    path("calls/<slug:slug>/handlers", course.handlers, name="handlers"),
    path("calls/<slug:slug>/<call_end:name>", course.end, name="end"),
    path("reasons/", reasons.reasons, name="reasons"),
    path("reasons/<uuid:reason>/", reasons.reason, name="reason"),
    path("calls/<slug:slug>/letters/", letters.letters, name="letters"),
    path("calls/<slug:slug>/letters/make", letters.make, name="make_letters"),
    path("calls/<slug:slug>/letters/send", letters.send, name="send_letters"),
    path("calls/<slug:slug>/letters/<uuid:letter>/", letters.letter, name="letter"),
    path(
        "calls/<slug:slug>/letters/<uuid:letter>/<paper_kind:kind>", letters.letter_file, name="letter_file"
    ),
    path("calls/<slug:slug>/clearance/", clearance.letters, name="clearance"),
    path("calls/<slug:slug>/clearance/new", clearance.ask, name="clearance_ask"),
    path("calls/<slug:slug>/clearance/matrix", clearance.matrix, name="clearance_matrix"),
    path(_LETTER, clearance.letter, name="clearance_letter"),
    path(f"{_LETTER}letter.<paper_kind:kind>", clearance.paper, name="clearance_paper"),
    path(f"{_LETTER}table.<call_paper:kind>", clearance.table, name="clearance_table"),
    path(f"{_LETTER}<clearance_act:name>", clearance.act, name="clearance_act"),
    path(f"{_LETTER}reply", clearance_replies.reply, name="clearance_reply"),
    path(f"{_LETTER}{_ENTRY}", clearance_replies.by_hand, name="clearance_by_hand"),
    path(f"{_LETTER}returned/<sha256:digest>", clearance_replies.returned, name="clearance_returned"),
    path("calls/<slug:slug>/decisions/", collective.decisions, name="decisions"),
    path("calls/<slug:slug>/decisions/new", collective.decide, name="decide_together"),
    path("calls/<slug:slug>/decisions/<int:decision>/", collective.decision, name="decision"),
    path("calls/<slug:slug>/decisions/<int:decision>/minutes", collective.minutes, name="minutes"),
    path(
        "calls/<slug:slug>/decisions/<int:decision>/recommendation",
        collective.recommendation,
        name="recommendation",
    ),
    path(
        "calls/<slug:slug>/decisions/<int:decision>/report.<paper_kind:kind>",
        collective.report,
        name="report",
    ),
    path(f"{_ENTRY}check/", checking.checking, name="checking"),
    path(f"{_FILING}entries/<int:ordinal>/remarks", letters.annotated, name="annotated"),
    path("lists/", audiences.lists, name="audiences"),
    path("lists/<uuid:audience>/", audiences.one, name="audience"),
    path("lists/<uuid:audience>/look", audiences.look, name="audience_look"),
    path("calls/<slug:slug>/screening/", screening.screening, name="screening"),
    path("calls/<slug:slug>/screening/<uuid:listed>/", screening.judged, name="screened_firm"),
    path("calls/<slug:slug>/invited/", invited.invited, name="invited"),
    path("calls/<slug:slug>/invited/add", invited.add, name="invited_add"),
    path("calls/<slug:slug>/invited/contacts", invited.contacts, name="invited_contacts"),
    path("calls/<slug:slug>/invited/export", invited.export, name="invited_export"),
    path("calls/<slug:slug>/invited/<invited_act:name>", invited.act, name="invited_act"),
    path(_INVITED, invited.firm, name="invited_firm"),
    path(f"{_INVITED}letter.<paper_kind:kind>", invited.letter, name="invited_letter"),
    path("calls/<slug:slug>/urging/", urging.urging, name="urging"),
    path("calls/<slug:slug>/arrivals/", dashboard.arrivals, name="arrivals"),
    path("calls/<slug:slug>/arrivals/figures.xlsx", dashboard.figures, name="arrivals_figures"),
    path("calls/<slug:slug>/arrivals/<slug:figure>.svg", dashboard.picture, name="arrivals_picture"),
    path("calls/<slug:slug>/out/", exports.out, name="out"),
    path("calls/<slug:slug>/out/contacts", contacts.contacts, name="contacts"),
    path("calls/<slug:slug>/districts/", district.districts, name="districts"),
    path("calls/<slug:slug>/districts/new", district.district_new, name="district_new"),
    path("calls/<slug:slug>/upward/", district.upward, name="upward"),
    path("calls/<slug:slug>/upward/ranking", district.ranking, name="ranking"),
    path("calls/<slug:slug>/upward/report", district.report, name="report_up"),
    path(f"{_FILING}provenance", district.provenance, name="provenance"),
    path("experts/", experts.experts, name="experts"),
    path("experts/new", experts.new, name="expert_new"),
    path("experts/import", experts.brought, name="experts_import"),
    path("experts/blank.xlsx", experts.blank, name="experts_blank"),
    path("experts/<uuid:expert>/", experts.one, name="expert"),
    path("experts/<uuid:expert>/change", experts.change, name="expert_change"),
    path("experts/<uuid:expert>/retire", experts.retire, name="expert_retire"),
    path("experts/<uuid:expert>/account", experts.account, name="expert_account"),
    path("calls/<slug:slug>/reviews/", reviews.reviews, name="reviews"),
    path(_REVIEW, reviews.review, name="review"),
    path(f"{_REVIEW}settings", reviews.settings, name="review_settings"),
    path(f"{_REVIEW}<review_act:name>", reviews.act, name="review_act"),
    path(f"{_REVIEW}panel/", panels.panel, name="panel"),
    path(f"{_REVIEW}panel/candidates", panels.candidates, name="panel_candidates"),
    path(f"{_REVIEW}panel/<panel_act:name>", panels.act, name="panel_act"),
    path(f"{_REVIEW}recusals/", recusals.recusals, name="recusals"),
    path(f"{_REVIEW}recusals/<uuid:tie>/lift", recusals.lift, name="recusal_lift"),
    path("calls/<slug:slug>/draws/", lots.draws, name="draws"),
    path("calls/<slug:slug>/draws/new", lots.new, name="draw_new"),
    path(_DRAW, lots.one, name="draw"),
    path(f"{_DRAW}draw.json", lots.record, name="draw_record"),
    path(f"{_REVIEW}paper/", paper.papers, name="papers"),
    path(f"{_REVIEW}paper/print/<uuid:expert_key>/", paper.printed, name="paper_print"),
    path(f"{_REVIEW}paper/<uuid:sheet_key>/", paper.enter, name="paper"),
    path(f"{_REVIEW}plan/", assigning.plans, name="plans"),
    path(f"{_REVIEW}plan/table", assigning.table, name="plan_table"),
    path(f"{_REVIEW}plan/<int:plan>/", assigning.plan, name="plan"),
    path(f"{_REVIEW}plan/<int:plan>/progress", assigning.progress, name="plan_progress"),
    path(f"{_REVIEW}plan/<int:plan>/adopt", assigning.adopt, name="plan_adopt"),
    path(f"{_REVIEW}plan/<int:plan>/drop", assigning.drop, name="plan_drop"),
    path(f"{_REVIEW}plan/by-hand/<uuid:entry>/", assigning.by_hand, name="assign_by_hand"),
    path(f"{_REVIEW}progress/", scoring.scoring, name="scoring"),
    path(f"{_REVIEW}progress/remind", scoring.remind, name="remind_experts"),
    path(f"{_REVIEW}sheets/<uuid:sheet>/take-back", scoring.take_back, name="sheet_take_back"),
    path(f"{_REVIEW}sheets/<uuid:sheet>/again", scoring.again, name="sheet_again"),
    path(f"{_REVIEW}visits/", visits.visits, name="visits"),
    path(f"{_REVIEW}visits/new", visits.begin, name="visit_new"),
    path(f"{_REVIEW}visits/series", visits.series, name="visit_series"),
    path(f"{_REVIEW}visits/<uuid:visit>/change", visits.change, name="visit_change"),
    path(f"{_REVIEW}visits/<uuid:visit>/cancel", visits.cancel, name="visit_cancel"),
    path(f"{_REVIEW}visits/<uuid:expert>.ics", visits.calendar, name="visits_calendar"),
    path("calls/<slug:slug>/redactions/", redactions.redactions, name="redactions"),
    path(_REDACTION, redactions.redaction, name="redaction"),
    path(f"{_REDACTION}copies/<uuid:key>", redactions.copy, name="redaction_copy"),
    path(f"{_REVIEW}check/", scoring_check.check, name="scoring_check"),
    path(f"{_REVIEW}check/progress", scoring_check.progress, name="scoring_check_progress"),
    path(f"{_REVIEW}check/again", scoring_check.again, name="scoring_again"),
    path(f"{_REVIEW}check/report", scoring_check.report, name="scoring_report"),
    path(f"{_REVIEW}check/report.xlsx", scoring_check.report_table, name="scoring_report_table"),
    path(f"{_REVIEW}check/<slug:figure>.svg", scoring_check.picture, name="scoring_picture"),
    path(f"{_REVIEW}consensus/", consensus.talks, name="talks"),
    path(f"{_REVIEW}consensus/<filing_number:number>/<int:ordinal>/", consensus.talk, name="talk"),
    path("calls/<slug:slug>/scores/", official.scores, name="scores"),
    path("calls/<slug:slug>/choice/", choosing.choices, name="choices"),
    path("calls/<slug:slug>/choice/new/<slug:award>/", choosing_acts.new, name="choice_new"),
    path("calls/<slug:slug>/choice/ballots/new", ballots.new, name="ballot_new"),
    path("calls/<slug:slug>/choice/ballots/<int:ballot>/", ballots.one, name="ballot"),
    path("calls/<slug:slug>/choice/ballots/<int:ballot>/again", ballots.again, name="ballot_again"),
    path("calls/<slug:slug>/choice/<int:choice>/", choosing.one, name="choice"),
    path("calls/<slug:slug>/choice/<int:choice>/progress", choosing.progress, name="choice_progress"),
    path("calls/<slug:slug>/choice/<int:choice>/why/<uuid:entry>/", choosing.why, name="choice_why"),
    path("calls/<slug:slug>/choice/<int:choice>/record.json", choosing.record, name="choice_record"),
    path("calls/<slug:slug>/choice/<int:choice>/sign", choosing.sign, name="choice_sign"),
    path("calls/<slug:slug>/choice/<int:choice>/scenario", choosing_acts.scenario, name="choice_scenario"),
    path("calls/<slug:slug>/choice/<int:choice>/adopt", choosing_acts.adopt, name="choice_adopt"),
    path("calls/<slug:slug>/choice/<int:choice>/feedback/", feedback.entries, name="feedback"),
    path("calls/<slug:slug>/choice/<int:choice>/feedback/<uuid:entry>/", feedback.one, name="feedback_of"),
]
