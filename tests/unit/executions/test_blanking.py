"""Secrets are blanked in every form in which a service may send them back (R43)."""

import base64
import json
from urllib.parse import quote

import pytest

from executions.blanking import BLANK, Blanker

SECRET = 'p/w "ü+=1'


def encoded(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


@pytest.mark.parametrize(
    "echo",
    [SECRET, quote(SECRET), quote(SECRET, safe=""), json.dumps(SECRET, ensure_ascii=False), encoded(SECRET)],
)
def test_R43_a_secret_is_blanked_however_it_is_written(echo: str) -> None:
    blanker = Blanker()
    blanker.learn([SECRET])

    shown = blanker.value({"echo": [f"before {echo} after"], echo: 1})

    assert echo.strip('"').rstrip("=") not in str(shown)
    assert BLANK in shown["echo"][0]


def test_R43_what_is_learned_is_blanked_beside_what_was_known() -> None:
    blanker = Blanker()
    blanker.learn(["first-secret"])
    blanker.learn([{"token": "second-secret"}])

    assert blanker.text("first-secret, second-secret") == f"{BLANK}, {BLANK}"


def test_R43_nothing_short_is_blanked() -> None:
    blanker = Blanker()
    blanker.learn(["abc", 17, None])

    assert blanker.text("abc 17") == "abc 17"
