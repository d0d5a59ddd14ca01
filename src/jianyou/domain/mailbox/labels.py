"""What columns, severities and files are called where people read them."""

from collections.abc import Sequence

from jianyou.domain.annexes.schema import AnnexSchema
from jianyou.terms.finding import Finding, Severity
from jianyou.terms.lang import Lang
from jianyou.terms.message import say

_LONGEST = 10


class Labels:
    """Short names of a schema's columns and header fields, and the words for severities."""

    def __init__(self, schema: AnnexSchema, lang: Lang) -> None:
        self._columns = {column.key: _short(column.title, column.aliases) for column in schema.columns}
        self._header = {field.key: field.label for field in schema.header}
        self.severities = {severity: say(f"severity_{severity}", lang=lang) for severity in Severity}

    def column(self, finding: Finding) -> str:
        """The column or header field that a finding is about, empty where it is about neither."""
        key = finding.column or ""
        if finding.row is None and key in self._header:
            return self._header[key]
        return self._columns.get(key, "")


def _short(title: str, aliases: Sequence[str]) -> str:
    """The title, or where that is long the first shorter name that senders use for it."""
    if len(title) <= _LONGEST:
        return title
    return next((alias for alias in aliases if len(alias) < len(title)), title)


def readable(name: str) -> str:
    """A file's name as text: parts that aren't UTF-8 as GBK where they can be that, else with escapes."""
    return "/".join(_readable_part(part) for part in name.split("/"))


def _readable_part(part: str) -> str:
    if not any("\udc80" <= character <= "\udcff" for character in part):
        return part
    raw = part.encode("utf-8", "surrogateescape")
    try:
        return raw.decode("gb18030")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "backslashreplace")
