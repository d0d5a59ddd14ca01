"""Tables of districts in a call of `jianyou site demo`: at the counter on paper, every entry accepted."""

import uuid
from collections.abc import Mapping

from jianyou.actions.arrivals import register_paper
from jianyou.actions.deciding import Looked, accept_entry
from jianyou.actions.handing_in import handed_in
from jianyou.domain.calls.call import Call
from jianyou.domain.lifecycle.completion import Channel
from jianyou.domain.lifecycle.roles import Actor
from jianyou.web.components.forms.reading import read_typed

TRADES: Mapping[str, tuple[str, str]] = {
    "齿轮": ("通用设备制造业", "C34"),
    "仪表": ("仪器仪表制造业", "C40"),
    "食品": ("食品制造业", "C14"),
}
"""What the firms make: their industry's name and code."""
_DISTRICTS = ("江津区", "永川区", "涪陵区", "万州区")
_SIGNS = ("青禾", "金峰", "白林", "蓝泉", "红云", "松谷", "南屏", "北麓")


def file_tables(file: Call, *, clerk: Actor, counter: Actor) -> list[tuple[str, int]]:
    """Files a table of each district; the entries by the numbers of their filings and their ordinals."""
    accepted = []
    for at, district in enumerate(_DISTRICTS):
        filer = f"示例{district}经济信息委"
        header = {"department": filer, "contact": "王示例", "phone": f"023-6000010{at}"}
        rows = [_row(sign, trade, district) for sign in _SIGNS[2 * at : 2 * at + 2] for trade in TRADES]
        reading = read_typed(header, rows, file)
        sent = handed_in(reading, file, filer=filer, channel=Channel.COUNTER, token=uuid.uuid4())
        number = register_paper(actor=counter, call_slug=file.id, sent=sent).filing.number
        for ordinal in range(1, len(rows) + 1):
            accept_entry(actor=clerk, looked=Looked(number, ordinal, 1))
            accepted.append((number, ordinal))
    return accepted


def _row(sign: str, trade: str, district: str) -> dict[str, str]:
    return {
        "name": f"示例{sign}{trade}有限公司",
        "district": district,
        "industry": f"制造业（{TRADES[trade][0]}）",
        "profile": f"成立于2003年，民营股份制企业，主营{trade}的研发和制造，现有员工260人。",
        "contact": "李示例，质量部部长，023-60000111",
    }
