"""成批导入: what is brought, read, chosen, entered and undone; cut off anywhere, it goes on."""

import io
import json
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from PIL import Image

from jianyou.actions import importing_work
from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.importing import (
    MOST_FILES,
    Brought,
    add_files,
    begin_import,
    choose,
    drop_import,
    keep_brought,
    start_entering,
    start_undoing,
)
from jianyou.actions.importing_entering import enter_form
from jianyou.actions.importing_work import claim_import, note_readings
from jianyou.domain.lifecycle.completion import Means
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.mailbox.importing import Choice, FileStatus, ImportStatus
from jianyou.jobs.importing import import_due
from jianyou.queries.import_records import Group, Wanted
from jianyou.queries.import_undoing import Stays, get_undoable
from jianyou.queries.imports import get_import_file, list_import_files, list_imports
from jianyou.store.dialect import database_now
from jianyou.store.models import (
    Entry,
    Filing,
    Import,
    ImportedFile,
    LogRow,
    PersonalDatum,
    StoredFile,
)
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused
from tests.site.importing import became, brought, entered, forms_of, imported, packed, view_of
from tests.site.kit import clerk, counter, head, moved_deadline, somewhere_else
from tests.site.office import filed_city, typed
from tests.site.public import form, opened_city, row

pytestmark = pytest.mark.usefixtures("site")
ONE, TWO, THREE = "示例轴承有限公司", "示例齿轮有限公司", "示例阀门有限公司"
READ, REJECTED, TWIN, SCANNED, LEFT, ENTERED = (
    FileStatus.READ,
    FileStatus.REJECTED,
    FileStatus.TWIN,
    FileStatus.SCAN,
    FileStatus.LEFT_OUT,
    FileStatus.ENTERED,
)


def logged(act: str) -> list[dict[str, Any]]:
    """What the log tells of such acts."""
    rows = LogRow.objects.filter(act=act).order_by("at", "id").values_list("content", flat=True)
    return [content or {} for content in rows]


def test_a_folder_becomes_filings() -> None:
    opened_city()
    number = imported({**forms_of(ONE, TWO), "坏的.docx": b"PK\x03\x04 broken", "空的.xlsx": b""})
    view = view_of(number)
    assert (view.status, view.chosen, view.entries, view.asked) == (ImportStatus.READY, 2, 2, 0)
    assert list(became(number).values()) == [READ, READ, REJECTED, REJECTED]
    assert Filing.objects.count() == 0
    view = entered(number)
    assert (view.status, view.groups) == (ImportStatus.ENTERED, {Group.REJECTED: 2, Group.ENTERED: 2})
    filings = Filing.objects.order_by("sent_at").values_list("channel", "status", "filer", "entries__name")
    department = "渝北区经济信息委"
    assert list(filings) == [
        ("import", "prefilled", department, ONE),
        ("import", "prefilled", department, TWO),
    ]
    (told,) = logged("import_forms")
    assert {key: told[key] for key in ("import", "means", "filings", "entered", "rejected", "actor")} == {
        "import": number,
        "means": "web",
        "filings": 2,
        "entered": 2,
        "rejected": 2,
        "actor": "jingban",
    }
    assert [each["status"] for each in logged("register_form")] == ["prefilled", "prefilled"]
    files = StoredFile.objects.order_by("version__at").values_list("name", "purpose")
    assert list(files) == [(f"{ONE}.docx", "form"), (f"{TWO}.docx", "form")]


def test_contacts_are_kept_encrypted_and_what_was_read_is_emptied() -> None:
    opened_city()
    number = imported(forms_of(ONE))
    row_ = ImportedFile.objects.get()
    assert row_.body
    assert "023-6000" not in bytes(row_.body).decode("latin-1") + json.dumps(row_.told)
    entered(number)
    assert list(ImportedFile.objects.values_list("body", flat=True)) == [None]
    fields = PersonalDatum.objects.order_by("field").values_list("field", flat=True)
    assert list(fields) == ["0.contact", "0.phone", "1.contact"]
    assert "023-6000" not in json.dumps(list(LogRow.objects.values_list("content", flat=True)))


@pytest.mark.parametrize(
    ("completes_on", "late", "means", "status"),
    [
        ("paper", False, Means.PAPER, "filed"),
        ("either", False, Means.PAPER, "filed"),
        ("either", True, Means.PAPER, "late"),
        ("paper", False, Means.WEB, "prefilled"),
    ],
)
def test_how_the_forms_came(completes_on: str, late: bool, means: Means, status: str) -> None:
    call = opened_city(completes_on=completes_on)
    number = imported(forms_of(ONE))
    if late:
        moved_deadline(call, -5)
    entered(number, means)
    filing = Filing.objects.get()
    assert (filing.status, filing.filed_at is not None) == (status, status == "filed")


