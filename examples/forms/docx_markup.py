"""Word markup between a cell and its text: content controls, tracked changes, numbering, noise."""

import re

from examples.forms import numbering, word_xml
from examples.forms.docx_writer import Word
from examples.forms.draft import Box, Row, entry_row
from examples.forms.word_xml import Look, paragraph, run, text_element

PLACEHOLDER = "单击或点击此处输入文字。"

_PATTERNS = (("%1.", "decimal"), ("（%1）", "chineseCounting"), ("%1、", "decimal"))


def block_sdt(word: Word) -> None:
    """The whole table in a content control, and paragraphs in cells in others."""
    word.wrap_table = lambda markup, _: control(markup, "汇总表")
    word.write_cell = lambda box: control(
        word_xml.paragraphs(box.text, word.cell_look(box)), box.key or "其他"
    )


def cell_sdt(word: Word) -> None:
    """Cells wrapped in content controls."""
    word.wrap_cell = lambda markup, box: (
        control(markup, box.key) if box.key not in ("", "serial") and word.rng.random() < 0.7 else markup
    )


def row_sdt(word: Word) -> None:
    """Rows in content controls, as a repeating section makes them."""

    def wrap(markup: str, row: Row) -> str:
        if row.role != "entry":
            return markup
        item = control(markup, "一行", "<w15:repeatingSectionItem/>")
        return control(item, "各行", "<w15:repeatingSection/>")

    word.wrap_row = wrap


def run_sdt(word: Word) -> None:
    """Text in controls inside the paragraph; what was left empty shows a prompt that isn't text."""
    for entry, truth in zip(word.draft.form.entries, word.draft.rows, strict=True):
        if word.rng.random() < 0.6:
            entry["honors"] = truth["honors"] = ""

    def write(box: Box) -> str:
        look = word.cell_look(box)
        if box.key == "honors" and not _find(word, box).get("honors"):
            prompt = run(PLACEHOLDER, look, '<w:rStyle w:val="a6"/>')
            return paragraph(control(prompt, box.key, "<w:showingPlcHdr/><w:text/>"), look)
        lines = box.text.split("\n")
        return "".join(paragraph(control(run(line, look), box.key, "<w:text/>"), look) for line in lines)

    word.write_cell = write


def tracked(word: Word) -> None:
    """Insertions, deletions, moves and a deleted and an inserted row, none accepted yet."""
    revisions = numbering.Counter(100)
    draft = word.draft
    ghost = dict(draft.form.entries[0], name="重庆已删渡口机械厂", profile="此行已删除，不应读出。")
    deleted = entry_row(draft.columns, 99, ghost)
    deleted.role = "deleted"
    rows = draft.table.rows
    rows.insert(draft.rng.randint(1, len(rows)), deleted)
    inserted = draft.rng.choice(draft.entry_rows())

    def write(box: Box) -> str:
        look = word.cell_look(box)
        if any(box is other for other in deleted.boxes):
            return paragraph(removed(box.text.replace("\n", ""), look, revisions), look)
        return "".join(
            paragraph(_tracked_line(word, line, look, revisions), look) for line in box.text.split("\n")
        )

    def properties(row: Row) -> str:
        if row is deleted:
            return f"<w:del {revisions.stamp()}/>"
        return f"<w:ins {revisions.stamp()}/>" if row is inserted else ""

    word.write_cell, word.row_properties = write, properties


def tracked_paragraph_mark(word: Word) -> None:
    """A deleted paragraph mark: two paragraphs that read as one."""
    revisions = numbering.Counter(300)

    def write(box: Box) -> str:
        look = word.cell_look(box)
        if box.key not in ("profile", "name") or "\n" in box.text or len(box.text) < 2:
            return word_xml.paragraphs(box.text, look)
        cut = word.rng.randint(1, len(box.text) - 1)
        mark = f"<w:rPr><w:del {revisions.stamp()}/></w:rPr>"
        first = f'<w:p><w:pPr><w:jc w:val="{look.align}"/>{mark}</w:pPr>{run(box.text[:cut], look)}</w:p>'
        return first + paragraph(run(box.text[cut:], look), look)

    word.write_cell = write


