"""What a document links to is never fetched: each wall by itself against a server that listens."""

import socket
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from jianyou.officefiles.legacy.office import OFFICE_LIMITS, Office
from jianyou.officefiles.legacy.process import End, run
from jianyou.officefiles.legacy.profile import LINKS_BLOCKED, NOWHERE, SETTINGS, Setting, write_profile
from jianyou.officefiles.legacy.program import without_network
from jianyou.officefiles.model import FileKind
from jianyou.terms.finding import Refused
from tests.corpus.sheetxml import related
from tests.corpus.wordxml import docx_bytes, p, r
from tests.officefiles.legacy_samples import odf, rtf, save_as

pytestmark = [pytest.mark.office, pytest.mark.xdist_group("office")]

_PICTURE = (
    '<w:drawing><wp:inline><wp:extent cx="900000" cy="900000"/><wp:docPr id="1" name="p"/><a:graphic>'
    '<a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    '<pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:nvPicPr>'
    '<pic:cNvPr id="0" name="p"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill><a:blip r:link="rId9"/>'
    "<a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm><a:off x='0' y='0'/>"
    "<a:ext cx='900000' cy='900000'/></a:xfrm><a:prstGeom prst='rect'><a:avLst/></a:prstGeom></pic:spPr>"
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing>"
)


class Listener:
    """A server on this machine that notes the path of every request and has nothing."""

    def __init__(self) -> None:
        self.heard: list[str] = []
        self._server = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self._server.getsockname()[1]}"
        self._thread = threading.Thread(target=self._serve)
        self._thread.start()

    def _serve(self) -> None:
        while True:
            connection, _ = self._server.accept()
            with connection:
                request = connection.recv(4096).decode("latin-1")
                if request == "end":
                    return
                self.heard.append(request.split(" ")[1] if " " in request else request)
                connection.sendall(b"HTTP/1.1 404 none\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")

    def take(self) -> set[str]:
        """What was asked for since the last time."""
        heard, self.heard = set(self.heard), []
        return heard

    def close(self) -> None:
        with socket.create_connection(self._server.getsockname()) as last:
            last.sendall(b"end")
        self._thread.join()
        self._server.close()


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    server = Listener()
    yield server
    server.close()


def linking(listener: Listener) -> dict[str, bytes]:
    """Files that link pictures, objects, frames, sections, templates, included texts and cells."""
    at = listener.address
    frame = (
        '<text:p><draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="paragraph">'
        '<draw:{} xlink:href="{}" xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"/>'
        "</draw:frame></text:p>"
    )
    section = (
        f'<text:section text:name="s"><text:section-source xlink:href="{at}/section.odt"/></text:section>'
    )
    relations = related(("rId9", "image", f'{at}/docx" TargetMode="External'))
    table = (
        f'<table:table table:name="A"><table:table-source xlink:href="{at}/ods" table:table-name="B"/>'
        f'<table:table-row><table:table-cell table:formula="of:=WEBSERVICE(&quot;{at}/cell&quot;)"/>'
        "</table:table-row></table:table>"
    )
    return {
        "docx": docx_bytes(
            p(r("甲"), f"<w:r>{_PICTURE}</w:r>"), parts={"word/_rels/document.xml.rels": relations}
        ),
        "odt": odf(
            "odt",
            frame.format("image", f"{at}/odt")
            + frame.format("object", f"{at}/object")
            + frame.format("floating-frame", f"{at}/frame")
            + section,
        ),
        "rtf": rtf(
            f'{{\\*\\template {at}/template}}{{\\field{{\\*\\fldinst INCLUDEPICTURE "{at}/rtf" \\\\d}}'
            f'{{\\fldrslt x}}}}{{\\field{{\\*\\fldinst INCLUDETEXT "{at}/text"}}{{\\fldrslt x}}}}'
        ),
        "ods": odf("ods", table),
    }


