import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jianyou.codes.contact import Contact, Person, Phone, PhoneKind, normalize, parse
from jianyou.codes.phones import BadNumber
from jianyou.codes.surnames import COMPOUND, SINGLE
from jianyou.terms.lang import Lang
from jianyou.terms.message import Message, Param

MOBILE = Phone(PhoneKind.MOBILE, "13800000000")
LANDLINE = Phone(PhoneKind.LANDLINE, "023-60000001")
LOCAL = Phone(PhoneKind.LOCAL, "60000001")
WANG = Person("王小明", "总经理", (MOBILE,))


def persons(text: str) -> list[tuple[str | None, str | None, list[str]]]:
    return [(each.name, each.post, [phone.text() for phone in each.phones]) for each in parse(text).persons]


@pytest.mark.parametrize(
    "text",
    [
        "王小明 总经理 13800000000",
        "王小明总经理13800000000",
        "王小明，总经理，13800000000",
        "王小明、总经理、13800000000",
        "王小明-总经理-13800000000",
        "王小明—总经理—138—0000—0000",
        "王小明/总经理/13800000000",
        "王小明；总经理；138 0000 0000",
        "王小明（总经理）13800000000",
        "王小明【总经理】：１３８００００００００",
        "王小明\n总经理\n138-0000-0000",
        "王 小 明  总 经 理  13800000000",
        "总经理王小明 13800000000",
        "总经理：王小明 手机：13800000000",
        "联系人：王小明 职务：总经理 联系电话：+86 13800000000",
        "联系人王小明总经理电话13800000000",
        "13800000000 王小明 总经理",
        "王小明13800000000总经理",
        "总经理13800000000王小明",
        "王小明先生 总经理 13800000000（微信同号）",
        "王小明 总经理一13800000000",
        "王小明总经理\u300013800000000 13800000000",
        "王小明 总经理 Tel: 8613800000000",
    ],
)
def test_name_post_and_phone_however_written(text: str) -> None:
    assert parse(text) == Contact("王小明", "总经理", (MOBILE,), (WANG,))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("王小明 质量部 部长 60000001", [("王小明", "质量部部长", ["60000001"])]),
        ("质量部部长王小明60000001", [("王小明", "质量部部长", ["60000001"])]),
        ("技术中心主任 王小明", [("王小明", "技术中心主任", [])]),
        ("王小明 党委书记、董事长 60000001", [("王小明", "党委书记、董事长", ["60000001"])]),
        ("王小明总经理助理兼质量部部长", [("王小明", "总经理助理兼质量部部长", [])]),
        ("高级工程师 高明", [("高明", "高级工程师", [])]),
        ("高明总监", [("高明", "总监", [])]),
        ("安全员 安小全", [("安小全", "安全员", [])]),
        ("班主任 班小明", [("班小明", "班主任", [])]),
        ("李长江 校长", [("李长江", "校长", [])]),
        ("王小明 首席质量官", [("王小明", "首席质量官", [])]),
        ("王小明 讲解员", [("王小明", "讲解员", [])]),
        ("欧阳小红质量总监", [("欧阳小红", "质量总监", [])]),
        ("诸葛明 班组长", [("诸葛明", "班组长", [])]),
        ("买买提·阿不都 主任", [("买买提·阿不都", "主任", [])]),
        ("买买提•阿不都主任", [("买买提·阿不都主任", None, [])]),
        ("John Smith, Quality Manager, 60000001", [("John Smith", "Quality Manager", ["60000001"])]),
        ("李天一13800000000", [("李天一", None, ["13800000000"])]),
        ("王小明 质量部 60000001", [("王小明", None, ["60000001"])]),
        ("部长 60000001", [(None, "部长", ["60000001"])]),
    ],
)
def test_names_and_posts(text: str, expected: list[tuple[str | None, str | None, list[str]]]) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "王小明 总经理 13800000000；李大国 质量部部长 13900000001",
            [("王小明", "总经理", ["13800000000"]), ("李大国", "质量部部长", ["13900000001"])],
        ),
        (
            "王小月6000018市财政局程小超6600009",
            [("王小月", None, ["6000018"]), ("程小超", None, ["6600009"])],
        ),
        ("王小明、李大国 60000001", [("王小明", None, ["60000001"]), ("李大国", None, ["60000001"])]),
        (
            "总经理 王小明 副总经理 李大国 60000001",
            [("王小明", "总经理", ["60000001"]), ("李大国", "副总经理", ["60000001"])],
        ),
        (
            "13800000000 王小明 13900000001 李大国",
            [("王小明", None, ["13800000000"]), ("李大国", None, ["13900000001"])],
        ),
        ("王小明 13800000000、023-60000001", [("王小明", None, ["13800000000", "023-60000001"])]),
        ("王小明（手机：13800000000；办公：60000001）", [("王小明", None, ["13800000000", "60000001"])]),
    ],
)
def test_several_persons_and_numbers(
    text: str, expected: list[tuple[str | None, str | None, list[str]]]
) -> None:
    assert persons(text) == expected


