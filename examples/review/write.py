"""The tables of a review: who is judged, who judges, what they gave, what it came to by the call's rule."""

import csv
import random
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from io import StringIO
from itertools import product
from pathlib import Path

from examples.review.invent import FIELDS, Entry, Expert, bell, invent_entries, invent_experts
from jianyou.cli.main import main
from jianyou.domain.calls.load import load_call
from jianyou.domain.judging.scores.official import Scores, official_scores
from jianyou.domain.judging.scores.rubrics import Rubric
from jianyou.domain.judging.scores.sheets import Mark, Sheet
from jianyou.domain.judging.scores.stages import ReviewStage

CALL = Path(__file__).parent.parent / "review-2026.yaml"
_POOL = 48


def write_review(folder: Path, count: int, experts: int, seed: int) -> list[Path]:
    """Writes entries.csv, experts.csv, pool.csv, scores.csv and candidates.csv; their names."""
    folder.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    entries = invent_entries(rng, count)
    panel = invent_experts(rng, experts, entries)
    names = [_entries(folder, entries), _experts(folder, panel), _pool(folder)]
    pairs = _assigned(folder, -(-5 * count // experts))
    material, defence = load_call(str(CALL)).review.stages  # type: ignore[union-attr]  # this call has one
    sheets = [_sheet(rng, material, entry, expert) for entry, expert in _known(pairs, entries, panel)]
    jury = invent_experts(rng, defence.per_entry, entries)
    passed = _official(entries, sheets)
    heard = [each for each in entries if not passed.by_entry[each.key].stopped_at]
    sheets += [
        _sheet(rng, defence, entry, expert._replace(harshness=0)) for entry, expert in product(heard, jury)
    ]
    return [
        *names,
        _scores(folder, material, sheets),
        _candidates(folder, entries, _official(entries, sheets)),
    ]


def _write(folder: Path, name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> Path:
    with (folder / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heads)
        writer.writerows(rows)
    return folder / name


def _entries(folder: Path, entries: Sequence[Entry]) -> Path:
    rows = (
        (
            each.key,
            each.name,
            each.industry,
            each.group,
            f"示例{each.district}经济信息委",
            each.people,
            each.profile,
        )
        for each in entries
    )
    return _write(folder, "entries.csv", ("编号", "名称", "行业", "集团", "推荐单位", "人员", "简况"), rows)


def _experts(folder: Path, experts: Sequence[Expert]) -> Path:
    heads = ("编号", "姓名", "工作单位", "曾任职单位", "行业", "专长")
    return _write(folder, "experts.csv", heads, (each[:6] for each in experts))


def _pool(folder: Path) -> Path:
    """A pool to draw from: names aren't needed for a draw, fields and employers are for its rules."""
    trades = [trade for trade, *_ in FIELDS.values()]
    rows = (
        (f"K{n:02}", trades[n % len(trades)], f"示例第{n * 5 % 17 + 1}研究所") for n in range(1, _POOL + 1)
    )
    return _write(folder, "pool.csv", ("编号", "领域", "单位"), rows)


def _assigned(folder: Path, mean: int) -> list[tuple[str, str]]:
    """Entry and expert of each review, as the command in the how-to gives them."""
    with tempfile.TemporaryDirectory() as other:
        plan = Path(other) / "plan.csv"
        tables = [str(folder / name) for name in ("entries.csv", "experts.csv")]
        limits = ["--per-entry", "5", "--least", str(mean - 3), "--most", str(mean + 3), "--crossing"]
        with redirect_stdout(StringIO()), redirect_stderr(StringIO()):
            main(["judging", "assign", *tables, *limits, "--quiet", "-o", str(plan)])
        with plan.open(encoding="utf-8-sig", newline="") as file:
            return [(row["entry"], row["expert"]) for row in csv.DictReader(file)]


def _known(
    pairs: Iterable[tuple[str, str]], entries: Sequence[Entry], experts: Sequence[Expert]
) -> Iterable[tuple[Entry, Expert]]:
    by_key, by_expert = {each.key: each for each in entries}, {each.key: each for each in experts}
    return ((by_key[entry], by_expert[expert]) for entry, expert in pairs)


def _sheet(rng: random.Random, stage: ReviewStage, entry: Entry, expert: Expert) -> Sheet:
    """What the expert gives: the quality less his harshness, and some chance; or chance alone."""
    rogue = expert.harshness is None
    aimed = rng.uniform(30, 98) if rogue else entry.quality - (expert.harshness or 0) + bell(rng, 3)
    return Sheet(expert.key, entry.key, stage.key, _marks(rng, stage.rubric, aimed))


def _marks(rng: random.Random, rubric: Rubric, aimed: float) -> Mapping[str, Mark]:
    return {
        item.key: Mark(item.step * round(_within(aimed + bell(rng, 2)) / 100 * float(item.most / item.step)))
        for item in rubric.items
    }


def _within(points: float) -> float:
    return min(100.0, max(0.0, points))


def _official(entries: Sequence[Entry], sheets: Sequence[Sheet]) -> Scores:
    call = load_call(str(CALL))
    return official_scores(call.review, {each.key: "benchmark" for each in entries}, sheets)  # type: ignore[arg-type]  # as above


def _scores(folder: Path, stage: ReviewStage, sheets: Sequence[Sheet]) -> Path:
    rows = sorted(
        (each.expert, each.entry, f"{float(each.total(stage.rubric) or 0):.1f}")
        for each in sheets
        if each.stage == stage.key
    )
    return _write(folder, "scores.csv", ("专家", "申报", "得分"), rows)


def _candidates(folder: Path, entries: Sequence[Entry], scores: Scores) -> Path:
    """Those who came through both stages."""
    heads = (
        "编号",
        "名称",
        "得分",
        "区县",
        "行业",
        "企业规模",
        "集团",
        "现场答辩",
        "材料评审：质量水平和经营绩效",
    )
    rows = []
    for each in entries:
        official = scores.by_entry[each.key]
        if official.score is not None:
            ties = official.stages["defence"].score, official.stages["material"].items["results"]
            rows.append(
                (
                    each.key,
                    each.name,
                    official.score,
                    each.district,
                    each.industry,
                    each.size,
                    each.group,
                    *ties,
                )
            )
    return _write(folder, "candidates.csv", heads, rows)
