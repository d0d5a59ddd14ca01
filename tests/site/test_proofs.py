"""证明材料: given with a draft, gone along when it is filed, added to a filing as one more version."""

from datetime import date, timedelta
from typing import Any

import pytest

from jianyou.actions.drafting import begin_draft, drop_draft, file_draft, save_draft
from jianyou.actions.filing import SentFile, submit
from jianyou.actions.giving_proofs import (
    MOST_PROOFS,
    add_to_draft,
    add_to_filing,
    check_room,
    remove_from_draft,
)
from jianyou.actions.proofs import sent_files
from jianyou.actions.uploads import keep_upload
from jianyou.actions.withdrawing import withdraw
from jianyou.domain.annexes.drafting import Edit
from jianyou.domain.annexes.proofs import Validity
from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import PUBLIC, filer_of
from jianyou.queries.office_filing import get_office_filing
from jianyou.queries.proofs import (
    get_draft_proof,
    get_draft_proofs,
    get_filing_proof,
    get_filing_proofs,
)
from jianyou.store.models import Draft, Filing, LogRow, OutboxMessage, StoredFile
from jianyou.terms.finding import Refused
from tests.site.kit import clerk, filed_paper, moved_deadline, opened, sent

pytestmark = pytest.mark.usefixtures("site")


def proof(text: str = "证书", **told: Any) -> SentFile:
    """A proof whose bytes are kept."""
    kept = keep_upload(name=f"{text}.pdf", data=f"%PDF-1.4 {text}".encode(), purpose="proof")
    return kept._replace(kind="honor")._replace(**told)


def begun(*names: str) -> str:
    """A draft with entries of these names, and its number."""
    opened()
    edits = [Edit(f"c-{row}-name", name) for row, name in enumerate(names or ("示例轴承有限公司",), 1)]
    return begin_draft(actor=PUBLIC, call_slug="call-1", lang="zh", edits=edits).number


def give(number: str, file: SentFile) -> bool:
    return add_to_draft(actor=filer_of(number), number=number, file=file).known


def test_a_proof_stays_with_its_draft_until_it_is_removed() -> None:
    number = begun()
    assert give(number, proof(valid_until=date(2030, 1, 1))) is False
    held = get_draft_proofs(number=number)
    (one,) = held.proofs
    assert (one.name, one.kind, one.validity, one.nominee) == (
        "证书.pdf",
        "honor",
        Validity(None, date(2030, 1, 1)),
        "",
    )
    assert get_draft_proof(number=number, digest=one.digest).path.read_bytes() == "%PDF-1.4 证书".encode()
    remove_from_draft(actor=filer_of(number), number=number, digest=one.digest)
    remove_from_draft(actor=filer_of(number), number=number, digest=one.digest)
    assert get_draft_proofs(number=number).proofs == ()
    with pytest.raises(Refused) as refused:
        get_draft_proof(number=number, digest=one.digest)
    assert refused.value.code == "proof_file_gone"


def test_the_same_file_twice_is_one_with_what_is_told_last() -> None:
    number = begun()
    give(number, proof())
    assert give(number, proof(kind="test_report", name="报告.pdf", valid_from=date(2025, 1, 1))) is True
    (one,) = get_draft_proofs(number=number).proofs
    assert (one.kind, one.name, one.validity.since) == ("test_report", "报告.pdf", date(2025, 1, 1))


def test_what_expires_before_the_day_that_counts_is_told() -> None:
    number = begun()
    view = get_draft_proofs(number=number)
    assert view.counts == view.deadline.date()
    give(number, proof("旧", valid_until=view.counts - timedelta(days=400)))
    give(number, proof("新", valid_until=view.counts))
    found = {one.name: [each.code for each in one.findings] for one in get_draft_proofs(number=number).proofs}
    assert found == {"旧.pdf": ["proof_expired"], "新.pdf": []}


def test_proofs_go_along_under_the_entries_that_their_rows_become() -> None:
    number = begun("甲", "乙", "丙")
    give(number, proof("一", entry=3, valid_from=date(2024, 1, 1), valid_until=date(2027, 1, 1)))
    give(number, proof("二", entry=1))
    give(number, proof("三", entry=None))
    # A row without text becomes no entry: those after it move up, and what was about it is about the whole.
    save_draft(actor=filer_of(number), number=number, edits=[Edit("c-1-name", "", was="甲")], seen=None)
    expected = {("一.pdf", 2), ("二.pdf", None), ("三.pdf", None)}
    draft = Draft.objects.get(number=number)
    assert {(file.name, file.entry) for file in sent_files(draft)} == expected
    whole = sent(token=draft.token)
    rows: Any = whole.content["rows"]
    content = {**whole.content, "rows": [*rows, {"name": "示例轴承有限公司"}]}
    told = whole._replace(number=draft.number, entries=whole.entries * 2, content=content)
    filed = file_draft(
        actor=filer_of(number), call_slug="call-1", number=number, seen=draft.revision, sent=told
    )
    kept = StoredFile.objects.filter(version__filing=filed.filing, purpose="proof")
    assert {(row.name, row.entry) for row in kept} == expected
    first = kept.get(name="一.pdf")
    assert (first.valid_from, first.valid_until) == (date(2024, 1, 1), date(2027, 1, 1))
    shown = {(one.name, one.nominee) for one in get_filing_proofs(number=number).proofs}
    assert shown == {("一.pdf", "示例轴承有限公司"), ("二.pdf", ""), ("三.pdf", "")}
    assert filed.receipt.content is not None
    assert [file["purpose"] for file in filed.receipt.content["files"]] == ["proof"] * 3
    with pytest.raises(Refused) as refused:
        give(number, proof("四"))
    assert refused.value.code == "draft_gone"


