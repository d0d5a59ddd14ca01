"""The register as it should be: canonical values in typed columns, named as the facts.

Every value follows from the row's number and the seed alone, so that any span of rows can be made
by itself and the same numbers always give the same register.
"""

from collections.abc import Sequence
from datetime import date

import polars as pl

from examples.registers import words
from jianyou.codes.region import regions

FIRST_DAY, LAST_DAY = date(1985, 1, 1), date(2024, 1, 31)
_FINE = 1_000_003
_ROW = pl.col("row")

ACCIDENT = pl.Struct({"kind": pl.String, "severity": pl.String, "on": pl.Date, "responsible": pl.Boolean})
PERIOD = pl.Struct({"since": pl.Date, "until": pl.Date})
VIOLATION = pl.Struct({"on": pl.Date, "what": pl.String})
FAILURE = pl.Struct({"on": pl.Date, "level": pl.String})
TITLE = pl.Struct(
    {"title": pl.String, "batch": pl.String, "since": pl.Date, "until": pl.Date, "status": pl.String}
)


class _Dice:
    """Draws for a column: independent of those of any other column and row."""

    def __init__(self, seed: int) -> None:
        self._seed = seed * 1000
        self._drawn = 0

    def share(self) -> pl.Expr:
        """A number from 0 up to but without 1."""
        self._drawn += 1
        return (_ROW.hash(self._seed + self._drawn) % _FINE) / _FINE

    def one_of(self, values: Sequence[str]) -> pl.Expr:
        """Any of the values."""
        return _nth(values, self.share())

    def day(self, first: date, last: date) -> pl.Expr:
        """Any day from `first` to `last`."""
        return pl.lit(first) + pl.duration(days=(self.share() * ((last - first).days + 1)).cast(pl.Int64))

    def flag(self, yes: float, unknown: float) -> pl.Expr:
        """True in that share of the rows, null in the other, else False."""
        drawn = self.share()
        return pl.when(drawn < yes).then(True).when(drawn < 1 - unknown).then(False)

    def records(self, record: pl.Expr, of: pl.Struct, *, some: float, unknown: float) -> pl.Expr:
        """One record in that share of the rows, null in the other, else none."""
        drawn = self.share()
        none = pl.lit([], dtype=pl.List(of))
        return pl.when(drawn < some).then(pl.concat_list(record)).when(drawn < 1 - unknown).then(none)


def _nth(values: Sequence[str], share: pl.Expr) -> pl.Expr:
    """The value at that share of the list."""
    at = (share * len(values)).cast(pl.UInt32)
    return at.replace_strict(list(range(len(values))), list(values), return_dtype=pl.String)


def typed(rows: int, *, seed: int = 7, first: int = 0) -> pl.LazyFrame:
    """Rows `first` up to `first + rows` of the register."""
    numbers = pl.LazyFrame({"row": pl.int_range(first, first + rows, dtype=pl.UInt64, eager=True)})
    dice = _Dice(seed)
    base = numbers.with_columns(kind=_kind(dice), established_on=dice.day(FIRST_DAY, LAST_DAY))
    started = (pl.col("established_on") + pl.duration(days=(dice.share() * 400).cast(pl.Int64))).clip(
        upper_bound=LAST_DAY
    )
    team = pl.col("kind") == "team"
    return base.select(
        "kind",
        "established_on",
        name=_name(dice),
        uscc=_uscc(),
        country=pl.when(dice.share() < 0.99).then(pl.lit("CN")).otherwise(pl.lit("SG")),
        region=_region(dice),
        is_legal_person=dice.flag(0.86, 0.01),
        industry=_industry(dice),
        organization_types=_types(dice),
        in_operation_since=pl.when(dice.share() < 0.93).then(started),
        suspended_periods=dice.records(_period(dice), PERIOD, some=0.02, unknown=0.1),
        accidents=dice.records(_accident(dice), ACCIDENT, some=0.03, unknown=0.06),
        violations=dice.records(_violation(dice), VIOLATION, some=0.05, unknown=0.05),
        spot_check_failures=dice.records(_failure(dice), FAILURE, some=0.03, unknown=0.05),
        on_abnormal_list=dice.flag(0.04, 0.02),
        on_serious_breach_list=dice.flag(0.01, 0.02),
        titles=dice.records(_title(dice), TITLE, some=0.04, unknown=0.0),
        **{
            "parent.established_on": pl.when(team).then(dice.day(FIRST_DAY, LAST_DAY)),
            "parent.country": pl.when(team).then(pl.lit("CN")),
            "declared.*": dice.flag(0.5, 0.49),
            "judged.*": dice.flag(0.15, 0.8),
        },
    ).select("name", "uscc", pl.exclude("name", "uscc"))


