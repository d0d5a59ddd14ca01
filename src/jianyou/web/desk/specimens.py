"""Invented files and findings of the desk, for the page that shows every component."""

from typing import Any

from jianyou.terms.finding import Severity
from jianyou.web.desk.work.records import CellView, FileLine, FileState, Remark


def own_specimens() -> dict[str, Any]:
    """What only the desk shows, by the name that its template uses."""
    return {
        "lines": [_line(number, state) for number, state in enumerate(FileState)],
        "remarks": _remarks(),
        "cells": _cells(),
    }


def _line(number: int, state: FileState) -> FileLine:
    return FileLine(
        id=f"sample-{number}",
        name=f"样例/{number + 1}_青禾阀门厂.docx",
        state=state,
        department="青禾县经济信息委",
        nominees=("青禾阀门厂", "云岭纺织有限公司", "禾丰机电有限公司", "岭上食品厂")[: number + 1],
        errors=2 if state is FileState.ERRORS else 0,
        warnings=3 if state in {FileState.ERRORS, FileState.WARNINGS} else 0,
        corrected=1 if state is FileState.CLEAN else 0,
        reviewed=state is FileState.CLEAN,
        has_scan=state is FileState.WARNINGS,
    )


def _remarks() -> list[Remark]:
    told = {
        Severity.ERROR: "“联系人姓名、职务及联系电话”没有填写。",
        Severity.WARNING: "“质量标杆”没有写获奖年份，无法判断是否在近 5 年内。",
        Severity.INFO: "行业只写到门类“制造业”，请写到大类。",
    }
    place = "第1个表格第3行第5列"
    still_open = [Remark(f"sample-{one}", "sample", one, text, place) for one, text in told.items()]
    settled = [
        Remark(
            "sample-4",
            "sample",
            Severity.ERROR,
            told[Severity.ERROR],
            place,
            confirmed=True,
            note="已电话核实",
        ),
        Remark("sample-5", "sample", Severity.WARNING, told[Severity.WARNING], place, confirmed=True),
    ]
    return [*still_open, *settled]


def _cells() -> list[CellView]:
    error, warning, *_ = _remarks()
    place = "第1个表格第3行第4列"
    return [
        CellView("name", "组织（个人）名称", "青禾阀门厂", place),
        CellView(
            "profile",
            "组织（个人）简况",
            "成立于1998年，主营阀门，现有员工120人。",
            place,
            words=20,
            limit=300,
        ),
        CellView("feature", "质量工作特色", "", place, words=0, limit=25, remarks=(error,)),
        CellView("honors", "质量荣誉", "质量标杆", place, was="质量标竿（2021年）", remarks=(warning,)),
        CellView("willing", "申报意愿", "", "", missing=True),
    ]