def test_a_draft_without_proofs_sends_none() -> None:
    assert sent_files(Draft.objects.get(number=begun())) == ()


def test_a_draft_takes_so_many_and_no_more() -> None:
    number = begun()
    for each in range(MOST_PROOFS):
        give(number, proof(f"第{each}份"))
    assert give(number, proof("第0份")) is True
    with pytest.raises(Refused) as refused:
        give(number, proof("多"))
    assert refused.value.code == "proof_too_many"
    assert len(get_draft_proofs(number=number).proofs) == MOST_PROOFS


def test_so_many_uploads_a_day_and_no_more() -> None:
    for _ in range(3 * MOST_PROOFS):
        check_room(number="AAAA-BBBB-CCCC")
    with pytest.raises(Refused) as refused:
        check_room(number="AAAA-BBBB-CCCC")
    assert refused.value.code == "proof_too_often"
    check_room(number="AAAA-BBBB-DDDD")


def test_nobody_gives_proofs_to_the_draft_of_another() -> None:
    number, other = begun(), "AAAA-BBBB-CCCC"
    for actor in (filer_of(other), PUBLIC, clerk()):
        with pytest.raises(NotAllowed):
            add_to_draft(actor=actor, number=number, file=proof())
        with pytest.raises(NotAllowed):
            remove_from_draft(actor=actor, number=number, digest="0" * 64)
    with pytest.raises(Refused) as refused:
        add_to_draft(actor=filer_of(other), number=other, file=proof())
    assert refused.value.code == "draft_gone"


def test_proofs_of_a_dropped_draft_are_gone_with_it() -> None:
    number = begun()
    give(number, proof())
    drop_draft(actor=filer_of(number), number=number)
    with pytest.raises(Refused):
        get_draft_proofs(number=number)


def test_a_proof_of_a_filing_is_a_version_more_with_a_receipt() -> None:
    number = filed_paper()
    before = OutboxMessage.objects.count()
    done = add_to_filing(actor=filer_of(number), number=number, file=proof(entry=1))
    filing = Filing.objects.get(number=number)
    assert [version.ordinal for version in filing.versions.order_by("ordinal")] == [1, 2]
    assert filing.status == "filed"
    assert (done.receipt.act, done.receipt.kind) == (Act.ADD_COPY, "receipt")
    assert done.receipt.content is not None
    assert [each["name"] for each in done.receipt.content["files"]] == ["证书.pdf"]
    view = get_filing_proofs(number=number)
    assert [(one.kind, one.nominee) for one in view.proofs] == [("honor", "示例轴承有限公司")]
    assert view.may_add is True
    assert get_filing_proof(number=number, digest=view.proofs[0].digest).name == "证书.pdf"
    assert OutboxMessage.objects.count() == before
    with pytest.raises(Refused) as refused:
        add_to_filing(actor=filer_of(number), number=number, file=proof(kind="other"))
    assert refused.value.code == "proof_there_already"
    assert LogRow.objects.filter(filing=filing, act=Act.ADD_COPY).count() == 1


def test_later_versions_keep_what_is_told_of_a_proof() -> None:
    number = filed_paper()
    told: dict[str, Any] = {"entry": 1, "valid_from": date(2024, 1, 1), "valid_until": date(2027, 1, 1)}
    add_to_filing(actor=filer_of(number), number=number, file=proof("一", **told))
    add_to_filing(actor=filer_of(number), number=number, file=proof("二", kind="other"))
    proofs = get_filing_proofs(number=number).proofs
    assert [(one.name, one.kind, one.entry) for one in proofs] == [
        ("一.pdf", "honor", 1),
        ("二.pdf", "other", 0),
    ]
    assert proofs[0].validity == Validity(date(2024, 1, 1), date(2027, 1, 1))
    assert StoredFile.objects.filter(version__filing__number=number).count() == 3


def test_a_filing_takes_so_many_and_no_more_and_none_once_withdrawn() -> None:
    opened()
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    for each in range(MOST_PROOFS):
        add_to_filing(actor=filer_of(number), number=number, file=proof(f"第{each}份"))
    with pytest.raises(Refused) as refused:
        add_to_filing(actor=filer_of(number), number=number, file=proof("多"))
    assert refused.value.code == "proof_too_many"
    withdraw(actor=filer_of(number), number=number)
    with pytest.raises(NotAllowed):
        add_to_filing(actor=filer_of(number), number=number, file=proof("更多"))
    assert get_filing_proofs(number=number).may_add is False


def test_proofs_come_after_the_deadline_as_well() -> None:
    call = opened()
    number = submit(actor=PUBLIC, call_slug="call-1", sent=sent()).filing.number
    moved_deadline(call, -5)
    add_to_filing(actor=filer_of(number), number=number, file=proof())
    assert len(get_filing_proofs(number=number).proofs) == 1
    assert Filing.objects.get(number=number).status == "prefilled"


def test_the_office_sees_them_with_what_is_to_be_looked_at() -> None:
    number = filed_paper()
    assert get_office_filing(viewer=clerk(), number=number).proofs == ()
    add_to_filing(actor=filer_of(number), number=number, file=proof(valid_until=date(2001, 1, 1), entry=1))
    (one,) = get_office_filing(viewer=clerk(), number=number).proofs
    assert (one.label.code, one.nominee, [each.code for each in one.findings]) == (
        "proof_kind_honor",
        "示例轴承有限公司",
        ["proof_expired"],
    )


def test_nobody_adds_to_the_filing_of_another() -> None:
    number = filed_paper()
    with pytest.raises(NotAllowed):
        add_to_filing(actor=filer_of("AAAA-BBBB-CCCC"), number=number, file=proof())
    with pytest.raises(Refused):
        get_filing_proof(number="AAAA-BBBB-CCCC", digest="0" * 64)
