"""Messages of the commands on judging: code -> (Chinese, English)."""

_HELP = {
    "help_judging": (
        "评审与择优：分配专家、检查评分、择优、随机抽取",
        "judging: assign experts, check scores, choose the best, draw by lot",
    ),
    "help_assign": (
        "给每项申报分配专家：回避、工作量和匹配度一并考虑，结果附最优证明",
        "assign experts to entries: recusals, loads and fit together, with a proof that nothing fits better",
    ),
    "help_assign_entries": (
        "申报表（.csv、.json、.xlsx）：编号，可有名称、行业、文字、语言、专家数及回避所需的单位、人员等列",
        "entries (.csv, .json, .xlsx): key; also name, industry, text, language, reviews, and units, people, "
        "group, nominator for recusals",
    ),
    "help_assign_experts": (
        "专家表（.csv、.json、.xlsx）：编号，可有姓名、行业、专长、语言、上下限及单位、曾任职单位、集团等列",
        "experts (.csv, .json, .xlsx): key; also name, industries, expertise, languages, least, most, and "
        "employer, earlier employers, group for recusals",
    ),
    "help_assign_per_entry": ("每项申报由几位专家评审", "experts an entry"),
    "help_assign_least": (
        "每位专家至少评审几项，缺省 0",
        "entries that each expert has at least, by default 0",
    ),
    "help_assign_most": ("每位专家至多评审几项", "entries that each expert has at most"),
    "help_assign_recusals": (
        "申报的回避（专家、申报两列），与从事实中发现的合并",
        "declared recusals (columns expert, entry), added to those found from facts",
    ),
    "help_assign_lifted": (
        "经本部门核实解除的回避（专家、申报两列）",
        "recusals lifted by the office (columns expert, entry)",
    ),
    "help_assign_affinity": (
        "匹配度（专家、申报、匹配度三列）；缺省按行业、专长、语言计算",
        "affinities (columns expert, entry, affinity); by default from industry, expertise and language",
    ),
    "help_assign_keep": (
        "已有的分配（专家、申报两列），尽量保留",
        "an existing plan (columns expert, entry), kept as far as possible",
    ),
    "help_assign_aim": (
        "total 总匹配度最高（缺省），worst 照顾匹配最差的申报",
        "total: the best fit in all (default); worst: care for the entry served worst",
    ),
    "help_assign_crossing": (
        "使全部评分可比：各部分相连，每个行业至少两位专家兼评其他行业，匹配度因此略低",
        "make all scores comparable: parts joined, two experts of each industry judging another one too, at "
        "the cost of some fit",
    ),
    "help_calibrate": (
        "检查评分：专家宽严、名次区间、异常分；只作核查，不改变正式得分",
        "check scores: harshness, rank intervals, wild scores; a check that changes no official score",
    ),
    "help_calibrate_scores": (
        "评分表（.csv、.json、.xlsx）：专家、申报、得分三列；未评的得分留空",
        "scores (.csv, .json, .xlsx): columns expert, entry, points; a score not yet in is left empty",
    ),
    "help_calibrate_quota": ("推荐名额", "how many entries can be recommended"),
    "help_calibrate_entries": (
        "申报表（编号、行业两列），用于按行业比较",
        "entries (columns entry, industry), to compare within industries",
    ),
    "help_calibrate_band": ("分数范围，如 0:100，之外的得分不计并提示", "band of points such as 0:100"),
    "help_calibrate_seed": ("随机数种子，缺省 0", "seed of the random draws, by default 0"),
    "help_calibrate_tails": (
        "是否用厚尾模型：auto 有异常分时用（缺省）",
        "the model with heavy tails: auto takes it when a score lies far out (default)",
    ),
    "help_select": (
        "按正式得分、等次和名额规则择优，逐项说明理由",
        "choose by official scores, tiers and quota rules, with the reason for each entry",
    ),
    "help_select_candidates": (
        "候选表（.csv、.json、.xlsx）：编号、得分，及规则所用的列（区县、行业、集团等）和同分比较的列",
        "candidates (.csv, .json, .xlsx): entry, score, and the columns that rules count by (district, "
        "industry, group and others) or ties compare",
    ),
    "help_select_call": (
        "征集文件，其中 choices 一节写明等次、限额和同分顺序",
        "call file, whose section choices tells tiers, bounds and the order of ties",
    ),
    "help_select_award": ("哪个奖项；只有一个时可不写", "which award; not needed where there is one"),
    "help_select_places": (
        "征集文件没有写定名额的等次，由本部门定几个，可多次给出",
        "places of a tier whose number the call leaves to the office; may be repeated",
    ),
    "help_select_draw": (
        "同分抽签的结果，仅在征集文件引用了允许抽签的条款时使用",
        "a draw for ties; used only where the call cites the clause that allows it",
    ),
    "help_select_reasons": (
        "说明落选者中最前面几项的理由，缺省 20",
        "tell the reasons of so many that follow the chosen, by default 20",
    ),
    "help_select_reserve": ("候补几项，缺省 0", "how many on the reserve list, by default 0"),
    "help_select_explain": (
        "说明某项申报为何入选或落选、差多少分，可多次给出",
        "tell why an entry is in or out and by how much; may be repeated",
    ),
    "help_judging_output": (
        "结果：.csv、.json 或 .xlsx，可多次给出",
        "result: .csv, .json or .xlsx; may be repeated",
    ),
    "help_judging_plots": (
        "把图写入文件夹（SVG 和一个网页）",
        "write pictures to a folder (SVG and one page)",
    ),
    "help_judging_quiet": ("不显示进度", "show no progress"),
    "help_draw": (
        "可核验的随机抽取：先承诺、后公布，任何人都能复算",
        "a draw that can be verified: commit first, reveal later, anybody can compute it again",
    ),
    "help_draw_secret": ("生成一方的秘密，并给出应先公布的承诺", "make a party's secret and its commitment"),
    "help_draw_who": ("哪一方", "which party"),
    "help_draw_secret_output": (
        "秘密文件，公开数值公布后才可交出：.json",
        "file of the secret, to be handed over only after the public value is known: .json",
    ),
    "help_draw_plan": (
        "固定名单和规则，给出应公布的指纹",
        "freeze the list and its rules; tells what to publish",
    ),
    "help_draw_list": (
        "名单（.csv、.json、.xlsx）：编号，其余列可用于分层",
        "list (.csv, .json, .xlsx): key; other columns can be used for rules",
    ),
    "help_draw_purpose": (
        "用途：抽专家、答辩顺序、帮扶名额、同分抽签",
        "purpose: experts, order of defence, support seats, ties",
    ),
    "help_draw_title": ("抽取的名称", "what the draw is called"),
    "help_draw_take": (
        "抽几个；缺省全部，即排顺序",
        "how many to draw; by default all, which gives an order",
    ),
    "help_draw_public_value": (
        "将采用哪个公开数值、何时公布",
        "which public value will be taken, and when it is published",
    ),
    "help_draw_party": ("一方的承诺，可多次给出", "a party's commitment; may be repeated"),
    "help_draw_at_least": (
        "某列某值至少几个，如 领域=汽车:2",
        "at least so many of a value, as in field=cars:2",
    ),
    "help_draw_at_most": (
        "某列某值至多几个；不写值表示每个值，如 单位:1",
        "at most so many of a value; without one of each value, as in employer:1",
    ),
    "help_draw_clause": ("允许抽签的条款", "the clause that allows the draw"),
    "help_draw_plan_output": ("抽取方案：.json", "the plan: .json"),
    "help_draw_run": ("公开数值公布后抽取", "draw, once the public value is known"),
    "help_draw_plan_file": ("抽取方案", "the plan"),
    "help_draw_value": ("已公布的公开数值", "the public value as published"),
    "help_draw_secret_file": ("一方交出的秘密，可多次给出", "a secret handed over; may be repeated"),
    "help_draw_output": ("抽取结果：.json", "the draw: .json"),
    "help_draw_check": ("核验抽取结果", "verify a draw"),
    "help_draw_file": ("抽取结果", "the draw"),
    "help_draw_digest": ("事先公布的方案指纹，用于核对", "the plan's hash as published before, to compare"),
}

