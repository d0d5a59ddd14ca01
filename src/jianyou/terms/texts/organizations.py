"""Organizations and their accounts: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "organization_name": (
        "请写出单位名称（最多 {most} 个字符）。",
        "Give the name of the organization (at most {most} characters).",
    ),
    "organization_person": (
        "请写出您的姓名（最多 {most} 个字符）。",
        "Give your own name (at most {most} characters).",
    ),
    "organization_username_taken": (
        "用户名“{username}”已经有人用，请换一个，例如加上单位的简称。",
        "The user name “{username}” is taken; choose another, such as with the short name of your "
        "organization.",
    ),
    "organization_sign_ups_over": (
        "从您的网络来的注册太多，请一小时后再试。没有账号也能报送。",
        "There were too many sign-ups from your network; try again in an hour. Filing takes no account.",
    ),
    "organization_sign_up_unknown": (
        "JIANYOU_SIGN_UP 是“{text}”，不认识。请写 off（单位不能自行注册），或不设。",
        "JIANYOU_SIGN_UP is “{text}”, which is not known. Write off (organizations can't sign up by "
        "themselves), or leave it unset.",
    ),
    "organization_code_missing": ("请填写邀请码。", "Give the invitation code."),
    "organization_code_unknown": (
        "没有这个邀请码。请核对每一位；实在不对的，请同事再给一个。",
        "There is no such invitation code. Check every character; if it is right, ask your colleague for "
        "another.",
    ),
    "organization_code_used": (
        "这个邀请码已经用过，一个码只能用一次。请同事再给一个。",
        "This invitation code was used already, and each is good once. Ask your colleague for another.",
    ),
    "organization_code_over": (
        "这个邀请码已经到期或取消，不能再用。请同事再给一个。",
        "This invitation code is over or was cancelled. Ask your colleague for another.",
    ),
    "organization_tries_over": (
        "输错 {most} 次了，请 15 分钟后再试。",
        "It was wrong {most} times; try again in 15 minutes.",
    ),
    "organization_one_only": (
        "您已经属于一个单位。要换单位的，先在“同事”里退出现在的单位。",
        "You belong to an organization already. To change, leave the present one under “People” first.",
    ),
    "organization_none": (
        "您现在不属于任何单位，没有办成。",
        "You belong to no organization now, so this was not done.",
    ),
    "organization_manager_only": (
        "这件事由单位的管理人来做，请与他联系。",
        "This is done by whoever manages the organization; ask them.",
    ),
    "organization_invitations_over": (
        "还有 {most} 个邀请码没有用，先取消不用的，再发新的。",
        "There are {most} invitations that nobody used; cancel some before making another.",
    ),
    "organization_invitation_gone": (
        "这个邀请已经用过、取消或到期，不用再取消。",
        "This invitation was used, cancelled or is over; there is nothing to cancel.",
    ),
    "organization_no_colleague": (
        "单位里现在没有这个人，可能刚刚退出。请看现在的名单。",
        "There is no such person in the organization now; perhaps they have just left. See the list as "
        "it is.",
    ),
    "organization_hand_over_first": (
        "您是管理人，退出之前先把管理交给一位同事。",
        "You manage the organization: hand it over to a colleague before you leave.",
    ),
    "organization_invite_first": (
        "单位只有您一个人，退出后草稿和报送就没有人管了。先邀请一位同事，把管理交给他。",
        "Nobody else belongs to the organization, so its drafts and filings would be left alone. Invite "
        "a colleague and hand over the management first.",
    ),
    "organization_taken_already": (
        "它已经在您的单位里，不用再收。",
        "It belongs to your organization already.",
    ),
    "organization_taken_elsewhere": (
        "它属于另一个单位的账号。要收进来，先请那个单位的管理人在“我的单位”里把它移出。",
        "It belongs to the account of another organization. To take it in, ask its manager to hand it out "
        "under “My organization” first.",
    ),
    "organization_not_own": (
        "您的单位里没有这份报送，可能已经移出。",
        "Your organization has no such filing; perhaps it was handed out already.",
    ),
    "organization_manager": ("管理人", "manager"),
    "organization_colleague": ("同事", "colleague"),
    "organization_founded": ("开通了单位账号", "opened the account of the organization"),
    "organization_invited": ("发出一个邀请", "made an invitation"),
    "organization_invitation_cancelled": ("取消一个邀请", "cancelled an invitation"),
    "organization_joined": ("凭邀请加入", "joined by an invitation"),
    "organization_left": ("退出单位", "left the organization"),
    "organization_removed": ("移出同事", "removed a colleague"),
    "organization_handed_over": ("把管理交给同事", "handed the management over to a colleague"),
    "organization_filing_taken": ("收进一份报送", "took in a filing"),
    "organization_draft_taken": ("收进一份草稿", "took in a draft"),
    "organization_filing_handed_out": ("移出一份报送", "handed out a filing"),
    "organization_messages_seen": ("看过消息", "read the messages"),
    "passkey_not_taken": (
        "没有登录：这个通行密钥不是本站的，或者已经删除。请改用用户名和密码。",
        "Not signed in: this passkey isn't of this site, or was removed. Use user name and password.",
    ),
    "passkey_not_added": (
        "没有添加：浏览器给出的通行密钥不完整，或者等得太久。请再按一次“添加”。",
        "Not added: what the browser gave is incomplete, or took too long. Press “Add” once more.",
    ),
    "passkey_too_many": (
        "已经有 {most} 个通行密钥，请先删去不用的。",
        "There are {most} passkeys already; remove one that you don't use first.",
    ),
    "passkey_name": (
        "请给它起个名字（最多 {most} 个字符），例如“办公室电脑”。",
        "Give it a name (at most {most} characters), such as “office computer”.",
    ),
    "passkey_unknown": (
        "没有这个通行密钥，可能已经删去。",
        "There is no such passkey; perhaps it was removed.",
    ),
}
