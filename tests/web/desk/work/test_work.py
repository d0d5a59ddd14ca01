"""The work in a folder: what comes in stays, what is decided holds over a restart, what goes out is right."""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import msoffcrypto.format.ooxml as locked
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from openpyxl import load_workbook

from examples.forms.content import World
from examples.forms.file_faults import scan
from jianyou.domain.annexes.intake import take_in
from jianyou.domain.calls.load import load_call
from jianyou.terms.finding import Refused, Severity
from jianyou.web.desk.work.records import Added, FileLine, FileState
from jianyou.web.desk.work.work import Work
from tests.cli.samples import GOOD, NAMELESS_CONTACT, UNDECIDED, write_form

CALL = load_call("chongqing-2024")
TOO_LONG = {**GOOD, "name": "重庆样例轴承有限公司", "feature": "质" * 30}
FEATURE = CALL.annex.by_key["feature"].title
OFFICE = {"department": "某市经信委", "contact": "经办人", "phone": "023-60000009"}


@pytest.fixture(autouse=True)
def _own_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("APPDATA", str(tmp_path / "config"))


@pytest.fixture
def mailbox(tmp_path: Path) -> Path:
    folder = tmp_path / "来件"
    write_form(folder / "渝北区" / "好.docx", [GOOD])
    write_form(folder / "渝北区" / "长.docx", [TOO_LONG])
    write_form(folder / "看不清.xlsx", [UNDECIDED, NAMELESS_CONTACT])
    (folder / "坏.docx").write_bytes(b"nothing like it")
    return folder


@pytest.fixture
def work(tmp_path: Path, mailbox: Path) -> Iterator[Work]:
    opened = Work.open(tmp_path / "工作")
    assert opened.add_from(mailbox) == Added(new=4)
    assert opened.wait(60)
    yield opened
    opened.close()


def line(work: Work, name: str) -> FileLine:
    (found,) = [one for one in work.files() if one.name == name]
    return found


def states(work: Work) -> dict[str, str]:
    return {one.name: one.state.value for one in work.files()}


def reopened(work: Work) -> Work:
    work.close()
    again = Work.open(work.folder)
    assert again.wait(60)
    return again


def test_every_file_has_its_state_and_the_work_its_numbers(work: Work) -> None:
    assert states(work) == {
        "渝北区/好.docx": "clean",
        "渝北区/长.docx": "errors",
        "看不清.xlsx": "errors",
        "坏.docx": "rejected",
    }
    counts = work.counts()
    assert (counts.entries, counts.errors, counts.senders) == (4, 3, 1)
    assert {state.value: n for state, n in counts.files.items() if n} == {
        "rejected": 1,
        "errors": 2,
        "clean": 1,
    }


def test_the_same_bytes_are_kept_once_and_the_same_name_twice(work: Work, mailbox: Path) -> None:
    assert work.add_from(mailbox) == Added(known=4)
    assert work.add("渝北区/好.docx", io.BytesIO((mailbox / "坏.docx").read_bytes() + b"!")) == Added(new=1)
    assert work.wait(60)
    assert "渝北区/好（2）.docx" in states(work)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("../../etc/passwd", "etc/passwd"),
        ("C:\\来件\\a.docx", "C_/来件/a.docx"),
        ("/根/b.docx", "根/b.docx"),
        ("con.docx", "_con.docx"),
        ("行\n尾.docx ", "行_尾.docx"),
        ("..", "_"),
    ],
)
def test_a_name_leads_nowhere_else(name: str, kept: str, tmp_path: Path) -> None:
    work = Work.open(tmp_path / "工作")
    work.add(name, io.BytesIO(b"x"))
    work.close()
    inbox = tmp_path / "工作" / "收到"
    assert [path.relative_to(inbox).as_posix() for path in inbox.rglob("*") if path.is_file()] == [kept]


def test_empty_files_are_kept_each_and_rejected_with_the_reason(work: Work) -> None:
    assert [work.add(name, io.BytesIO()) for name in ("空.docx", "又空.docx")] == [Added(new=1)] * 2
    assert work.wait(60)
    assert [states(work)[name] for name in ("空.docx", "又空.docx")] == ["rejected"] * 2
    assert work.add("空.docx", io.BytesIO()) == Added(known=1)
    assert [path.name for path in (work.folder / "收到").glob(".*")] == []


