"""The process that reads PDF and OFD: bytes in, laid out pages out, with limits and no network.

Run as a script by `process`, with the folders of its libraries as arguments.
"""

import sys

# The largest file, one picture of its size as it is parsed, and 60 MB; 200 pages of text need 15 MB.
MEMORY = 144 * 1024 * 1024
_FILES = 24
_PIPE = 65_536


def main(folders: list[str]) -> None:
    """Load what is needed, give up what isn't, say so, and serve."""
    sys.path.extend(folders)
    from jianyou.officefiles.pdf.answers import serve  # noqa: PLC0415  — its folder is known only now
    from jianyou.officefiles.sheet.child import READY, confine, pack  # noqa: PLC0415  — the same

    source = open(0, "rb", _PIPE, closefd=False)  # noqa: SIM115  — a pipe without a path
    sink = open(1, "wb", _PIPE, closefd=False)  # noqa: SIM115  — the same
    confine(MEMORY, _FILES)
    sink.write(pack([READY]))
    sink.flush()
    serve(source, sink)


if __name__ == "__main__":
    main(sys.argv[1:])
