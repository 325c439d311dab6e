"""Start-up checks: what would be unsafe where others can reach the server is refused, what looks wrong is said."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlsplit

from django.apps import AppConfig
from django.conf import settings
from django.core.checks import ERROR, CheckMessage, Error, Tags, Warning, register, run_checks
from django.core.exceptions import ImproperlyConfigured

TAG = "quintet"


def reachable_from_outside() -> bool:
    """Others than the person at this machine may get at the server."""
    base_host = urlsplit(settings.BASE_URL).hostname
    return settings.HOST not in settings.LOOPBACK or base_host not in settings.LOOPBACK


@register(TAG, Tags.security)
def unsafe_production(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error(
                "The server would answer to any name.",
                hint="List the names in QUINTET_ALLOWED_HOSTS.",
                id="quintet.E001",
            )
        )
    if not reachable_from_outside():
        return found
    if settings.DEBUG:
        found.append(Error("DEBUG shows internals to strangers.", hint="Unset DEBUG.", id="quintet.E002"))
    if len(settings.SECRET_KEY) < 32 or settings.SECRET_KEY.startswith("django-insecure-"):
        found.append(
            Error(
                "SECRET_KEY can be guessed.", hint="Unset it, or set 50 random characters.", id="quintet.E003"
            )
        )
    if "InMemory" in settings.CHANNEL_LAYERS["default"]["BACKEND"]:
        found.append(
            Error(
                "The in-memory channel layer ends at the process.",
                hint="Use that of channels_redis.",
                id="quintet.E004",
            )
        )
    return found


def refuse_unsafe_production() -> None:
    """For servers that are started without Django's commands."""
    errors = [message for message in run_checks(tags=[TAG]) if message.level >= ERROR]
    if errors:
        raise ImproperlyConfigured(" ".join(f"{error.msg} {error.hint}" for error in errors))


@register(TAG)
def misspelled_settings(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    return [
        Warning(
            f"No setting reads {name}.", hint="Look it up in docs/reference/settings.md.", id="quintet.W001"
        )
        for name in settings.ENVIRONMENT.unknown("QUINTET_")
        if not name.startswith(("QUINTET_TEST_", "QUINTET_PROCESS"))
    ]


@register(TAG)
def keys_of_one_machine(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[CheckMessage]:
    if settings.DATABASE_URL.startswith("sqlite") or settings.ENVIRONMENT.given("QUINTET_ENCRYPTION_KEYS"):
        return []
    return [
        Warning(
            "The encryption keys lie in a file of this machine, but the database can serve many.",
            hint="Set SECRET_KEY and QUINTET_ENCRYPTION_KEYS, equal on all machines.",
            id="quintet.W002",
        )
    ]