@pytest.mark.parametrize(
    ("text", "phones"),
    [
        ("60000001", [LOCAL]),
        ("6000001", [Phone(PhoneKind.LOCAL, "6000001")]),
        ("6000 0001", [LOCAL]),
        ("023-60000001", [LANDLINE]),
        ("023—60000001", [LANDLINE]),
        ("023一60000001", [LANDLINE]),
        ("023－60000001", [LANDLINE]),
        ("023 - 60000001", [LANDLINE]),
        ("(023)60000001", [LANDLINE]),
        ("（０２３）６０００ ０００１", [LANDLINE]),
        ("02360000001", [LANDLINE]),
        ("+86-23-60000001", [LANDLINE]),
        ("0086 023 60000001", [LANDLINE]),
        ("0571-6000001", [Phone(PhoneKind.LANDLINE, "0571-6000001")]),
        ("057160000001", [Phone(PhoneKind.LANDLINE, "0571-60000001")]),
        ("023-60000001转801", [LANDLINE._replace(extension="801")]),
        ("023-60000001-801", [LANDLINE._replace(extension="801")]),
        ("60000001（转801）", [LOCAL._replace(extension="801")]),
        ("60000001 分机号：801", [LOCAL._replace(extension="801")]),
        ("60000001-60000002", [LOCAL, LOCAL._replace(number="60000002")]),
        ("60000001/60000002", [LOCAL, LOCAL._replace(number="60000002")]),
        ("023-60000001/2", [LANDLINE, LANDLINE._replace(number="023-60000002")]),
        ("60000001 60000002", [LOCAL, LOCAL._replace(number="60000002")]),
        ("023-60000001-13800000000", [LANDLINE, MOBILE]),
        ("400-600-0001", [Phone(PhoneKind.SERVICE, "4006000001")]),
        ("4006000001", [Phone(PhoneKind.SERVICE, "4006000001")]),
        ("12345", [Phone(PhoneKind.SERVICE, "12345")]),
    ],
)
def test_phones(text: str, phones: list[Phone]) -> None:
    contact = parse(text)
    assert list(contact.phones) == phones
    assert (contact.bad, contact.notes, contact.rest) == ((), (), "")


@pytest.mark.parametrize("text", ["2360000001", "23-60000001", "王小明2360000001"])
def test_a_lost_zero_is_flagged(text: str) -> None:
    contact = parse(text)
    assert contact.phones == (LANDLINE._replace(lost_zero=True),)
    assert contact.notes == (Message("contact_lost_zero", {"number": "023-60000001"}),)


def test_a_lost_zero_of_longer_area_codes() -> None:
    numbers = [parse(text).phones[0].number for text in ("5716000001", "57160000001", "1060000001")]
    assert numbers == ["0571-6000001", "0571-60000001", "010-60000001"]


@pytest.mark.parametrize(
    ("text", "written", "code", "length"),
    [
        ("1380000000", "1380000000", "contact_mobile_number", 10),
        ("138000000001", "138000000001", "contact_mobile_number", 12),
        ("138-0000-000", "138-0000-000", "contact_mobile_number", 10),
        ("12000000000", "12000000000", "contact_mobile_number", 11),
        ("600000", "600000", "contact_local_number", 6),
        ("600000001", "600000001", "contact_local_number", 9),
        ("10000001", "10000001", "contact_local_number", 8),
        ("023-1234567", "023-1234567", "contact_area_number", 10),
        ("023-600001", "023-600001", "contact_area_number", 9),
        ("023-6000001", "023-6000001", "contact_area_number", 7),
        ("023-600000013670", "023…70", "contact_number_long", 15),
        ("023-60000001138", "023-60000001138", "contact_number_long", 14),
        ("6000000113800000000", "600…00", "contact_number_long", 19),
        ("500101199001011234", "500…34", "contact_number_long", 18),
    ],
)
def test_bad_numbers_are_reported(text: str, written: str, code: str, length: int) -> None:
    contact = parse(f"王小明 {text}")
    params: dict[str, Param] = {"number": written, "length": length}
    assert contact.bad == (BadNumber(written, Message(code, params)),)
    assert (contact.phones, contact.rest) == ((), "")


@pytest.mark.parametrize(
    "text",
    [
        *("QQ：123456789", "邮编：400000", "a1@example.com", "60000001@example.com", "微信：wx60000001"),
        *("2024年2月22日", "2024-02-22", "3楼501室", "传真：023-60000001", "身份证号：500101199001011234"),
    ],
)
def test_other_numbers_are_no_phones(text: str) -> None:
    contact = parse(f"王小明 {text}")
    assert (contact.name, contact.phones, contact.bad) == ("王小明", (), ())
    assert contact.rest != ""
    assert "19900101" not in contact.rest


