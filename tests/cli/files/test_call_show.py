"""`call show` from end to end: words, JSON, exit statuses, a word for every value of a call."""

import argparse
import json
from collections.abc import Iterable
from enum import Enum
from pathlib import Path

import pytest

from jianyou.cli.files.call import configure
from jianyou.cli.files.call_show import run
from jianyou.cli.parser import Parser
from jianyou.datafiles.problems import DataFileInvalid
from jianyou.domain.calls.awards import QuotaHolder, QuotaOp
from jianyou.domain.calls.course import CompletesOn, DeliveryForm, PriorityGroup, StageKind
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang
from jianyou.terms.nominee import NomineeKind
from jianyou.terms.texts import TEXTS
from tests.domain.notices.drafting import RICH, draft_of
from tests.domain.notices.papers import NEWS


def options(*arguments: str) -> argparse.Namespace:
    parser = Parser(Lang.ZH, "jianyou call", "")
    configure(parser)
    return parser.parse_args(["show", *arguments])


@pytest.fixture
def call(tmp_path: Path) -> Path:
    path = tmp_path / "征集.yaml"
    path.write_text(draft_of(RICH).text, "utf-8")
    return path


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "通知.txt"
    path.write_text(RICH, "utf-8")
    return path


def shown(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return [line.rstrip() for line in capsys.readouterr().out.splitlines()]


def test_a_call_is_told_in_the_order_of_a_notice(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(str(call)), Lang.ZH) == 0
    lines = shown(capsys)
    assert lines[:4] == [
        "征集          draft-2031",
        "通知          关于遴选推荐一批精益制造优质企业的通知",
        "              临经信质〔2031〕17号  临江省经济和信息化委员会  "
        "2031-02-18 成文  2031-02-20 印发  公开发布",
        "主送          各市（州）经济和信息化局、省级有关协会",
    ]
    labels = [line.split()[0] for line in lines if line[:1] not in ("", " ")]
    assert labels == [
        *("征集", "通知", "主送", "依据文件", "附件", "截止时间", "报送", "联系方式", "奖项", "奖项", "名额"),
        *("程序", "公示", "异议", "帮扶", "附件表", "待定"),
    ]
    assert "截止时间      2031-03-15 18:00 (UTC+08:00)  须早于这一时刻" in lines
    assert "  等次        临江省精益制造奖  不超过 10 个  奖项主办方的限额  [附件1 一（一）]" in lines
    assert (
        "程序          1 报送（至 2031-03-15） → 2 形式审查 → 3 评审 → 4 审议 → "
        "5 公示（2031-04-07 至 2031-04-11） → 6 授奖 → 7 帮扶"
    ) in lines
    assert "公示          5 个工作日  公示栏目：企业名称  [三（三）]" in lines
    assert "待定          5 项须在开始前确定" in lines


def test_english_tells_the_same(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(str(call)), Lang.EN) == 0
    lines = shown(capsys)
    assert "publicity     5 working days  shows: 企业名称  [三（三）]" in lines
    assert "deadline      2031-03-15 18:00 (UTC+08:00)  strictly before that moment" in lines


def test_a_notice_that_agrees_lends_its_words(
    call: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(options(str(call), "--notice", str(notice)), Lang.ZH) == 0
    lines = shown(capsys)
    at = lines.index("              [附件1 一（二）2]  近3年未发生重大事故。")
    assert lines[at + 1] == "              原文：近3年未发生重大事故。"
    assert lines[-1] == "与通知对照    0 处不同"


def test_a_notice_that_differs_is_told_and_ends_with_one(
    call: Path, notice: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    notice.write_text(RICH.replace("17号", "18号"), "utf-8")
    assert run(options(str(call), "--notice", str(notice)), Lang.ZH) == 1
    assert shown(capsys)[-2:] == [
        "与通知对照    1 处不同",
        "              notice.number: 征集文件写“临经信质〔2031〕17号”，通知写“临经信质〔2031〕18号”。",
    ]


def test_json_says_all_of_it(call: Path, notice: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options(str(call), "--json", "--notice", str(notice)), Lang.ZH) == 0
    told = json.loads(capsys.readouterr().out)
    assert list(told) == ["call", "questions", "differences", "texts", "contacts"]
    assert told["call"]["call"] == "draft-2031"
    assert told["call"]["deadline"] == "2031-03-15T18:00:00+08:00"
    assert told["call"]["stages"][0] == {
        "stage": "filing",
        "starts_on": None,
        "ends_on": "2031-03-15",
        "clause": "二（一）",
    }
    assert [each["key"] for each in told["call"]["annex"]["columns"]] == [
        *("serial", "name", "column_3", "contact"),
    ]
    assert told["texts"]["附件1二（二）1"] == "班组成立3年以上。"
    assert (told["differences"], told["contacts"]) == ([], [])
    assert {each["key"] for each in told["questions"]} >= {"filing.completes_on", "quotas"}


def test_json_without_a_notice_compares_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(options("chongqing-2024", "--json"), Lang.ZH) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["differences"], told["texts"], told["contacts"]) == (None, None, None)


def test_what_cannot_be_read_is_refused(call: Path, notice: Path) -> None:
    with pytest.raises(DataFileInvalid):
        run(options(str(call) + "x"), Lang.ZH)
    notice.write_text(NEWS, "utf-8")
    with pytest.raises(Refused, match="not_a_notice"):
        run(options(str(call), "--notice", str(notice)), Lang.ZH)


def test_words_of_a_call_cannot_drive_a_terminal(call: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call.write_text(call.read_text("utf-8").replace("质量处", "质量\u202e处"), "utf-8")
    assert run(options(str(call)), Lang.ZH) == 0
    assert "质量\\x202e处" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("prefix", "values"),
    [
        ("show_stage_", StageKind),
        ("show_quota_", QuotaHolder),
        ("show_op_", QuotaOp),
        ("show_completes_", CompletesOn),
        ("show_delivery_", DeliveryForm),
        ("show_priority_", PriorityGroup),
        ("show_kind_", NomineeKind),
    ],
)
def test_every_value_has_its_words(prefix: str, values: Iterable[Enum]) -> None:
    assert [each.value for each in values if f"{prefix}{each.value}" not in TEXTS] == []
