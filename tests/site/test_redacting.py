"""Copies without names: proposed, kept, searched, approved by another, withdrawn; entries ready or not."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

import pytest

from jianyou.actions.filing import SentFile
from jianyou.actions.giving_proofs import add_to_filing
from jianyou.actions.redacting import (
    LONGEST_WORD,
    MOST_WORDS,
    NameLeft,
    TextLeft,
    approve_copy,
    keep_copy,
    keep_texts,
    withdraw_copy,
)
from jianyou.actions.reviews import start_scoring
from jianyou.actions.uploads import keep_upload
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role, filer_of
from jianyou.queries.judged import judged_entries
from jianyou.queries.redacted import redacted_for, unready
from jianyou.queries.redactions import Ready, list_redactions
from jianyou.store.files import path_of
from jianyou.store.models import Call, Entry, LogRow, Office, Redaction
from jianyou.terms.finding import Refused
from tests.officefiles.planted import NAME, picture, planted_docx, planted_pdf, planted_xlsx
from tests.site.judging_world import SLUG, World, judging
from tests.site.kit import clerk, counter, staff
from tests.site.public import SCAN
from tests.site.redacting_world import approve, head, of, redact, seen

pytestmark = pytest.mark.usefixtures("site")
CLEAN = planted_pdf()


@pytest.fixture
def world() -> World:
    return judging(2, 1, blind=True)


def with_proof(key: UUID, name: str = "示例企业1质量报告.pdf") -> str:
    """The entry's filing gets a proof; its digest."""
    kept = keep_upload(name=name, data=SCAN + name.encode(), purpose="proof")
    file: SentFile = kept._replace(kind="other", entry=1)
    number = of(key).number
    add_to_filing(actor=filer_of(number), number=number, file=file)
    return kept.digest


def refused(code: str, act: Callable[..., Any], **given: Any) -> None:
    with pytest.raises(Refused) as why:
        act(**given)
    assert why.value.code == code


def test_texts_are_proposed_with_what_is_known_hidden(world: World) -> None:
    view = seen(world.entries[0])
    assert [column.key for column in view.columns] == ["profile", "feature", "honors"]
    assert [column.text for column in view.columns] == [
        "成立于1998年，民营股份制企业，主营轴承研发制造，现有员工320人。",
        "一轴一档，件件可追溯",
        "2023年全国质量标杆（国家级）",
    ]
    Entry.objects.filter(id=world.entries[0]).update(uscc="91500000MA5U12345X")
    version = Entry.objects.get(id=world.entries[0]).filing.versions.latest("ordinal")
    version.content["rows"][0]["profile"] = (
        "示例 企业１有限公司位于渝北，示例企业1的联系甲电话023-60000000，代码91500000MA5U12345X。"
    )
    version.save()
    profile = seen(world.entries[0]).columns[0]
    assert profile.text == "【隐去】位于渝北，【隐去】的【隐去】电话【隐去】，代码【隐去】。"
    assert (profile.hidden, sum(piece.kind is not None for piece in profile.original)) == (5, 5)
    assert seen(world.entries[0], ["渝北"]).columns[0].text.startswith("【隐去】位于【隐去】，")


def test_a_text_that_still_names_it_is_refused_at_its_column(world: World) -> None:
    given: dict[str, Any] = {"actor": clerk(), "of": of(world.entries[0]), "looked_at": 1}
    texts = {"profile": "主营轴承。", "feature": "示 例企业1的做法", "honors": ""}
    with pytest.raises(TextLeft) as left:
        keep_texts(**given, texts=texts)
    assert (left.value.column, dict(left.value.params)) == (
        "feature",
        {"title": seen(world.entries[0]).columns[1].title, "name": "示 例企业1"},
    )
    with pytest.raises(TextLeft):
        keep_texts(**given, texts={**texts, "feature": "砚青法"}, words=["砚青"])
    refused("redact_words_many", keep_texts, **given, texts={}, words=["甲" * (LONGEST_WORD + 1)])
    many = [f"词{at}" for at in range(MOST_WORDS + 1)]
    refused("redact_words_many", keep_texts, **given, texts={}, words=many)
    refused("site_entry_changed", keep_texts, **{**given, "looked_at": 2}, texts={})
    assert Redaction.objects.count() == 0


