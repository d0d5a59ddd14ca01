"""Layouts that Word and Excel forms share: each takes the annex as printed and lays it out otherwise."""

from collections.abc import Callable

from examples.forms.draft import (
    LABELS,
    NOTE,
    Box,
    Column,
    Draft,
    Line,
    Row,
    Table,
    blank_row,
    header_line,
    heading_row,
    wide_row,
)

Layout = Callable[[Draft], None]

_SHORT = {
    "name": ("单位名称", "企业名称", "名称"),
    "location_industry": ("所在区县", "区县及行业", "所属行业"),
    "profile": ("简况", "基本情况"),
    "feature": ("特色", "质量工作特色", "一句话概括"),
    "honors": ("质量荣誉", "近五年质量荣誉"),
    "contact": ("联系人及电话", "联系人及联系电话"),
    "willing": ("申报意愿", "是否申报中国质量奖"),
}
_FULL_WIDTH = str.maketrans("0123456789()", "０１２３４５６７８９（）")
_HALF_WIDTH = str.maketrans("（）", "()")


def plain(draft: Draft) -> None:
    """As printed."""
    del draft


def merged_title(draft: Draft) -> None:
    """The title as a merged first row of the table."""
    title = draft.remove("title")
    draft.table.rows.insert(0, wide_row(draft.columns, title.text, "title"))


def header_in_table(draft: Draft) -> None:
    """The header line as the table's first row, in one cell or in three."""
    line = draft.remove("header")
    if draft.rng.random() < 0.5:
        draft.table.rows.insert(0, wide_row(draft.columns, line.text, "header"))
        return
    texts = [f"{LABELS[key]}：{draft.header[key]}" for key in LABELS]
    boxes = [Box(text, across=across) for text, across in zip(texts, (3, 2, 3), strict=True)]
    draft.table.rows.insert(0, Row(boxes, "header"))


def title_and_header_in_table(draft: Draft) -> None:
    """Title and header line both as rows of the table."""
    header_in_table(draft)
    merged_title(draft)


def header_after_table(draft: Draft) -> None:
    """The header line below the table."""
    line = draft.remove("header")
    draft.body.insert(draft.position(draft.table) + 1, line)


def header_on_lines(draft: Draft) -> None:
    """Department, contact and phone each on a line of its own."""
    position = draft.position(draft.line("header"))
    draft.body[position : position + 1] = [
        Line("header", f"{LABELS[key]}：{draft.header[key]}") for key in LABELS
    ]


def header_labels(draft: Draft) -> None:
    """Labels worded or spaced otherwise."""
    labels = draft.rng.choice(
        (
            {"department": "填报部门（盖章）", "contact": "联系人", "phone": "联系电话"},
            {"department": "填报单位", "contact": "联 系 人", "phone": "联系电话"},
            {"department": "推荐单位", "contact": "联系人", "phone": "电话"},
            {"department": "申报单位（公章）", "contact": "联系人", "phone": "联系方式"},
        )
    )
    position = draft.position(draft.line("header"))
    draft.body[position] = Line("header", header_line(draft.header, draft.rng, labels))


def half_width_colons(draft: Draft) -> None:
    """Half-width colons in the header line, with or without a space after them."""
    line = draft.line("header")
    colon = draft.rng.choice((":", ": "))
    draft.body[draft.position(line)] = Line("header", line.text.replace("：", colon))


def extra_columns(draft: Draft) -> None:
    """Columns that nobody asked for."""
    rng = draft.rng
    remarks = rng.choice(
        (("首次推荐", "", "已参加培训"), ("", "", ""), ("区县首推", "区级质量奖获奖单位", ""))
    )
    for entry in draft.form.entries:
        entry["remark"] = rng.choice(remarks)
        entry["recommender"] = draft.header["department"]
        entry["scale"] = rng.choice(("大型", "中型", "小型"))
    draft.columns.append(Column("remark", "备注", 0.7))
    if rng.random() < 0.6:
        draft.columns.insert(rng.choice((1, 2, 8)), Column("recommender", "推荐单位", 1.0))
    if rng.random() < 0.4:
        draft.columns.insert(3, Column("scale", "企业规模", 0.6))
    draft.relay()


def permuted(draft: Draft) -> None:
    """The columns in another order."""
    first, rest = draft.columns[:1], draft.columns[1:]
    while [column.key for column in first + rest] == [column.key for column in draft.columns]:
        draft.rng.shuffle(rest)
    draft.columns[:] = first + rest
    draft.relay()


def no_serial(draft: Draft) -> None:
    """Without the column of numbers."""
    del draft.columns[0]
    draft.relay()


def no_title(draft: Draft) -> None:
    """Header line and table only."""
    for role in ("label", "title", "note"):
        draft.remove(role)


def two_row_header(draft: Draft) -> None:
    """Groups of columns under a heading of their own."""
    group = draft.rng.choice(("推荐对象基本信息", "组织（个人）基本情况"))
    top, below = [], []
    for column in draft.columns:
        if column.key in ("serial", "contact", "willing"):
            top.append(Box(column.heading, column.key, down=2))
            below.append(Box("", column.key, down=0))
        else:
            below.append(Box(column.heading, column.key))
    top.insert(1, Box(group, "group", across=3))
    top.insert(2, Box("质量工作情况", "group", across=2))
    draft.table.rows[0:1] = [Row(top, "heading"), Row(below, "heading")]


