"""How senders word a profile, a feature, honors: many styles, each inside the limits of the annex."""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from examples.forms.words import Trade

PROFILE_LONGEST = 290


class Facts(NamedTuple):
    """What a profile tells of an organization."""

    name: str
    district: str
    trade: Trade
    year: int
    month: int
    economic_type: str
    staff: int


OPENINGS = (
    "{name}成立于{year}年{month}月，系{economic}，注册资本{capital}万元，主要从事{business}，现有员工{staff}人。",
    "公司创建于{year}年，位于重庆市{district}，是一家{economic}，主营{business}。目前在职职工{round_staff}余人，"
    "其中专业技术人员{engineers}人。",
    "成立时间：{year}年{month}月{day}日；经济类型：{economic}；业务范围：{business}；员工数量：{staff}人。",
    "本公司为{economic}，{year}年{month}月在重庆市{district}设立，业务范围包括{business}。"
    "截至2023年12月底，共有员工{staff}人，其中本科及以上学历{engineers}人。",
    "{name}始建于{year}年，现为{economic}。企业以{business}为主业，从业人员{comma_staff}人，总部设在{district}。",
)

LISTED = (
    "1.成立时间：{year}年{month}月",
    "2.经济类型：{economic}",
    "3.业务范围：{business}",
    "4.员工数量：{staff}人",
)

REMARKS = (
    "公司通过ISO9001质量管理体系认证，产品一次交验合格率连续三年保持在99.2%以上。",
    "企业建有市级企业技术中心，拥有有效专利{small}件，其中发明专利{more}件。",
    "近三年主营收入年均增长约{few}%，无重大质量、安全、环境事故。",
    "公司导入卓越绩效模式已有{few}年，每年开展群众性质量活动{small}余项。",
    "生产现场推行“5S”和“三检制”，关键工序全部建立控制图。",
    "主要客户遍布西南地区，并出口到东南亚、中东等{few}个国家和地区。",
    "企业把“质量是尊严”写进员工手册，新员工入职首课即为质量课。",
    "厂区占地{small}亩，拥有数控加工、热处理、检测等设备{many}台（套）。",
    "公司建成数字化质量追溯平台，实现从原料进厂到产品出厂的全程可查。",
    "检测中心获CNAS认可，具备{small}项检测能力。",
    "公司设首席质量官，质量考核结果与各部门绩效直接挂钩。",
    "顾客满意度连续{few}年高于95分，售后问题24小时内响应。",
    "2023年质量损失率降至0.{few}%，比上年下降0.{more}个百分点。",
    "公司坚持“不接受、不制造、不传递缺陷”的原则。",
    "企业参与制定行业标准{few}项、团体标准{more}项。",
    "公司与本地高校共建联合实验室，每年投入研发费用占营收的{few}%以上。",
)

FEATURE_VERBS = ("推行", "践行", "坚持", "深化", "构建", "创建", "打造", "探索")
FEATURE_OBJECTS = (
    *(
        "“零缺陷”质量管理模式",
        "全员全过程质量管理",
        "“三检三按”质量文化",
        "数字化质量追溯体系",
        "卓越绩效管理模式",
    ),
    *(
        "“一品一码”追溯机制",
        "精益六西格玛改进机制",
        "“质量红线”责任制",
        "上下游协同的质量链",
        "首席质量官制度",
    ),
    *("“匠心工位”培养模式", "预防为主的质量管控法", "以数据说话的改进方法", "“三全四严”管理法"),
)
FEATURE_RESULTS = ("让客户放心", "铸就渝字号品牌", "追求一次做对", "实现质量可追溯", "以品质赢市场", "")

NATIONAL_HONORS = (
    *(
        "全国质量标杆（工业和信息化部）",
        "国家级专精特新“小巨人”企业（工业和信息化部）",
        "国家制造业单项冠军产品",
    ),
    *("全国优秀质量管理小组（中国质量协会）", "全国质量信得过班组", "国家绿色工厂（工业和信息化部）"),
    *("中国质量奖提名奖（国家市场监督管理总局）", "国家知识产权优势企业（国家知识产权局）"),
)
PROVINCIAL_HONORS = (
    *(
        "重庆市市长质量管理奖",
        "重庆市市长质量管理奖提名奖",
        "重庆市质量标杆（市经济信息委）",
        "重庆市优秀质量管理小组一等奖",
    ),
    *(
        "重庆市专精特新企业",
        "重庆市企业技术中心（市级）",
        "重庆市绿色工厂",
        "重庆市数字化车间（市经济信息委）",
    ),
)
PERSONAL_HONORS = (
    *(
        "全国五一劳动奖章（中华全国总工会）",
        "全国技术能手（人力资源社会保障部）",
        "重庆市五一劳动奖章（市总工会）",
    ),
    *("重庆市劳动模范（市政府）", "重庆市技术能手（市人力社保局）", "国家级技能大师工作室领办人"),
)
SCHOOL_HONORS = (
    *("全国教育系统先进集体（教育部）", "国家级基础教育教学成果奖二等奖", "重庆市文明校园（市文明委）"),
    *("重庆市教学成果奖一等奖（市政府）", "重庆市义务教育管理示范校（市教委）"),
)
NO_HONORS = ("无", "暂无", "无。")