def test_a_correction_is_checked_kept_and_taken_back(work: Work) -> None:
    file = line(work, "渝北区/长.docx")
    work.correct(file.id, 1, "feature", "缺陷归零")
    assert (states(work)[file.name], line(work, file.name).corrected) == ("clean", 1)
    cell = next(cell for cell in work.file(file.id).entries[0].cells if cell.key == "feature")
    assert (cell.text, cell.was, cell.words) == ("缺陷归零", "质" * 30, 4)
    again = reopened(work)
    assert states(again)[file.name] == "clean"
    again.correct(file.id, 1, "feature", "质" * 30)
    assert (states(again)[file.name], line(again, file.name).corrected) == ("errors", 0)
    again.close()


def test_the_header_line_can_be_corrected(work: Work) -> None:
    file = line(work, "渝北区/好.docx")
    work.correct(file.id, 0, "department", "江津区经济信息委")
    assert line(work, file.name).department == "江津区经济信息委"
    assert {remark.code for remark in work.file(file.id).entries[0].cells[1].remarks} == {
        "entry_outside_district"
    }


def test_an_error_is_confirmed_only_with_a_reason(work: Work) -> None:
    file = line(work, "渝北区/长.docx")
    (remark,) = [one for cell in work.file(file.id).entries[0].cells for one in cell.remarks]
    with pytest.raises(Refused) as caught:
        work.confirm(file.id, [remark.key])
    assert caught.value.code == "desk_note_needed"
    work.confirm(file.id, [remark.key], "经电话核实，保留原文")
    assert states(work)[file.name] == "clean"
    again = reopened(work)
    assert states(again)[file.name] == "clean"
    again.reopen(file.id, [remark.key])
    assert states(again)[file.name] == "errors"
    again.close()


def test_what_is_set_aside_counts_for_nothing_and_comes_back(work: Work) -> None:
    file = line(work, "看不清.xlsx")
    before = work.counts().entries
    work.set_aside(file.id, "重复报送")
    assert (states(work)[file.name], work.counts().entries) == ("set_aside", before - 2)
    work.take_back(file.id)
    assert (states(work)[file.name], work.counts().entries) == ("errors", before)


def test_a_scan_goes_with_its_form_however_late_that_comes(tmp_path: Path, work: Work) -> None:
    data = scan(World(Random(4))).data
    work.add("重庆新来铸造有限公司 盖章件.png", io.BytesIO(data))
    work.wait(60)
    assert states(work)["重庆新来铸造有限公司 盖章件.png"] == "rejected"
    form = write_form(tmp_path / "后来.docx", [{**GOOD, "name": "重庆新来铸造有限公司"}])
    work.add_from(form)
    work.wait(60)
    paper = line(work, "重庆新来铸造有限公司 盖章件.png")
    assert paper.state is FileState.SEALED_SCAN
    assert work.file(paper.id).scan_of == line(work, "后来.docx")
    assert [one.name for one in work.file(line(work, "后来.docx").id).scans] == [paper.name]
    assert work.original(paper.id)[1] == "image/png"


def test_a_search_finds_by_any_text_of_the_form(work: Work) -> None:
    assert [one.name for one in work.files(search="样例轴承")] == ["渝北区/长.docx"]
    assert [one.name for one in work.files(search="13800000001 示范")] == ["看不清.xlsx"]
    assert work.files(search="没有这个词") == []


def test_firms_and_reminders(work: Work) -> None:
    firms = {firm.name: [file.name for file in firm.files] for firm in work.firms()}
    assert firms[GOOD["name"]] == ["渝北区/好.docx"]
    told = {one.file.name: one.text for one in work.reminders()}
    assert list(told) == ["坏.docx", "渝北区/长.docx", "看不清.xlsx"]
    assert "25" in told["渝北区/长.docx"]