def test_scoring_without_names_waits_for_every_entry(world: World) -> None:
    call = Call.objects.get(slug=SLUG)
    approve(world.entries[0])
    assert [entry.id for entry in unready(judged_entries(call))] == [world.entries[1]]
    with pytest.raises(Refused) as why:
        start_scoring(actor=clerk(), call_slug=SLUG, review=world.review)
    assert why.value.code in {"review_lacks_copies", "review_lacks_plan"}
    redact(world)
    view = list_redactions(viewer=clerk(), slug=SLUG)
    assert (view.ready, view.all, [line.state for line in view.page.items]) == (2, 2, [Ready.READY] * 2)
    assert Redaction.objects.filter(withdrawn_at=None).count() == 2


def test_what_is_filed_later_asks_for_another_look(world: World) -> None:
    key = world.entries[0]
    approve(key, ["轴承"])
    with_proof(key)
    view = seen(key)
    assert (view.stale, view.state, view.version, view.words) == (True, Ready.STALE, 2, ("轴承",))
    assert view.columns[0].text.count("【隐去】") == 1
    assert unready(Entry.objects.filter(id=key)).count() == 1
    approve(key, ["轴承"])
    assert unready(Entry.objects.filter(id=key)).count() == 0


def test_a_copy_is_searched_kept_looked_at_and_only_then_shown(world: World) -> None:
    key = world.entries[0]
    proof = with_proof(key)
    approve(key, [NAME])
    entry = Entry.objects.get(id=key)
    made = keep_copy(actor=clerk(), of=of(key), proof=proof, data=CLEAN)
    assert (seen(key).state, redacted_for(entry).files) == (Ready.APPROVAL, ())
    assert list_redactions(viewer=clerk(), slug=SLUG, todo=True).page.total == 2
    approve_copy(actor=clerk(), of=of(key), key=made)
    copy = redacted_for(entry).files[0]
    assert (copy.name, path_of(copy.digest).read_bytes()[:5]) == ("证明材料-1.pdf", b"%PDF-")
    assert (copy.digest == proof, seen(key).state) == (False, Ready.READY)
    refused("redact_copy_gone", approve_copy, actor=clerk(), of=of(key), key=made)
    refused("site_reason_missing", withdraw_copy, actor=clerk(), of=of(key), key=made, reason=" ")
    withdraw_copy(actor=clerk(), of=of(key), key=made, reason="第 1 页认得出。")
    assert redacted_for(entry).files == ()
    refused("redact_copy_gone", withdraw_copy, actor=clerk(), of=of(key), key=made, reason="再撤。")


@pytest.mark.parametrize(
    ("data", "places"),
    [
        (planted_pdf(f"Report by {NAME} in 2023, all pages"), [("YANQING", "第 1 页")]),
        (planted_pdf("Report by Y A N Q I N G in 2023, all pages"), [("Y A N Q I N G", "第 1 页")]),
        (planted_docx("由ＹａｎＱｉｎｇ编制"), [("ＹａｎＱｉｎｇ", "第 1 段")]),
        (planted_docx(header=NAME), [("YANQING", "第 1 段")]),
        (planted_xlsx(f"由{NAME}填报"), [("YANQING", "“数据”第 3 行第 2 列")]),
        (planted_xlsx(sheet=NAME), [("YANQING", "工作表名“YANQING”")]),
    ],
)
def test_a_name_in_a_file_refuses_it_and_says_where(
    world: World, data: bytes, places: list[tuple[str, str]]
) -> None:
    key = world.entries[0]
    proof = with_proof(key)
    approve(key, [NAME])
    with pytest.raises(NameLeft) as left:
        keep_copy(actor=clerk(), of=of(key), proof=proof, data=data)
    assert [(hit.text, hit.where.text()) for hit in left.value.hits][: len(places)] == places
    assert Redaction.objects.exclude(of="").count() == 0