def test_after_the_deadline_a_form_without_its_seal_is_refused_and_says_why() -> None:
    call = opened_city(late=True)
    number = imported(forms_of(ONE, TWO))
    choose(actor=clerk(), call_slug="city", number=number, ordinals=[2], means=Means.PAPER)
    moved_deadline(call, -5)
    entered(number)
    found = list_import_files(viewer=clerk(), slug="city", number=number, wanted=Wanted()).items
    assert [(one.status, one.problem.code if one.problem else "") for one in found] == [
        (ENTERED, ""),
        (LEFT, "import_form_late"),
    ]
    assert list(Filing.objects.values_list("status", flat=True)) == ["late"]


@pytest.mark.parametrize(("completes_on", "status"), [("either", "filed"), ("paper", "prefilled")])
def test_a_sealed_scan_goes_with_its_form(completes_on: str, status: str) -> None:
    opened_city(completes_on=completes_on)
    number = imported({**forms_of(ONE, TWO), f"{ONE}盖章件.jpg": _picture()})
    assert list(became(number).values()) == [READ, READ, SCANNED]
    entered(number)
    assert list(became(number).values()) == [ENTERED, ENTERED, ENTERED]
    statuses = dict(Filing.objects.values_list("entries__name", "status"))
    assert statuses == {ONE: status, TWO: "prefilled"}
    purposes = StoredFile.objects.filter(version__filing__entries__name=ONE).order_by("purpose")
    assert list(purposes.values_list("purpose", "name")) == [
        ("form", f"{ONE}.docx"),
        ("sealed_scan", f"{ONE}盖章件.jpg"),
    ]


def _picture() -> bytes:
    """A scan with nothing on it."""
    made = io.BytesIO()
    Image.new("RGB", (600, 800), "white").save(made, "JPEG")
    return made.getvalue()


def test_a_second_import_of_the_same_folder_changes_nothing() -> None:
    opened_city()
    files = {**forms_of(ONE, TWO), "又一份.docx": form(row(ONE))}
    files["又一份.docx"] = files[f"{ONE}.docx"]
    first = imported(files)
    assert list(became(first).values()) == [READ, READ, TWIN]
    entered(first)
    again = imported({**files, "全部.zip": packed(files)})
    assert set(became(again).values()) == {TWIN}
    assert len(became(again)) == 6
    with pytest.raises(Refused, match="import_nothing_chosen"):
        start_entering(actor=clerk(), call_slug="city", number=again, count=0, means=Means.WEB)
    assert Filing.objects.count() == 2


def test_what_waits_in_another_import_is_a_twin_until_that_is_dropped() -> None:
    opened_city()
    first = imported(forms_of(ONE))
    assert list(became(imported(forms_of(ONE))).values()) == [TWIN]
    drop_import(actor=clerk(), call_slug="city", number=first)
    assert list(became(imported(forms_of(ONE))).values()) == [READ]
    assert ImportedFile.objects.get(batch__number=first).body is None


def test_the_file_of_a_filing_is_a_twin() -> None:
    opened_city()
    entered(imported(forms_of(ONE)))
    number = Filing.objects.get().number
    again = imported(forms_of(ONE))
    (line,) = list_import_files(viewer=clerk(), slug="city", number=again, wanted=Wanted()).items
    assert line.twin is not None
    assert line.twin.filing == number


def test_the_same_nominee_is_asked_for() -> None:
    opened_city()
    filed = filed_city(typed(ONE))
    number = imported({**forms_of(ONE, THREE), "甲.docx": form(row(TWO)), "乙.docx": form(row(f" {TWO} "))})
    found = list_import_files(viewer=clerk(), slug="city", number=number, wanted=Wanted()).items
    told = {
        one.name: (one.choice, [each.number for each in one.same], [at for at, _ in one.within])
        for one in found
    }
    assert told == {
        f"{ONE}.docx": ("ask", [filed], []),
        "甲.docx": ("ask", [], [4]),
        "乙.docx": ("ask", [], [3]),
        f"{THREE}.docx": ("enter", [], []),
    }
    with pytest.raises(Refused, match="import_to_choose"):
        start_entering(actor=clerk(), call_slug="city", number=number, count=1, means=Means.WEB)
    choose(actor=clerk(), call_slug="city", number=number, ordinals=[1, 3], choice=Choice.LEAVE)
    choose(actor=clerk(), call_slug="city", number=number, ordinals=[4], choice=Choice.ENTER)
    entered(number)
    assert sorted(Entry.objects.values_list("name", flat=True)) == sorted([ONE, THREE, TWO])