def test_results_are_what_the_work_shows(work: Work) -> None:
    work.correct(line(work, "渝北区/长.docx").id, 1, "feature", "缺陷归零")
    made = work.make(["master_docx", "findings_xlsx", "annotated_zip", "reminders_docx"], OFFICE)
    assert [one.stale for one in made] == [False] * 4
    paths = {one.key: one.path for one in made}
    master = take_in(paths["master_docx"], file="m", schema=CALL.annex, deadline=CALL.deadline)
    assert {key: value.text for key, value in master.header.items()} == OFFICE
    features = {row.text("name"): row.text("feature") for row in master.rows}
    assert features[TOO_LONG["name"]] == "缺陷归零"
    assert len(master.rows) == 4
    book = load_workbook(paths["findings_xlsx"], read_only=True)
    changes = list(book["改正和确认"].iter_rows(min_row=2, values_only=True))
    assert changes == [("渝北区/长.docx", "1", FEATURE, "改正", "质" * 30, "缺陷归零")]
    book.close()
    names = zipfile.ZipFile(paths["annotated_zip"]).namelist()
    assert names == ["坏-问题清单.docx", "看不清.xlsx"]
    work.review(line(work, "坏.docx").id, done=True)
    assert [one.stale for one in work.results()] == [False] * 4
    work.set_aside(line(work, "坏.docx").id, "空文件")
    assert [one.stale for one in work.results()] == [True] * 4
    assert work.office_header() == OFFICE


def test_lists_that_would_bear_one_name_all_go_out(work: Work) -> None:
    for name in ("甲.doc", "甲.wps", "甲.pdf"):
        work.add(f"渝北区/{name}", io.BytesIO(name.encode()))
    assert work.wait(60)
    work.make(["annotated_zip"], OFFICE)
    (made,) = work.results()
    names = [name for name in zipfile.ZipFile(made.path).namelist() if "甲" in name]
    assert names == [
        "渝北区/甲-问题清单.docx",
        "渝北区/甲-问题清单（2）.docx",
        "渝北区/甲-问题清单（3）.docx",
    ]


def test_nothing_can_be_made_of_nothing(tmp_path: Path) -> None:
    work = Work.open(tmp_path / "空")
    with pytest.raises(Refused) as caught:
        work.make(["master_pdf"], OFFICE)
    work.close()
    assert caught.value.code == "desk_nothing_to_make"


def test_a_folder_belongs_to_one_call(work: Work, tmp_path: Path) -> None:
    other = tmp_path / "call.yaml"
    source = Path(load_call.__code__.co_filename).parent / "builtin" / "chongqing-2024.yaml"
    text = source.read_text("utf-8").replace("call: chongqing-2024", "call: another-2025")
    other.write_text(text, "utf-8")
    with pytest.raises(Refused) as caught:
        Work.open(work.folder, str(other))
    assert caught.value.code == "desk_other_call"
    own = Work.open(tmp_path / "另一", str(other))
    own.close()
    other.unlink()
    again = Work.open(tmp_path / "另一")
    assert again.call.id == "another-2025"
    again.close()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("{", "desk_notebook_damaged"),
        ("[]", "desk_notebook_damaged"),
        ('{"version": 99}', "desk_notebook_newer"),
    ],
)
def test_a_damaged_record_is_told_and_left_alone(text: str, code: str, tmp_path: Path) -> None:
    notebook = tmp_path / "工作" / ".jianyou" / "desk.json"
    notebook.parent.mkdir(parents=True)
    notebook.write_text(text)
    with pytest.raises(Refused) as caught:
        Work.open(tmp_path / "工作")
    assert (caught.value.code, notebook.read_text()) == (code, text)


def test_the_record_holds_decisions_only(work: Work) -> None:
    work.review(line(work, "坏.docx").id, done=True)
    data = json.loads((work.folder / ".jianyou" / "desk.json").read_text("utf-8"))
    assert sorted(data) == ["call", "changes", "header", "made", "pages", "version"]
    assert [page["name"] for page in data["pages"].values()] == ["坏.docx"]