def vmerge(draft: Draft) -> None:
    """One cell merged over neighboring entries that share its value. Needs two entries."""
    key = draft.rng.choice(("location_industry", "contact"))
    count = min(len(draft.form.entries), draft.rng.choice((2, 2, 3)))
    first = draft.rng.randint(0, len(draft.form.entries) - count)
    shared = draft.form.entries[first][key]
    for entry in draft.form.entries[first : first + count]:
        entry[key] = shared
    draft.relay()
    rows = draft.entry_rows()[first : first + count]
    for index, row in enumerate(rows):
        box = _box(row, key)
        box.down = 0 if index else count


def entry_on_two_rows(draft: Draft) -> None:
    """One nominee on two rows, joined by its merged cells, an honor on each row."""
    index = draft.rng.randrange(len(draft.form.entries))
    above, below = "2021年 重庆市市长质量管理奖提名奖", "2022年度全国质量标杆（工业和信息化部）"
    draft.form.entries[index]["honors"] = f"{above}\n{below}"
    draft.relay()
    row = draft.entry_rows()[index]
    joined = {"serial", "name"} if draft.rng.random() < 0.4 else {box.key for box in row.boxes}
    second = []
    for box in row.boxes:
        if box.key == "honors":
            box.text = above
            second.append(Box(below, box.key))
        elif box.key in joined:
            box.down = 2
            second.append(Box("", box.key, down=0))
        else:
            second.append(Box("", box.key))
    position = next(place for place, other in enumerate(draft.table.rows) if other is row)
    draft.table.rows.insert(position + 1, Row(second))


def note_row(draft: Draft) -> None:
    """The note as a merged last row."""
    draft.remove("note")
    draft.table.rows.append(wide_row(draft.columns, NOTE, "note"))


def remarks_around(draft: Draft) -> None:
    """Lines for signature and date below, a merged row that counts the entries."""
    count = len(draft.form.entries)
    draft.table.rows.append(wide_row(draft.columns, f"合计：共推荐{count}个组织（个人）", "note"))
    draft.body.append(Line("text", "单位负责人（签字）：              填报日期：2024年2月20日"))


def split_table(draft: Draft) -> None:
    """Two tables, each with the headings. Needs two entries."""
    _split(draft, headings=True)


def split_table_no_header(draft: Draft) -> None:
    """Two tables, the second without headings. Needs two entries."""
    _split(draft, headings=False)


def blank_rows(draft: Draft) -> None:
    """Empty rows between and after the entries, the last ones with their number only."""
    rng, table = draft.rng, draft.table
    spread = []
    for row in table.rows:
        spread.append(row)
        if row.role == "entry" and rng.random() < 0.4:
            spread.append(blank_row(draft.columns))
    spread.append(blank_row(draft.columns))
    count = len(draft.form.entries)
    spread += [blank_row(draft.columns, str(count + more)) for more in range(1, rng.randint(2, 4))]
    table.rows = spread


def shortened_headings(draft: Draft) -> None:
    """Headings cut short."""
    for column, box in zip(draft.columns, draft.table.rows[0].boxes, strict=True):
        if column.key in _SHORT:
            box.text = draft.rng.choice(_SHORT[column.key])


def spaced_headings(draft: Draft) -> None:
    """Headings with line breaks and spaces inside."""
    for box in draft.table.rows[0].boxes:
        if len(box.text) == 2:
            box.text = draft.rng.choice((" ", "　", "\n")).join(box.text)
        else:
            cut = draft.rng.randint(2, len(box.text) - 2)
            box.text = box.text[:cut] + draft.rng.choice(("\n", " ", " \n")) + box.text[cut:]


def repeated_header(draft: Draft) -> None:
    """The headings again in the middle of the table. Needs two entries."""
    rows = draft.table.rows
    rows.insert(draft.rng.randint(2, len(rows) - 1), heading_row(draft.columns))


def full_width(draft: Draft) -> None:
    """Full-width digits in the cells, half-width brackets in the headings."""
    for entry in draft.form.entries:
        for key in ("contact", "profile", "honors"):
            entry[key] = entry[key].translate(_FULL_WIDTH)
        entry["name"] = entry["name"].translate(_HALF_WIDTH)
    draft.columns[:] = [
        column._replace(heading=column.heading.translate(_HALF_WIDTH)) for column in draft.columns
    ]
    draft.relay()


def crowded(draft: Draft) -> None:
    """White space around every cell's text, and lines left empty before and after it."""
    for row in draft.entry_rows():
        for box in row.boxes:
            if box.text:
                box.text = draft.rng.choice((" {} ", "\n{}\n", "　{}", "{}\n\n")).format(box.text)


SHARED: dict[str, Layout] = {
    layout.__name__: layout
    for layout in (
        *(plain, merged_title, header_in_table, title_and_header_in_table, header_after_table),
        *(header_on_lines, header_labels, half_width_colons, extra_columns, permuted, no_serial, no_title),
        *(two_row_header, vmerge, entry_on_two_rows, note_row, remarks_around, split_table),
        *(split_table_no_header, blank_rows, shortened_headings, spaced_headings, repeated_header),
        *(full_width, crowded),
    )
}

LEAST_ENTRIES = {
    "vmerge": 2,
    "entry_on_two_rows": 2,
    "split_table": 2,
    "split_table_no_header": 2,
    "repeated_header": 2,
    "combined": 2,
}
"""How many entries a layout needs to show itself."""


def _box(row: Row, key: str) -> Box:
    return next(box for box in row.boxes if box.key == key)


def _split(draft: Draft, *, headings: bool) -> None:
    table = draft.table
    cut = draft.rng.randint(2, len(table.rows) - 1)
    rest = table.rows[cut:]
    if headings:
        rest = [heading_row(draft.columns), *rest]
    second = Table(rest, list(table.shares))
    table.rows = table.rows[:cut]
    between = Line("text", draft.rng.choice(("（续表）", "")))
    position = draft.position(table) + 1
    draft.body[position:position] = [between, second]
