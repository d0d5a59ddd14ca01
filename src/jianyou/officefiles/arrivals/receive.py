"""Every file that arrives, one by one: containers are opened, whatever they are nested in."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path

from jianyou.officefiles.arrivals.arrival import Arrival, Passwords, no_password
from jianyou.officefiles.arrivals.budget import CONTAINER_LIMITS, Budget, ContainerLimits, SpentError
from jianyou.officefiles.arrivals.folders import Skipped, natural_key, reason_to_skip
from jianyou.officefiles.arrivals.member import Member, Opener, Source
from jianyou.officefiles.arrivals.names import Numbered, ending, safe_name
from jianyou.officefiles.unpacking import MEGABYTE
from jianyou.terms.finding import Refused

_ENDINGS = (".zip", ".7z", ".rar", ".eml", ".tar", ".gz", ".tgz", ".msg")
_HEAD = 512
_INLINE_BYTES = 64 * 1024


class _Kind(StrEnum):
    ZIP = "zip"
    SEVENZIP = "7z"
    RAR = "rar"
    GZIP = "gz"
    TAR = "tar"
    MAIL = "eml"


# Their members come in their own order only.
_IN_TURN = {_Kind.SEVENZIP, _Kind.MAIL}
_MAGICS = (
    (0, b"PK\x03\x04", _Kind.ZIP),
    (0, b"PK\x05\x06", _Kind.ZIP),
    (0, b"7z\xbc\xaf\x27\x1c", _Kind.SEVENZIP),
    (0, b"Rar!\x1a\x07", _Kind.RAR),
    (0, b"\x1f\x8b\x08", _Kind.GZIP),
    (257, b"ustar", _Kind.TAR),
)
_OUTLOOK_MAGIC = b"\xd0\xcf\x11\xe0"


def receive(
    files: Iterable[tuple[str, Path]],
    spool: Path,
    *,
    passwords: Passwords = no_password,
    limits: ContainerLimits = CONTAINER_LIMITS,
    skipped: list[Skipped] | None = None,
) -> Iterator[Arrival]:
    """One arrival a file, in order; for a container its members in natural order, nested ones too.

    `files` are names to show and paths. Members are copied into the folder `spool` when they are
    asked for, and stay: `Arrival.discard` removes one that is no longer needed. A container that
    can't be opened, or a member that can't be taken out, is an arrival with its refusal; the rest
    goes on. Members passed over (hidden, temporary, system files, links) are added to `skipped`.
    Never raises Refused.
    """
    for name, path in files:
        if _is_container(name):
            yield from _Tree(name, path, spool, passwords, limits, skipped).arrivals()
        else:
            yield Arrival(name, path)


def _is_container(name: str) -> bool:
    """Whether a file may be a container, by its ending: forms cost no look."""
    return name.lower().endswith(_ENDINGS)


def _kind_of(name: str, path: Path) -> _Kind | None:
    """Which kind of container a file really is; None for none, then the guard tells what it is.

    Refused for a mail in Outlook's own format.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
    except (OSError, ValueError):
        return None
    for start, magic, kind in _MAGICS:
        if head.startswith(magic, start):
            return None if kind is _Kind.ZIP and _is_form(path) else kind
    end = ending(name).lower()
    if end == ".msg" and head.startswith(_OUTLOOK_MAGIC):
        raise Refused("mail_outlook")
    return _Kind.MAIL if end == ".eml" and head else None


def _is_form(path: Path) -> bool:
    from jianyou.officefiles.arrivals.zips import is_form  # noqa: PLC0415  — only for containers

    return is_form(path)


