"""The jobs of a running site."""

from jianyou.jobs.archiving import archive_due
from jianyou.jobs.assigning import assign_due
from jianyou.jobs.checking_scores import check_scores_due
from jianyou.jobs.choosing import choose_due
from jianyou.jobs.digesting import digest_due
from jianyou.jobs.erasing import erase_due
from jianyou.jobs.expiring import expire_due
from jianyou.jobs.forgetting import forget_due
from jianyou.jobs.importing import import_due
from jianyou.jobs.looking import look_due
from jianyou.jobs.publishing import end_due
from jianyou.jobs.reminding import remind_due
from jianyou.jobs.reminding_experts import remind_experts_due
from jianyou.jobs.rounds import Rounds
from jianyou.jobs.sealing import seal_all
from jianyou.jobs.sending import send_due
from jianyou.jobs.sweeping import sweep_due
from jianyou.jobs.titles import remind_titles_due

_SEALING, _SENDING, _EXPIRING, _LOOKING, _REMINDING, _FORGETTING = 5.0, 2.0, 30.0, 20.0, 60.0, 3600.0
_IMPORTING = 1.0
_ASSIGNING = 1.0
_CHECKING = 1.0
_CHOOSING = 1.0
_ARCHIVING, _ERASING = 2.0, 3600.0
_DIGESTING = 60.0


def site_rounds() -> Rounds:
    """All of them, not yet started; several processes of one site may each run them."""
    rounds = Rounds()
    rounds.add("sealing", seal_all, every=_SEALING)
    rounds.add("sending", lambda: send_due(going=rounds.going), every=_SENDING)
    rounds.add("importing", lambda: import_due(going=rounds.going), every=_IMPORTING)
    rounds.add("assigning", lambda: assign_due(going=rounds.going), every=_ASSIGNING)
    rounds.add("choosing", lambda: choose_due(going=rounds.going), every=_CHOOSING)
    rounds.add("archiving", lambda: archive_due(going=rounds.going), every=_ARCHIVING)
    rounds.add("erasing", erase_due, every=_ERASING)
    rounds.add("checking scores", lambda: check_scores_due(going=rounds.going), every=_CHECKING)
    rounds.add("expiring", expire_due, every=_EXPIRING)
    rounds.add("ending lists", lambda: end_due(going=rounds.going), every=_EXPIRING)
    rounds.add("looking", lambda: look_due(going=rounds.going), every=_LOOKING)
    rounds.add("reminding", lambda: remind_due(going=rounds.going), every=_REMINDING)
    rounds.add("reminding experts", lambda: remind_experts_due(going=rounds.going), every=_REMINDING)
    rounds.add("digesting", lambda: digest_due(going=rounds.going), every=_DIGESTING)
    rounds.add("reminding of titles", lambda: remind_titles_due(going=rounds.going), every=_FORGETTING)
    rounds.add("forgetting", forget_due, every=_FORGETTING)
    rounds.add("sweeping", sweep_due, every=_FORGETTING)
    return rounds
