"""报送完成: what completes a filing, which act handing something in comes to, and what is said of it."""

from enum import StrEnum

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.states import FilingStatus


class Means(StrEnum):
    """What was handed in: the table on the web, the scan of the sealed one, or the sealed paper."""

    WEB = "web"
    SEALED_SCAN = "sealed_scan"
    PAPER = "paper"


class Channel(StrEnum):
    """How a filing began: on the web, as a paper at the counter, in a folder of forms, or from below."""

    WEB = "web"
    COUNTER = "counter"
    IMPORT = "import"
    DISTRICT = "district"


_COMPLETING = {
    "paper": frozenset({Means.PAPER}),
    "sealed_scan": frozenset({Means.SEALED_SCAN}),
    "either": frozenset({Means.PAPER, Means.SEALED_SCAN}),
}


def completes(means: Means, completes_on: str) -> bool:
    """Whether this completes a filing; `completes_on` is the call's `paper`, `sealed_scan` or `either`.

    Raises:
        ValueError: it is none of these; an open call has settled it.
    """
    if completes_on not in _COMPLETING:
        raise ValueError(completes_on)
    return means in _COMPLETING[completes_on]


def act_of(means: Means, completes_on: str, *, in_time: bool) -> Act:
    """The act that handing this in comes to; whether it may be done is for `who_may` to say.

    What doesn't complete the filing is kept with it as a copy; the table on the web prefills it.
    """
    if not completes(means, completes_on):
        return Act.SUBMIT if means is Means.WEB else Act.ADD_COPY
    if not in_time:
        return Act.REGISTER_LATE
    return Act.REGISTER_PAPER if means is Means.PAPER else Act.REGISTER_SCAN


_PREFILLED = {
    "paper": "completion_prefilled_paper",
    "sealed_scan": "completion_prefilled_sealed_scan",
    "either": "completion_prefilled_either",
}
_SAID = {
    FilingStatus.DRAFT: "completion_draft",
    FilingStatus.FILED: "completion_filed",
    FilingStatus.LATE: "completion_late",
    FilingStatus.WITHDRAWN: "completion_withdrawn",
}


def completion_code(status: FilingStatus, completes_on: str, *, admitted: bool = False) -> str:
    """The code of the sentence that receipt and pages say; `admitted`: filed by a decision, though late.

    Raises:
        ValueError: `completes_on` is none of the call's three.
    """
    if completes_on not in _PREFILLED:
        raise ValueError(completes_on)
    if status is FilingStatus.PREFILLED:
        return _PREFILLED[completes_on]
    if status is FilingStatus.FILED and admitted:
        return "completion_admitted"
    return _SAID[status]