def test_a_number_for_phone_and_fax_is_a_phone() -> None:
    assert parse("电话/传真：023-60000001").phones == (LANDLINE,)


@pytest.mark.parametrize(
    ("text", "surname", "post"),
    [
        ("张经理", "张", "经理"),
        ("张副总经理", "张", "副总经理"),
        ("欧阳主任", "欧阳", "主任"),
        ("王女士", "王", None),
    ],
)
def test_a_surname_alone_is_noted(text: str, surname: str, post: str | None) -> None:
    contact = parse(f"{text} 13800000000")
    assert contact.persons == (Person(surname, post, (MOBILE,)),)
    assert contact.notes == (Message("contact_surname_only", {"name": surname}),)


def test_a_name_told_only_by_its_place_is_noted() -> None:
    contact = parse("那孜依拉 教师 13800000000")
    assert contact.persons == (Person("那孜依拉", "教师", (MOBILE,)),)
    assert contact.notes == (Message("contact_name_unsure", {"name": "那孜依拉"}),)


@pytest.mark.parametrize("text", ["", " ", "无", "暂无", "质量部", "电话：", "—", "重庆"])
def test_nobody(text: str) -> None:
    contact = parse(text)
    assert (contact.name, contact.post, contact.phones, contact.persons) == (None, None, (), ())


def test_what_is_not_understood_is_kept() -> None:
    assert parse("某某大学 王小明 教授").rest == "某某大学"
    assert parse("王小明" + "甲" * 3_000).name is None


names = st.builds(
    str.__add__,
    st.sampled_from(sorted(SINGLE - set("安班车党高管计金项")) + sorted(COMPOUND)),
    st.text("小明国红芳伟强丽娟涛军杰敏", min_size=1, max_size=2),
)
posts = st.sampled_from(
    ["总经理", "质量部部长", "首席质量官", "主任", "质量总监", "校长", "高级工程师", "负责人"]
)
digits = st.integers(0, 9_999_999)
phones = st.one_of(
    digits.map(lambda n: Phone(PhoneKind.MOBILE, f"1380{n:07d}")),
    digits.map(lambda n: Phone(PhoneKind.LOCAL, f"6{n:07d}")),
    digits.map(lambda n: Phone(PhoneKind.LANDLINE, f"023-6{n:07d}", "801")),
    digits.map(lambda n: Phone(PhoneKind.LANDLINE, f"0571-{2 + n % 7}{n % 1_000_000:06d}")),
)
people = st.builds(Person, names, posts, st.lists(phones, min_size=1, max_size=2, unique=True).map(tuple))


@given(st.lists(people, min_size=1, max_size=3, unique_by=lambda person: person.name))
def test_what_is_printed_is_read_back(group: list[Person]) -> None:
    every = tuple(dict.fromkeys(phone for person in group for phone in person.phones))
    contact = Contact(group[0].name, group[0].post, every, tuple(group))
    assert parse(normalize(contact)) == contact


@given(people, st.sampled_from([" ", "，", "/", "、", "-", "\n", ""]))
def test_any_separator_will_do(person: Person, between: str) -> None:
    phone = person.phones[0]
    text = between.join([person.name or "", person.post or "", phone.text()])
    assert parse(text).persons == (person._replace(phones=(phone,)),)


def test_normalize_without_persons() -> None:
    assert normalize(parse("023一60000001，13800000000")) == "023-60000001、13800000000"
    assert normalize(parse("")) == ""


@given(st.text() | st.text("王小明总经理部长：、，-—一/()转 \n0123456789+@aQ·"))
def test_no_text_is_too_strange(text: str) -> None:
    contact = parse(text)
    normalize(contact)
    for note in (*contact.notes, *(bad.reason for bad in contact.bad)):
        assert note.text(Lang.ZH)
        assert note.text(Lang.EN)
    for phone in contact.phones:
        assert phone.number.replace("-", "").isdecimal()


@pytest.mark.parametrize(
    "unit", ["1", "1 ", "王", "王小明总经理", "(", "a@", "023-", "转", "部", " ", "王·", "一1"]
)
def test_a_huge_cell_costs_little(unit: str) -> None:
    text = unit * (1_000_000 // len(unit))
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 20


def test_a_second_number_of_another_kind_after_a_slash_is_read_whole() -> None:
    told = parse("严远 质量总监 (023)60007413/199-0000-4205")
    assert [phone.text() for phone in told.phones] == ["023-60007413", "19900004205"]
    assert told.bad == ()


def test_one_written_for_a_dash_between_name_post_and_number() -> None:
    told = parse("尹青思一行政主管一199 0000 4249")
    assert (told.name, told.post, [phone.text() for phone in told.phones]) == (
        "尹青思",
        "行政主管",
        ["19900004249"],
    )


def test_one_within_words_is_no_dash() -> None:
    assert parse("张伟一线工人19900000001").name is None
