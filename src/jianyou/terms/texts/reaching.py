"""Words of an account's address for messages, and of a forgotten password."""

TEXTS: dict[str, tuple[str, str]] = {
    "message_account_code_subject": (
        "确认码：账号的消息地址",
        "Confirmation code: the address of an account",
    ),
    "message_account_code": (
        "您要用这个地址接收账号的消息。请把下面的确认码填到页面上，{until}之前有效。",
        "You want to read messages of your account at this address. Type the confirmation code below into "
        "the page; it holds until {until}.",
    ),
    "message_recovery_code_subject": ("确认码：重设密码", "Confirmation code: password reset"),
    "message_recovery_code": (
        "有人要为账号 {username} 重设密码。如果是您本人，请把下面的确认码填到页面上，{until}之前有效。"
        "确认码不要告诉任何人，包括自称本站工作人员的人。",
        "Someone asked to reset the password of the account {username}. If it was you, type the "
        "confirmation code below into the page; it holds until {until}. Tell the code to nobody, not "
        "even to someone who claims to work for this site.",
    ),
    "message_account_ignore": (
        "如果不是您本人，请不必理会：不填确认码，什么都不会改变。",
        "If it wasn't you, ignore this message: without the code nothing changes.",
    ),
    "message_reach_changed_subject": ("账号的消息地址已更改", "The address of your account was changed"),
    "message_reach_changed": (
        "账号 {username} 的消息地址在 {at} 更改或删去，这个地址不再接收它的消息。"
        "如果不是您本人，请马上登录更改密码，登录不了的，请与本站管理员联系。",
        "The address for messages of the account {username} was changed or removed on {at}; this address "
        "no longer gets its messages. If it wasn't you, sign in and change the password at once; if you "
        "can't sign in, ask whoever runs the site.",
    ),
    "message_password_recovered_subject": ("密码已重设", "Your password was reset"),
    "message_password_recovered": (
        "账号 {username} 的密码在 {at} 凭发到这个地址的确认码重设，此前的登录都已失效。"
        "如果不是您本人，请马上与本站管理员联系。",
        "The password of the account {username} was reset on {at} by a code that was sent to this "
        "address, and all earlier sessions ended. If it wasn't you, ask whoever runs the site at once.",
    ),
    "reach_address_missing": ("请填写地址。", "Give an address."),
    "reach_code_missing": (
        "请填写收到的 6 位数字确认码。没有收到的，请核对地址，再发一次。",
        "Type the 6 digits that you received. If nothing came, check the address and send another.",
    ),
    "reach_asking_gone": (
        "确认的步骤隔得太久，或者换了账号。请重新填写地址。",
        "The confirmation took too long, or began under another account. Give the address again.",
    ),
    "reach_codes_over": (
        "今天已经发过 {most} 次确认码，不能再发。请填写最近收到的一个，或者明天再来。",
        "{most} confirmation codes were sent today, and no more can be. Type the latest one, or come back "
        "tomorrow.",
    ),
    "reach_address_over": (
        "一小时内发到这个地址的消息太多。请过一小时再发，或者换一个地址。",
        "Too many messages went to this address within an hour. Wait an hour, or give another address.",
    ),
    "reach_tries_over": (
        "填错 {most} 次，这个确认码不能再用。请按“再发一次”。",
        "After {most} wrong tries this code can't be used any more. Ask for another.",
    ),
    "recovery_often": (
        "请求的次数太多。请过一小时再试，或者请本站管理员重设密码。",
        "This was asked for too often. Wait an hour, or ask whoever runs the site to reset the password.",
    ),
    "deed_password_recovered": ("凭消息地址重设密码", "reset a forgotten password"),
    "deed_reach_confirmed": ("确认消息地址", "confirmed an address for messages"),
    "deed_reach_dropped": ("删去消息地址", "removed the address for messages"),
}