LOCATIONS = (
    *("{district} {industry}", "{district}、{industry}", "{district}/{industry}", "{district}{industry}"),
    *(
        "重庆市{district}，{industry}",
        "{district}\n{industry}",
        "{district}（{industry}）",
        "{district}；{industry}",
    ),
    *(
        "所在区县：{district}\n所属行业：{industry}",
        "{district} {division} {industry}",
        "{district}，{group}",
    ),
    *("重庆市{district}\n{division}{industry}", "{district}-{industry}", "{district}　{industry}"),
)

WILLING_YES = ("是", "是", "是", "有意愿", "愿意", "有", "√ 是  □ 否", "☑是 ☐否", "是☑ 否□", "是，有意愿申报")
WILLING_NO = ("否", "否", "暂无", "无", "□ 是  √ 否", "☐是 ☑否", "暂无意愿", "否（暂不申报）", "不愿意")


def visible(text: str) -> int:
    """How many characters show: the strictest of all ways to count 字."""
    return len("".join(text.split()))


def location(rng: Random, district: str, trade: Trade) -> str:
    """District and industry in one of the styles seen; a class only in mining, making and supply."""
    group = trade.group if trade.division[0] in "BCD" else trade.industry
    return rng.choice(LOCATIONS).format(
        district=district, industry=trade.industry, division=trade.division, group=group
    )


def profile(rng: Random, facts: Facts) -> str:
    """80 to 290 characters that tell the four facts, flowing, labelled, listed or in paragraphs."""
    words = _profile_words(rng, facts)
    if rng.random() < 0.2:
        lines = [line.format(**words) for line in LISTED]
        return "\n".join([*lines, "5." + "".join(_remarks(rng, sum(map(visible, lines)) + 2))])
    opening = rng.choice(OPENINGS).format(**words)
    rest = _remarks(rng, visible(opening))
    if rng.random() < 0.25:
        return opening + "\n" + "".join(rest)
    return opening + "".join(rest)


def _profile_words(rng: Random, facts: Facts) -> dict[str, str | int]:
    return {
        "name": facts.name,
        "district": facts.district,
        "business": facts.trade.business,
        "economic": facts.economic_type,
        "year": facts.year,
        "month": facts.month,
        "day": rng.randint(1, 28),
        "staff": facts.staff,
        "round_staff": facts.staff // 10 * 10,
        "comma_staff": f"{facts.staff:,}",
        "engineers": max(2, facts.staff // rng.randint(5, 12)),
        "capital": rng.choice((500, 800, 1000, 2000, 3000, 5000, 6800, 12000)),
    }


def _remarks(rng: Random, used: int) -> list[str]:
    """Remarks that bring the profile from `used` characters to a length of its own."""
    target = rng.randint(90, PROFILE_LONGEST - 10)
    remarks: list[str] = []
    for template in rng.sample(REMARKS, len(REMARKS)):
        remark = template.format(
            few=rng.randint(2, 9),
            more=rng.randint(2, 9),
            small=rng.randint(11, 96),
            many=rng.randint(100, 900),
        )
        if used + visible(remark) <= PROFILE_LONGEST:
            remarks.append(remark)
            used += visible(remark)
        if used >= target:
            break
    return remarks


def feature(rng: Random) -> str:
    """One sentence of at most 25 characters, marks included."""
    sentence = rng.choice(FEATURE_VERBS) + rng.choice(FEATURE_OBJECTS)
    result = rng.choice(FEATURE_RESULTS)
    if result:
        sentence += "，" + result
    return sentence + rng.choice(("", "。", ""))


def honor(rng: Random, *, year: int | None = None, named: str = "") -> str:
    """One honor with level and year, 2020 to 2023 unless `year` is given."""
    name = named or rng.choice(NATIONAL_HONORS + PROVINCIAL_HONORS)
    level = "省部级" if name.startswith("重庆市") else "国家级"
    when = year or rng.randint(2020, 2023)
    return rng.choice(
        (
            f"{when}年 {name}",
            f"{when}年度{name}",
            f"{when}年{rng.randint(3, 12)}月，{name}",
            f"{name}（{when}年，{level}）",
            f"{level}：{when}年{name}",
            f"{when}.{rng.randint(3, 12):02d} {name}",
        )
    )


def honors(rng: Random, pool: Sequence[str] = NATIONAL_HONORS + PROVINCIAL_HONORS) -> str:
    """None, one or a few honors, on lines of their own or after one another."""
    if rng.random() < 0.15:
        return rng.choice(NO_HONORS)
    names = rng.sample(pool, rng.choice((1, 1, 2, 2, 3)))
    each = [honor(rng, named=name) for name in names]
    style = rng.random()
    if style < 0.25:
        return "\n".join(f"{number}.{text}" for number, text in enumerate(each, 1))
    if style < 0.4:
        return "；".join(each) + "。"
    if style < 0.5:
        return "\n".join(text + "；" for text in each)
    return "\n".join(each)


def willing(rng: Random) -> str:
    """Yes or no, as people write it."""
    return rng.choice(WILLING_YES if rng.random() < 0.6 else WILLING_NO)
