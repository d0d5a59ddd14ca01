"""What isn't there, or not yet, around the check of scores: a page that says so."""

from http import HTTPStatus

from jianyou.web.office.there import telling

there = telling(
    {
        "consensus_no_entry": HTTPStatus.NOT_FOUND,
        "official_no_award": HTTPStatus.NOT_FOUND,
        "review_not_declared": HTTPStatus.NOT_FOUND,
        "scoring_report_open": HTTPStatus.CONFLICT,
    }
)