def _kind(dice: _Dice) -> pl.Expr:
    drawn = dice.share()
    return (
        pl.when(drawn < 0.98)
        .then(pl.lit("organization"))
        .when(drawn < 0.99)
        .then(pl.lit("team"))
        .otherwise(pl.lit("individual"))
    )


def _name(dice: _Dice) -> pl.Expr:
    parts = [dice.one_of(words.SYLLABLES) for _ in range(4)]
    return pl.concat_str(pl.lit("重庆"), *parts, dice.one_of(words.TRADES), pl.lit("有限公司"))


def _uscc() -> pl.Expr:
    """A code with right check characters: GB 32100-2015 over the row's number, weights 3^i mod 31."""
    number = (_ROW * 7_654_321 + 12_345_678) % 100_000_000
    digits = [number // 10**place % 10 for place in range(7, -1, -1)]
    own = (
        11
        - sum(
            (digit * weight for digit, weight in zip(digits, (3, 7, 9, 10, 5, 8, 4, 2), strict=True)),
            pl.lit(0),
        )
        % 11
    ) % 11
    whole = [
        *(pl.lit(int(digit)) for digit in "91500000"),
        *digits,
        pl.when(own == 10).then(29).otherwise(own),
    ]
    total = sum((digit * pow(3, at, 31) for at, digit in enumerate(whole)), pl.lit(0))
    check = (31 - total % 31) % 31
    sign = check.cast(pl.UInt32).replace_strict(
        list(range(31)), list("0123456789ABCDEFGHJKLMNPQRTUWXY"), return_dtype=pl.String
    )
    own_sign = pl.when(own == 10).then(pl.lit("X")).otherwise(own.cast(pl.String))
    return pl.concat_str(pl.lit("91500000"), number.cast(pl.String).str.zfill(8), own_sign, sign)


def _region(dice: _Dice) -> pl.Expr:
    here = sorted({region.code for region in regions() if region.code is not None})
    drawn = dice.share()
    return pl.when(drawn < 0.9).then(dice.one_of(here)).when(drawn < 0.99).then(dice.one_of(words.ELSEWHERE))


def _industry(dice: _Dice) -> pl.Expr:
    drawn = dice.share()
    return (
        pl.when(drawn < 0.25)
        .then(dice.one_of(words.makers()))
        .when(drawn < 0.98)
        .then(dice.one_of(words.others()))
    )


def _types(dice: _Dice) -> pl.Expr:
    drawn = dice.share()
    main = (
        pl.when(drawn < 0.25)
        .then(pl.lit("manufacturing"))
        .when(drawn < 0.85)
        .then(pl.lit("service"))
        .when(drawn < 0.95)
        .then(pl.lit("construction"))
        .otherwise(pl.lit("other"))
    )
    small = dice.share()
    return (
        pl.when(small < 0.8)
        .then(pl.concat_list(main, pl.lit("small_medium")))
        .when(small < 0.95)
        .then(pl.concat_list(main))
    )


def _period(dice: _Dice) -> pl.Expr:
    since = dice.day(date(2016, 1, 1), date(2022, 12, 31))
    until = since + pl.duration(days=(dice.share() * 500).cast(pl.Int64))
    return pl.struct(since=since, until=until.clip(upper_bound=LAST_DAY))


def _accident(dice: _Dice) -> pl.Expr:
    drawn = dice.share()
    return pl.struct(
        kind=dice.one_of(words.ACCIDENT_KINDS),
        severity=dice.one_of(words.SEVERITIES),
        on=dice.day(date(2012, 1, 1), LAST_DAY),
        responsible=pl.when(drawn < 0.6).then(True).when(drawn < 0.9).then(False),
    )


def _violation(dice: _Dice) -> pl.Expr:
    return pl.struct(on=dice.day(date(2015, 1, 1), LAST_DAY), what=pl.lit("行政处罚"))


def _failure(dice: _Dice) -> pl.Expr:
    return pl.struct(on=dice.day(date(2018, 1, 1), LAST_DAY), level=dice.one_of(("national", "provincial")))


def _title(dice: _Dice) -> pl.Expr:
    since = dice.day(date(2019, 1, 1), LAST_DAY)
    return pl.struct(
        title=dice.one_of(words.TITLES),
        batch=pl.lit("第三批"),
        since=since,
        until=since.dt.offset_by("3y"),
        status=pl.lit("认定"),
    )
