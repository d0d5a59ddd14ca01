"""Rule packs by name and by path, and the digests that they are known by."""

import hashlib
from pathlib import Path

import pytest

from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.eligibility.load import builtin_packs, digest_of, load_pack, parse_pack
from jianyou.terms.lang import Lang
from tests.domain.eligibility.pack_samples import SMALLEST


def problem_of(name: str) -> tuple[str, str]:
    with pytest.raises(DataFileInvalid) as caught:
        load_pack(name)
    (problem,) = caught.value.problems
    return problem.code, problem.text(Lang.ZH)


def test_the_built_in_packs_are_known_by_name() -> None:
    assert builtin_packs() == ("china-quality-2024", "little-giant-2022", "little-giant-2026", "mayor-2024")
    assert [load_pack(name).id for name in builtin_packs()] == list(builtin_packs())


def test_a_file_is_loaded_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "tiny.yaml"
    path.write_text(SMALLEST, "utf-8")
    assert load_pack(str(path)) == parse_pack(SMALLEST, source="")


def test_the_digest_is_that_of_the_text(tmp_path: Path) -> None:
    expected = hashlib.sha256(SMALLEST.encode()).hexdigest()
    assert parse_pack(SMALLEST, source="").digest == expected
    path = tmp_path / "tiny.yaml"
    path.write_bytes(SMALLEST.replace("\n", "\r\n").encode("utf-8-sig"))
    assert load_pack(str(path)).digest == expected
    assert digest_of(SMALLEST + "# 备注\n") != expected


def test_an_unknown_name_tells_what_there_is() -> None:
    known = ", ".join(builtin_packs())
    code, text = problem_of("mayor-2025")
    assert (code, "mayor-2024" in text, known in text) == ("pack_not_found_near", True, True)
    assert problem_of("xyzzy")[0] == "pack_not_found"
    assert problem_of("a\0b")[0] == "pack_not_found"


def test_a_family_is_no_pack() -> None:
    code, text = problem_of("little-giant")
    assert (code, "little-giant-2022, little-giant-2026" in text) == ("pack_is_family", True)


def test_a_folder_is_no_pack(tmp_path: Path) -> None:
    assert problem_of(str(tmp_path))[0] == "data_not_a_file"


@pytest.mark.parametrize("data", [b"", b"\xff\xfep", "pack: 市长".encode("gb18030"), b"\0", b"- a\n"])
def test_what_is_no_yaml_is_refused(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "junk.yaml"
    path.write_bytes(data)
    with pytest.raises(DataFileInvalid) as caught:
        load_pack(str(path))
    assert all(problem.code.startswith("data_") for problem in caught.value.problems)