class Decisions(RuleBasedStateMachine):
    """Whatever is decided, in whatever order, a restart shows the same; what is set aside doesn't count."""

    COLUMNS = ("name", "feature", "contact", "willing")

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        base = Path(self.folder.name)
        write_form(base / "来" / "一.docx", [GOOD, TOO_LONG])
        write_form(base / "来" / "二.xlsx", [UNDECIDED])
        self.work = Work.open(base / "工作")
        self.work.add_from(base / "来")
        assert self.work.wait(60)

    def pick(self, number: int) -> FileLine:
        files = self.work.files()
        return files[number % len(files)]

    @rule(number=st.integers(0, 1), column=st.sampled_from(COLUMNS), text=st.text(max_size=30))
    def correct(self, number: int, column: str, text: str) -> None:
        file = self.pick(number)
        self.work.correct(file.id, 1, column, text)
        (cell,) = [cell for cell in self.work.file(file.id).entries[0].cells if cell.key == column]
        assert cell.text == text.strip()

    @rule(number=st.integers(0, 1))
    def confirm_all(self, number: int) -> None:
        file = self.pick(number)
        view = self.work.file(file.id)
        keys = [one.key for entry in view.entries for cell in entry.cells for one in cell.remarks]
        self.work.confirm(file.id, keys, "核实")
        shown = self.work.file(file.id)
        assert all(one.confirmed for entry in shown.entries for cell in entry.cells for one in cell.remarks)

    @rule(number=st.integers(0, 1))
    def set_aside(self, number: int) -> None:
        self.work.set_aside(self.pick(number).id, "理由")

    @rule(number=st.integers(0, 1))
    def take_back(self, number: int) -> None:
        self.work.take_back(self.pick(number).id)

    @rule()
    def restart(self) -> None:
        before = [self.work.file(file.id) for file in self.work.files()]
        self.work = reopened(self.work)
        assert [self.work.file(file.id) for file in self.work.files()] == before

    @invariant()
    def entries_are_those_not_set_aside(self) -> None:
        if hasattr(self, "work"):
            counted = [one for one in self.work.files() if one.state is not FileState.SET_ASIDE]
            assert self.work.counts().entries == sum(len(one.nominees) for one in counted)
            assert self.work.counts().errors == sum(
                one.errors for one in counted if one.state is not FileState.SET_ASIDE
            )

    def teardown(self) -> None:
        if hasattr(self, "work"):
            self.work.close()
            self.folder.cleanup()


TestDecisions = Decisions.TestCase
TestDecisions.settings = settings(
    max_examples=15, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck)
)


def test_errors_are_counted_by_severity(work: Work) -> None:
    file = work.file(line(work, "渝北区/长.docx").id)
    assert [cell.worst for cell in file.entries[0].cells if cell.worst] == [Severity.ERROR]


def test_a_password_opens_its_file_and_is_kept_nowhere(tmp_path: Path) -> None:
    form = write_form(tmp_path / "开.docx", [GOOD])
    shut = io.BytesIO()
    locked.OOXMLFile(io.BytesIO(form.read_bytes())).encrypt("开门2024", shut)
    with zipfile.ZipFile(tmp_path / "来件.zip", "w") as archive:
        archive.writestr("密.docx", shut.getvalue())
        archive.write(write_form(tmp_path / "甲.docx", [UNDECIDED]), "甲.docx")
    work = Work.open(tmp_path / "工作")
    work.add_from(tmp_path / "来件.zip")
    assert work.wait(60)
    file = line(work, "来件.zip/密.docx")
    assert file.state is FileState.LOCKED
    with pytest.raises(Refused) as caught:
        work.give_password(file.id, "不对")
    assert caught.value.code == "password_wrong"
    assert line(work, file.name).state is FileState.LOCKED
    work.give_password(file.id, "开门2024")
    assert states(work) == {"来件.zip/密.docx": "clean", "来件.zip/甲.docx": "errors"}
    assert line(work, file.name).id == file.id
    kept = b"".join(path.read_bytes() for path in work.folder.rglob("*") if path.suffix == ".json")
    assert "开门2024".encode() not in kept
    again = reopened(work)
    assert states(again)["来件.zip/密.docx"] == "locked"
    again.close()
    assert not (work.folder / ".jianyou" / "members").exists()