def test_a_choice_is_asked_again_when_more_doubles_come() -> None:
    opened_city()
    number = imported(forms_of(ONE))
    choose(actor=clerk(), call_slug="city", number=number, ordinals=[1], choice=Choice.LEAVE)
    more = [keep_brought(name="别的.docx", data=form(row(TWO)))]
    add_files(actor=clerk(), call_slug="city", number=number, files=more)
    import_due(processes=0)
    assert ImportedFile.objects.get(ordinal=1).choice == "leave"
    more = [keep_brought(name="又来.docx", data=form(row(ONE, location_industry="江北区，制造业")))]
    add_files(actor=clerk(), call_slug="city", number=number, files=more)
    import_due(processes=0)
    choices = ImportedFile.objects.order_by("ordinal").values_list("choice", flat=True)
    assert list(choices) == ["ask", "enter", "ask"]


def test_a_double_that_came_after_the_choice_keeps_a_form_out() -> None:
    opened_city()
    number = imported(forms_of(ONE, TWO))
    filed_city(typed(ONE))
    view = entered(number)
    assert view.groups == {Group.ENTERED: 1, Group.LEFT_OUT: 1}
    assert ImportedFile.objects.get(ordinal=1).told["problem"][0] == "import_same_since"


def test_what_was_left_out_comes_again_as_left_out() -> None:
    opened_city()
    first = imported(forms_of(ONE, TWO))
    choose(actor=clerk(), call_slug="city", number=first, ordinals=[1], choice=Choice.LEAVE)
    entered(first)
    again = imported(forms_of(ONE, TWO))
    found = list_import_files(viewer=clerk(), slug="city", number=again, wanted=Wanted()).items
    assert [(one.status, one.choice, one.before) for one in found] == [(READ, "leave", first), (TWIN, "", 0)]


def test_containers_give_way_to_what_is_in_them() -> None:
    opened_city()
    inner = packed(forms_of(TWO))
    number = imported(
        {"来件.zip": packed({f"渝北/{ONE}.docx": form(row(ONE)), "里.zip": inner}), "坏.zip": b"PK\x03\x04x"}
    )
    assert became(number) == {
        f"来件.zip/渝北/{ONE}.docx": READ,
        f"来件.zip/里.zip/{TWO}.docx": READ,
        "坏.zip": REJECTED,
    }
    assert view_of(number).total == 3


def test_it_goes_on_where_it_was_cut_off() -> None:
    opened_city()
    number = brought(forms_of(ONE, TWO))
    claimed = claim_import()
    assert claimed is not None
    # Whoever claimed it was killed: nobody else is let in until its sign of life is old.
    assert import_due(processes=0) == 0
    Import.objects.update(beat_at=database_now() - importing_work.STALE - timedelta(seconds=1))
    assert import_due(processes=0) == 1
    assert list(became(number).values()) == [READ, READ]
    start_entering(actor=clerk(), call_slug="city", number=number, count=2, means=Means.WEB)
    claimed = claim_import()
    assert claimed is not None
    assert (enter_form(claimed, 1), enter_form(claimed, 1)) == (True, False)
    Import.objects.update(beat_at=None)
    import_due(processes=0)
    assert (Filing.objects.count(), view_of(number).status) == (2, ImportStatus.ENTERED)
    assert [told["filings"] for told in logged("import_forms")] == [2]


def test_a_job_that_is_to_end_leaves_the_rest_to_another() -> None:
    opened_city()
    number = imported(forms_of(ONE, TWO, THREE))
    start_entering(actor=clerk(), call_slug="city", number=number, count=3, means=Means.WEB)
    going: Iterator[bool] = iter([True, True, False, False])
    import_due(going=lambda: next(going), processes=0)
    assert (Filing.objects.count(), view_of(number).done) == (1, 1)
    import_due(processes=0)
    assert (Filing.objects.count(), view_of(number).done) == (3, 3)


def test_nothing_is_written_for_an_import_that_was_dropped() -> None:
    opened_city()
    number = brought(forms_of(ONE))
    claimed = claim_import()
    assert claimed is not None
    drop_import(actor=clerk(), call_slug="city", number=number)
    assert note_readings(claimed, [(1, None)]) is False
    assert view_of(number).status is ImportStatus.DROPPED
    with pytest.raises(Refused, match="import_not_now"):
        add_files(actor=clerk(), call_slug="city", number=number, files=[])


