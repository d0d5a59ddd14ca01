"""专家名册: experts come in from a workbook or a text file, once somebody has looked at what was read.

Between looking and keeping nothing is stored: what was read goes along with the page, encrypted.
"""

import json
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime, timedelta
from pathlib import Path, PurePath
from typing import NamedTuple

from jianyou.actions.experts import ExpertTold, check_keeper, checked, keep_experts
from jianyou.codes.names import name_key
from jianyou.domain.lifecycle.roles import Actor
from jianyou.domain.screening.headings import folded
from jianyou.domain.screening.rosters import RosterSheet, open_roster
from jianyou.queries.experts import known_experts
from jianyou.store.dialect import database_now
from jianyou.store.sitekeys import site_keys
from jianyou.terms.finding import Refused

MOST_ROWS = 1000
LONGEST_TOKEN = 900_000
"""Characters of what was read, encrypted: a page sends it back."""
_KEPT_FOR = timedelta(hours=1)
_ENDINGS = (".xlsx", ".xls", ".csv", ".txt")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "name": ("姓名", "专家姓名", "专家", "名字", "name"),
    "employer": ("工作单位", "单位", "所在单位", "单位名称", "现工作单位", "employer"),
    "title": ("职称", "职务", "职务职称", "职称职务", "职称/职务", "title"),
    "group": ("所属集团", "集团", "group"),
    "earlier": ("原工作单位", "曾任职单位", "工作经历", "原单位"),
    "industries": ("行业代码", "行业", "评审领域", "industry"),
    "words": ("专长", "专业领域", "专业", "研究方向", "擅长领域", "fields"),
    "languages": ("语言", "language"),
    "district": ("区县", "所在区县", "地区", "district"),
    "trained_on": ("培训日期", "培训时间", "最近培训", "trained"),
    "phone": ("电话", "手机", "手机号", "手机号码", "联系电话", "联系方式", "phone"),
    "mail": ("邮箱", "电子邮箱", "邮件", "email", "e-mail", "mail"),
    "note": ("备注", "说明", "note"),
}
"""What a column may be called."""
_SEVERAL = re.compile(r"[、，,;；\n]+")
_CODES = re.compile(r"[、，,;；\s]+")
_LANGUAGES = {"中文": "zh", "汉语": "zh", "英文": "en", "英语": "en", "zh": "zh", "en": "en"}
_DAY = re.compile(r"(20\d\d)[-./年](\d{1,2})(?:[-./月](\d{1,2})日?|月?)(?: 00:00:00)?")


class Read(NamedTuple):
    """A row of a file: the expert, or what is wrong with it."""

    row: int
    name: str
    told: ExpertTold | None
    problem: Refused | None


class Looked(NamedTuple):
    """A file read: its rows, and what brings the good ones back."""

    rows: tuple[Read, ...]
    token: str

    @property
    def good(self) -> int:
        """How many can be kept."""
        return sum(one.told is not None for one in self.rows)


def look_at_experts(*, actor: Actor, name: str, data: bytes) -> Looked:
    """Reads a file; keeps nothing.

    Raises:
        Refused: it can't be read, has no column of names, holds nobody, or too many.
        NotAllowed: only clerks and section heads of the office keep its pool.
    """
    check_keeper(actor)
    sheet = _opened(name, data)
    columns = _columns(sheet.headings)
    if "name" not in columns:
        raise Refused("expert_file_no_name")
    if not sheet.rows:
        raise Refused("expert_file_empty")
    if len(sheet.rows) > MOST_ROWS:
        raise Refused("expert_file_rows", rows=len(sheet.rows), most=MOST_ROWS)
    rows = tuple(_unlike(_rows(sheet, columns), known_experts(viewer=actor)))
    plain = [asdict(one.told) for one in rows if one.told]
    kept = {"by": actor.person, "at": database_now().isoformat(), "experts": plain}
    token = site_keys().encrypt(json.dumps(kept, default=str, ensure_ascii=False)).decode()
    if len(token) > LONGEST_TOKEN:
        raise Refused("expert_file_long")
    return Looked(rows, token)


