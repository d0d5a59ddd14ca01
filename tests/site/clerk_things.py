"""A site on which every page of an office has something to show, and where each of them is."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from django.utils.timezone import localtime

from jianyou.actions.clearance import ToAsk, ask_clearance, mark_sent
from jianyou.actions.collective import Line, Meeting, decide_together
from jianyou.actions.deciding import Looked, Remark, accept_entry, return_entry
from jianyou.actions.district import Part, name_districts
from jianyou.actions.facts import record_fact
from jianyou.actions.letters import make_letters
from jianyou.actions.reasons import ReasonTold, keep_reason
from jianyou.actions.reporting_up import report_table
from jianyou.domain.eligibility.claims import SourceKind
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.papers.letters import LetterKind
from jianyou.domain.papers.together import Outcome, people_typed
from jianyou.queries.entry_wanted import EntryKey
from jianyou.store.dialect import database_now
from jianyou.store.models import AudienceList, CallDraft, Letter, Listed, LogRow, Reason
from tests.site.audience import brought, invited
from tests.site.clerk_world import staffed
from tests.site.districts import (
    JIANGBEI,
    YUBEI,
    accepted_below,
    compiling,
    of_district,
    offices,
    ranked,
)
from tests.site.drafted_calls import begun
from tests.site.importing import brought as import_brought
from tests.site.importing import forms_of, imported
from tests.site.kit import clerk
from tests.site.office import CLERK, FEATURE, filed_city, typed, working
from tests.site.public import form, opened_city, row
from tests.site.signin import account

SLUG = "city"
NAMES = ("示例轴承有限公司", "示例齿轮厂", "示例电梯股份有限公司", "示例阀门厂")
SCAN = form(row(NAMES[0]), kind="pdf")
OTHER_FIRM = "示例水泵厂,,江北区,C3441,认定,2099-12-31,,,"
DISTRICT = "quxian.shili"
DEPARTMENT = "示例市市场监管局"
ASKS = ("on_abnormal_list", "on_serious_breach_list")


class Things(NamedTuple):
    """What the pages are about; `kwargs` are the parts of addresses by the name of the route."""

    number: str
    kwargs: Mapping[str, Mapping[str, Any]]


def furnished(*, second_person: bool = False) -> Things:
    """An office with people, a call with entries of all states, and one of each thing that has a page."""
    staffed(second_person=second_person)
    opened_city(SLUG, late=True)
    number = filed_city(*(typed(name, feature=FEATURE) for name in NAMES), scan=SCAN)
    for ordinal in (1, 2):
        accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))
    due = database_now() + timedelta(days=2)
    return_entry(actor=clerk(), looked=Looked(number, 3, 1), remarks=[Remark("feature", "请精简。")], due=due)
    fact = record_fact(
        actor=clerk(),
        looked=Looked(number, 4, 1),
        name="region",
        value="四川省",
        kind=SourceKind.OFFICE,
        source="电话核实",
        on=date(2024, 2, 1),
    )
    assert fact
    told: dict[str, dict[str, Any]] = {
        "call": {"slug": SLUG},
        "filing": {"number": number},
        "entry": {"number": number, "ordinal": 4},
    }
    return Things(number, {**told, **_papers(number), **_brought(), **_below()})


def _below() -> dict[str, dict[str, Any]]:
    """Two offices below: one that collects and has ranked its entries, one that has reported its table."""
    offices()
    account(CLERK, username=DISTRICT, name="赵示例", slug=YUBEI)
    deadline = database_now() + timedelta(hours=1)
    parts = [Part(slug, 2, deadline) for slug in (YUBEI, JIANGBEI)]
    name_districts(actor=clerk(), call_slug=SLUG, parts=parts, at_once=True)
    for slug in (YUBEI, JIANGBEI):
        keys = accepted_below(f"示例{slug}一厂", f"示例{slug}二厂", slug=slug)
        ranked({key: at for at, key in enumerate(keys, 1)}, f"{SLUG}-{slug}")
    lower = f"{SLUG}-{JIANGBEI}"
    reported = report_table(actor=of_district(JIANGBEI), call_slug=lower, compiling=compiling(keys, lower))
    return {"below": {"slug": f"{SLUG}-{YUBEI}"}, "reported": {"number": reported.filing.number}}


def _papers(number: str) -> dict[str, dict[str, Any]]:
    """Letters, departments asked, a decision, a reason."""
    keys = [EntryKey(number, 1), EntryKey(number, 2)]
    make_letters(actor=clerk(), call_slug=SLUG, kind=LetterKind.ACCEPTANCE, keys=keys)
    today = localtime(database_now()).date()
    asked = ask_clearance(
        actor=clerk(),
        call_slug=SLUG,
        departments=[ToAsk(DEPARTMENT, ASKS)],
        keys=keys,
        due=today + timedelta(days=7),
        again=False,
    )
    mark_sent(actor=clerk(), call_slug=SLUG, number=asked[0], on=today, how="公文系统")
    meeting = Meeting(
        held_on=date(2026, 1, 5),
        minutes="示例委办公会纪要〔2026〕3号",
        subject="研究推荐对象",
        participants=people_typed("张示例，主任"),
    )
    line = Line(keys[0], 1, "mayor", 1, Outcome.RECOMMENDED, "")
    decision = decide_together(actor=clerk(), call_slug=SLUG, meeting=meeting, lines=[line], over_quota="")
    told = ReasonTold(act=Act.REFUSE_ENTRY, title="没有盖章", text="没有加盖公章。", clause="通知二（一）")
    keep_reason(actor=clerk(), told=told)
    return {
        "letter": {"slug": SLUG, "letter": Letter.objects.earliest("id").id},
        "enquiry": {"slug": SLUG, "enquiry": asked[0]},
        "asked": {"slug": SLUG, "enquiry": asked[0], "number": number, "ordinal": 1},
        "decision": {"slug": SLUG, "decision": decision},
        "reason": {"reason": Reason.objects.earliest("id").id},
        "words": {"kind": "returned"},
        "row": {"row": LogRow.objects.earliest("id").id},
    }


def _brought() -> dict[str, dict[str, Any]]:
    """A draft of a call, two imports, lists of firms with some invited."""
    begun(working(CLERK))
    batch = imported({**forms_of("示例水泵厂"), "坏的.docx": b"PK\x03\x04"}, SLUG)
    import_brought(forms_of("示例电机厂"), SLUG)
    looked_at = brought(OTHER_FIRM, title="示例第二份名单")
    firms = invited(slug=SLUG)
    return {
        "draft": {"begun": CallDraft.objects.get().id},
        "batch": {"slug": SLUG, "batch": batch},
        "import_file": {"slug": SLUG, "batch": batch, "ordinal": 1},
        "audience": {"audience": AudienceList.objects.exclude(kept_at=None).earliest("id").id},
        "looked_at": {"audience": looked_at},
        "invited_firm": {"slug": SLUG, "firm": firms[0]},
        "screened_firm": {
            "slug": SLUG,
            "listed": Listed.objects.exclude(audience_list__kept_at=None).earliest("id").id,
        },
    }