class _Tree:
    """An outermost container and all within it, under one budget."""

    def __init__(
        self,
        name: str,
        path: Path,
        spool: Path,
        passwords: Passwords,
        limits: ContainerLimits,
        skipped: list[Skipped] | None,
    ) -> None:
        self._name, self._path, self._spool = name, path, spool
        self._passwords, self._limits = passwords, limits
        self._skipped: list[Skipped] = [] if skipped is None else skipped
        self._budget = Budget(limits, _size(path))
        self._numbered = Numbered()

    def arrivals(self) -> Iterator[Arrival]:
        """Everything that comes out, and where it ends early, why."""
        try:
            yield from self._open(Arrival(self._name, self._path), 1)
        except SpentError as spent:
            yield Arrival(self._name, self._path, self._name, spent.refusal)

    def _open(self, file: Arrival, depth: int) -> Iterator[Arrival]:
        """The file itself if it isn't a container, else what it holds."""
        kept = False
        try:
            kind = _kind_of(file.name, file.path)
            if kind is None:
                kept = True
                yield file
                return
            for arrival in self._members(file, kind, depth):
                kept = kept or (arrival.spooled and arrival.path == file.path)
                yield arrival
        except Refused as refusal:
            kept = True
            yield self._refused(file, refusal)
        finally:
            if not kept:
                file.discard()

    def _refused(self, file: Arrival, refusal: Refused) -> Arrival:
        return Arrival(file.name, file.path, self._name, refusal, file.spooled)

    def _members(self, file: Arrival, kind: _Kind, depth: int) -> Iterator[Arrival]:
        if depth > self._limits.depth:
            raise Refused("archive_too_deep", limit=self._limits.depth)
        password = partial(self._passwords, file.name)
        source = Source(file.path, file.name, password, self._limits, self._budget.bytes)
        some = False
        with _opened(kind, source) as members:
            taken = self._in_turn(file, members) if kind in _IN_TURN else self._in_order(file, members)
            for arrival in taken:
                some = True
                if arrival.refusal is None and _is_container(arrival.name):
                    yield from self._open(arrival, depth + 1)
                else:
                    yield arrival
        if not some:
            raise Refused("mail_without_attachment" if kind is _Kind.MAIL else "archive_empty")

    def _in_order(self, file: Arrival, members: Iterable[Member]) -> Iterator[Arrival]:
        """Members that can be had in any order, each taken out when it is asked for."""
        for name, member in sorted(self._counted(file, members), key=_order):
            yield self._taken(file, name, member)

    def _in_turn(self, file: Arrival, members: Iterable[Member]) -> Iterator[Arrival]:
        """Members that come in their own order: all taken out first."""
        taken: list[tuple[str, Arrival]] = []
        stopped: Exception | None = None
        try:
            for name, member in self._counted(file, members):
                arrival = self._taken(file, name, member)
                if member.inline and arrival.refusal is None and _size(arrival.path) < _INLINE_BYTES:
                    arrival.discard()
                    self._skipped.append(Skipped(arrival.name, "skipped_inline"))
                else:
                    taken.append((name, arrival))
        except (Refused, SpentError) as error:
            stopped = error
        yield from (arrival for _, arrival in sorted(taken, key=_order))
        if stopped is not None:
            raise stopped

    def _counted(self, file: Arrival, members: Iterable[Member]) -> Iterator[tuple[str, Member]]:
        """The members to be read, under safe names."""
        for member in members:
            self._budget.take_member()
            name = safe_name(member.name)
            code = member.skipped or next(filter(None, map(reason_to_skip, name.split("/"))), "")
            if code and not member.same_name:
                self._skipped.append(Skipped(f"{file.name}/{name}", code))
            else:
                yield name, member

    def _taken(self, file: Arrival, name: str, member: Member) -> Arrival:
        """The member's copy in the spool, or why there is none."""
        if member.refusal is not None and not member.name:
            return self._refused(file, member.refusal)
        shown = file.name if member.same_name else self._numbered(f"{file.name}/{name or '_'}")
        try:
            if member.refusal is not None:
                raise member.refusal
            return Arrival(shown, self._spooled(shown, member), self._name, spooled=True)
        except Refused as refusal:
            return Arrival(shown, file.path, self._name, refusal)

    def _spooled(self, shown: str, member: Member) -> Path:
        most = self._budget.bytes if _is_container(shown) else self._limits.file_bytes
        if member.size > most:
            raise Refused("member_too_large", limit_mb=most // MEGABYTE)
        path: Path | None = None
        try:
            with tempfile.NamedTemporaryFile(dir=self._spool, suffix=ending(shown), delete=False) as copy:
                path = Path(copy.name)
                for piece in self._bounded(_sound(member), most):
                    copy.write(piece)
        except BaseException as error:
            if path is not None:
                path.unlink(missing_ok=True)
            if isinstance(error, OSError):
                raise Refused("spool_unwritable", reason=type(error).__name__) from error
            raise
        return path

    def _bounded(self, pieces: Iterable[bytes], most: int) -> Iterator[bytes]:
        size = 0
        for piece in pieces:
            size += len(piece)
            self._budget.take_bytes(len(piece))
            if size > most:
                raise Refused("member_too_large", limit_mb=most // MEGABYTE)
            yield piece


def _sound(member: Member) -> Iterator[bytes]:
    """The member's pieces; whatever its damage makes a library raise is told as a refusal."""
    try:
        yield from member.pieces()
    except Refused:
        raise
    except Exception as error:
        raise Refused("member_damaged") from error


def _opener(kind: _Kind) -> Opener:
    # Each is loaded for its own kind of container only.
    match kind:
        case _Kind.ZIP:
            from jianyou.officefiles.arrivals.zips import open_zip  # noqa: PLC0415  — see above

            return open_zip
        case _Kind.SEVENZIP:
            from jianyou.officefiles.arrivals.sevenzips import open_sevenzip  # noqa: PLC0415  — see above

            return open_sevenzip
        case _Kind.RAR:
            from jianyou.officefiles.arrivals.rars import open_rar  # noqa: PLC0415  — see above

            return open_rar
        case _Kind.GZIP:
            from jianyou.officefiles.arrivals.tars import open_gzip  # noqa: PLC0415  — see above

            return open_gzip
        case _Kind.TAR:
            from jianyou.officefiles.arrivals.tars import open_tar  # noqa: PLC0415  — see above

            return open_tar
        case _Kind.MAIL:
            from jianyou.officefiles.arrivals.mails import open_mail  # noqa: PLC0415  — see above

            return open_mail


@contextmanager
def _opened(kind: _Kind, source: Source) -> Iterator[Iterator[Member]]:
    """An open container; Refused if it is damaged."""
    try:
        manager = _opener(kind)(source)
        members = manager.__enter__()
    except Refused:
        raise
    except Exception as error:
        raise Refused("archive_damaged") from error
    try:
        yield _listed(members)
    finally:
        manager.__exit__(None, None, None)


def _listed(members: Iterable[Member]) -> Iterator[Member]:
    try:
        yield from members
    except (Refused, SpentError):
        raise
    except Exception as error:
        raise Refused("archive_damaged") from error


def _order(item: tuple[str, object]) -> tuple[tuple[tuple[int, int, str], ...], str]:
    return natural_key(item[0]), item[0]


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except (OSError, ValueError):
        return 0
