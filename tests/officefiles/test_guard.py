"""The guard: what a file is by its content, and that it costs no more than it may."""

import io
import os
import random
import zipfile
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.officefiles.guard import LIMITS, Guarded, Limits, admit
from jianyou.officefiles.kinds import recognize
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Finding, Refused, Severity
from jianyou.terms.place import Place
from tests.corpus.cfb import compound_file
from tests.corpus.hostile import docx, docx_of, packed, raw_zip, standard, xlsx
from tests.corpus.wordxml import CONTENT_TYPES, RELATIONS, document, p, zip_bytes

MAIN = "word/document.xml"
BODY = document(p("甲"))


def write(folder: Path, data: bytes, name: str = "form.docx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def refusal(path: Path, limits: Limits = LIMITS) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        admit(path, limits=limits)
    return caught.value.code, dict(caught.value.params)


def part_refusal(guarded: Guarded, name: str = MAIN) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as caught:
        guarded.part(name)
    return caught.value.code, dict(caught.value.params)


def related(kind: str, target: str, mode: str = "") -> str:
    shown = f' TargetMode="{mode}"' if mode else ""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        '<Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships'
        f'/{kind}" Target="{target}"{shown}/></Relationships>'
    )


def test_a_word_file_is_let_in(tmp_path: Path) -> None:
    path = write(tmp_path, docx_of(BODY))
    guarded = admit(path)
    assert (guarded.file, guarded.kind, guarded.main, guarded.refusal) == ("form.docx", "docx", MAIN, "")
    assert guarded.data == path.read_bytes()
    assert guarded.findings == []
    assert dict(guarded.parts) == {
        "[Content_Types].xml": len(CONTENT_TYPES),
        "_rels/.rels": len(RELATIONS),
        MAIN: len(BODY.encode()),
    }
    assert guarded.part(MAIN) == BODY.encode()
    assert b"".join(guarded.stream(MAIN)) == BODY.encode()
    assert guarded.xml(MAIN).tag.endswith("}document")


def test_the_name_shown_is_free(tmp_path: Path) -> None:
    guarded = admit(write(tmp_path, docx_of(BODY), "x.doc"), file="第一组/某厂.doc")
    assert guarded.file == "第一组/某厂.doc"
    assert guarded.findings == [
        Finding(
            "extension_differs",
            Severity.INFO,
            Place("第一组/某厂.doc"),
            {"extension": ".doc", "kind": ".docx"},
        )
    ]


def test_absent_parts_are_key_errors(tmp_path: Path) -> None:
    guarded = admit(write(tmp_path, docx_of(BODY)))
    for access in (guarded.part, guarded.stream, guarded.xml, guarded.packed):
        with pytest.raises(KeyError):
            list(access("word/nothing.xml"))
    plain = admit(write(tmp_path, b"%PDF-1.7"))
    for access in (plain.part, plain.stream, plain.xml, plain.packed):
        with pytest.raises(KeyError):
            access(MAIN)


def test_what_is_no_ordinary_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.docx") == ("file_missing", {})
    assert refusal(tmp_path) == ("file_not_regular", {})
    os.mkfifo(tmp_path / "pipe.docx")
    assert refusal(tmp_path / "pipe.docx") == ("file_not_regular", {})
    (tmp_path / "loop.docx").symlink_to("loop.docx")
    assert refusal(tmp_path / "loop.docx") == ("file_unreadable", {"reason": "OSError"})
    assert refusal(tmp_path / "nul\0.docx") == ("file_unreadable", {"reason": "ValueError"})


def test_size_limit(tmp_path: Path) -> None:
    limits = replace(LIMITS, file_bytes=1024 * 1024)
    path = write(tmp_path, bytes(1024 * 1024 + 1))
    assert refusal(path, limits) == ("file_too_large", {"size_mb": 2, "limit_mb": 1})
    os.truncate(path, 1024 * 1024)
    assert admit(path, limits=limits).refusal == "kind_zeros"


def test_lock_files_by_size_and_name(tmp_path: Path) -> None:
    assert refusal(write(tmp_path, b"\x06office".ljust(162), "~$form.docx"))[0] == "file_is_lock"
    assert refusal(write(tmp_path, b"", ".~form.docx"))[0] == "file_is_lock"
    real = admit(write(tmp_path, docx_of(BODY, ("word/media/noise.png", os.urandom(2000))), "~$name.docx"))
    assert real.kind is FileKind.DOCX