def test_undoing_withdraws_what_nobody_has_decided_on() -> None:
    opened_city()
    number = imported(forms_of(ONE, TWO, THREE))
    entered(number, Means.PAPER)
    numbers = dict(Filing.objects.values_list("entries__name", "number"))
    accept_entry(actor=clerk(), looked=Looked(numbers[ONE], 1, 1))
    found = get_undoable(viewer=clerk(), slug="city", number=number)
    assert {one.number for one in found.possible} == {numbers[TWO], numbers[THREE]}
    assert [(one.number, one.stays) for one in found.stay] == [(numbers[ONE], Stays.DECIDED)]
    with pytest.raises(Refused, match="import_changed"):
        start_undoing(actor=head(), call_slug="city", number=number, count=3, reason="放错了文件夹")
    with pytest.raises(Refused, match="site_reason_missing"):
        start_undoing(actor=head(), call_slug="city", number=number, count=2, reason=" ")
    start_undoing(actor=head(), call_slug="city", number=number, count=2, reason="放错了文件夹")
    import_due(processes=0)
    assert dict(Filing.objects.values_list("entries__name", "status")) == {
        ONE: "filed",
        TWO: "withdrawn",
        THREE: "withdrawn",
    }
    (told,) = logged("undo_import")
    assert (told["withdrawn"], told["kept"], told["reason"], told["role"]) == (
        2,
        1,
        "放错了文件夹",
        "section_head",
    )
    assert [each["reason"] for each in logged("withdraw")] == ["放错了文件夹"] * 2
    assert view_of(number).status is ImportStatus.UNDONE
    assert set(became(imported(forms_of(ONE, TWO))).values()) == {TWIN, READ}


def test_a_filing_whose_paper_came_later_stays() -> None:
    opened_city()
    number = imported(forms_of(ONE))
    entered(number)
    register_paper(actor=counter(), number=Filing.objects.get().number)
    found = get_undoable(viewer=clerk(), slug="city", number=number)
    assert ([one.stays for one in found.stay], found.possible) == ([Stays.CHANGED], ())
    with pytest.raises(Refused, match="import_nothing_to_undo"):
        start_undoing(actor=clerk(), call_slug="city", number=number, count=0, reason="放错了")


def test_only_clerks_of_the_office_import() -> None:
    opened_city()
    number = imported(forms_of(ONE))
    for actor in (head(), counter(), somewhere_else()):
        with pytest.raises(NotAllowed):
            begin_import(actor=actor, call_slug="city")
        with pytest.raises(NotAllowed):
            start_entering(actor=actor, call_slug="city", number=number, count=1, means=Means.WEB)
        with pytest.raises(NotAllowed):
            drop_import(actor=actor, call_slug="city", number=number)
    for ask in (
        lambda: list_imports(viewer=somewhere_else(), slug="city"),
        lambda: get_import_file(viewer=somewhere_else(), slug="city", number=number, ordinal=1),
    ):
        with pytest.raises(Refused, match="site_no_call"):
            ask()


def test_bounds() -> None:
    opened_city()
    many = [Brought("表.docx", "0" * 64, 1)] * (MOST_FILES + 1)
    with pytest.raises(Refused, match="import_many_files"):
        begin_import(actor=clerk(), call_slug="city", files=many)
    name = "/".join(["夹"] * 50 + [f"{'长' * 300}.docx"])
    number = imported({name: form(row(ONE)), "../../越界.docx": form(row(TWO))})
    assert [len(one) <= 400 and ".." not in one for one in became(number)] == [True] * 2
    with pytest.raises(Refused, match="import_changed"):
        start_entering(actor=clerk(), call_slug="city", number=number, count=9, means=Means.WEB)
    with pytest.raises(Refused, match="import_means_unknown"):
        start_entering(actor=clerk(), call_slug="city", number=number, count=2, means=Means.SEALED_SCAN)
    with pytest.raises(Refused, match="import_unknown"):
        drop_import(actor=clerk(), call_slug="city", number=99)


def test_a_form_that_the_site_fails_on_costs_only_itself() -> None:
    opened_city()
    number = imported(forms_of(ONE, TWO))
    # What no key of the site decrypts is a refusal; what makes no sense at all is a defect.
    ImportedFile.objects.filter(ordinal=1).update(body=site_keys().encrypt("{}"))
    view = entered(number)
    assert (view.status, view.groups) == (ImportStatus.ENTERED, {Group.ENTERED: 1, Group.LEFT_OUT: 1})
    assert ImportedFile.objects.get(ordinal=1).told["problem"] == [
        "import_enter_failed",
        {"error": "KeyError"},
    ]
    assert Filing.objects.count() == 1


def test_nothing_is_kept_of_what_was_dropped() -> None:
    opened_city()
    number = imported(forms_of(ONE))
    drop_import(actor=clerk(), call_slug="city", number=number)
    assert list(ImportedFile.objects.values_list("status", "told", "body")) == [("left_out", {}, None)]
