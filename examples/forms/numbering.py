"""Word's automatic numbers, and the numbers of its revisions."""

from itertools import count

from examples.forms.word_parts import DECLARATION, namespaces

_CHINESE = "一二三四五六七八九十"


class Counter:
    """Ids for tracked changes, each with the same invented author and date."""

    def __init__(self, first: int) -> None:
        self._ids = count(first)

    def stamp(self) -> str:
        """The attributes of a tracked change."""
        return f'w:id="{next(self._ids)}" w:author="样例" w:date="2024-02-19T09:00:00Z"'


class Lists:
    """The lists of a document: each has a definition of its own and counts from 1."""

    def __init__(self) -> None:
        self._lists: list[tuple[str, str]] = []

    def new(self, pattern: str, style: str) -> int:
        """The number of a new list, whose labels look like `pattern` with %1 in `style`."""
        self._lists.append((pattern, style))
        return len(self._lists)

    def label(self, number: int, item: int) -> str:
        """What Word shows before the list's item."""
        pattern, style = self._lists[number - 1]
        return pattern.replace("%1", str(item) if style == "decimal" else chinese(item))

    def part(self) -> str:
        """word/numbering.xml."""
        abstract = "".join(
            f'<w:abstractNum w:abstractNumId="{index}"><w:multiLevelType w:val="singleLevel"/>'
            f'<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{pattern}"/><w:lvlJc w:val="left"/></w:lvl></w:abstractNum>'
            for index, (pattern, style) in enumerate(self._lists)
        )
        numbers = "".join(
            f'<w:num w:numId="{index + 1}"><w:abstractNumId w:val="{index}"/></w:num>'
            for index in range(len(self._lists))
        )
        return f"{DECLARATION}<w:numbering {namespaces('w')}>{abstract}{numbers}</w:numbering>"


def reference(number: int) -> str:
    """Paragraph properties that make it an item of the list."""
    return f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>'


def chinese(number: int) -> str:
    """1 to 99 as Word's chineseCounting writes it."""
    tens, ones = divmod(number, 10)
    digits: list[str] = ["", *_CHINESE]
    if tens == 0:
        return digits[ones]
    return ("" if tens == 1 else digits[tens]) + "十" + digits[ones]
