"""What would be unsafe where others can reach the server is refused at the start."""

import os
import subprocess
import sys

import pytest
from django.core.checks import run_checks
from pytest_django import Settings

from config.checks import TAG


def found(level: str = "E") -> set[str]:
    return {message.id for message in run_checks(tags=[TAG]) if message.id and f".{level}" in message.id}


@pytest.fixture
def reachable(settings: Settings) -> Settings:
    settings.HOST = "0.0.0.0"
    return settings


def test_on_loopback_debug_is_a_matter_of_taste(settings: Settings) -> None:
    settings.DEBUG = True

    assert found() == set()


def test_debug_is_refused_where_others_can_reach_the_server(reachable: Settings) -> None:
    reachable.DEBUG = True

    assert found() == {"quintet.E002"}


def test_a_public_base_url_counts_as_reachable(settings: Settings) -> None:
    settings.BASE_URL = "https://quintet.example.org"
    settings.DEBUG = True

    assert found() == {"quintet.E002"}


def test_a_guessable_secret_key_is_refused(reachable: Settings) -> None:
    reachable.SECRET_KEY = "django-insecure-" + "x" * 50

    assert found() == {"quintet.E003"}


def test_any_host_name_is_refused_even_on_loopback(settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    assert found() == {"quintet.E001"}


def test_a_layer_inside_one_process_is_refused(reachable: Settings) -> None:
    reachable.CHANNEL_LAYERS = {"default": {"BACKEND": "channels.layers.InMemoryChannelLayer"}}

    assert found() == {"quintet.E004"}


@pytest.mark.parametrize(
    ("variable", "value", "said"),
    [
        ("PORT", "eighty", "PORT must be a whole number"),
        ("DATABASE_URL", "mysql://x", "DATABASE_URL must be a URL"),
        ("QUINTET_HOME", "/dev/null/x", "set QUINTET_HOME to a folder that belongs to you"),
    ],
)
def test_a_wrong_setting_ends_the_start_with_one_sentence(variable: str, value: str, said: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "config.cli", "run"],
        env={**os.environ, variable: value},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2
    assert said in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
