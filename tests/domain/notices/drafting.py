"""An invented notice that says a great deal, and its draft read back."""

from jianyou.domain.calls.call import Call
from jianyou.domain.calls.load import parse_call
from jianyou.domain.notices.compare import Comparison, compare
from jianyou.domain.notices.draft import Draft, draft_call
from jianyou.domain.notices.read import read_laid
from jianyou.domain.notices.text import notice_text
from jianyou.terms.lang import Lang

TABLE = """附件2
临江省精益制造奖推荐汇总表
填报部门：        联系人：        联系电话：
序号\t企业名称\t主要产品（不超过30字）\t联系人及电话
1\t\t\t
2\t\t\t
注：“主要产品”栏如实填写。
"""

RICH = f"""临经信质〔2031〕17号

临江省经济和信息化委员会
关于遴选推荐一批精益制造优质企业的通知
各市（州）经济和信息化局，省级有关协会：

按照《临江省制造强省建设领导小组办公室关于遴选优质企业的通知》要求，现将有关事项通知如下：
一、参评条件
详见附件1。
二、报送要求
（一）请各市（州）经济和信息化局将加盖公章的《推荐汇总表》（见附件2）\
于3月15日18:00前报送至省经济和信息化委员会政务大厅（清河区望江路12号），\
电子版发送至 jingyi@example.com，\
逾期不予受理。每个市（州）推荐不超过3个。\
联系人：质量处 李明远，0800-60000001。
（二）我委将在开展质量培训、质量交流、技术咨询等活动时予以优先考虑。
三、评审程序
（一）形式审查。我委对申报材料进行形式审查。
（二）专家评审。我委组织专家评审，提出建议名单，经主任办公会审议。
（三）公示。建议名单在我委网站公示5个工作日，公示时间为2031年4月7日至4月11日。对公示有异议的，应在5个工作日内实名书面提出，并附证据。
（四）授奖。授予获奖企业“精益制造示范”称号。
特此通知。

附件：1.精益制造奖参评条件
      2.临江省精益制造奖推荐汇总表

            临江省经济和信息化委员会
                2031年2月18日

（此件公开发布）
附件1
精益制造奖参评条件
一、临江省精益制造奖参评条件
（一）参评范围。临江省精益制造奖评选周期为两年，每届设“临江省精益制造奖”和“临江省精益制造奖提名奖”，其名额分别不超过10个和20个。
（二）参评条件。
1.连续正常经营5年以上；
2.近3年未发生重大事故。
二、临江省班组创新奖参评条件
（一）参评范围。临江省班组创新奖不超过6个。
（二）参评条件。
1.班组成立3年以上。
{TABLE}
临江省经济和信息化委员会办公室    2031年2月20日印发
"""


def draft_of(notice: str, lang: Lang = Lang.ZH) -> Draft:
    text = notice_text(notice)
    return draft_call(text, read_laid(text), lang)


def drafted(notice: str, lang: Lang = Lang.ZH) -> Call:
    """The draft of a notice as the call that it describes."""
    return parse_call(draft_of(notice, lang).text, source="draft.yaml")


def compared(notice: str, call: Call) -> Comparison:
    text = notice_text(notice)
    return compare(read_laid(text), text, call)