@pytest.mark.parametrize(
    ("data", "kind", "code"),
    [
        (b"%PDF-1.4", "pdf", ""),
        (b"\n\n%PDF-1.4", "pdf", ""),
        (b"{\\rtf1}", "rtf", ""),
        (b"\xff\xd8\xff\xe0" + bytes(9), "image", ""),
        (b"GIF89a" + bytes(9), "image", ""),
        (b"II*\x00" + bytes(9), "image", ""),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "image", ""),
        (b"\x00\x00\x00\x18ftypheic" + bytes(9), "image", ""),
        (b"BM\x10\x00\x00\x00\x00\x00\x00\x00" + bytes(9), "image", ""),
        (b"7z\xbc\xaf\x27\x1c" + bytes(9), "archive", "kind_archive"),
        (b"\x1f\x8b\x08\x00" + bytes(9), "archive", "kind_archive"),
        (b"x.docx".ljust(257, b"\0") + b"ustar", "archive", "kind_archive"),
        ("<html><meta charset=gbk>甲</html>".encode("gbk"), "html", "kind_html"),
        (b"\xef\xbb\xbf\r\n <!DOCTYPE HTML><p>", "html", "kind_html"),
        (b'<?xml version="1.0"?><html xmlns="x"/>', "html", "kind_html"),
        ("\ufeff<html>".encode("utf-16-le"), "html", "kind_html"),
        (b"MIME-Version: 1.0\nContent-Type: text/html\n", "html", "kind_html"),
        (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "unknown", "kind_xml"),
        ("单位,姓名\n甲,乙".encode(), "text", "kind_text"),
        ("单位,姓名\n甲,乙".encode("gb18030"), "text", "kind_text"),
        ("\ufeff单位".encode("utf-16-be"), "text", "kind_text"),
        (("甲" * 3000).encode(), "text", "kind_text"),
        (bytes(50), "unknown", "kind_zeros"),
        (b"\x01\x02\x03", "unknown", "kind_unknown"),
        (b"\xff\xfe\x01\x00", "unknown", "kind_unknown"),
        (b"\x80\x81\xff\xff", "unknown", "kind_unknown"),
        (b"x" * 99 + b"E-SafeNet" + bytes(99), "encrypted", "kind_locked_by_office"),
    ],
)
def test_kinds_by_content(tmp_path: Path, data: bytes, kind: str, code: str) -> None:
    guarded = admit(write(tmp_path, data))
    told = [finding.code for finding in guarded.findings]
    assert (guarded.kind, guarded.refusal) == (kind, code)
    assert told == (["extension_differs"] if kind in {"pdf", "rtf"} else [])


@pytest.mark.parametrize(
    ("streams", "kind", "code"),
    [
        (["EncryptionInfo", "EncryptedPackage"], "encrypted", "kind_encrypted"),
        (["WordDocument", "1Table"], "doc", ""),
        (["Workbook"], "xls", ""),
        (["Book"], "xls", ""),
        (["PowerPoint Document"], "unknown", "kind_slides"),
        (["Contents"], "unknown", "kind_unknown"),
        ([], "unknown", "kind_unknown"),
    ],
)
def test_compound_files_by_their_streams(streams: list[str], kind: str, code: str) -> None:
    assert recognize(compound_file(dict.fromkeys(streams, b"x"))) == (kind, code)


@pytest.mark.parametrize(
    ("parts", "kind", "code"),
    [
        (["word/document.xml"], "docx", ""),
        (["xl/workbook.xml"], "xlsx", ""),
        (["xl/workbook.bin"], "unknown", "kind_xlsb"),
        (["ppt/presentation.xml"], "unknown", "kind_slides"),
        (["mimetype", "content.xml"], "unknown", "kind_odf"),
        (["OFD.xml"], "ofd", ""),
        (["[Content_Types].xml"], "unknown", "package_without_main_part"),
        (["甲.docx"], "archive", "kind_archive"),
        ([], "archive", "kind_archive"),
    ],
)
def test_packages_by_their_parts(tmp_path: Path, parts: list[str], kind: str, code: str) -> None:
    guarded = admit(write(tmp_path, zip_bytes([(part, "<x/>") for part in parts])))
    assert (guarded.kind, guarded.refusal) == (kind, code)


