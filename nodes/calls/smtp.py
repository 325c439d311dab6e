"""Handing a message to a mail server: blocking, for a thread. The server's address is checked like any other."""

import smtplib
import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage

from nodes.credentials import Credential
from nodes.egress.addresses import refusal
from nodes.egress.hosts import Allowed, may_be_sent_to
from nodes.egress.refusals import not_found, refused
from nodes.errors import FatalError, InvalidError, TransientError

TIMEOUT = 30.0


@dataclass(frozen=True, slots=True)
class Server:
    host: str
    port: int
    security: str
    username: str
    password: str

    @classmethod
    def of(cls, credential: Credential) -> "Server":
        """Raises `InvalidError` if the credential may not be sent to the server that it names."""
        host = str(credential["host"])
        if not may_be_sent_to(host, credential.allowed_hosts):
            raise InvalidError(
                f"The credential may not be sent to {host}. Add the host to the credential",
                code="credential_host",
            )
        fields = (str(credential.get(name) or "") for name in ("security", "username", "password"))
        return cls(host, int(credential.get("port") or 587), *fields)


def checked_address(server: Server, allowed: Allowed) -> str:
    """The one address that will be connected to. Every address of the name must be public, or the place allowed."""
    try:
        found = [
            str(entry[4][0])
            for entry in socket.getaddrinfo(server.host, server.port, type=socket.SOCK_STREAM)
        ]
    except (socket.gaierror, UnicodeError) as error:
        raise not_found(server.host, error) from None
    if (server.host, server.port) not in allowed:
        for address in found:
            why = refusal(address)
            if why:
                raise refused(server.host, server.port, address, why)
    return found[0]


class _Connection(smtplib.SMTP):
    """Connects to the address that was checked; the name stays for the certificate."""

    def __init__(self, server: Server, address: str) -> None:
        self._address = address
        super().__init__(server.host, server.port, timeout=TIMEOUT)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        return socket.create_connection((self._address, port), timeout)


class _EncryptedConnection(_Connection):
    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        plain = super()._get_socket(host, port, timeout)
        return ssl.create_default_context().wrap_socket(plain, server_hostname=host)


def send(server: Server, mail: EmailMessage, recipients: list[str], allowed: Allowed) -> dict[str, str]:
    """Send, and say whom the server refused. Raises `TransientError` where another try may help."""
    with logged_in(server, allowed) as connection:
        refused_ones = connection.send_message(mail, to_addrs=recipients)
    return {str(who): str(why) for who, why in told(refused_ones).items()}


@contextmanager
def logged_in(server: Server, allowed: Allowed) -> Iterator[smtplib.SMTP]:
    """A connection that has said who it is. Whatever goes wrong in it is raised as one of the three kinds."""
    address = checked_address(server, allowed)
    kind = _EncryptedConnection if server.security == "tls" else _Connection
    try:
        with kind(server, address) as connection:
            if server.security == "starttls":
                connection.starttls(context=ssl.create_default_context())
            if server.username:
                connection.login(server.username, server.password)
            yield connection
    except smtplib.SMTPRecipientsRefused as error:
        raise FatalError(
            f"{server.host} takes none of the recipients", code="smtp", details=told(error.recipients)
        ) from None
    except smtplib.SMTPAuthenticationError:
        raise InvalidError(
            f"{server.host} does not accept the name and password", code="smtp_login"
        ) from None
    except smtplib.SMTPResponseException as error:
        answer = (
            error.smtp_error.decode("utf-8", "replace")
            if isinstance(error.smtp_error, bytes)
            else error.smtp_error
        )
        kind_of = TransientError if 400 <= error.smtp_code < 500 else FatalError
        raise kind_of(f"{server.host} answered {error.smtp_code}: {answer:.300}", code="smtp") from None
    except smtplib.SMTPNotSupportedError as error:
        raise InvalidError(f"{server.host}: {error}; choose another encryption", code="smtp") from None
    except ssl.SSLError as error:
        raise InvalidError(f"{server.host} could not be trusted: {error!s:.200}", code="tls") from None
    except (smtplib.SMTPException, OSError) as error:
        raise TransientError(f"{server.host} could not be reached: {error!s:.200}", code="network") from None


def told(recipients: dict[str, tuple[int, bytes]]) -> dict[str, str]:
    return {who: f"{code} {why.decode('utf-8', 'replace')}" for who, (code, why) in recipients.items()}
