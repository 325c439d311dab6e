"""The Django app of the ready-made application: its commands and its start-up checks."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "config"
    label = "quintet_config"
    verbose_name = "Quintet"

    def ready(self) -> None:
        import_module("config.checks")
