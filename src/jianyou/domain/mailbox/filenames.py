"""What a file's name tells: whose paper it may be, which number it bears, and which words say nothing."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from jianyou.codes.names import LEGAL_FORMS, PROVINCES, name_key, plain_province, without_place
from jianyou.domain.annexes.schema import AnnexSchema

_EXTENSION = re.compile(
    r"\.(?:docx?|docm|dotx?|wps|wpt|xlsx?|xlsm|et|ett|rtf|od[ts]|pdf|ofd|jpe?g|png|gif|bmp|tiff?|webp|hei[cf]"
    r"|zip|rar|7z|eml|msg|html?|mht|txt)$",
    re.IGNORECASE,
)
_DATES = re.compile(
    r"(?:19|20)\d\d[年.\-_/]\d{1,2}(?:[月.\-_/](?:\d{1,2}日?)?)?|(?<!\d)(?:19|20)\d{6}(?:\d{4,6})?(?!\d)"
    r"|(?<!\d)\d{1,2}月\d{1,2}日?|(?<!\d)(?:19|20)\d\d年度?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")
# A number that leads the name, stands behind 编号, or fills a last pair of brackets with two digits at least.
_NUMBER = re.compile(
    r"^[\s(\[【]*(\d{1,4})(?=[\s)\]】._\-—–、,]|[\u3400-\u9fff]|$)[)\]】]?"
    r"|(?:编号|序号|no[.:]?|第)[\s:_\-]*(\d{1,4})(?!\d|页|版|稿|次|批|届)号?"
    r"|[(\[【]\s*(\d{2,4})\s*[)\]】]\s*$",
    re.IGNORECASE,
)
_COPIES = re.compile(r"[(\[]\s*\d{1,2}\s*[)\]]|(?<=\S)[\s_\-]+\d{1,2}\s*$|第\s*\d+\s*[页版稿]")
_PARTING = re.compile(r"[\s_\-—–.,，、。;；:：+&~]+")

_IDLE = (
    *("加盖公章", "已盖章", "盖章", "签章", "签字", "签名", "公章", "红章", "用印", "扫描", "影印", "复印"),
    *(
        "照片",
        "图片",
        "拍照",
        "原件",
        "电子",
        "纸质",
        "正式",
        "最终",
        "最新",
        "修改后",
        "修改",
        "修订",
        "更正",
    ),
    *("终稿", "定稿", "初稿", "新版", "副本", "拷贝", "全能王", "微信", "附件", "附表", "推荐表", "汇总表"),
    *("信息汇总", "推荐汇总", "汇总", "申报表", "申报材料", "推荐材料", "报送", "上报", "提交", "格式"),
)
_IDLE_LETTERS = (
    "word",
    "excel",
    "pdf",
    "ofd",
    "docx",
    "xlsx",
    "doc",
    "xls",
    "jpg",
    "img",
    "scan",
    "copy",
    "camscanner",
)

_LEGAL_FORM = re.compile(rf"(?:{LEGAL_FORMS}|分公司|集团)+$")
_BRACKETED = re.compile(r"[(（][^()（）]*[)）]")
_LAST_BRACKETS = re.compile(r"(?<=.)[(\[【][^()\[\]【】]*[)\]】]$")
_OFFICE = re.compile(r"(?:委员会|管委会|委|局|办公室|办事处|政府|镇|街道)$")
_BODY = re.compile(
    r"[\u3400-\u9fff\w]{2,}(?:公司|集团|厂|学校|小学|中学|大学|学院|医院|研究院|研究所|协会|商会|银行)"
)


class Told(NamedTuple):
    """What a name tells.

    `whole` is the whole stem; `pieces` is what is left between separators without idle words,
    dates and numbers, and `rest` all of it joined: these are folded as `name_key` folds, `parts`
    are the pieces as written. `number` is 0 where there is none, else `digits` says in how many
    digits it is written.
    """

    whole: str
    parts: tuple[str, ...]
    pieces: tuple[str, ...]
    rest: str
    number: int = 0
    digits: int = 0


def tell(base: str, schema: AnnexSchema) -> Told:
    """Reads a file's or folder's own name (no slashes); never raises."""
    text = unicodedata.normalize("NFKC", base).strip()
    while (shorter := _EXTENSION.sub("", text).rstrip()) not in {text, ""}:
        text = shorter
    whole = name_key(text)
    text = _DATES.sub(" ", text).strip()
    text, number = _without_number(text)
    text = _COPIES.sub(" ", _idle_words(schema).sub(" ", text)).strip()
    text = _COPIES.sub(" ", text)
    parts = tuple(part for part in _PARTING.split(text) if (key := name_key(part)) and not key.isdecimal())
    pieces = tuple(map(name_key, parts))
    return Told(whole, parts, pieces, "".join(pieces), int(number or 0), len(number))


def sender_in(file: str, schema: AnnexSchema) -> str:
    """The firm or office that a file's name, else its innermost folder, names; empty if neither does."""
    for base in reversed(file.split("/")[-2:]):
        told = tell(base, schema)
        for part in told.parts:
            bare = _LAST_BRACKETS.sub("", part)
            if body_in(name_key(bare)) == name_key(bare) != "":
                return bare.strip("()[]【】")
    return ""


