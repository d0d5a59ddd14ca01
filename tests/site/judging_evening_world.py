"""The evening of the committee: the sample call with 300 invented entries and a pool of 80 experts.

Who is drawn depends on a draw, so who plays which part is settled afterwards: one gives points at random,
two are harsh, the others give what an entry deserves, as they see it.
"""

import csv
import io
import random
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from examples.review.invent import FIELDS, Entry, bell, invent_entries, invent_experts
from examples.review.write import CALL
from jianyou.actions.arrivals import register_paper
from jianyou.actions.calls import open_call
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.experts import give_account
from jianyou.actions.handing_in import handed_in
from jianyou.actions.joining import declare_ties, sign_undertaking
from jianyou.actions.panels import answer_invitation
from jianyou.actions.sheets import save_sheet, submit_sheet
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.calls.call import Call as CallFile
from jianyou.domain.calls.load import parse_call
from jianyou.domain.judging.scores.rubrics import Rubric
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Actor, Role
from jianyou.domain.lifecycle.states import SheetStatus
from jianyou.queries.official import official_scores
from jianyou.queries.reviews import undertaking_sha256
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Expert, Panelist, Recusal, Review, Sheet, User
from jianyou.store.models import Entry as EntryRow
from jianyou.web.components.forms.reading import read_typed
from tests.site.kit import clerk, counter, staff
from tests.site.redacting_world import approve

SLUG, AWARD = "review-2026", "benchmark"
STAGE = "material"
ENTRIES, POOL, PANEL, EACH = 300, 80, 60, 5
SEED = 2026
HARSHNESS = 13
"""Points that the two harsh experts give too few, of 100."""
CODES = dict(zip(FIELDS, ("C36", "C34", "C39", "C27", "C14"), strict=True))
"""Of the invented industries."""
HEADINGS = ("姓名", "工作单位", "职称", "曾任职单位", "行业代码", "专长", "电话")


class Parts(NamedTuple):
    """Who plays what, by the experts' keys: the first who was drawn, the second, and so on."""

    recusing: uuid.UUID
    filling: uuid.UUID
    harsh: tuple[uuid.UUID, uuid.UUID]
    rogue: uuid.UUID


@cache
def invented() -> tuple[Entry, ...]:
    """The entries, with the quality that nobody knows."""
    return tuple(invent_entries(random.Random(SEED), ENTRIES))


def call_text() -> str:
    """The sample call with its first stage only, open for a day."""
    until = (database_now() + timedelta(days=1)).isoformat(timespec="seconds")
    text = CALL.read_text("utf-8").replace("2026-10-15T18:00:00+08:00", until)
    before, _, after = text.partition("    - key: defence\n")
    _, _, after = after.partition("附件3三}\n")
    return f"{before}{after}".replace("      - {stage: defence}\n", "")


def filed() -> None:
    """The call is open, and every district's table has come in and is accepted."""
    text = call_text()
    file = parse_call(text, source=SLUG)
    open_call(actor=clerk(), file=file, source=text)
    by_district: dict[str, list[Entry]] = {}
    for entry in invented():
        by_district.setdefault(entry.district, []).append(entry)
    for at, (district, entries) in enumerate(by_district.items()):
        _filed(file, f"示例{district}经济信息委", entries, 1000 * at)


def _filed(file: CallFile, filer: str, entries: Sequence[Entry], first: int) -> None:
    rows = [_row(entry, first + at) for at, entry in enumerate(entries)]
    header = {"department": filer, "contact": "王示例", "phone": "023-60000002"}
    reading = read_typed(header, rows, file)
    sent = handed_in(reading, file, filer=filer, channel=Channel.WEB, token=uuid.uuid4(), files=())
    number = register_paper(actor=counter(), call_slug=SLUG, sent=sent).filing.number
    for ordinal in range(1, len(rows) + 1):
        accept_entry(actor=clerk(), looked=Looked(number, ordinal, 1))


def _row(entry: Entry, phone: int) -> dict[str, str]:
    return {
        "name": entry.name,
        "credit_code": "",
        "district": entry.district,
        "industry": f"制造业（{entry.industry}）",
        "size": entry.size,
        "profile": entry.profile,
        "feature": "数据说话，人人改进",
        "contact": f"{entry.people[:3]}，质量部部长，023-6{phone:07}",
    }


def published() -> str:
    """The call file as it was opened."""
    return str(Call.objects.get(slug=SLUG).source)


def pool_file() -> bytes:
    """The pool as the office keeps it; in each six one works at a firm that files, one did before."""
    entries = list(invented())
    told = io.StringIO()
    writer = csv.writer(told)
    writer.writerow(HEADINGS)
    for at, one in enumerate(invent_experts(random.Random(SEED), POOL, entries)):
        firm = entries[at * 7 % ENTRIES].name
        employer = firm if at % 6 == 0 else f"示例第{at + 1}研究所"
        earlier = firm if at % 6 == 3 else ""
        code, phone = CODES[one.industry], f"023-61{at:06}"
        writer.writerow((one.name, employer, "高级工程师", earlier, code, one.expertise, phone))
    return told.getvalue().encode("utf-8-sig")


def accounts(password: str) -> None:
    """Everybody on the panel gets an account: `expert1` and so on, in the order of their names."""
    for at, expert in enumerate(on_panel(), 1):
        give_account(actor=clerk(), key=expert.id, username=f"expert{at}", password=password)
    User.objects.filter(username__startswith="expert").update(must_change=False)


