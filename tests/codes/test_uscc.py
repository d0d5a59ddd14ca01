import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes import uscc
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, Param

GOOD = uscc.make("MA5U0001")
bodies = st.text(uscc.ALPHABET, min_size=8, max_size=8)
codes = st.builds(
    uscc.make, bodies, place=st.text("0123456789", min_size=6, max_size=6), category=st.sampled_from("123")
)


def codes_of(text: str) -> list[str]:
    return [problem.code for problem in uscc.check(text).problems]


@given(codes)
def test_a_made_code_is_well_formed(code: str) -> None:
    assert uscc.check(code) == uscc.CreditCode(code, code)
    assert uscc.is_valid(code)


@given(codes, st.integers(0, 17), st.sampled_from(uscc.ALPHABET))
def test_any_one_wrong_character_is_detected(code: str, place: int, other: str) -> None:
    wrong = code[:place] + other + code[place + 1 :]
    assert uscc.is_valid(wrong) == (wrong == code)


@given(codes, st.integers(0, 16))
def test_two_neighbors_swapped_are_detected(code: str, place: int) -> None:
    swapped = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert uscc.is_valid(swapped) == (swapped == code)


@given(st.text(max_size=40))
def test_no_text_is_too_strange(text: str) -> None:
    checked = uscc.check(text)
    assert checked.written == text
    for problem in (*checked.problems, *checked.notes):
        assert problem.text(Lang.ZH)
        assert problem.text(Lang.EN)


def test_the_sum_of_the_standard() -> None:
    # Reckoned by hand: 9*1 + 1*3 + 5*9 = 57, 57 mod 31 = 26, 31 - 26 = 5.
    assert uscc.check_character("91500000000000000") == "5"
    # 0 for every place but the last of eight: 1*2, 11 - 2 = 9.
    assert uscc.organization_check_character("00000001") == "9"
    assert uscc.organization_check_character("00000006") == "X"  # 6*2 = 12, 11 - 1 = 10
    assert uscc.organization_check_character("00000000") == "0"


@pytest.mark.parametrize("wrong", ["", "9" * 16, "9" * 18, "I" * 17, "９" * 17])
def test_check_character_wants_17_of_the_alphabet(wrong: str) -> None:
    with pytest.raises(ValueError):
        uscc.check_character(wrong)


def test_organization_check_wants_eight() -> None:
    with pytest.raises(ValueError):
        uscc.organization_check_character("1234567")


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "uscc_empty"),
        ("  \u200b ", "uscc_empty"),
        (GOOD[:17], "uscc_length"),
        (GOOD + "1", "uscc_length"),
        ("500103123456789", "uscc_old_registration_number"),
        ("12345678-9", "uscc_organization_code"),
        ("MA5U0001X", "uscc_organization_code"),
        ("915001121234567000", "uscc_rounded"),
        ("9.15001E+17", "uscc_rounded"),
        ("915001121234567000.0", "uscc_rounded"),
        ("50010119900101123X", "uscc_resident_id"),
        ("重庆市某某机械制造有限公司一二三四五", "uscc_not_a_code"),
    ],
)
def test_what_it_is_instead(text: str, code: str) -> None:
    assert codes_of(text) == [code]


def test_length_is_told() -> None:
    assert uscc.check(GOOD[:17]).problems == (Message("uscc_length", {"length": 17}),)


@pytest.mark.parametrize(
    ("character", "likely"), [("I", "1"), ("O", "0"), ("S", "5"), ("V", "U"), ("Z", "2")]
)
def test_a_lookalike_is_named_with_what_was_meant(character: str, likely: str) -> None:
    checked = uscc.check(GOOD[:4] + character + GOOD[5:])
    expected: dict[str, Param] = {"position": 5, "character": character, "likely": likely}
    assert checked.problems == (Message("uscc_lookalike", expected),)


def test_every_bad_character_is_named_up_to_three() -> None:
    checked = uscc.check("9一5000" + GOOD[6:16] + "*" + GOOD[17])
    assert checked.problems == (
        Message("uscc_character", {"position": 2, "character": "一"}),
        Message("uscc_character", {"position": 17, "character": "*"}),
    )


def rechecked(first17: str) -> str:
    return first17 + uscc.check_character(first17)


@pytest.mark.parametrize(
    ("first17", "problem"),
    [
        ("B1" + GOOD[2:17], Message("uscc_department", {"character": "B"})),
        ("98" + GOOD[2:17], Message("uscc_category", {"department": "9", "character": "8"})),
        ("915A0000" + GOOD[8:17], Message("uscc_place", {"place": "5A0000"})),
        (
            GOOD[:16] + ("1" if GOOD[16] != "1" else "2"),
            Message(
                "uscc_organization_check",
                {"found": "1" if GOOD[16] != "1" else "2", "expected": GOOD[16]},
            ),
        ),
    ],
)
def test_one_part_wrong_under_a_right_check_character(first17: str, problem: Message) -> None:
    assert uscc.check(rechecked(first17)).problems == (problem,)


def test_the_expected_check_character_is_told() -> None:
    wrong = "0" if GOOD[17] != "0" else "1"
    expected = {"found": wrong, "expected": GOOD[17]}
    assert uscc.check(GOOD[:17] + wrong).problems == (Message("uscc_check", expected),)


@pytest.mark.parametrize(
    "written",
    [
        GOOD.lower(),
        "".join(chr(ord(character) + 0xFEE0) for character in GOOD),
        f"{GOOD[:8]} {GOOD[8:]}",
        f"统一社会信用代码：{GOOD}",
    ],
)
def test_folding_is_noted(written: str) -> None:
    assert uscc.check(written) == uscc.CreditCode(
        written, GOOD, (), (Message("uscc_folded", {"code": GOOD}),)
    )


def test_outer_space_is_nothing_to_note() -> None:
    assert uscc.check(f" {GOOD}\n").notes == ()


def test_a_resident_id_is_never_repeated() -> None:
    checked = uscc.check("50010119900101123x")
    assert checked.notes == ()
    assert "1990" not in checked.problems[0].text()


def test_letters_of_institutions_and_villages() -> None:
    for department, category in ("12", "51", "55", "N2", "A1", "Y1"):
        assert uscc.check(uscc.make("00000001", department=department, category=category)).ok
