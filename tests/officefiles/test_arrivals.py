"""Containers become single files: names, order, nesting, what is passed over, and the one budget."""

from collections.abc import Callable, Generator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.arrivals.arrival import Arrival
from jianyou.officefiles.arrivals.budget import ContainerLimits
from jianyou.officefiles.arrivals.names import Numbered, decoded, ending, safe_name
from jianyou.officefiles.arrivals.receive import receive
from jianyou.officefiles.unpacking import MEGABYTE
from tests.corpus.containers import (
    gbk_zip_of,
    mail_of,
    nested_zip,
    rar_of,
    sevenzip_of,
    tar_of,
    zip_of,
)
from tests.corpus.wordxml import plain_form
from tests.officefiles.arrived import Arrived, arrived

FILES = {"渝北区/表10.docx": b"ten", "渝北区/表2.docx": b"two", "a.xlsx": b"", "空 白.docx": bytes(300_000)}
ORDER = ["a.xlsx", "渝北区/表2.docx", "渝北区/表10.docx", "空 白.docx"]
PACKERS: dict[str, Callable[[dict[str, bytes]], bytes]] = {
    "zip": zip_of,
    "gbk.zip": gbk_zip_of,
    "7z": sevenzip_of,
    "rar": rar_of,
    "tar": tar_of,
    "tar.gz": lambda files: tar_of(files, gz=True),
}


@pytest.mark.parametrize("kind", PACKERS)
def test_members_come_in_natural_order_and_whole(kind: str, tmp_path: Path) -> None:
    name = f"来件.{kind}"
    found = arrived(tmp_path, {name: PACKERS[kind](FILES)})
    assert list(found.files.items()) == [(f"{name}/{member}", FILES[member]) for member in ORDER]
    assert (found.refused, found.skipped) == ([], [])


@pytest.mark.parametrize("kind", PACKERS)
def test_leftovers_are_passed_over_and_named(kind: str, tmp_path: Path) -> None:
    files = dict.fromkeys(("~$a.docx", "b/.DS_Store", "__MACOSX/b/._c.docx", "Thumbs.db"), b"x")
    found = arrived(tmp_path, {f"x.{kind}": PACKERS[kind]({**files, "c.docx": b"c"})})
    assert (found.files, found.refused) == ({f"x.{kind}/c.docx": b"c"}, [])
    assert sorted(found.skipped) == [
        (f"x.{kind}/Thumbs.db", "skipped_system"),
        (f"x.{kind}/__MACOSX/b/._c.docx", "skipped_system"),
        (f"x.{kind}/b/.DS_Store", "skipped_hidden"),
        (f"x.{kind}/~$a.docx", "skipped_temporary"),
    ]
    assert arrived(tmp_path, {f"x.{kind}": PACKERS[kind](files)}).refused == [(f"x.{kind}", "archive_empty")]


