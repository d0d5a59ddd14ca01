"""The process that looks for what a PDF would do: bytes in, one letter out, with limits and no network.

Run as a script by `acting`, with the folders of its libraries as arguments. It answers with a letter of
`acting.Acting`.
"""

import sys

_EACH_BYTE = 4  # the file, its streams, and what comes out of those that hold objects
_MEMORY = 128 * 1024 * 1024
_SECONDS = 12
_FILES = 24  # its libraries, loaded as they are needed


def look(data: bytes) -> bytes:
    """The answer."""
    from pdfminer.pdfdocument import PDFEncryptionError  # noqa: PLC0415  — its folder is known only now

    from jianyou.officefiles.pdf.actions import found_in  # noqa: PLC0415  — the same

    try:
        found = set(found_in(data))
    except PDFEncryptionError:
        return b"L"
    except Exception:  # noqa: BLE001  — a damaged file raises anything
        return b"U"
    return b"A" if b"A" in found else b"C" if found else b"N"


def main() -> None:
    """Take the file and answer."""
    sys.path += sys.argv[1:]
    from jianyou.officefiles.sheet.child import confine, limit_seconds  # noqa: PLC0415  — the same

    data = sys.stdin.buffer.read()
    confine(_MEMORY + _EACH_BYTE * len(data), _FILES)
    limit_seconds(_SECONDS)
    sys.stdout.buffer.write(look(data))
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
