"""The node types and credential types of this process: built in, of the installed apps, and of entry points."""

from functools import cache
from importlib.util import find_spec

from django.apps import apps

from nodes.registry import Registry

MODULE = "workflow_nodes"


@cache
def catalogue() -> Registry:
    """The one registry, made when it is first asked for. Raises when any node type is broken."""
    return Registry.discover(["nodes.types", *_modules_of_apps()])


def _modules_of_apps() -> list[str]:
    names = (f"{app.name}.{MODULE}" for app in apps.get_app_configs())
    return [name for name in names if find_spec(name) is not None]