@pytest.mark.parametrize("kind", PACKERS)
def test_any_cut_is_told(kind: str, tmp_path: Path) -> None:
    whole = PACKERS[kind]({"a.docx": b"first" * 50, "b.docx": b"second" * 50})
    for size in range(1, len(whole), max(1, len(whole) // 9)):
        if kind == "tar" and len(whole) - size < 8192:
            continue  # zeros that end a tar
        found = arrived(tmp_path, {f"x.{kind}": whole[:size]})
        plain = set(found.files) == {f"x.{kind}"}  # too short to tell what it was: the guard's business
        assert found.refused != [] or plain, size


def test_plain_files_pass_by_unopened(tmp_path: Path) -> None:
    files = [("甲.docx", tmp_path / "nowhere"), ("乙.zip", tmp_path / "nowhere"), ("丙.xlsx", tmp_path)]
    assert list(receive(files, tmp_path)) == [Arrival(name, path) for name, path in files]


def test_content_counts_among_endings_of_containers(tmp_path: Path) -> None:
    files = {
        "甲.zip": rar_of({"a": b"1"}),
        "乙.rar": zip_of({"b": b"2"}),
        "丙.7z": b"%PDF-1.4",
        "丁.zip": b"",
    }
    assert arrived(tmp_path, files) == (
        {"甲.zip/a": b"1", "乙.rar/b": b"2", "丙.7z": b"%PDF-1.4", "丁.zip": b""},
        [],
        [],
    )


def test_a_form_is_a_form_whatever_its_ending(tmp_path: Path) -> None:
    form, ofd = plain_form(), zip_of({"OFD.xml": b"<ofd/>"})
    files = {"甲.zip": form, "乙.rar": ofd, "丙.docx": zip_of({"a": b"1"})}
    assert arrived(tmp_path, files) == (files, [], [])


def test_containers_within_containers(tmp_path: Path) -> None:
    deep = zip_of(
        {"信.eml": mail_of([]), "b.tar.gz": tar_of({"c.7z": sevenzip_of({"d.docx": b"d"})}, gz=True)}
    )
    found = arrived(tmp_path, {"a.zip": zip_of({"甲": b"1", "内.zip": deep})})
    assert found.files == {"a.zip/内.zip/b.tar.gz/c.7z/d.docx": b"d", "a.zip/甲": b"1"}
    assert found.refused == [("a.zip/内.zip/信.eml", "mail_without_attachment")]


def test_the_depth_is_bounded(tmp_path: Path) -> None:
    assert arrived(tmp_path, {"a.zip": nested_zip(5)}).refused == []
    assert arrived(tmp_path, {"a.zip": nested_zip(6)}).refused == [
        ("a.zip" + "/表.zip" * 5, "archive_too_deep"),
    ]


def test_one_budget_over_the_tree(tmp_path: Path) -> None:
    inner = zip_of({f"{number}.docx": bytes(MEGABYTE) for number in range(3)})
    tree = {"x.zip": zip_of({"1.zip": inner, "2.zip": inner, "3.docx": b"x"}), "y.docx": b"y"}
    narrow = ContainerLimits(unpacked_bytes=4 * MEGABYTE + len(inner) * 2)
    found = arrived(tmp_path, tree, limits=narrow)
    assert list(found.files) == ["x.zip/1.zip/0.docx", "x.zip/1.zip/1.docx", "x.zip/1.zip/2.docx",
                                 "x.zip/2.zip/0.docx", "y.docx"]  # fmt: skip
    assert found.refused == [("x.zip", "archive_too_large")]
    found = arrived(tmp_path, tree, limits=ContainerLimits(members=7))
    assert (len(found.files), found.refused) == (4, [("x.zip", "archive_too_many_members")])
    found = arrived(tmp_path, tree, limits=ContainerLimits(file_bytes=MEGABYTE - 1))
    assert list(found.files) == ["x.zip/3.docx", "y.docx"]
    assert {code for _, code in found.refused} == {"member_too_large"}


def test_the_ratio_counts_from_a_floor_on(tmp_path: Path) -> None:
    tree = {"x.zip": zip_of({"1.docx": bytes(MEGABYTE), "2.docx": bytes(MEGABYTE)})}
    assert arrived(tmp_path, tree, limits=ContainerLimits(ratio=100, ratio_from=MEGABYTE)).refused == [
        ("x.zip", "archive_too_large")
    ]
    assert arrived(tmp_path, tree, limits=ContainerLimits(ratio=100, ratio_from=2 * MEGABYTE)).refused == []


def test_members_stay_until_they_are_discarded(tmp_path: Path) -> None:
    path, spool = tmp_path / "x.zip", tmp_path / "spool"
    path.write_bytes(zip_of({"甲.docx": b"1", "乙.docx": b"2"}))
    spool.mkdir()
    arrivals = list(receive([("x.zip", path)], spool))
    assert [one.path.suffix for one in arrivals] == [".docx", ".docx"]
    assert {one.path for one in arrivals} == set(spool.iterdir())
    assert [(one.container, one.spooled) for one in arrivals] == [("x.zip", True)] * 2
    Arrival("x.zip", path).discard()
    assert path.exists()


def test_members_are_taken_out_when_they_are_asked_for(tmp_path: Path) -> None:
    path, spool = tmp_path / "x.zip", tmp_path / "spool"
    path.write_bytes(zip_of({f"{number}.zip": zip_of({"a.docx": b"1"}) for number in range(9)}))
    spool.mkdir()
    arrivals = receive([("x.zip", path)], spool)
    for _ in range(3):
        next(arrivals).discard()
        assert len(list(spool.iterdir())) <= 1  # the nested one that is open
    assert isinstance(arrivals, Generator)
    arrivals.close()
    assert list(spool.iterdir()) == []


def test_a_locked_container_within_another_is_kept_to_be_tried_again(tmp_path: Path) -> None:
    path, spool = tmp_path / "x.zip", tmp_path / "spool"
    path.write_bytes(zip_of({"内.7z": sevenzip_of({"a.docx": b"1"}, password="密")}))
    spool.mkdir()
    (locked,) = receive([("x.zip", path)], spool)
    assert locked.refusal is not None
    assert (locked.name, locked.refusal.code) == ("x.zip/内.7z", "archive_locked")
    asked: list[str] = []

    def password(name: str) -> str:
        asked.append(name)
        return "密"

    (member,) = receive([(locked.name, locked.path)], spool, passwords=password)
    assert (member.name, member.path.read_bytes(), asked) == ("x.zip/内.7z/a.docx", b"1", ["x.zip/内.7z"])


def test_a_spool_that_is_gone_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.zip"
    path.write_bytes(zip_of({"a.docx": b"1"}))
    (lost,) = receive([("x.zip", path)], tmp_path / "gone")
    assert lost.refusal is not None
    assert (lost.refusal.code, lost.spooled) == ("spool_unwritable", False)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "…/…/etc/passwd"),
        ("/abs//x/./y.docx", "abs/x/y.docx"),
        ("C:\\Users\\甲.docx", "C：/Users/甲.docx"),
        ("\\\\server\\share\\a", "server/share/a"),
        ("a\u202excod.exe", "a�xcod.exe"),
        ("甲\n\x1b[31m.docx", "甲��[31m.docx"),
        ("甲.docx\0.exe", "甲.docx"),
        (". . .", ". . ."),
        ("  ", "_"),
        ("", ""),
        ("长" * 90 + ".docx", "长" * 74 + "….docx"),
        ("/".join("abcdefghijklmno"), "a/b/c/d/e/f/g/h/i/j/…/o"),
    ],
)
def test_names_are_shown_so_that_none_leads_astray(name: str, shown: str) -> None:
    assert safe_name(name) == shown


