"""Messages of the table engines: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "screening_engine_unknown": (
        "没有名为“{name}”的筛查引擎。可用的有：{known}。",
        "There is no screening engine “{name}”. There are: {known}.",
    ),
    "screening_engine_missing": (
        "筛查引擎 {engine} 所需的软件没有安装（缺 {library}）。请运行：{command}",
        "The screening engine {engine} lacks software ({library}). Please run: {command}",
    ),
    "screening_engine_failed": (
        "筛查引擎 {engine} 未能完成：{reason}。请检查名录是否完整、列对照是否与名录一致。",
        "The screening engine {engine} stopped: {reason}. Please check the register and its column mapping.",
    ),
    "screening_column_twice": (
        "结果中会有两列都叫“{column}”。请在名录中改列名，同一规则包也只能筛查一次。",
        "The result would have two columns “{column}”. Rename the register's; screen a pack once only.",
    ),
    "screening_column_absent": (
        "名录中没有“{column}”列。请核对列对照。",
        "The register has no column “{column}”. Please check the column mapping.",
    ),
    "screening_fact_type": (
        "事实“{fact}”在一处是 {one} 类型，在另一处是 {other} 类型。请分开筛查这些规则包。",
        "The fact “{fact}” is of the type {one} here and {other} there. Please screen these packs apart.",
    ),
    "screening_no_files": (
        "名录是数据库中的表“{table}”，只有 postgres 引擎能直接筛查。请选用它，或先导出为文件。",
        "The register is the table “{table}” of a database. Choose the engine postgres, or export it.",
    ),
    "screening_no_database": (
        "postgres 引擎需要一个数据库。请给出 postgresql:// 开头的地址，或选用其他引擎。",
        "The engine postgres needs a database. Give a postgresql:// address, or choose another engine.",
    ),
}
