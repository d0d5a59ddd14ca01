"""The process that undoes the lock of an Office file: a password and bytes in, bytes out.

Run as a script by `locked`, with the folders of its libraries as arguments. Its standard input is the
length of the password in 4 bytes, the password in UTF-8, the file. It answers with one letter and what
belongs to it: `D` the file unlocked, `N` nothing was locked, `W` the password is wrong, `U` the kind of
lock isn't known.
"""

import io
import sys
import tempfile

_EACH_BYTE = 6  # the file, its stream, both in pieces, what comes out, and that once more
_FILES = 24  # its libraries, loaded as they are needed
_MEMORY = 64 * 1024 * 1024


def unlock(data: bytes, password: str) -> bytes:
    """The answer."""
    import msoffcrypto  # noqa: PLC0415  — its folder is known only when the script runs
    from msoffcrypto.exceptions import InvalidKeyError  # noqa: PLC0415  — the same
    from msoffcrypto.format.ooxml import OOXMLFile  # noqa: PLC0415  — the same

    from jianyou.officefiles.sheet.child import confine  # noqa: PLC0415  — the same

    # The library would put the unlocked text on the disk on its way.
    vars(tempfile)["TemporaryFile"] = io.BytesIO
    confine(_MEMORY + _EACH_BYTE * len(data), _FILES)
    plain = io.BytesIO()
    try:
        file = msoffcrypto.OfficeFile(io.BytesIO(data))
        if not file.is_encrypted():
            return b"N"
        if isinstance(file, OOXMLFile):
            file.load_key(password=password, verify_password=True)
        else:
            file.load_key(password=password)
        file.decrypt(plain)
    except InvalidKeyError:
        return b"W"
    except Exception:  # noqa: BLE001  — a damaged file raises anything
        return b"U"
    return b"D" + plain.getvalue()


def main() -> None:
    """Take the order and answer."""
    sys.path += sys.argv[1:]
    source = sys.stdin.buffer
    password = source.read(int.from_bytes(source.read(4), "big")).decode()
    sys.stdout.buffer.write(unlock(source.read(), password))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