def test_what_is_covered_or_unsure_is_told_for_somebodys_eyes(world: World) -> None:
    key = world.entries[0]
    proof = with_proof(key)
    approve(key, [NAME])
    box = planted_pdf(f"Report by {NAME} of all pages", boxes="0 g 60 700 400 40 re f")
    keep_copy(actor=clerk(), of=of(key), proof=proof, data=box)
    found = seen(key).proofs[0].copy
    assert found is not None
    assert [(one.text, one.where.text(), one.covered) for one in found.found] == [(NAME, "第 1 页", True)]
    keep_copy(actor=clerk(), of=of(key), proof=proof, data=planted_docx("电话 13800138000"))
    found = seen(key).proofs[0].copy
    assert found is not None
    assert [(one.text, one.covered) for one in found.found] == [("13800138000", False)]
    assert (found.left_out, found.by_eye, found.approved_at) == (1, (), None)
    keep_copy(actor=clerk(), of=of(key), proof=proof, data=picture())
    found = seen(key).proofs[0].copy
    assert found is not None
    assert (found.kind, found.by_eye) == ("jpg", (1,))
    assert Redaction.objects.filter(of=proof, withdrawn_at=None).count() == 1
    # What was found may be somebody's number: it lies encrypted.
    assert not any(b"13800138000" in bytes(row.noted or b"") for row in Redaction.objects.all())


def test_where_two_people_are_asked_for_another_approves(world: World) -> None:
    Office.objects.update(second_person=True)
    key = world.entries[0]
    proof = with_proof(key)
    texts = approve(key)
    copy = keep_copy(actor=clerk(), of=of(key), proof=proof, data=CLEAN)
    for made in (texts, copy):
        refused("redact_second_person", approve_copy, actor=clerk(), of=of(key), key=made)
    assert (dict(redacted_for(Entry.objects.get(id=key)).texts), seen(key).state) == ({}, Ready.APPROVAL)
    for made in (texts, copy):
        approve_copy(actor=head(), of=of(key), key=made)
    told = redacted_for(Entry.objects.get(id=key))
    assert (len(told.texts), len(told.files), seen(key).state) == (3, 1, Ready.READY)
    rows = [
        row.content for row in LogRow.objects.filter(act="redact_files").order_by("at", "id") if row.content
    ]
    assert [(row["actor"], row.get("approved", False)) for row in rows] == [
        ("jingban", False),
        ("jingban", False),
        ("chuzhang", True),
        ("chuzhang", True),
    ]


def test_who_may_not_and_what_is_not_there(world: World) -> None:
    key = world.entries[0]
    given: dict[str, Any] = {
        "of": of(key),
        "looked_at": 1,
        "texts": {"profile": "", "feature": "", "honors": ""},
    }
    for role in (Role.SUPERVISOR, Role.EXPERT):
        with pytest.raises(NotAllowed):
            keep_texts(actor=staff(role, "other"), **given)
    with pytest.raises(NotAllowed):
        keep_texts(actor=counter(), **given)
    elsewhere = of(key)._replace(call_slug="other")
    refused("site_no_entry", keep_texts, actor=clerk(), **{**given, "of": elsewhere})
    refused("site_no_entry", keep_texts, actor=clerk(), **{**given, "of": of(key)._replace(ordinal=2)})
    refused("redact_copy_gone", keep_copy, actor=clerk(), of=of(key), proof="0" * 64, data=CLEAN)
    refused("redact_copy_gone", approve_copy, actor=clerk(), of=of(key), key=UUID(int=0))