def keep_read(*, actor: Actor, token: str, count: int) -> int:
    """Puts what was read and looked at into the pool, `count` as was shown; who came since is left out.

    Raises:
        Refused: it was read too long ago or by somebody else, or others would come than were shown.
        NotAllowed: only clerks and section heads of the office keep its pool.
    """
    check_keeper(actor)
    try:
        kept = json.loads(site_keys().decrypt(token[:LONGEST_TOKEN].encode()))
    except Refused:
        raise Refused("expert_file_gone") from None
    if kept["by"] != actor.person or database_now() - datetime.fromisoformat(kept["at"]) > _KEPT_FOR:
        raise Refused("expert_file_gone")
    known = known_experts(viewer=actor)
    told = [_told_again(one) for one in kept["experts"]]
    fresh = [one for one in told if _pair(one) not in known]
    if len(fresh) != count or not fresh:
        raise Refused("expert_file_changed", shown=count, now=len(fresh))
    return len(keep_experts(actor=actor, told=fresh))


def _told_again(plain: dict[str, object]) -> ExpertTold:
    day = plain.pop("trained_on")
    on = date.fromisoformat(day) if isinstance(day, str) else None
    return ExpertTold(**plain, trained_on=on)  # type: ignore[arg-type]  # as it was written above


def _opened(name: str, data: bytes) -> RosterSheet:
    ending = PurePath(name).suffix.lower()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"experts{ending if ending in _ENDINGS else ''}"
        path.write_bytes(data)
        try:
            return open_roster(path)
        except Refused as refused:
            if refused.code == "roster_without_headings":
                raise Refused("expert_file_no_name") from None
            raise


def _columns(headings: Sequence[str]) -> dict[str, int]:
    """The first column of each field, by its heading."""
    words = {folded(word): field for field, names in COLUMNS.items() for word in names}
    found: dict[str, int] = {}
    for at, heading in enumerate(headings):
        if field := words.get(folded(heading)):
            found.setdefault(field, at)
    return found


def _rows(sheet: RosterSheet, columns: Mapping[str, int]) -> Iterator[Read]:
    for number, cells in sheet.rows:
        texts = {field: cells[at] for field, at in columns.items()}
        try:
            yield Read(number, texts["name"], checked(_told(texts)), None)
        except Refused as refused:
            yield Read(number, texts["name"], None, refused)


def _told(texts: Mapping[str, str]) -> ExpertTold:
    def text(field: str) -> str:
        return texts.get(field, "")

    def several(field: str, between: re.Pattern[str] = _SEVERAL) -> list[str]:
        return [part for part in between.split(text(field)) if part.strip()]

    return ExpertTold(
        name=text("name"),
        employer=text("employer"),
        title=text("title"),
        group=text("group"),
        earlier=several("earlier"),
        industries=several("industries", _CODES),
        words=several("words"),
        languages=[_LANGUAGES.get(one.strip().lower(), one) for one in several("languages", _CODES)],
        district=text("district"),
        trained_on=day_told(text("trained_on")),
        note=text("note"),
        phone=text("phone"),
        mail=text("mail"),
    )


def day_told(text: str) -> date | None:
    """A day as people write it, a month as its first; None where nothing stands.

    Raises:
        Refused: it is no such day.
    """
    if not text.strip():
        return None
    found = _DAY.fullmatch(text.strip())
    try:
        return date(int(found[1]), int(found[2]), int(found[3] or 1)) if found else _unreadable()
    except ValueError:
        return _unreadable()


def _unreadable() -> date:
    raise Refused("expert_trained_wrong")


def _unlike(rows: Iterator[Read], known: set[tuple[str, str]]) -> Iterator[Read]:
    """The rows, those of somebody who is known already or stands twice with that as their problem."""
    seen: dict[tuple[str, str], int] = {}
    for one in rows:
        if one.told is None:
            yield one
            continue
        pair = _pair(one.told)
        problem = None
        if pair in known:
            problem = Refused("expert_file_known")
        elif pair in seen:
            problem = Refused("expert_file_twice", other=seen[pair])
        seen.setdefault(pair, one.row)
        yield one._replace(told=None, problem=problem) if problem else one


def _pair(told: ExpertTold) -> tuple[str, str]:
    return name_key(told.name), name_key(told.employer)
