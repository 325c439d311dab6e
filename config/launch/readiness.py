"""Waits until the web process answers."""

import http.client
import time
from collections.abc import Callable
from contextlib import closing


def wait_for_web(
    host: str, port: int, *, seconds: float, give_up: Callable[[], bool], look: Callable[[], None]
) -> bool:
    """Tell whether the server answered in time. `look` runs between the tries, so that what died meanwhile is restarted."""
    address = "127.0.0.1" if host == "0.0.0.0" else "::1" if host == "::" else host  # noqa: S104 (compared, not bound)
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and not give_up():
        try:
            with closing(http.client.HTTPConnection(address, port, timeout=2)) as connection:
                connection.request("GET", "/healthz", headers={"Host": f"localhost:{port}"})
                connection.getresponse()
                return True
        except OSError:
            time.sleep(0.05)
            look()
    return False
