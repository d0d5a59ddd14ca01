"""The questions in a draft's comments, and what is told below a notice that lacks it."""

from datetime import datetime

from jianyou.domain.calls.copying import next_edition, next_name
from jianyou.domain.calls.load import load_call, parse_call, source_of
from jianyou.domain.notices.draft import draft_call
from jianyou.domain.notices.read import read_laid
from jianyou.domain.notices.remarks import remarks_in, without_remarks
from jianyou.domain.notices.supplement import Missing, Told, missing_in, supplemented
from jianyou.domain.notices.text import notice_text
from jianyou.terms.lang import Lang
from tests.domain.notices.invented import BARE, NOTICE


def test_every_question_of_a_draft_has_its_path() -> None:
    text = notice_text(NOTICE)
    for lang in Lang:
        draft = draft_call(text, read_laid(text), lang)
        remarks = remarks_in(draft.text)
        assert len(remarks) == draft.questions
        paths = [remark.path for remark in remarks]
        assert paths == ["filing.completes_on", "awards", "awards.1.as_of", "quotas", "stages"]
        assert [len(remark.candidates) for remark in remarks] == [0, 1, 0, 0, 0]
        clean = without_remarks(draft.text, remarks)
        assert remarks_in(clean) == ()
        assert parse_call(clean, source="x") == parse_call(draft.text, source="x")
        assert len(draft.text.split("\n")) - len(clean.split("\n")) == 6


def test_what_a_notice_lacks_is_told_below_it() -> None:
    text = notice_text(BARE)
    facts = read_laid(text)
    assert missing_in(facts) == Missing(deadline=True, columns=True)
    told = Told(datetime(2099, 4, 30, 18, 0), ("序号", "姓名"))  # noqa: DTZ001  — Beijing's, as all of a notice
    whole, more = supplemented(text, facts, told)
    assert (missing_in(more), bool(missing_in(more))) == (Missing(deadline=False, columns=False), False)
    assert whole.text.split("\n")[-2:] == ["2099-04-30 18:00", "序号\t姓名"]
    assert [whole.of(column.span) for column in more.columns] == ["序号", "姓名"]
    call = parse_call(draft_call(whole, more).text, source="x")
    assert call.deadline.isoformat() == "2099-04-30T18:00:00+08:00"
    assert [column.title for column in call.annex.columns] == ["序号", "姓名"]
    assert missing_in(facts) == Missing(deadline=True, columns=True)


def test_the_next_edition_leaves_out_what_belongs_to_its_year() -> None:
    call = load_call("chongqing-2024")
    copied = parse_call(next_edition(source_of("chongqing-2024"), call), source="x")
    assert (copied.id, copied.notice.number, copied.notice.issued_on, copied.notice.printed_on) == (
        "chongqing-2025",
        "",
        None,
        None,
    )
    assert [stage.ends_on for stage in copied.stages] == [None] * 7
    assert (copied.annex, copied.awards, copied.deadline) == (call.annex, call.awards, call.deadline)
    assert next_name("示例") == "示例-2"
    assert next_name("a-2019-b-2024-x") == "a-2019-b-2025-x"
