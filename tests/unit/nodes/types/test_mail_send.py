"""`mail.send` against a real mail server on loopback."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from nodes.credentials import Credential
from nodes.effects import Effect
from nodes.egress.client import Egress
from nodes.errors import FatalError, InvalidError, TransientError
from nodes.testing import Ran, run_node_async
from nodes.testing_context import MemoryFiles
from nodes.types.credentials.smtp import smtp
from nodes.types.mail.send import send_mail


class Inbox:
    def __init__(self, refuse: str = "") -> None:
        self.mails: list[Envelope] = []
        self._refuse = refuse

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address.startswith("nobody"):
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        if self._refuse:
            return self._refuse
        self.mails.append(envelope)
        return "250 OK"


def ada_only(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
    known = isinstance(data, LoginPassword) and (data.login, data.password) == (b"ada", b"pw")
    return AuthResult(success=known, handled=False)


def a_free_port() -> int:
    with socket.socket() as chosen:
        chosen.bind(("127.0.0.1", 0))
        port: int = chosen.getsockname()[1]
        return port


@contextmanager
def a_mail_server(refuse: str = "", login: bool = False) -> Iterator[tuple[Controller, Inbox]]:
    inbox = Inbox(refuse)
    more = {"authenticator": ada_only, "auth_require_tls": False, "auth_required": True} if login else {}
    controller = Controller(inbox, hostname="127.0.0.1", port=a_free_port(), **more)
    controller.start()
    try:
        yield controller, inbox
    finally:
        controller.stop()


async def send(controller: Controller, config: dict[str, Any] | None = None, hosts: tuple[str, ...] = ("127.0.0.1",), allow: bool = True, fields: dict[str, Any] | None = None, **given: Any) -> Ran:  # fmt: skip
    server = {"host": "127.0.0.1", "port": controller.port, "security": "none"} | (fields or {})
    mail = {
        "credential": "c1",
        "sender": "Shop <shop@example.com>",
        "to": ["ada@example.com"],
        "subject": "Order 7",
        "body": "Hello",
    }
    async with Egress(allow=[f"127.0.0.1:{controller.port}"] if allow else []) as egress:
        credentials = {"c1": Credential("c1", "smtp", "Mail", server, hosts)}
        return await run_node_async(
            send_mail, mail | (config or {}), http=egress, credentials=credentials, **given
        )


async def test_mail_arrives_with_text_html_and_file() -> None:
    files = MemoryFiles({"f1": b"a,b\n"})
    with a_mail_server() as (controller, inbox):
        config = {
            "to": ["Ada <ada@example.com>, bob@example.com"],
            "cc": ["carl@example.com"],
            "bcc": ["dora@example.com"],
            "subject": "Größe {{ input }}",
            "html": "<b>Hello</b>",
            "attachments": [{"$file": "f1", "name": "a.csv", "media_type": "text/csv"}],
        }
        ran = await send(controller, config, artefacts=files, input=7)

    (envelope,) = inbox.mails
    mail: Any = message_from_bytes(bytes(envelope.content or b""), policy=policy.default)
    assert envelope.rcpt_tos == ["ada@example.com", "bob@example.com", "carl@example.com", "dora@example.com"]
    assert (mail["Subject"], mail["To"]) == ("Größe 7", "Ada <ada@example.com>, bob@example.com")
    assert "dora" not in str(mail)
    assert mail.get_body(("plain",)).get_content().strip() == "Hello"
    assert mail.get_body(("html",)).get_content().strip() == "<b>Hello</b>"
    (attached,) = mail.iter_attachments()
    assert (attached.get_filename(), attached.get_content()) == ("a.csv", "a,b\n")
    assert ran.value["accepted"] == envelope.rcpt_tos


async def test_r32_repeat_has_the_same_message_id() -> None:
    with a_mail_server() as (controller, _):
        first = await send(controller, idempotency_key="run:mail::1")
        second = await send(controller, idempotency_key="run:mail::1")

    assert first.value["message_id"] == second.value["message_id"] == "<run.mail..1@example.com>"
    assert send_mail.effect_for({}) is Effect.ONCE


@pytest.mark.parametrize(
    "config",
    [
        {"subject": "Hello\r\nBcc: eve@example.com"},
        {"subject": "Hello\nX: y"},
        {"to": ["ada@example.com\r\nBcc: eve@example.com"]},
        {"to": ["ada@example.com>\r\nRCPT TO:<eve@example.com"]},
        {"sender": "Shop\r\nX: y <shop@example.com>"},
        {"reply_to": "a@example.com\nX: y"},
        {"to": ["nobody"]},
        {"to": [""]},
        {"to": []},
        {"to": ["a b@example.com"]},
        {"to": [f"a{n}@example.com" for n in range(201)]},
    ],
)
async def test_what_could_smuggle_a_header_or_is_no_address_is_refused(config: dict[str, Any]) -> None:
    with a_mail_server() as (controller, inbox), pytest.raises(InvalidError):
        await send(controller, config)

    assert inbox.mails == []


async def test_server_that_is_busy_is_a_transient_error() -> None:
    with (
        a_mail_server("451 come back later") as (controller, _),
        pytest.raises(TransientError, match="451: come back later"),
    ):
        await send(controller)


async def test_server_that_refuses_is_a_fatal_error() -> None:
    with a_mail_server("554 spam") as (controller, _), pytest.raises(FatalError, match="554: spam"):
        await send(controller)


async def test_recipients_that_the_server_refuses_are_told() -> None:
    with a_mail_server() as (controller, _):
        ran = await send(controller, {"to": ["ada@example.com", "nobody@example.com"]})
        with pytest.raises(FatalError, match="takes none of the recipients"):
            await send(controller, {"to": ["nobody@example.com"]})

    assert ran.value["refused"] == {"nobody@example.com": "550 no such user"}
    assert ran.value["accepted"] == ["ada@example.com"]


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
async def test_wrong_password_is_the_author_s_to_mend() -> None:
    with a_mail_server(login=True) as (controller, inbox):
        await send(controller, fields={"username": "ada", "password": "pw"})
        with pytest.raises(InvalidError, match="does not accept the name and password"):
            await send(controller, fields={"username": "ada", "password": "no"})

    assert len(inbox.mails) == 1


async def test_server_on_an_inner_address_is_not_called() -> None:
    with a_mail_server() as (controller, inbox), pytest.raises(InvalidError, match="may not be called"):
        await send(controller, allow=False)

    assert inbox.mails == []


async def test_password_goes_only_to_a_host_that_the_credential_names() -> None:
    with (
        a_mail_server() as (controller, _),
        pytest.raises(InvalidError, match="Add the host to the credential"),
    ):
        await send(controller, hosts=("smtp.example.com",))


async def test_server_without_encryption_is_refused_where_it_is_asked_for() -> None:
    with (
        a_mail_server() as (controller, inbox),
        pytest.raises(InvalidError, match="choose another encryption"),
    ):
        await send(controller, fields={"security": "starttls"})

    assert inbox.mails == []


async def test_closed_port_is_a_transient_error() -> None:
    with a_mail_server() as (controller, _):
        pass
    with pytest.raises(TransientError, match="could not be reached"):
        await send(controller)


async def try_out(port: int, fields: dict[str, Any], allow: bool = True, hosts: tuple[str, ...] = ("127.0.0.1",)) -> str:  # fmt: skip
    server = {"host": "127.0.0.1", "port": port, "security": "none"} | fields
    assert smtp.test is not None
    async with Egress(allow=[f"127.0.0.1:{port}"] if allow else []) as egress:
        return await smtp.test(Credential("c1", "smtp", "Mail", server, hosts), egress)


async def test_a_mail_credential_is_tried_out_without_sending_anything() -> None:
    with a_mail_server(login=True) as (controller, inbox):
        told = await try_out(controller.port, {"username": "ada", "password": "pw"})

    assert (told, inbox.mails) == ("127.0.0.1 lets ada in.", [])


async def test_a_mail_credential_with_a_wrong_password_says_so() -> None:
    with a_mail_server(login=True) as (controller, _), pytest.raises(InvalidError, match="name and password"):
        await try_out(controller.port, {"username": "ada", "password": "no"})


async def test_trying_a_mail_credential_keeps_to_the_allowed_places() -> None:
    with a_mail_server() as (controller, _):
        with pytest.raises(InvalidError, match="may not be called"):
            await try_out(controller.port, {}, allow=False)
        with pytest.raises(InvalidError, match="may not be sent to"):
            await try_out(controller.port, {}, hosts=("mail.example.com",))


async def test_trying_a_mail_server_that_is_away_says_so() -> None:
    with pytest.raises(TransientError, match="could not be reached"):
        await try_out(a_free_port(), {})