_FILES = {
    "judging_file_not_found": (
        "找不到文件“{name}”。请检查路径。",
        "There is no file “{name}”. Check the path.",
    ),
    "judging_file_unreadable": (
        "“{name}”无法打开（{reason}）。请检查权限，或关闭占用它的程序后重试。",
        "“{name}” can't be opened ({reason}). Check its permissions, or close the program that holds it.",
    ),
    "judging_file_too_large": (
        "“{name}”超过 {most} MB。请分开处理。",
        "“{name}” is over {most} MB. Split it.",
    ),
    "judging_file_empty": (
        "“{name}”没有内容。第一行应为列名。",
        "“{name}” is empty. Its first row should hold the headings.",
    ),
    "judging_file_no_text": (
        "“{name}”不是 UTF-8 或 GB 18030 文本。请另存为 CSV（UTF-8）。",
        "“{name}” is neither UTF-8 nor GB 18030 text. Save it as CSV (UTF-8).",
    ),
    "judging_file_csv": (
        "“{name}”第 {row} 行不合 CSV 写法，多半是引号没有成对。请改正。",
        "“{name}” breaks CSV at row {row}, most likely by a quotation mark left open. Correct it.",
    ),
    "judging_file_not_json": (
        "“{name}”第 {line} 行第 {column} 个字符处不合 JSON 写法。请检查引号、逗号、冒号（须用半角）和括号。",
        "“{name}” breaks JSON at line {line}, character {column}. Check quotes, commas, colons and brackets.",
    ),
    "judging_json_no_rows": (
        "“{name}”应是对象的列表：[{{…}}, {{…}}]，每个对象一行。",
        "“{name}” should be a list of objects, one a row: [{{…}}, {{…}}].",
    ),
    "judging_json_cell": (
        "“{name}”第 {row} 个对象中有既非文字、数字，也非文字列表的值。请改正。",
        "Object {row} of “{name}” holds a value that is neither text, number nor list of texts. Correct it.",
    ),
    "judging_rows_many": ("“{name}”超过 {most} 行。请分开处理。", "“{name}” has over {most} rows. Split it."),
    "judging_columns_many": (
        "“{name}”超过 {most} 列。请删去不用的列。",
        "“{name}” has over {most} columns. Remove those not needed.",
    ),
    "judging_heading_twice": (
        "“{name}”中“{heading}”出现了两次，不知以哪个为准。请删去一处。",
        "“{heading}” stands twice in “{name}”, so that it isn't plain which counts. Remove one.",
    ),
    "judging_column_missing": (
        "“{name}”缺少“{column}”列（也可写作：{names}）。请补上列名。",
        "“{name}” lacks the column “{column}” (also: {names}). Add its heading.",
    ),
    "judging_cell_empty": (
        "“{name}”第 {row} 行的“{column}”是空的。请补上。",
        "“{column}” is empty in row {row} of “{name}”. Fill it in.",
    ),
    "judging_cell_long": (
        "“{name}”第 {row} 行有一格超过 {most} 字。请缩短。",
        "A cell in row {row} of “{name}” is over {most} characters. Shorten it.",
    ),
    "judging_key_twice": (
        "“{name}”第 {row} 行的“{key}”前面已经有了。每项只能有一行，请删去或合并。",
        "“{key}” in row {row} of “{name}” stands there already. Keep one row for each.",
    ),
    "judging_row_long": (
        "“{name}”第 {row} 行比列名的 {count} 格多，或有内容却没有列名。请检查分隔符。",
        "Row {row} of “{name}” has more than the {count} cells of the headings, or text below no heading. "
        "Check the separators.",
    ),
    "judging_number": (
        "“{name}”第 {row} 行“{column}”的“{text}”不是这里能用的数字。请改正。",
        "“{text}” in “{column}”, row {row} of “{name}”, is no number that can be used there. Correct it.",
    ),
    "judging_columns_unused": (
        "“{name}”中这些列没有用到：{columns}",
        "columns of “{name}” that weren't used: {columns}",
    ),
    "judging_library_missing": (
        "没有安装 {library}。请运行 {command} 后重试。",
        "{library} isn't installed. Run {command} and try again.",
    ),
    "judging_plots_no_folder": (
        "“{name}”是文件，图要写入文件夹。请换一个名称。",
        "“{name}” is a file; pictures are written to a folder. Choose another name.",
    ),
    "judging_plots_title": ("评审图", "Pictures of judging"),
}

_RUNS = {
    "judging_progress_reasons": ("说明理由", "reasons"),
    "judging_call_without_choice": (
        "征集“{name}”没有写评审（review）和择优（choices）的规则。请补进征集文件。",
        "The call “{name}” doesn't say how to review and choose (review, choices). Add it to the call file.",
    ),
    "judging_award_needed": (
        "征集中有几个奖项（{awards}），请用 --award 指明。",
        "The call chooses for several awards ({awards}); name one by --award.",
    ),
    "judging_award_unknown": (
        "征集中没有奖项“{award}”的择优规则，有的是：{awards}。",
        "The call has no choice for the award “{award}”, but for: {awards}.",
    ),
    "judging_places_form": (
        "“{text}”应写成 等次=名额，如 award=8。",
        "“{text}” should be TIER=N, as in award=8.",
    ),
    "judging_draw_other_purpose": (
        "“{name}”不是为同分抽签而抽的（用途应为 ties）。",
        "“{name}” wasn't drawn for ties (its purpose should be ties).",
    ),
    "judging_tier": ("{tier}：{count} 项，名额至多 {most}", "{tier}: {count}, at most {most}"),
    "judging_missed": ("未入选，按顺序：", "not chosen, in order:"),
    "judging_reserve": (
        "候补 {number}：{entry}（入选者中有 {count} 项退出时递补）",
        "reserve {number}: {entry} (comes in for {count} of the chosen)",
    ),
    "judging_sheet_choice": ("择优结果", "choice"),
    "judging_sheet_limits": ("名额使用", "limits"),
    "judging_key_unknown": (
        "“{name}”第 {row} 行的“{key}”不在申报或专家名单中。请核对编号。",
        "“{key}” in row {row} of “{name}” is no entry or expert given. Check the key.",
    ),
    "judging_progress_assigning": ("分配", "assigning"),
    "judging_assigned": (
        "{entries} 项申报、{experts} 位专家，共分配 {pairs} 份评审，每位专家 {fewest} 至 {most} 项。",
        "{entries} entries, {experts} experts: {pairs} reviews, {fewest} to {most} for each expert.",
    ),
    "judging_recused": (
        "回避 {barred} 对（专家与申报），另有 {flagged} 对请人工核实。",
        "{barred} pairs of expert and entry recused, {flagged} more to be looked at.",
    ),
    "judging_proved": (
        "总匹配度 {total}，已逐对核验：在保留原分配、回避和工作量的前提下没有更高的分配。",
        "Total affinity {total}; tested over all pairs: no assignment that keeps to recusals, loads and the "
        "older plan has more.",
    ),
    "judging_gap": (
        "总匹配度 {total}，至多还能提高 {gap}。",
        "Total affinity {total}; no assignment has {gap} more.",
    ),
    "judging_worst": (
        "匹配最差的申报平均匹配度 {reached}，任何分配都不超过 {bound}。",
        "The entry served worst has a mean affinity of {reached}; no assignment gives it more than {bound}.",
    ),
    "judging_alike": (
        "（因同样这些专家不够而缺的还有 {count} 项）",
        "({count} more for want of the same experts)",
    ),
    "judging_apart": (
        "分配分成互不相连的 {count} 部分，事后无法比较各部分评分的宽严。建议增加：",
        "The assignment falls into {count} parts, whose scores can't be compared. Better add:",
    ),
    "judging_thin": (
        "“{industry}”只有 {anchors} 位专家兼评其他行业，行业间难以比较。",
        "Only {anchors} experts of “{industry}” judge another industry too, so that industries are hard to "
        "compare.",
    ),
    "judging_add": ("可增加（申报/专家）：{pairs}", "to add (entry/expert): {pairs}"),
    "judging_held": (
        "为使评分可比，固定了以下评审（申报/专家），其余按匹配度最优：{pairs}",
        "Held so that scores can be compared, the others fit best (entry/expert): {pairs}",
    ),
    "judging_moved": (
        "与原分配相比：新增 {came} 份，减少 {went} 份。",
        "Against the older plan: {came} reviews came, {went} went.",
    ),
    "judging_sheet_pairs": ("分配", "assignment"),
    "judging_sheet_ties": ("回避", "recusals"),
    "judging_progress_draws": ("模拟", "drawing"),
    "judging_band_form": (
        "分数范围“{text}”应写成最低分和最高分，中间用半角冒号，如 0:100。",
        "The band “{text}” should be the lowest and the highest points with a colon between, as in 0:100.",
    ),
    "judging_scores_counted": (
        "{experts} 位专家对 {entries} 项申报的 {scores} 个得分，未评 {missing} 个。"
        "以下只作核查，不改变正式得分。",
        "{scores} scores by {experts} experts on {entries} entries, {missing} not in yet. What follows is a "
        "check and changes no official score.",
    ),
    "judging_harshest": (
        "评分宽严（比其他专家平均高或低的分数，最严的在前）：",
        "points above or below the other experts, the harshest first:",
    ),
    "judging_near_quota": (
        "预计名次、90% 区间、进入 {quota} 个名额的可能：",
        "likely rank, 90 % interval, chance of being within the quota of {quota}:",
    ),
    "judging_more": (
        "还有 {count} 条，见 -o 或 --json 的结果。",
        "{count} more: see the result of -o or --json.",
    ),
    "judging_no_industry": ("未注明行业", "no industry told"),
    "judging_sheet_entries": ("申报", "entries"),
    "judging_sheet_experts": ("专家", "experts"),
    "judging_sheet_wild": ("异常分", "wild scores"),
}

TEXTS: dict[str, tuple[str, str]] = {**_HELP, **_FILES, **_RUNS}
"""Messages of the room."""
