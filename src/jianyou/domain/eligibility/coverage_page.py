"""The coverage of rule packs as Markdown: one pack against its notice, or a page of all packs."""

from collections.abc import Iterator, Sequence

from jianyou.domain.eligibility.coverage import Coverage, Row, coverage
from jianyou.domain.eligibility.pack import Pack, Parameter
from jianyou.domain.eligibility.settings import shown
from jianyou.domain.eligibility.values_labels import fact_label
from jianyou.terms.lang import Lang
from jianyou.terms.message import Param, say

_COLUMNS = ("clause", "condition", "basis", "facts", "parameters", "proofs")
_PAGE_HEAD = """\
# 参评条件一览 / Conditions and their clauses

本页由 `make docs` 从内置规则包生成，请勿手工修改。条件用我们自己的话写成，以通知原文为准：
`jianyou eligibility coverage 规则包 --notice 通知` 逐条附上原文，并核对是否变动。

Made by `make docs` from the built-in rule packs; not to be edited by hand. The conditions are in our own
words; what counts are the notice's: `jianyou eligibility coverage PACK --notice NOTICE` puts them beside each
row and tells what has changed.
"""


def coverage_page(packs: Sequence[Pack]) -> str:
    """The reference page: a table in both languages for each pack."""
    parts = [_PAGE_HEAD]
    for pack in packs:
        parts.append(f"## {pack.title} / {pack.title_en or pack.title}\n")
        parts.append(_introduction(pack))
        rows = [_both(row, pack) for row in coverage(pack).rows]
        headings = [
            f"{say(f'coverage_{key}')} / {say(f'coverage_{key}', lang=Lang.EN)}"
            for key in ("code", *_COLUMNS)
        ]
        parts.append(_table(headings, rows))
    return "\n".join(parts)


def coverage_table(found: Coverage, lang: Lang) -> str:
    """One pack's rows in one language, with the notice's words where it was given, and what is amiss."""
    quoted = any(row.quote for row in found.rows)
    columns = ("code", *_COLUMNS, *(("quote",) if quoted else ()))
    headings = [say(f"coverage_{key}", lang=lang) for key in columns]
    rows = [_cells(row, found.pack, lang) for row in found.rows]
    if quoted:
        rows = [[*cells, row.quote] for cells, row in zip(rows, found.rows, strict=True)]
    remarks = "".join(f"- {_cell(text)}\n" for text in coverage_remarks(found, lang))
    return _table(headings, rows) + (f"\n{remarks}" if remarks else "")


def coverage_remarks(found: Coverage, lang: Lang) -> Iterator[str]:
    """What is amiss between a pack and its notice, one sentence each."""
    for words in found.uncovered:
        yield say("coverage_uncovered", {"clause": str(words.clause), "words": words.text}, lang)
    for clause in found.unfound:
        yield say("coverage_unfound", {"clause": str(clause)}, lang)
    for row in found.changed:
        said: dict[str, Param] = {"clause": str(row.condition.clause), "code": row.condition.code}
        yield say("coverage_changed", said, lang)


def _introduction(pack: Pack) -> str:
    days = f"{pack.valid_from}—{pack.valid_until or ''}"
    served = "".join(f", {each.path} {each.since}—{each.until or ''}" for each in pack.services)
    lines = [f"`{pack.id}`：{pack.notice}，{days}{served}"]
    if pack.partial:
        lines.append(f"\n{pack.partial}")
    return "\n".join(lines) + "\n"


def _both(row: Row, pack: Pack) -> list[str]:
    """The cells of a row in both languages, each once where they are the same."""
    pairs = zip(_cells(row, pack, Lang.ZH), _cells(row, pack, Lang.EN), strict=True)
    return [chinese if chinese == english else f"{chinese}\n{english}" for chinese, english in pairs]


def _cells(row: Row, pack: Pack, lang: Lang) -> list[str]:
    condition = row.condition
    basis = say(f"coverage_basis_{row.basis}", lang=lang)
    proofs = [(proof.text_en or proof.text) if lang is Lang.EN else proof.text for proof in row.proofs]
    return [
        f"`{condition.code}`",
        str(condition.clause),
        condition.words(lang),
        say("coverage_mixed", {"basis": basis}, lang) if row.mixed else basis,
        "\n".join(fact_label(name, pack.facts[name], lang) for name in row.facts),
        "\n".join(_parameter(pack.parameters[name], lang) for name in row.parameters),
        "\n".join(proofs),
    ]


def _parameter(parameter: Parameter, lang: Lang) -> str:
    """A parameter with its latest value: `回溯年限：5`."""
    label = (parameter.label_en or parameter.label) if lang is Lang.EN else parameter.label
    code = "coverage_parameter_open" if parameter.question else "coverage_parameter"
    return say(code, {"label": label, "value": shown(parameter.values[-1][1])}, lang)


def _table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(map(_cell, line))} |\n" for line in lines)


def _cell(text: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|")
    return "<br>".join(line for line in escaped.split("\n") if line)
