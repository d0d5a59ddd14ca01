from jianyou.domain.annexes.duplicates import DuplicateWatch
from jianyou.domain.annexes.merge import merge
from jianyou.domain.annexes.records import Form, FormStatus, Row, Value
from jianyou.domain.annexes.schema import AnnexSchema, Column, ColumnKind
from jianyou.terms.place import Place

SCHEMA = AnnexSchema(
    title="表",
    columns=(Column("name", "名称", ColumnKind.NAME), Column("code", "代码", ColumnKind.CREDIT_CODE)),
)


def form(file: str, *entries: tuple[str, str]) -> Form:
    rows = [
        Row(
            number,
            Place(file, row=number),
            {
                "name": Value(name, Place(file, row=number, column=1)),
                "code": Value(code, Place(file, row=number, column=2)),
            },
        )
        for number, (name, code) in enumerate(entries, 1)
    ]
    return Form(file, FormStatus.READ, rows=rows)


def test_repeats_are_named_with_the_first_place() -> None:
    watch = DuplicateWatch(SCHEMA)
    assert watch.look_at(form("a", ("渝州（重庆）厂", "91A"), ("江津厂", ""))) == []
    (finding,) = watch.look_at(form("b", ("渝州(重庆) 厂", "91B")))
    assert (finding.code, finding.row, finding.column, finding.place) == (
        "duplicate_name",
        1,
        "name",
        Place("b", row=1, column=1),
    )
    assert finding.params == {"text": "渝州(重庆) 厂", "first_file": "a", "first_row": 1}


def test_repeat_inside_one_form_and_by_credit_code() -> None:
    watch = DuplicateWatch(SCHEMA)
    findings = watch.look_at(form("a", ("甲厂", "91-A"), ("乙厂", "91a"), ("甲 厂", "")))
    assert [(finding.code, finding.row) for finding in findings] == [
        ("duplicate_credit_code_in_file", 2),
        ("duplicate_name_in_file", 3),
    ]


def test_empty_names_are_no_repeats() -> None:
    assert DuplicateWatch(SCHEMA).look_at(form("a", ("", ""), ("", ""))) == []


def test_merge_drops_nothing_and_renumbers() -> None:
    forms = [form("a", ("甲", ""), ("乙", "")), Form("bad", FormStatus.REJECTED), form("c", ("甲", ""))]
    master = merge(forms)
    assert [(row.number, row.file, row.row.text("name")) for row in master.rows] == [
        (1, "a", "甲"),
        (2, "a", "乙"),
        (3, "c", "甲"),
    ]
