"""The same register as an office exports it: texts only, Chinese headings, every way to write a thing."""

import polars as pl

HEADINGS = {
    "name": "企业名称",
    "uscc": "统一社会信用代码",
    "kind": "对象类型",
    "established_on": "成立日期",
    "country": "国别",
    "region": "所在区县",
    "is_legal_person": "是否法人",
    "industry": "行业代码",
    "organization_types": "组织类型",
    "in_operation_since": "投产日期",
    "accidents": "事故记录",
    "on_abnormal_list": "是否列入经营异常名录",
    "on_serious_breach_list": "是否列入严重违法失信名单",
}
_WIDE = {chr(code): chr(code + 0xFEE0) for code in (*range(48, 58), *range(65, 91))}
_KINDS = {"organization": "组织", "individual": "个人", "team": "班组"}
_TYPES = {
    "manufacturing": "制造业",
    "service": "服务业",
    "construction": "工程建设",
    "small_medium": "中小企业",
    "other": "其他",
}


def untidy(frame: pl.LazyFrame, *, seed: int = 7) -> pl.LazyFrame:
    """Typed rows as texts under Chinese headings; about 1 in 50 values is blank or can't be understood."""

    def share(number: int) -> pl.Expr:
        return (pl.col("uscc").hash(seed * 1000 + number) % 1000) / 1000

    def date_text(name: str, number: int) -> pl.Expr:
        day, drawn = pl.col(name), share(number)
        return (
            pl.when(drawn < 0.5)
            .then(day.dt.strftime("%Y-%m-%d"))
            .when(drawn < 0.8)
            .then(day.dt.strftime("%Y/%-m/%-d"))
            .when(drawn < 0.95)
            .then(day.dt.strftime("%Y年%-m月%-d日"))
            .when(drawn < 0.98)
            .then(pl.lit("不详"))
            .otherwise(pl.lit("2021-02-30"))
        )

    def flag_text(name: str, number: int) -> pl.Expr:
        yes, no = pl.lit("是"), pl.lit("否")
        said = pl.when(pl.col(name)).then(yes).when(~pl.col(name)).then(no)
        drawn = share(number)
        return pl.when(drawn < 0.97).then(said).when(drawn < 0.99).then(pl.lit(" ")).otherwise(pl.lit("待核"))

    def wide(name: str, number: int) -> pl.Expr:
        written = pl.col(name)
        folded = written.str.replace_many(list(_WIDE), list(_WIDE.values()))
        return pl.when(share(number) < 0.9).then(written).otherwise(folded)

    texts = {
        "name": pl.col("name"),
        "uscc": wide("uscc", 1),
        "kind": pl.col("kind").replace_strict(_KINDS),
        "established_on": date_text("established_on", 2),
        "country": pl.when(pl.col("country") == "CN").then(pl.lit("中国")).otherwise(pl.col("country")),
        "region": wide("region", 3),
        "is_legal_person": flag_text("is_legal_person", 4),
        "industry": wide("industry", 5),
        "organization_types": pl.col("organization_types")
        .list.eval(pl.element().replace_strict(_TYPES, return_dtype=pl.String))
        .list.join("、"),
        "in_operation_since": date_text("in_operation_since", 6),
        "accidents": _json("accidents"),
        "on_abnormal_list": flag_text("on_abnormal_list", 7),
        "on_serious_breach_list": flag_text("on_serious_breach_list", 8),
    }
    return frame.select(texts[fact].alias(heading) for fact, heading in HEADINGS.items())


def _json(name: str) -> pl.Expr:
    """A column of records as JSON text; null stays null."""
    whole = pl.struct(name).struct.json_encode()
    inner = whole.str.strip_prefix(f'{{"{name}":').str.strip_suffix("}")
    return pl.when(pl.col(name).is_not_null()).then(inner)
