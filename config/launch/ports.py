"""Whether the web process can have its port."""

import socket


class PortTaken(Exception):
    """The port cannot be listened on; the text says what to do."""


def claim_port(host: str, port: int) -> None:
    """Raise `PortTaken` unless the address can be listened on right now."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise PortTaken(
                f"Port {port} needs more rights than you have: choose one above 1023 with PORT=8000."
            ) from error
        except OSError as error:
            raise PortTaken(
                f"Port {port} on {host} cannot be used ({error.strerror}): "
                f"stop the program that has it, or choose another with PORT={port + 1}."
            ) from error
