"""A refusal says how things stand, why not, and what may be done, in the reader's language."""

import pytest

from jianyou.domain.lifecycle.acts import Act
from jianyou.domain.lifecycle.refusals import NotAllowed
from jianyou.domain.lifecycle.roles import Role
from jianyou.domain.lifecycle.states import EntryStatus, FilingStatus
from jianyou.domain.lifecycle.transitions import next_status
from jianyou.terms.finding import Refused
from jianyou.terms.lang import Lang


def test_state_turn_and_what_is_possible() -> None:
    with pytest.raises(NotAllowed) as refused:
        next_status(FilingStatus.LATE, Act.SUBMIT)
    assert refused.value.text() == (
        "报送件目前为“逾期”，由征集部门处理，不能办理“网上报送”。"
        "目前可以办理：登记盖章原件、登记盖章扫描件、附存材料、录入纸质件的内容、准予接收逾期件、撤回、归入单位账号、查看个人信息。"
    )
    assert refused.value.text(Lang.EN) == (
        "The filing is “late” and rests with the office: it isn't possible to hand in on the web now. "
        "Possible now: register the sealed original, register the sealed scan, keep a copy with it, enter "
        "what stands on a paper, admit the late filing, withdraw the filing, "
        "take the filing into an account, show personal data."
    )


def test_what_is_settled_rests_with_nobody() -> None:
    with pytest.raises(NotAllowed) as refused:
        next_status(EntryStatus.WITHDRAWN, Act.ACCEPT_ENTRY)
    assert refused.value.text() == "申报目前为“已撤回”，已经办结，不能办理“受理”。"
    assert (refused.value.code, refused.value.allowed) == ("not_allowed_settled", ())


def test_it_is_refused_like_anything_else_with_codes_for_params() -> None:
    refused = NotAllowed(
        "not_allowed_role", act=Act.SEAL_CALL, role=Role.PUBLIC, roles=[Role.SYSTEM, Role.FILER]
    )
    assert isinstance(refused, Refused)
    assert refused.params == {
        "act": "act_seal_call",
        "role": "role_public",
        "roles": "role_system role_filer",
    }
    assert refused.text() == "公众不能办理“截止封存”。可以办理的有：系统、申报单位。"