@pytest.mark.parametrize(
    ("declared", "kind"),
    [
        ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml", "docx"),
        ("application/vnd.ms-word.document.macroEnabled.main+xml", "docx"),
        ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml", "xlsx"),
        ("application/vnd.ms-excel.sheet.macroEnabled.main+xml", "xlsx"),
        ("application/xml", "unknown"),
    ],
)
@pytest.mark.parametrize("strict", [False, True])
def test_main_part_is_found_by_its_relationship(
    tmp_path: Path, declared: str, kind: str, *, strict: bool
) -> None:
    relations = related("officeDocument", "/Inner/./Main.xml")
    if strict:
        relations = relations.replace(
            "http://schemas.openxmlformats.org/officeDocument/2006/",
            "http://purl.oclc.org/ooxml/officeDocument/",
        )
    types = f'<Types xmlns="x"><Override PartName="/inner/main.xml" ContentType="{declared}"/></Types>'
    parts = [("_rels/.rels", relations), ("[Content_Types].xml", types), ("inner/main.xml", BODY)]
    guarded = admit(write(tmp_path, zip_bytes(parts)))
    assert (guarded.kind, guarded.main) == (kind, "inner/main.xml")


def test_a_decoy_beside_the_main_part_is_left_alone(tmp_path: Path) -> None:
    types = CONTENT_TYPES.replace("/word/document.xml", "/word/real.xml")
    relations = RELATIONS.replace("word/document.xml", "word/real.xml")
    parts = [
        ("[Content_Types].xml", types),
        ("_rels/.rels", relations),
        (MAIN, BODY),
        ("word/real.xml", BODY),
    ]
    assert admit(write(tmp_path, zip_bytes(parts))).main == "word/real.xml"


def test_macros_are_told(tmp_path: Path) -> None:
    for data, name in (
        (docx_of(BODY, ("word/vbaProject.bin", b"x")), "form.docm"),
        (docx_of(BODY, ("custom/VBAPROJECT.BIN", b"x")), "form.docx"),
    ):
        assert admit(write(tmp_path, data, name)).findings == [
            Finding("macro_present", Severity.WARNING, Place(name))
        ]


@pytest.mark.parametrize(
    ("kind", "target", "severity"),
    [
        ("attachedTemplate", "https://example.invalid/x.dotm", Severity.WARNING),
        ("attachedTemplate", "\\\\host\\share\\x.dotm", Severity.WARNING),
        ("attachedTemplate", "file:///C:/Users/a/Normal.dotm", Severity.INFO),
        ("oleObject", "http://example.invalid/x.xlsx", Severity.WARNING),
        ("image", "http://example.invalid/x.png", Severity.INFO),
    ],
)
def test_what_would_be_fetched_is_told(tmp_path: Path, kind: str, target: str, severity: Severity) -> None:
    data = docx_of(BODY, ("word/_rels/settings.xml.rels", related(kind, target, "External")))
    assert admit(write(tmp_path, data)).findings == [
        Finding("external_links", severity, Place("form.docx"), {"count": 1, "target": target})
    ]


def test_hyperlinks_are_no_matter(tmp_path: Path) -> None:
    link = related("hyperlink", "https://example.invalid/", "External")
    inner = related("image", "media/External.png")
    data = docx_of(BODY, ("word/_rels/document.xml.rels", link), ("word/_rels/styles.xml.rels", inner))
    assert admit(write(tmp_path, data)).findings == []


def test_every_part_is_bounded(tmp_path: Path) -> None:
    noise = random.Random(5).randbytes(300_000)
    guarded = admit(
        write(tmp_path, docx_of(BODY, ("a.bin", noise), ("b.bin", noise))),
        limits=replace(LIMITS, part_bytes=400_000, unpacked_bytes=500_000),
    )
    assert guarded.part("a.bin") == noise
    assert guarded.part("a.bin") == noise  # counted once
    code, params = part_refusal(guarded, "b.bin")
    assert (code, params["part"]) == ("part_too_large", "b.bin")
    small = admit(guarded_path := tmp_path / "form.docx", limits=replace(LIMITS, part_bytes=200_000))
    assert guarded_path.exists()
    assert part_refusal(small, "a.bin")[0] == "part_too_large"


def test_ratio_counts_from_a_size_on(tmp_path: Path) -> None:
    path = write(tmp_path, docx_of(BODY, ("a.bin", bytes(3_000_000)), ("b.bin", bytes(5_000_000))))
    guarded = admit(path)
    assert len(guarded.part("a.bin")) == 3_000_000
    assert part_refusal(guarded, "b.bin") == ("part_expands_too_much", {"part": "b.bin", "ratio": 200})
    assert len(admit(path, limits=replace(LIMITS, ratio=2000)).part("b.bin")) == 5_000_000