def autonumber(word: Word) -> None:
    """Numbers made by Word: 序号, and the items of a profile; no digit of them is in the text."""
    lists = numbering.Lists()
    serials = lists.new("%1", "decimal")
    for entry, truth in zip(word.draft.form.entries, word.draft.rows, strict=True):
        text = re.sub(r"(?m)^\d\.", "", entry["profile"]).replace("\n", "")
        lines = [line for line in text.replace("。", "。\n", 2).split("\n") if line]
        number = lists.new(*word.rng.choice(_PATTERNS))
        entry["profile"] = f"{number}\n" + "\n".join(lines)
        truth["profile"] = "\n".join(lists.label(number, count) + line for count, line in enumerate(lines, 1))
    for row, entry in zip(word.draft.entry_rows(), word.draft.form.entries, strict=True):
        _box(row, "profile").text = entry["profile"]

    def write(box: Box) -> str:
        look = word.cell_look(box)
        if box.key == "serial":
            return paragraph("", look, numbering.reference(serials))
        if box.key != "profile":
            return word_xml.paragraphs(box.text, look)
        number, *lines = box.text.split("\n")
        return "".join(paragraph(run(line, look), look, numbering.reference(int(number))) for line in lines)

    word.write_cell = write
    word.relations["rId21"] = ("numbering", "numbering.xml")
    word.parts["word/numbering.xml"] = lists.part()


def checkbox(word: Word) -> None:
    """A tick in the last column as a symbol of Wingdings or as a check box control.

    A ticked control reads ☑ whatever its mark looks like: Word's own is a cross.
    """
    for row, truth in zip(word.draft.entry_rows(), word.draft.rows, strict=True):
        yes = word.rng.random() < 0.6
        style = word.rng.choice(("Wingdings", "Wingdings 2", "control"))
        off = "□" if style == "Wingdings 2" else "☐"
        truth["willing"] = f"☑是 {off}否" if yes else f"{off}是 ☑否"
        _box(row, "willing").text = f"{style}|{truth['willing']}"

    def write(box: Box) -> str:
        look = word.cell_look(box)
        if box.key != "willing":
            return word_xml.paragraphs(box.text, look)
        style, text = box.text.split("|")
        return paragraph("".join(_tick(mark, style, look) for mark in text), look)

    word.write_cell = write


def control(inside: str, tag: str, more: str = "") -> str:
    """A content control around anything."""
    return (
        f'<w:sdt><w:sdtPr><w:alias w:val="{tag}"/><w:tag w:val="{tag}"/>{more}</w:sdtPr>'
        f"<w:sdtContent>{inside}</w:sdtContent></w:sdt>"
    )


def removed(text: str, look: Look, revisions: numbering.Counter) -> str:
    """Text deleted with changes tracked."""
    inside = f"{word_xml.run_properties(look)}{text_element(text, 'w:delText')}"
    return f"<w:del {revisions.stamp()}><w:r>{inside}</w:r></w:del>"


def _tracked_line(word: Word, text: str, look: Look, revisions: numbering.Counter) -> str:
    """The text, so that accepting every change gives it back."""
    if len(text) < 4 or word.rng.random() < 0.3:
        return run(text, look)
    first, second = sorted(word.rng.sample(range(1, len(text)), 2))
    before, middle, after = text[:first], text[first:second], text[second:]
    style = word.rng.randrange(4)
    if style == 0:
        return run(before, look) + added(middle, look, revisions) + run(after, look)
    if style == 1:
        return run(before, look) + removed("原为", look, revisions) + run(middle + after, look)
    if style == 2:
        moved = f"<w:moveFrom {revisions.stamp()}>{run(after, look)}</w:moveFrom>"
        arrived = f"<w:moveTo {revisions.stamp()}>{run(after, look)}</w:moveTo>"
        return moved + run(before + middle, look) + arrived
    change = f"<w:rPrChange {revisions.stamp()}><w:rPr><w:b/></w:rPr></w:rPrChange>"
    restyled = run(middle, look).replace("</w:rPr>", f"{change}</w:rPr>", 1)
    replaced = removed(before + "旧", look, revisions) + added(before, look, revisions)
    return replaced + restyled + run(after, look)


def added(text: str, look: Look, revisions: numbering.Counter) -> str:
    """Text inserted with changes tracked."""
    return f"<w:ins {revisions.stamp()}>{run(text, look)}</w:ins>"


def _tick(mark: str, style: str, look: Look) -> str:
    if mark not in "□☐☑":
        return run(mark, look)
    ticked = mark == "☑"
    if style == "control":
        mark = "☒" if ticked else "☐"
        state = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/>'
        state += '<w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        box = f'<w14:checkbox><w14:checked w14:val="{int(ticked)}"/>{state}</w14:checkbox>'
        return control(run(mark, look._replace(font="MS Gothic")), "willing", box)
    code = {"Wingdings": ("F0A8", "F0FE"), "Wingdings 2": ("F0A3", "F052")}[style][ticked]
    return f'<w:r><w:sym w:font="{style}" w:char="{code}"/></w:r>'


def _box(row: Row, key: str) -> Box:
    return next(box for box in row.boxes if box.key == key)


def _find(word: Word, box: Box) -> dict[str, str]:
    """The truth of the entry that holds `box`."""
    for row, truth in zip(word.draft.entry_rows(), word.draft.rows, strict=True):
        if any(other is box for other in row.boxes):
            return truth
    return {}
