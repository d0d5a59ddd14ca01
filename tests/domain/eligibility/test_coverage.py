"""Each condition with its basis; each clause with its condition, or told."""

from dataclasses import replace

from jianyou.domain.eligibility.coverage import Words, coverage, parameters_of, quote
from jianyou.domain.eligibility.coverage_page import coverage_page, coverage_remarks, coverage_table
from jianyou.domain.eligibility.load import builtin_packs, load_pack, parse_pack
from jianyou.domain.eligibility.pack import Basis, Pack, Proof
from jianyou.terms.clause import Clause, digest, parse_clause
from jianyou.terms.lang import Lang
from tests.domain.eligibility.pack_samples import FULL, SMALLEST

PACK = parse_pack(FULL, source="")
NOTICE = {
    "一": "正文，不相干。",
    "附件1一": "别的奖，也不相干。",
    "附件1二1": "依法设立，经营三年以上，没有重大事故；",
    "附件1二2": "有专利。",
    "附件1二3": "具有法人资格。",
    "附件1二4": "成效显著。",
    "附件1二5": "诚实守信，履行责任，无人举报。",
    "附件1二6": "另有一条。",
    "附件2二1": "另一个附件。",
}


def clause(text: str) -> Clause:
    parsed = parse_clause(text)
    assert parsed is not None
    return parsed


def test_a_row_tells_what_a_condition_rests_on() -> None:
    row = coverage(PACK).rows[0]
    assert row.condition.code == "standing"
    assert (row.basis, row.mixed) == (Basis.COMPUTED, False)
    assert [leaf.code for leaf in row.leaves] == ["standing", "earning", "large", "elsewhere"]
    assert row.facts == ("established_on", "revenue", "scale", "region")
    assert row.parameters == ("years",)
    assert row.proofs == (Proof("营业执照", "business license", 6),)
    assert (row.quote, row.same) == ("", None)


def test_each_condition_has_its_basis() -> None:
    assert [row.basis.value for row in coverage(PACK).rows] == [
        *["computed"] * 4,
        "judged",
        "declared",
    ]


def test_of_several_bases_the_most_demanding_counts() -> None:
    both = "{all: [{judged: good}, {declared: fine}, {code: here, fact: region, op: known}]}"
    row = coverage(parse_pack(SMALLEST.replace("{judged: good}", both), source="")).rows[0]
    assert (row.basis, row.mixed) == (Basis.JUDGED, True)


def test_parameters_are_found_wherever_they_stand() -> None:
    leaves = [leaf for row in coverage(PACK).rows for leaf in row.leaves]
    assert [parameters_of(leaf) for leaf in leaves if parameters_of(leaf)] == [
        ("years",),
        ("severities", "years"),
        ("lawful",),
    ]


def test_without_a_notice_nothing_is_compared() -> None:
    found = coverage(PACK)
    assert (found.uncovered, found.unfound, found.changed) == ((), (), ())


def test_the_words_of_a_clause_are_quoted() -> None:
    quotes = [row.quote for row in coverage(PACK, NOTICE).rows]
    assert quotes == [
        "依法设立，经营三年以上，没有重大事故；",
        "经营三年以上，没有重大事故；",
        "有专利。",
        "具有法人资格。",
        "成效显著。",
        "诚实守信，履行责任，无人举报。",
    ]


def test_a_clause_without_a_condition_is_told() -> None:
    assert coverage(PACK, NOTICE).uncovered == (Words(clause("附件1二6"), "另有一条。"),)


def test_a_part_without_a_condition_is_told() -> None:
    text = FULL.replace("clause: 附件1二5\n", "clause: 附件1二5#1\n")
    assert coverage(parse_pack(text, source=""), NOTICE).uncovered == (
        Words(clause("附件1二5#2-3"), "履行责任，无人举报。"),
        Words(clause("附件1二6"), "另有一条。"),
    )


def test_a_clause_that_the_notice_lacks_is_told() -> None:
    notice = {number: text for number, text in NOTICE.items() if number != "附件1二4"}
    assert coverage(PACK, notice).unfound == (clause("附件1二4"),)
    assert coverage(PACK, {**NOTICE, "附件1二1": "依法设立。"}).unfound == (clause("附件1二1#2-3"),)


