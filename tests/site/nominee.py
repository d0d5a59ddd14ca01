"""What the tests of organizations share: people with accounts, filings with codes, browsers signed in."""

import uuid
from typing import Any

from django.test import Client

from jianyou.actions.filing import Filed, submit
from jianyou.actions.organizations import invite
from jianyou.actions.signing_up import sign_up, sign_up_invited
from jianyou.domain.lifecycle.roles import PUBLIC
from jianyou.queries.organizations import Membership, get_membership
from jianyou.store.dialect import database_now
from jianyou.store.models import Call, Draft, Member, User
from jianyou.store.sitekeys import site_keys
from tests.site.kit import sent
from tests.site.public import browser

PASSWORD = "示例的密码，长一些，而且好记"
FIRM, OTHER_FIRM = "示例轴承有限公司", "示例齿轮厂"


def founder(username: str = "wang.shili", *, organization: str = FIRM, name: str = "王示例") -> uuid.UUID:
    """The key of somebody who signed up with a new organization."""
    return sign_up(
        came_from="192.0.2.1",
        username=username,
        name=name,
        password=PASSWORD,
        organization=organization,
    )


def colleague(manager: uuid.UUID, username: str = "zhao.shili", name: str = "赵示例") -> uuid.UUID:
    """The key of somebody who signed up by an invitation of that manager."""
    code = invite(user_id=manager).code
    return sign_up_invited(came_from="192.0.2.2", username=username, name=name, password=PASSWORD, code=code)


def place_of(user: uuid.UUID) -> Membership:
    """Where that person belongs."""
    found = get_membership(user_id=user)
    assert found
    return found


def member_key(user: uuid.UUID) -> uuid.UUID:
    """The key by which others act on that person."""
    return Member.objects.get(user_id=user, until=None).id


def at_browser(user: uuid.UUID) -> Client:
    """A browser at which that person is signed in."""
    client = browser()
    client.force_login(User.objects.get(id=user))
    return client


def filed_by_anybody(slug: str = "call-1", **more: Any) -> Filed:
    """A filing without an account, with its code; the call is open."""
    return submit(actor=PUBLIC, call_slug=slug, sent=sent()._replace(**more))


def draft_of_anybody(call: Call, number: str = "DRAF-TDRA-FT22", code: str = "0123456789AB") -> Draft:
    """A draft without an account."""
    at = database_now()
    return Draft.objects.create(
        office_id=call.office_id,
        call=call,
        number=number,
        token=uuid.uuid4(),
        code_index=site_keys().finder("filing code", code),
        filer="渝北区示例单位",
        body=site_keys().encrypt("{}"),
        begun_at=at,
        saved_at=at,
    )