def on_panel() -> list[Expert]:
    """The panel by name."""
    rows = Panelist.objects.filter(review=review(), left_at=None).select_related("expert__user")
    return sorted((row.expert for row in rows), key=lambda one: (one.name, one.id))


def parts() -> Parts:
    """Settled once the panel is known, among those without ties."""
    free = [one.id for one in on_panel() if "研究所" in one.employer and not one.earlier]
    return Parts(free[0], free[1], (free[2], free[3]), free[4])


def review() -> Review:
    """The one of the evening."""
    return Review.objects.get(call__slug=SLUG, number=1)


def acting(key: uuid.UUID) -> Actor:
    """An expert as he signs in."""
    return staff(Role.EXPERT, known(key).username)


class Known(NamedTuple):
    """An expert as others name him, and as he signs in."""

    name: str
    username: str


def known(key: uuid.UUID) -> Known:
    """By his key."""
    row = User.objects.select_related("expert").get(expert=key)
    return Known(row.expert.name, row.username)


def answered(but: Iterable[uuid.UUID] = ()) -> None:
    """Everybody accepts, but those who do it themselves."""
    left = set(but)
    for expert in on_panel():
        if expert.id not in left:
            actor = acting(expert.id)
            answer_invitation(actor=actor, call_slug=SLUG, review=1, expert=expert.id, accepts=True)


def joined(but: Iterable[uuid.UUID] = ()) -> None:
    """Everybody declares that there are no ties and signs, but those who do it themselves."""
    left, row = set(but), review()
    digest = undertaking_sha256(row.undertaking)
    for expert in on_panel():
        if expert.id not in left:
            actor = acting(expert.id)
            declare_ties(actor=actor, review=row.id, ties={})
            sign_undertaking(actor=actor, review=row.id, digest=digest, name=expert.name)


def redacted() -> None:
    """Every entry's texts are approved without names, as proposed."""
    for key in EntryRow.objects.filter(call__slug=SLUG).order_by("id").values_list("id", flat=True):
        approve(key)


def scored(who: Parts, but: Iterable[uuid.UUID] = ()) -> int:
    """Every sheet that is left is filled in and submitted, but these; how many."""
    left = set(but)
    rows = Sheet.objects.filter(review__call__slug=SLUG, status=SheetStatus.ASSIGNED).select_related("entry")
    sheets = [row for row in rows.order_by("id") if row.id not in left]
    for row in sheets:
        submitted(row, rubric(), aimed(row, who))
    return len(sheets)


def looked_again(who: Parts) -> int:
    """Those who were asked to look again give what the entry deserves; how many sheets."""
    rows = Sheet.objects.filter(review__call__slug=SLUG, status=SheetStatus.AGAIN).select_related("entry")
    sheets = list(rows.order_by("id"))
    sober = who._replace(rogue=uuid.UUID(int=0), harsh=(uuid.UUID(int=0), uuid.UUID(int=0)))
    for row in sheets:
        submitted(row, rubric(), aimed(row, sober))
    return len(sheets)


def aimed(row: Sheet, who: Parts) -> float:
    """The total that an expert is after, of 100: the same whenever he looks."""
    rng = random.Random(f"{row.expert_id} {row.entry.name}")
    if row.expert_id == who.rogue:
        return rng.uniform(20, 98)
    harsh = HARSHNESS if row.expert_id in who.harsh else 0
    return quality()[row.entry.name] - harsh + bell(rng, 3)


@cache
def quality() -> Mapping[str, float]:
    """What nobody knows, by name."""
    return {entry.name: entry.quality for entry in invented()}


def points(rubric: Rubric, total: float) -> dict[str, str]:
    """The items' points that come to about this total, each in its steps."""
    share = min(100.0, max(0.0, total)) / 100
    return {
        f"c-{at}-points": str(item.step * round(share * float(item.most / item.step)))
        for at, item in enumerate(rubric.items, 1)
    }


def submitted(row: Sheet, rubric: Rubric, total: float) -> None:
    """One sheet, typed and submitted by its expert."""
    actor = acting(row.expert_id)
    was = row.points
    edits = [
        Edit(name, text, str(was.get(item.key, "")))
        for (name, text), item in zip(points(rubric, total).items(), rubric.items, strict=True)
    ]
    strengths = Edit("c-0-strengths", "数据完整，方法可学。", row.strengths)
    saved = save_sheet(actor=actor, sheet=row.id, edits=[*edits, strengths])
    submit_sheet(actor=actor, sheet=row.id, seen=saved.revision)


def blocking() -> int:
    """How many ties forbid that an expert judges an entry."""
    return Recusal.objects.filter(call__slug=SLUG, blocks=True, lifted_at=None).count()


@cache
def rubric() -> Rubric:
    """Of the stage that the call file declares."""
    declared = parse_call(call_text(), source=SLUG).review
    assert declared is not None
    return declared.stages[0].rubric


def ranking() -> tuple[tuple[str, Decimal], ...]:
    """The official ranking as it is now: who has a score, the best first."""
    lines = official_scores(viewer=clerk(), slug=SLUG, award=AWARD)
    return tuple((one.entry.name, one.score) for one in lines if one.score is not None)
