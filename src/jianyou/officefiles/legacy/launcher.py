"""Run as a script: takes limits upon itself and becomes the program that follows.

    launcher.py MEMORY_BYTES CPU_SECONDS FILE_BYTES PROGRAM [ARGUMENT...]

A script of its own, because a limit can't be set safely between fork and exec in a process with
threads. Where the system knows no limits the program runs without them.
"""

import os
import sys


def main(arguments: list[str]) -> None:
    """Set the limits and become the program; exit status 127 if it can't be started."""
    memory, seconds, size = (int(text) for text in arguments[:3])
    try:
        import resource  # noqa: PLC0415  — Windows has no such module
    except ImportError:
        pass
    else:
        limits = (
            (resource.RLIMIT_DATA, memory),
            (resource.RLIMIT_CPU, seconds),
            (resource.RLIMIT_FSIZE, size),
            (resource.RLIMIT_CORE, 0),
        )
        for kind, most in limits:
            _lower(kind, most)
    try:
        os.execv(arguments[3], arguments[3:])  # noqa: S606  — no shell is wanted
    except OSError:
        sys.exit(127)


def _lower(kind: int, most: int) -> None:
    import resource  # noqa: PLC0415  — see above

    _, ceiling = resource.getrlimit(kind)
    if ceiling != resource.RLIM_INFINITY:
        most = min(most, ceiling)
    try:
        resource.setrlimit(kind, (most, most))
    except (OSError, ValueError):  # a system that knows the limit but doesn't let it be set
        return


if __name__ == "__main__":
    main(sys.argv[1:])
