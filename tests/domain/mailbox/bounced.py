"""What a mail server writes of a letter that it couldn't deliver."""

from uuid import UUID

KEY = UUID(int=0x0123456789ABCDEF0123456789ABCDEF)


def report(
    *,
    status: str = "5.1.1",
    action: str = "failed",
    name: str = f"<{KEY.hex}@site.example>",
    returned: str = "message/rfc822",
) -> bytes:
    """A delivery status notification as mail servers write it."""
    return f"""From: MAILER-DAEMON@mx.example.net
To: site@site.example
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

--b1
Content-Type: text/plain

wang@example.com: no such user

--b1
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.example.net

Final-Recipient: rfc822; wang@example.com
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 5.1.1 no such user

--b1
Content-Type: {returned}

Message-ID: {name}
Subject: =?utf-8?b?5bey5pS25Yiw?=

body
--b1--
""".encode()
