"""What letters about a settled objection tell: the answer to who raised it, the notice to the nominee."""

from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.papers.objection_letters import ObjectionTold
from jianyou.domain.publicity.objections import Effect
from jianyou.queries.objections_office import told_of
from jianyou.store.models import Objection
from jianyou.terms.finding import Refused

_NOT_TOLD = ("", Effect.NONE)


def answer_for_objector(*, viewer: Actor) -> ObjectionTold:
    """What the answer says to whom was let in to the objection.

    Raises:
        Refused: it isn't settled, or the viewer was let in to none.
    """
    if viewer.role is not Role.PUBLIC or not viewer.filing:
        raise Refused("objection_unknown")
    return _told(number=viewer.filing)


def notice_for_nominee(*, viewer: Actor, number: str) -> ObjectionTold:
    """What the notice says to the filer of the entry that a decided objection was about.

    Raises:
        Refused: the filer was asked nothing and it changes nothing, or it isn't settled.
    """
    if viewer.role is not Role.FILER or not viewer.filing:
        raise Refused("objection_unknown")
    rows = Objection.objects.filter(number=number, entry__filing__number=viewer.filing)
    told = rows.values_list("reply_asked_at", "effect").first()
    if told is None or (told[0] is None and told[1] in _NOT_TOLD):
        raise Refused("objection_unknown")
    return _told(number=number)


def _told(*, number: str) -> ObjectionTold:
    rows = Objection.objects.select_related("call__office", "publicity", "entry__filing")
    row = rows.filter(number=number).first()
    if row is None:
        raise Refused("objection_unknown")
    return told_of(row)
