"""A correction changes one value, is checked like any other, and leaves the sender's form alone."""

from copy import deepcopy

from hypothesis import given
from hypothesis import strategies as st

from jianyou.domain.annexes.check import Day
from jianyou.domain.annexes.corrections import HEADER, Correction, corrected
from jianyou.domain.annexes.intake import check_in
from jianyou.domain.annexes.records import Form, Value
from jianyou.terms.place import Place
from tests.domain.annexes.tables import AS_OF, FIRST, HEADINGS, SECOND, TRAINING, codes, read, table, texts

LONG = ("1", "贺明远", "渝北精铸厂质量部", "质" * 30, "贺明远 部长 19900000001", "是")
DAY = Day(AS_OF)


def form_of(*rows: tuple[str, ...]) -> Form:
    return read("推荐单位：渝北区质量协会　联系电话：023-60000000", table([HEADINGS, *rows]))


def checked(form: Form, *corrections: Correction) -> Form:
    return check_in(corrected(form, corrections), TRAINING, DAY)


def test_a_corrected_value_is_checked_like_any_other() -> None:
    form = form_of(LONG)
    assert codes(checked(form)) == ["over_limit"]
    mended = checked(form, Correction(1, "reason", " 善讲质量工具 "))
    assert (codes(mended), mended.rows[0].text("reason")) == ([], "善讲质量工具")
    assert mended.rows[0].values["reason"].place == form.rows[0].values["reason"].place


def test_the_header_line_can_be_corrected_even_where_the_sender_left_it_out() -> None:
    form = read(table([HEADINGS, FIRST]))
    assert codes(checked(form)) == ["header_missing", "header_missing"]
    mended = checked(form, Correction(HEADER, "department", "渝北区质量协会"))
    assert codes(mended) == ["header_missing"]
    assert mended.header == {"department": Value("渝北区质量协会", Place("表.docx"))}


def test_what_the_reader_remarked_on_a_corrected_cell_no_longer_counts() -> None:
    joined = table([HEADINGS, FIRST, (*SECOND[:2], ("共用单位", 1, 1), *SECOND[3:])])
    form = read("推荐单位：甲　联系电话：023-60000000", joined)
    form.findings = [
        one._replace(row=2, column="unit", place=form.rows[1].values["unit"].place)
        for one in form_of(LONG, LONG).findings
    ]
    assert codes(checked(form, Correction(2, "unit", "江津轴承公司"))) == []


def test_an_entry_that_is_not_there_is_passed_over() -> None:
    form = form_of(FIRST)
    assert texts(corrected(form, [Correction(7, "unit", "没有这一条")])) == texts(form)


@given(
    st.lists(
        st.builds(
            Correction,
            st.integers(0, 2),
            st.sampled_from(["name", "unit", "reason", "contact", "willing", "department"]),
            st.text(max_size=12),
        ),
        max_size=6,
    )
)
def test_the_senders_form_stays_and_only_named_values_change(corrections: list[Correction]) -> None:
    form = form_of(FIRST, SECOND)
    before = deepcopy(form)
    after = checked(form, *corrections)
    assert form == before
    last = {(one.entry, one.column): one.text.strip() for one in corrections}
    for row in after.rows:
        for key, value in row.values.items():
            assert value.text == last.get((row.number, key), before.rows[row.number - 1].text(key))
