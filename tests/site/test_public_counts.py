"""What came of objections to a list: counted alike for papers and for packages."""

import pytest

from jianyou.domain.lifecycle.states import ObjectionStatus
from jianyou.queries.nominating import rounds_of
from jianyou.queries.public_times import public_times
from jianyou.store.models import Call, Objection, Publicity
from tests.site.objection_world import public_list, raised

pytestmark = pytest.mark.usefixtures("site")


def test_leads_and_what_was_taken_back_are_no_objections() -> None:
    public_list()
    told = {
        ObjectionStatus.LEAD: "",
        ObjectionStatus.WITHDRAWN: "",
        ObjectionStatus.REFUSED: "",
        ObjectionStatus.RECEIVED: "",
        ObjectionStatus.DECIDED: "partly",
    }
    for status, outcome in told.items():
        number = raised(files=[]).number
        Objection.objects.filter(number=number).update(status=status, outcome=outcome)
    call = Call.objects.get()
    (time,), (one,) = public_times(call), rounds_of(call)
    assert (time.objections, time.upheld, time.pending) == (3, 1, 1)
    assert (one.objections, one.upheld, one.undecided) == (3, 1, 1)
    Publicity.objects.update(status="prepared", published_at=None)
    assert (public_times(call), rounds_of(call)) == ((), ())