@pytest.fixture(scope="module")
def files(office: Path, listener: Listener, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A .doc with a linked picture, and the others as they are."""
    folder = tmp_path_factory.mktemp("linking")
    for suffix, data in linking(listener).items():
        (folder / f"{suffix}.{suffix}").write_bytes(data)
    (saved,) = save_as(office, [folder / "docx.docx"], "doc", folder / "saved")
    data = saved.read_bytes()
    for encoding in ("latin-1", "utf-16-le"):
        data = data.replace("/docx".encode(encoding), "/word".encode(encoding))
    (folder / "doc.doc").write_bytes(data)
    listener.take()
    return [folder / f"{suffix}.{suffix}" for suffix in ("doc", "docx", "odt", "rtf")]


def asked_for(
    listener: Listener,
    folder: Path,
    files: Sequence[Path],
    settings: tuple[Setting, ...],
    command: tuple[str, ...],
) -> set[str]:
    """What the office program asks the server for when it converts with these settings."""
    write_profile(folder / "profile", settings)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    arguments = (profile, "--headless", "--convert-to", "docx", "--outdir", str(folder / "out"))
    end = run((*command, *arguments, *map(str, files)), folder, OFFICE_LIMITS, lambda: 0)
    assert end is End.DONE
    assert len(list((folder / "out").iterdir())) == len(files)
    return listener.take()


def test_no_wall_and_the_server_is_asked(
    office: Path, listener: Listener, files: list[Path], tmp_path: Path
) -> None:
    asked = asked_for(listener, tmp_path, files, (), (str(office),))
    assert asked == {"/word", "/docx", "/odt", "/object"}


def test_nothing_is_asked_for_by_a_conversion(office: Path, listener: Listener, files: list[Path]) -> None:
    every = [*files, files[0].with_name("ods.ods")]
    jobs = [(path, FileKind.DOC if path.suffix == ".docx" else FileKind(path.suffix[1:])) for path in every]
    with Office(program=office) as converter:
        converter.prepare(jobs)
        assert [converter.converted(*job).suffix for job in jobs] == [*[".docx"] * 4, ".xlsx"]
    assert listener.take() == set()


@pytest.mark.slow
@pytest.mark.parametrize("settings", [NOWHERE, SETTINGS])
def test_the_proxy_that_is_not_there_is_enough(
    office: Path, listener: Listener, files: list[Path], tmp_path: Path, settings: tuple[Setting, ...]
) -> None:
    assert asked_for(listener, tmp_path, files, settings, (str(office),)) == set()


@pytest.mark.slow
def test_a_process_without_network_is_enough(
    office: Path, listener: Listener, files: list[Path], tmp_path: Path
) -> None:
    if not without_network():
        pytest.skip("this system lets no process be cut off from the network")
    assert asked_for(listener, tmp_path, files, (), (*without_network(), str(office))) == set()


@pytest.mark.slow
def test_blocked_links_are_enough_for_all_but_the_old_word_format(
    office: Path, listener: Listener, files: list[Path], tmp_path: Path
) -> None:
    others = [path for path in files if path.suffix != ".doc"]
    assert asked_for(listener, tmp_path, others, LINKS_BLOCKED, (str(office),)) == set()


def test_the_program_runs_where_nothing_can_be_reached(
    listener: Listener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not without_network():
        pytest.skip("this system lets no process be cut off from the network")
    host, port = listener.address.removeprefix("http://").split(":")
    program = tmp_path / "office"
    program.write_text(
        f"#!{sys.executable} -IS\nimport socket\n"
        f"with socket.create_connection(({host!r}, {port}), 5) as server:\n"
        "    server.sendall(b'reached')\n"
        "    server.recv(1)\n"
    )
    program.chmod(0o700)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    (tmp_path / "a.rtf").write_bytes(rtf("x"))
    assert run((str(program),), tmp_path, OFFICE_LIMITS, lambda: 0) is End.DONE
    assert listener.take() == {"reached"}
    with Office(program=program) as converter, pytest.raises(Refused):
        converter.converted(tmp_path / "a.rtf", FileKind.RTF)
    assert listener.take() == set()
