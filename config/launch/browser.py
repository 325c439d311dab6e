"""Opens a page in the person's browser, where there is a person and a browser."""

import os
import sys
import webbrowser


def open_browser(url: str) -> bool:
    """Open the page, unless nobody looks: no terminal, a remote session, or no screen."""
    if not sys.stdout.isatty() or "SSH_CONNECTION" in os.environ:
        return False
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