@given(st.text(max_size=300))
def test_any_name_becomes_a_plain_relative_path(name: str) -> None:
    steps = safe_name(name).split("/")
    assert all(step.isprintable() and len(step) <= 90 and ":" not in step for step in steps)
    assert not {".", ".."} & set(steps)
    assert len(steps) <= 12
    assert "" not in steps or steps == [""]
    assert safe_name("/".join(steps)) == "/".join(steps)


def test_names_without_an_encoding_share_one() -> None:
    assert decoded(["表.docx".encode(), b"a"]) == ["表.docx", "a"]
    assert decoded(["表䶮.docx".encode("gb18030"), "乙".encode("gbk"), b"a"]) == ["表䶮.docx", "乙", "a"]
    assert decoded([b"\xff\xff"]) == ["\xa0\xa0"]


def test_endings() -> None:
    assert [ending(name) for name in ("a.docx", "a.7z", "甲.表", "a", "a.toolongforone", ".x")] == [
        ".docx", ".7z", "", "", "", ".x",
    ]  # fmt: skip


def test_equal_names_are_numbered() -> None:
    numbered = Numbered()
    names = ["a.docx", "A.docx", "a (2).docx", "a.docx", "b"]
    assert [numbered(name) for name in names] == ["a.docx", "A (2).docx", "a (2) (2).docx", "a (3).docx", "b"]


NAMES = st.text(
    st.characters(codec="gb18030", exclude_characters="/\\:", exclude_categories=["C", "Z"]),
    min_size=1,
    max_size=12,
).filter(lambda name: safe_name(name) == name and name[0] not in ".~")
TREES = st.dictionaries(
    st.lists(NAMES, min_size=1, max_size=3).map(lambda steps: "/".join(steps) + ".docx"),
    st.binary(max_size=2000),
    min_size=1,
    max_size=6,
).filter(lambda tree: len({name.casefold() for name in tree}) == len(tree))


SYSTEM = {"thumbs.db", "ehthumbs.db", "desktop.ini", "__macosx"}


def received(name: str, data: bytes) -> Arrived:
    with TemporaryDirectory() as folder:
        return arrived(Path(folder), {name: data})


@given(tree=TREES, kind=st.sampled_from(["zip", "gbk.zip", "rar", "tar", "tar.gz"]))
def test_any_tree_comes_out_as_it_went_in(tree: dict[str, bytes], kind: str) -> None:
    found = received(f"x.{kind}", PACKERS[kind](tree))
    assert found.files | dict(found.skipped) == {
        f"x.{kind}/{name}": "skipped_system" if SYSTEM.intersection(name.casefold().split("/")) else data
        for name, data in tree.items()
    }
    assert found.refused == []


SEEDS = {
    "zip": zip_of({"甲.docx": b"one" * 99, "b/乙.zip": zip_of({"c": b"x" * 50})}),
    "rar": rar_of(
        {"甲.docx": b"one" * 99, "b/乙.zip": zip_of({"c": b"x" * 50})}, links={"链": "/etc/passwd"}
    ),
    "tar": tar_of({"甲.docx": b"one" * 99, "b/乙.zip": zip_of({"c": b"x" * 50})}),
    "eml": mail_of([b"Content-Type: message/rfc822\r\n\r\n" + mail_of([b"Content-Type: a/b\r\n\r\nx"])]),
}


@given(data=st.data(), kind=st.sampled_from(sorted(SEEDS)))
def test_any_damage_gives_arrivals_or_refusals(data: st.DataObject, kind: str) -> None:
    broken = bytearray(SEEDS[kind])
    for _ in range(data.draw(st.integers(1, 5))):
        at = data.draw(st.integers(0, len(broken) - 1))
        broken[at : at + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    found = received(f"x.{kind}", bytes(broken))
    assert all(name.split("/")[0] == f"x.{kind}" and ".." not in name.split("/") for name in found.files)
    assert found.files or found.refused or found.skipped


def test_quoting_the_very_archive_ends(tmp_path: Path) -> None:
    """A tar may name itself its own member: the same bytes again, until it is too deep."""
    data = bytearray(tar_of({"x.tar": b""}))
    data[124:136] = b"%011o\0" % (len(data) - 512)
    data[148:156] = b"%06o\0 " % (sum(data[:148]) + 256 + sum(data[156:512]))
    data[512:] = data[: len(data) - 512]
    found = arrived(tmp_path, {"x.tar": bytes(data)})
    assert found.refused != []