def test_changed_words_are_noticed_by_their_digest() -> None:
    def with_digest(words: str) -> Pack:
        first = replace(PACK.conditions[0], digest=digest(words))
        return replace(PACK, conditions=(first, *PACK.conditions[1:]))

    same = with_digest("依法设立，经营三年以上，没有重大事故；")
    spaced = with_digest(" 依法设立，\n经营三年以上，没有重大事故; ")
    other = with_digest("依法设立，经营五年以上，没有重大事故；")
    assert [row.same for row in coverage(same, NOTICE).rows] == [True, *[None] * 5]
    assert coverage(spaced, NOTICE).rows[0].same is True
    assert [row.condition.code for row in coverage(other, NOTICE).changed] == ["standing"]


def test_a_heading_stands_for_the_clauses_below_it() -> None:
    notice = {"附件1二（一）1": "甲。", "附件1二（一）10": "乙。", "附件1二（十）": "丙。"}
    assert quote(clause("附件1二（一）"), notice) == "甲。\n乙。"
    assert quote(clause("附件1二（一）1"), notice) == "甲。"
    assert quote(clause("附件1二"), notice) == "甲。\n乙。\n丙。"
    assert quote(clause("附件1十"), notice) == ""
    text = SMALLEST.replace("clause: 一", "clause: 附件1二（一）")
    pack = parse_pack(text, source="")
    assert coverage(pack, notice).uncovered == (Words(clause("附件1二（十）"), "丙。"),)


def test_a_heading_with_words_of_its_own_stands_for_itself() -> None:
    notice = {"附件1二": "总则。", "附件1二1": "甲。"}
    pack = parse_pack(SMALLEST.replace("clause: 一", "clause: 附件1二"), source="")
    assert coverage(pack, notice).uncovered == (Words(clause("附件1二1"), "甲。"),)


def test_the_remarks_are_said_in_words() -> None:
    pack = parse_pack(FULL.replace("附件1二4", "附件1二7"), source="")
    assert list(coverage_remarks(coverage(pack, NOTICE), Lang.ZH)) == [
        "原文 附件1二4 没有对应的条件：“成效显著。”。请核对是否遗漏。",
        "原文 附件1二6 没有对应的条件：“另有一条。”。请核对是否遗漏。",
        "规则包引用的 附件1二7 在这份通知里找不到，请核对条款号和通知。",
        "附件1二1 的原文与编写条件 standing 时不同，请对照原文核对条件，再更新 digest。",
    ]


def test_the_table_has_a_row_for_each_condition() -> None:
    lines = coverage_table(coverage(PACK, NOTICE), Lang.ZH).splitlines()
    assert lines[0] == "| 代号 | 条款 | 条件 | 依据 | 用到的事实 | 参数 | 证明材料 | 原文 |"
    assert lines[6] == "| `excellent` | 附件1二4 | 成效显著。 | 专家认定 |  |  |  | 成效显著。 |"
    assert len([line for line in lines if line.startswith("| `")]) == len(PACK.conditions)
    assert len(lines) == 2 + len(PACK.conditions) + 1 + 2
    english = coverage_table(coverage(PACK), Lang.EN).splitlines()
    assert english[0] == "| code | clause | condition | basis | facts | parameters | proof |"


def test_cells_keep_the_table_whole() -> None:
    text = SMALLEST.replace("text: 好。", "text: 好 | <b>坏")
    (_, _, row) = coverage_table(coverage(parse_pack(text, source="")), Lang.ZH).splitlines()
    assert row == "| `good` | 一 | 好 \\| &lt;b>坏 | 专家认定 |  |  |  |"


def test_the_page_has_every_condition_of_every_pack() -> None:
    packs = [load_pack(name) for name in builtin_packs()]
    page = coverage_page(packs)
    expected = [condition.code for pack in packs for condition in pack.conditions]
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert [row.split("`")[1] for row in rows] == expected
