"""Many files at once: containers, repeats, papers after their forms, one bad file costing only itself."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from examples.forms.content import World
from examples.forms.file_faults import encrypted, scan
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form, FormStatus
from jianyou.domain.calls.load import load_call
from jianyou.domain.mailbox.batch import take_in_all
from jianyou.domain.mailbox.reading import FormReader
from jianyou.officefiles.arrivals.receive import receive
from jianyou.terms.finding import Refused
from tests.cli.samples import GOOD, NAMELESS_CONTACT, write_form

CALL = load_call("chongqing-2024")
PICTURE = scan(World(Random(1))).data


def taken(folder: Path, spool: Path) -> dict[str, Form]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    arrivals = receive([(path.relative_to(folder).as_posix(), path) for path in files], spool)
    spool.mkdir(exist_ok=True)
    return {one.form.file: one.form for one in take_in_all(arrivals, CALL, FormReader(CALL.annex))}


def codes(form: Form) -> list[str]:
    return [finding.code for finding in form.findings if finding.severity.value != "info"]


def test_a_scan_finds_its_form_whatever_the_order_of_their_names(tmp_path: Path) -> None:
    inbox = tmp_path / "收件"
    write_form(inbox / "重庆某某机械有限公司.docx", [GOOD])
    (inbox / "a 盖章件 重庆某某机械有限公司.png").write_bytes(PICTURE)
    (inbox / "别家.png").write_bytes(PICTURE)
    forms = taken(inbox, tmp_path / "spool")
    assert list(forms) == ["重庆某某机械有限公司.docx", "a 盖章件 重庆某某机械有限公司.png", "别家.png"]
    paired, alone = forms["a 盖章件 重庆某某机械有限公司.png"], forms["别家.png"]
    assert (paired.status, paired.scan_of) == (FormStatus.SEALED_SCAN, "重庆某某机械有限公司.docx")
    assert (alone.status, alone.reason and alone.reason.code) == (FormStatus.REJECTED, "scan_without_form")
    assert len(merge(forms.values()).rows) == 1


def test_members_of_an_archive_are_forms_under_their_way_inside(tmp_path: Path) -> None:
    inbox, apart = tmp_path / "收件", tmp_path / "apart"
    inbox.mkdir()
    form = write_form(apart / "甲.docx", [GOOD])
    with zipfile.ZipFile(inbox / "来件.zip", "w") as archive:
        archive.write(form, "渝北区/甲.docx")
        archive.writestr("渝北区/坏.docx", b"nothing like it")
    write_form(inbox / "甲.docx", [GOOD])
    forms = taken(inbox, tmp_path / "spool")
    assert {name: one.status.value for name, one in forms.items()} == {
        "来件.zip/渝北区/甲.docx": "read",
        "来件.zip/渝北区/坏.docx": "rejected",
        "甲.docx": "read",
    }
    assert {name: one.container for name, one in forms.items() if one.container} == {
        "来件.zip/渝北区/甲.docx": "来件.zip",
        "来件.zip/渝北区/坏.docx": "来件.zip",
    }
    assert codes(forms["甲.docx"]) == ["duplicate_name"]
    assert [path for path in (tmp_path / "spool").rglob("*") if path.is_file()] == []


def test_an_entry_of_another_district_is_told(tmp_path: Path) -> None:
    header = {"department": "江津区经济信息委", "contact": "张三", "phone": "023-60000001"}
    write_form(tmp_path / "江津区.docx", [GOOD], header=header)
    assert codes(taken(tmp_path, tmp_path / "spool")["江津区.docx"]) == ["entry_outside_district"]


def test_a_caller_is_not_disturbed_in_the_middle_of_a_file(tmp_path: Path) -> None:
    inside: list[bool] = []

    @contextmanager
    def steady() -> Iterator[None]:
        inside.append(True)
        yield
        inside.append(False)

    for name in ("1.docx", "2.docx"):
        write_form(tmp_path / name, [NAMELESS_CONTACT])
    arrivals = receive([(name, tmp_path / name) for name in ("1.docx", "2.docx")], tmp_path / "spool")
    for _ in take_in_all(arrivals, CALL, FormReader(CALL.annex, steady=steady)):
        assert inside[-1] is False
    assert inside == [True, False] * 2


@pytest.mark.parametrize(("password", "asked"), [(None, 1), ("wrong", 1)])
def test_a_locked_file_is_asked_for_once_and_by_name(
    password: str | None, asked: int, tmp_path: Path
) -> None:
    names: list[str] = []

    def answer(name: str) -> str | None:
        names.append(name)
        return password

    locked = tmp_path / "密.docx"
    locked.write_bytes(encrypted(World(Random(2))).data)
    arrivals = receive([("密.docx", locked)], tmp_path / "spool")
    (one,) = take_in_all(arrivals, CALL, FormReader(CALL.annex, passwords=answer))
    assert names == ["密.docx"] * asked
    assert one.form.status is FormStatus.REJECTED


def test_no_password_is_asked_for_a_file_that_is_open(tmp_path: Path) -> None:
    def answer(name: str) -> str | None:
        raise Refused("file_missing", name=name)

    path = write_form(tmp_path / "甲.docx", [GOOD])
    (one,) = take_in_all(
        receive([("甲.docx", path)], tmp_path / "spool"), CALL, FormReader(CALL.annex, passwords=answer)
    )
    assert one.form.status is FormStatus.READ
