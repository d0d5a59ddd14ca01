"""Writes the documents that the code itself can tell: `make docs`; `--check` only compares."""

import argparse
import io
import pkgutil
import sys
from collections.abc import Iterator
from contextlib import redirect_stdout
from importlib import import_module
from pathlib import Path

from jianyou.cli.main import COMMANDS
from jianyou.cli.main import main as jianyou
from jianyou.cli.parser import Parser
from jianyou.domain.eligibility.coverage_page import coverage_page
from jianyou.domain.eligibility.load import builtin_packs, load_pack
from jianyou.domain.lifecycle.diagrams import lifecycle_page
from jianyou.terms import texts as all_texts
from jianyou.terms.lang import Lang

ROOT = Path(__file__).resolve().parent.parent

ROOMS = {
    "codes": "代码与字数 / codes and counts",
    "officefiles_guard": "收件检查 / the guard at the door",
    "officefiles": "文件读取 / reading files",
    "officefiles_writing": "文件写出 / writing files",
    "officefiles_arrivals": "压缩包、邮件、加密文件 / archives, mails, locked files",
    "officefiles_legacy": "旧格式 / old formats",
    "officefiles_pdf": "PDF、OFD、图片 / PDF, OFD, pictures",
    "officefiles_annotating": "批注 / remarks in files",
    "annexes": "汇总表 / the annex table",
    "audiences": "名单、邀请与催报 / lists of firms, invitations, reminders",
    "mailbox": "收件箱 / the mailbox",
    "overview": "汇总情况 / the overview",
    "notices": "通知 / the notice",
    "datafiles": "数据文件 / data files",
    "calls": "征集文件 / the call file",
    "call_show": "征集的说明 / a call in words",
    "call_drafts": "征集起草 / drafts of calls",
    "eligibility": "参评条件 / eligibility",
    "eligibility_facts": "事实与结论 / facts and verdicts",
    "eligibility_cli": "参评条件的命令 / commands on eligibility",
    "assigning": "分配专家、进度与现场安排 / assigning experts, progress, visits",
    "judging_recusal": "回避 / recusal",
    "choosing": "择优、表决、签署 / choosing, ballots, signatures",
    "titles": "结果与称号 / results and titles",
    "judging_draw": "抽取与表决 / draws and ballots",
    "judging_calibration": "评分校准 / calibrating scores",
    "judging_plots": "评审的图 / pictures of judging",
    "judging_cli": "评审与择优的命令 / commands on judging",
    "judging_selection": "择优 / selection",
    "judging_assignment": "分配专家 / assigning experts",
    "publicity": "公示与工作日 / publicity and working days",
    "between_sites": "站点之间的数据包、意向、统一规则 / packages between sites, intentions, fixed rules",
    "ledger": "账本 / the ledger",
    "lifecycle": "流程 / the lifecycle",
    "site": "站点 / the site",
    "staff": "工作人员账号 / accounts of staff",
    "supervising": "监督 / supervising",
    "support": "帮扶 / support",
    "districts": "下级部门 / offices below",
    "drafting": "草稿 / drafts",
    "organizations": "单位账号 / accounts of organizations",
    "archiving": "归档、保管期限、清除个人信息 / archives, retention, erasure",
    "packages": "数据包与归档包的核验 / verifying packages and archives",
    "papers": "打印与扫描 / prints and scans",
    "counter_day": "窗口交接 / hand-over at the counter",
    "open_pages": "公开页 / pages for everybody",
    "proofs": "证明材料 / proofs",
    "prefill": "预填 / prefilling",
    "reminding": "提醒 / reminders",
    "reaching": "账号的消息地址 / addresses of accounts",
    "public": "公开页面 / public pages",
    "selfcheck": "参评条件自测 / the self-check",
    "outbox": "消息 / messages",
    "message_templates": "消息文字、退信、收件提醒 / own words of messages, bounces, letters about the inbox",
    "letters": "审查、函件与集体研究 / checks, letters, decisions taken together",
    "clearance": "征求部门意见 / asking departments",
    "review_pane": "审查页 / the review pane",
    "importing": "成批导入 / importing folders of forms",
    "office": "经办页面 / the office's pages",
    "entry_list": "申报列表与成批办理 / the list of entries and acts on many",
    "exporting": "导出 / exports",
    "counter": "窗口页面 / the counter's pages",
    "verify": "核验 / verifying",
    "screening": "全库筛查 / screening a register",
    "screening_engines": "筛查引擎 / table engines",
    "cli": "命令行 / the command line",
    "desk": "工作台 / the desk",
    "desk_work": "工作台的记录 / what the desk keeps",
    "call_review": "征集文件的评审与择优 / review and choice in the call file",
    "judging_scores": "评分 / scores",
    "judging_record": "决定记录 / decision records",
    "experts": "专家库 / the pool of experts",
    "sheets": "评分表 / score sheets",
    "redacting": "隐名副本 / copies without names",
    "scoring": "评分检查、合议与官方得分 / scoring check, consensus, official scores",
    "reviews": "评审、评审组、回避与抽取 / reviews, panels, recusals, draws",
    "objections": "异议 / objections",
    "objecting_pages": "提出异议 / objecting",
}