@pytest.mark.parametrize("change", [-1, 1, 1000])
def test_sizes_that_lie(tmp_path: Path, change: int) -> None:
    honest = packed(MAIN, BODY.encode())
    entries = [packed(name, str(data).encode()) for name, data in standard(BODY)[:2]]
    data = raw_zip([*entries, honest._replace(size=honest.size + change)])
    code = "package_size_untrue" if change < 0 else "package_part_damaged"
    assert part_refusal(admit(write(tmp_path, data)))[0] == code


def test_checksum_and_cut_streams(tmp_path: Path) -> None:
    honest = packed(MAIN, BODY.encode())
    entries = [packed(name, str(data).encode()) for name, data in standard(BODY)[:2]]
    for broken in (
        honest._replace(checksum=1),
        honest._replace(stored=honest.stored[:-5]),
        honest._replace(stored=b"\xff" * 50),
        honest._replace(stored=b""),
        honest._replace(method=zipfile.ZIP_STORED),
    ):
        guarded = admit(write(tmp_path, raw_zip([*entries, broken])))
        assert part_refusal(guarded)[0] in {"package_part_damaged", "package_size_untrue"}
        with pytest.raises(Refused):
            list(guarded.stream(MAIN))


def test_stored_parts_come_whole_and_in_pieces(tmp_path: Path) -> None:
    noise = random.Random(6).randbytes(700_000)
    data = zip_bytes([*standard(BODY), ("a.bin", noise), ("none.bin", b"")], zipfile.ZIP_STORED)
    guarded = admit(write(tmp_path, data))
    assert guarded.part("a.bin") == noise
    assert guarded.part("none.bin") == b""
    pieces = list(guarded.stream("a.bin"))
    assert (b"".join(pieces), max(map(len, pieces))) == (noise, 256 * 1024)


def test_packed_bytes_tell_equal_parts(tmp_path: Path) -> None:
    first = admit(write(tmp_path, docx_of(BODY), "a.docx")).packed(MAIN)
    assert first == admit(write(tmp_path, docx_of(BODY), "b.docx")).packed(MAIN)
    assert first != admit(write(tmp_path, docx(p("乙")), "c.docx")).packed(MAIN)


def test_workbooks_pass_the_same_guard(tmp_path: Path) -> None:
    guarded = admit(write(tmp_path, xlsx('<row r="1"/>'), "form.xlsx"))
    assert (guarded.kind, guarded.main, guarded.findings) == ("xlsx", "xl/workbook.xml", [])
    assert guarded.xml("xl/worksheets/sheet1.xml").tag.endswith("}worksheet")


def test_a_tree_too_large_is_not_begun(tmp_path: Path) -> None:
    data = docx_of(BODY, ("word/styles.xml", "<x>" + "<y z='1'/>" * 90_000 + "</x>"))
    guarded = admit(write(tmp_path, data))
    with pytest.raises(Refused) as caught:
        guarded.xml("word/styles.xml")
    assert caught.value.code == "part_too_complex"


READ = {FileKind.PDF, FileKind.RTF, FileKind.IMAGE, FileKind.DOC, FileKind.XLS}


@given(st.binary(max_size=200))
def test_any_bytes_have_a_kind(data: bytes) -> None:
    kind, code = recognize(data)
    assert (code == "") == (kind in READ)


@given(data=st.data())
def test_a_damaged_directory_is_refused_or_read(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    whole = bytearray(docx_of(BODY))
    start = bytes(whole).index(b"PK\x01\x02")
    for _ in range(data.draw(st.integers(1, 4))):
        whole[data.draw(st.integers(start, len(whole) - 1))] = data.draw(st.integers(0, 255))
    path = write(tmp_path_factory.mktemp("damaged"), bytes(whole))
    with suppress(Refused):
        guarded = admit(path)
        for part in guarded.parts:
            guarded.part(part)


def test_a_comment_after_the_directory_is_no_matter(tmp_path: Path) -> None:
    stream = io.BytesIO(docx_of(BODY))
    with zipfile.ZipFile(stream, "a") as archive:
        archive.comment = b"x" * 60_000
    assert admit(write(tmp_path, stream.getvalue())).part(MAIN) == BODY.encode()
