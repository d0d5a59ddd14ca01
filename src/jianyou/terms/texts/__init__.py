"""The words of every message: code -> (Chinese, English), one module a room that speaks.

Parameters stand in braces and are the same in both languages. Each sentence says what is wrong,
where it isn't plain, and what to do; a code once published keeps its meaning.
"""

from jianyou.terms.texts import annexes, calls, cli, codes, officefiles

TEXTS: dict[str, tuple[str, str]] = {
    **codes.TEXTS,
    **officefiles.TEXTS,
    **annexes.TEXTS,
    **calls.TEXTS,
    **cli.TEXTS,
}