MESSAGES_HEAD = """\
# 消息一览 / Messages

本页由 `make docs` 从 `src/jianyou/terms/texts/` 生成，请勿手工修改。
消息代码发布后含义不变；花括号内是随具体情况填入的值。

Made by `make docs` from `src/jianyou/terms/texts/`; not to be edited by hand. A code once published
keeps its meaning; what stands in braces is filled in each time.
"""


def messages_page() -> str:
    """Return docs/reference/messages.md: every code with its words in both languages, room by room."""
    parts = [MESSAGES_HEAD]
    rooms = [module.name for module in pkgutil.iter_modules(all_texts.__path__)]
    for room in sorted(rooms, key=[*ROOMS, *rooms].index):
        title = ROOMS.get(room, room)
        texts: dict[str, tuple[str, str]] = import_module(f"jianyou.terms.texts.{room}").TEXTS
        rows = [f"| `{code}` | {_cell(zh)} | {_cell(en)} |" for code, (zh, en) in sorted(texts.items())]
        if rows:
            parts.append(
                "\n".join([f"## {title}\n", "| code | 中文 | English |", "|---|---|---|", *rows, ""])
            )
    return "\n".join(parts)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("<", "&lt;").replace("\n", "<br>")


COMMANDS_HEAD = """\
# 命令一览 / Commands

本页由 `make docs` 从各命令的 `--help` 生成，请勿手工修改。`JIANYOU_LANG=en` 可将语言一次设定。

Made by `make docs` from the `--help` of each command; not to be edited by hand. `JIANYOU_LANG=en` sets the
language once and for all.
"""


def commands_page() -> str:
    """Return docs/reference/commands.md: what each command says of itself, in both languages."""
    parts = [COMMANDS_HEAD]
    for command in _commands():
        parts.append("## " + " ".join(["jianyou", *command]) + "\n")
        parts += [f"```text\n{_help(command, lang)}\n```\n" for lang in Lang]
    return "\n".join(parts)


def _commands() -> Iterator[list[str]]:
    yield []
    for name, (module, _) in COMMANDS.items():
        yield [name]
        parser = Parser(Lang.ZH)
        import_module(module).configure(parser)
        yield from ([name, *inner] for inner in _subcommands(parser))


def _subcommands(parser: argparse.ArgumentParser) -> Iterator[list[str]]:
    for action in parser._actions:  # noqa: SLF001  — argparse tells its subcommands nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001  — as above
            for name, inner in action.choices.items():
                yield [name]
                yield from ([name, *further] for further in _subcommands(inner))


def _help(command: list[str], lang: Lang) -> str:
    told = io.StringIO()
    with redirect_stdout(told):
        jianyou([*command, "--lang", lang.value, "--help"])
    return told.getvalue().strip()


def eligibility_page() -> str:
    """Return docs/reference/eligibility.md: every clause of the built-in packs, and how it is answered."""
    return coverage_page([load_pack(name) for name in builtin_packs()])


PAGES = {
    "docs/reference/messages.md": messages_page,
    "docs/reference/commands.md": commands_page,
    "docs/reference/eligibility.md": eligibility_page,
    "docs/reference/lifecycle.md": lifecycle_page,
}


def main() -> int:
    """Write the pages, or with --check tell which are out of date; return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing, fail where a page is out of date"
    )
    check = parser.parse_args().check
    stale = []
    for name, make in PAGES.items():
        path, text = ROOT / name, make()
        if path.exists() and path.read_text("utf-8") == text:
            continue
        stale.append(name)
        if not check:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
    for name in stale:
        told = f"{name} is out of date: run `make docs`" if check else f"wrote {name}"
        print(told, file=sys.stderr if check else sys.stdout)
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