def is_telling(rest: str) -> bool:
    """Whether what is left of a name can stand for a sender: two Han characters, or four letters."""
    return han_count(rest) >= 2 or len(rest) >= 4


def han_count(text: str) -> int:
    """How many Han characters a text has."""
    return sum("\u3400" <= mark <= "\u9fff" or mark >= "\U00020000" for mark in text)


def short_names(name: str) -> tuple[str, ...]:
    """The ways in which a name may be shortened to what it is called by, longest first; folded.

    `重庆市砚青（集团）齿轮有限公司` -> `砚青集团齿轮`, `砚青齿轮`.
    """
    ways = (core(name_key(name)), core(name_key(_BRACKETED.sub("", name))))
    return tuple(dict.fromkeys(way for way in ways if way))


def core(key: str) -> str:
    """A folded name without the place before it and the legal form after it; may be empty."""
    return without_place(_LEGAL_FORM.sub("", key))


def called(key: str) -> str:
    """A folded name as far as its writings agree: no 市 behind the city, no legal form."""
    return _LEGAL_FORM.sub("", plain_province(key))


def body_in(key: str) -> str:
    """The firm, school or office that a folded name names by its last words; empty if none does."""
    found = _BODY.match(key)
    if found:
        return found[0]
    return key if _OFFICE.search(key) else ""


def is_office(body: str) -> bool:
    """Whether a body is an office of a place rather than a firm."""
    return _OFFICE.search(body) is not None


def lead(body: str) -> str:
    """The two characters by which an office's place goes: 渝北 of 重庆市渝北区经济信息委."""
    return re.sub(rf"^(?:{PROVINCES})[省市]?", "", body)[:2]


def is_idle(base: str, schema: AnnexSchema) -> bool:
    """Whether a folder's name tells no sender from another: 盖章件, Word版, 2024-02-19."""
    told = tell(base, schema)
    return not told.rest and not told.number


def _without_number(text: str) -> tuple[str, str]:
    found = _NUMBER.search(text)
    digits = next((group for group in found.groups() if group), "") if found else ""
    if found is None or _YEAR.fullmatch(digits):
        return text, ""
    return f"{text[: found.start()]} {text[found.end() :]}".strip(), digits


@lru_cache(maxsize=16)
def _idle_words(schema: AnnexSchema) -> re.Pattern[str]:
    own = [re.escape(unicodedata.normalize("NFKC", text)) for text in (schema.title, schema.label) if text]
    idle = sorted(_IDLE, key=len, reverse=True)
    letters = "|".join(_IDLE_LETTERS)
    return re.compile(
        f"(?:{'|'.join((*own, *idle))})(?:[件版稿表]|\\d{{1,2}}(?!\\d))*|(?<![a-z])(?:{letters})(?![a-z])版?",
        re.IGNORECASE,
    )
