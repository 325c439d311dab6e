"""An e-mail as the library wants it, with everything refused that could smuggle a header."""

import re
from email.message import EmailMessage
from email.utils import formataddr, formatdate, parseaddr

from nodes.errors import InvalidError

ADDRESS = re.compile(r"[^@\s<>,;:\"\\()\[\]]+@[A-Za-z0-9.-]+\.?[A-Za-z0-9-]+")
MAX_RECIPIENTS = 200


def address(written: str) -> str:
    """`Ada <ada@example.com>` or `ada@example.com`, safe to stand in a header."""
    if any(each in written for each in "\r\n\0"):
        raise InvalidError("An address holds a line break, which is not allowed", code="address")
    name, found = parseaddr(written)
    if not ADDRESS.fullmatch(found):
        raise InvalidError(f"{written!r:.100} is no e-mail address", code="address")
    return formataddr((name, found))


def addresses(written: list[str]) -> list[str]:
    """Each entry may itself be several, with commas between them."""
    split = [part for entry in written for part in re.split(r",(?=[^\"]*(?:\"[^\"]*\"[^\"]*)*$)", entry)]
    found = [address(part.strip()) for part in split if part.strip()]
    if len(found) > MAX_RECIPIENTS:
        raise InvalidError(
            f"There are {len(found)} recipients; {MAX_RECIPIENTS} are the most", code="address"
        )
    return found


def header(name: str, value: str) -> str:
    if any(each in value for each in "\r\n\0"):
        raise InvalidError(f"{name} holds a line break, which is not allowed in a header", code="header")
    return value


def message(
    *,
    sender: str,
    to: list[str],
    cc: list[str],
    reply_to: str,
    subject: str,
    text: str,
    html: str,
    key: str,
    now: float,
) -> EmailMessage:
    """The message without attachments. Its id follows from the idempotency key: a repeat can be told by it."""
    mail = EmailMessage()
    mail["From"] = address(sender)
    mail["To"] = ", ".join(to)
    if cc:
        mail["Cc"] = ", ".join(cc)
    if reply_to:
        mail["Reply-To"] = address(reply_to)
    mail["Subject"] = header("The subject", subject)
    mail["Date"] = formatdate(now)
    domain = parseaddr(sender)[1].rpartition("@")[2]
    mail["Message-ID"] = f"<{re.sub(r'[^A-Za-z0-9.-]', '.', key)}@{domain}>"
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail
