"""Accounts of staff and their posts: code -> (Chinese, English)."""

TEXTS: dict[str, tuple[str, str]] = {
    "staff_name_missing": ("请填写用户名。", "Give your user name."),
    "staff_password_missing": ("请填写密码。", "Give your password."),
    "staff_new_password_missing": ("请填写新密码。", "Give a new password."),
    "staff_again_missing": ("请把新密码再输入一次。", "Give the new password once more."),
    "staff_code_missing": ("请填写动态码。", "Enter the code."),
    "staff_sign_in_wrong": (
        "用户名或密码不对。请核对大小写和输入法后再试；连续输错 {tries} 次，要等 {minutes} 分钟。",
        "The user name or the password is wrong. Mind capitals and the input method; after {tries} wrong "
        "tries there is a wait of {minutes} minutes.",
    ),
    "staff_too_often": (
        "输错的次数太多，{minutes} 分钟后再试。忘记密码的，请本站管理员重设，重设后不用等。",
        "There were too many wrong tries; try again in {minutes} min. If the password is forgotten, ask "
        "whoever runs the site to reset it, which ends the wait.",
    ),
    "staff_password_wrong": ("密码不对，请重新输入。", "The password is wrong; type it again."),
    "staff_code_wrong": (
        "这个码不对，或已经用过。请填最新的一个；手机上的半分钟换一次。",
        "This code is wrong, or used already. Give the newest one; those on the phone change twice a minute.",
    ),
    "staff_password_short": (
        "新密码太短，至少要 {min_length} 个字符。",
        "The new password is too short; it takes at least {min_length} characters.",
    ),
    "staff_password_common": (
        "这个密码用的人太多，一猜就中，请换一个。",
        "Too many people use this password, so it is guessed at once; choose another.",
    ),
    "staff_password_digits": (
        "新密码全是数字，容易试出来，请加进文字或字母。",
        "A password of digits alone is found by trying; add letters or words.",
    ),
    "staff_password_similar": (
        "新密码和用户名或姓名太像，请换一个。",
        "The new password is too much like the user name or the name; choose another.",
    ),
    "staff_password_same": (
        "新密码与现在的相同，请换一个。",
        "The new password is the present one; choose another.",
    ),
    "staff_password_differs": (
        "两次输入的新密码不一样，请都重新输入。",
        "The new password was typed differently the second time; type both again.",
    ),
    "staff_no_second_factor": (
        "没有启用两步验证，用不着备用码。请先启用。",
        "Without two-step sign-in there is no use for recovery codes; set it up first.",
    ),
    "staff_field_unusable": (
        "这一项的内容太长，或有不能用的字符，请重新填写。",
        "This is too long, or holds characters that can't be used; type it again.",
    ),
    "staff_mfa_unknown": (
        "JIANYOU_MFA 是“{text}”，不认识。请写 required（人人必须两步验证），或不设。",
        "JIANYOU_MFA is “{text}”, which is not known. Write required (everyone needs a second factor), or "
        "leave it unset.",
    ),
    "staff_username": (
        "“{text}”不能作用户名，请用小写字母、数字、点、横线、下划线，2 到 40 个字符，以字母或数字开头。",
        "“{text}” can't be a user name; use lowercase letters, digits, dots, hyphens and underscores, 2 "
        "to 40, beginning with a letter or digit.",
    ),
    "staff_name": (
        "请写出姓名（最多 100 个字符）。",
        "Give the person's name (at most 100 characters).",
    ),
    "staff_taken": (
        "用户名“{username}”已经有人用，包括已停用的账号。请换一个；账号停用的，可以重新启用。",
        "The user name “{username}” is taken, maybe by a closed account. Choose another, or reopen it.",
    ),
    "staff_roles": (
        "请给出至少一个岗位：counter_clerk、office_clerk、section_head、supervisor。",
        "Give at least one role: counter_clerk, office_clerk, section_head, supervisor.",
    ),
    "staff_unknown": (
        "没有用户名为“{username}”的账号。",
        "There is no account of the user name “{username}”.",
    ),
    "staff_closed": (
        "账号“{username}”已停用。要重设密码的，请重新启用（staff reopen）。",
        "The account “{username}” is closed; to give it a password, reopen it (staff reopen).",
    ),
    "staff_open": ("账号“{username}”没有停用。", "The account “{username}” isn't closed."),
    "staff_added": (
        "已开通账号“{username}”。一次性密码（只显示这一次，首次登录时须更改）：{password}",
        "The account “{username}” is open. One-time password, shown only now, to be changed at the first "
        "sign-in: {password}",
    ),
    "staff_reset": (
        "已重设“{username}”的密码，原有登录随即失效。一次性密码（只显示这一次，登录后须更改）：{password}",
        "“{username}” has another password, and is signed out everywhere. One-time password, shown only now, "
        "to be changed after signing in: {password}",
    ),
    "staff_reopened": (
        "已重新启用账号“{username}”。一次性密码（只显示这一次，登录后须更改）：{password}",
        "The account “{username}” is open again. One-time password, shown only now, to be changed after "
        "signing in: {password}",
    ),
    "staff_has_roles": ("“{username}”现在的岗位：{roles}。", "“{username}” now has these roles: {roles}."),
    "staff_was_closed": (
        "已停用账号“{username}”，原有登录随即失效。",
        "The account “{username}” is closed and signed out everywhere.",
    ),
    "staff_line": (
        "{username}  {name}  {office}  {roles}  {state}",
        "{username}  {name}  {office}  {roles}  {state}",
    ),
    "staff_state_open": ("在用", "open"),
    "staff_state_new": ("密码待更改", "password to be changed"),
    "staff_state_closed": ("已停用", "closed"),
    "staff_with_second_factor": ("两步验证", "two-step"),
    "staff_none": ("还没有账号。", "There are no accounts yet."),
    "help_site_staff": ("工作人员的账号和岗位", "accounts and roles of staff"),
    "help_staff_add": (
        "开通账号，显示一次性密码",
        "make an account and show its one-time password",
    ),
    "help_staff_list": ("列出账号和岗位", "list accounts and roles"),
    "help_staff_roles": ("改为这些岗位，随即生效", "give these roles and no others, at once"),
    "help_staff_password": (
        "重设密码，显示一次性密码，结束原有登录",
        "give another one-time password and end all sign-ins",
    ),
    "help_staff_close": ("停用账号，结束原有登录", "close an account and end all sign-ins"),
    "help_staff_reopen": ("重新启用账号，显示一次性密码", "reopen an account with a one-time password"),
    "help_staff_username": ("用户名", "user name"),
    "help_staff_name": ("姓名", "the person's name"),
    "help_staff_role": ("岗位，可以给几个", "a role; may be given more than once"),
    "help_staff_office": ("只列这个部门的（简称）", "only those of the office of this short name"),
    "help_staff_no_second_factor": (
        "同时取消两步验证（手机和备用码都丢失时）",
        "also remove the second factor (phone and recovery codes are lost)",
    ),
    "deed_office_made": ("新建部门", "made an office"),
    "deed_account_added": ("开通账号", "opened an account"),
    "deed_roles_set": ("设定岗位", "set roles"),
    "deed_password_reset": ("重设密码", "reset a password"),
    "deed_password_chosen": ("自己更改密码", "chose a password"),
    "deed_account_closed": ("停用账号", "closed an account"),
    "deed_account_reopened": ("重新启用账号", "reopened an account"),
    "deed_keys_renewed": ("换钥匙", "renewed the keys"),
    "help_site_log": (
        "列出对站点本身做过的事：账号、岗位、部门、钥匙",
        "list what was done to the site itself: accounts, roles, offices, keys",
    ),
}
