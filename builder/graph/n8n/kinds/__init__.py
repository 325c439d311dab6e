"""One file for each group of n8n's nodes; each has `KINDS`, the translators by n8n's name of the type."""

import importlib
import pkgutil

from builder.graph.n8n.translation import Translator


def _found() -> dict[str, Translator]:
    found: dict[str, Translator] = {}
    for module in sorted(each.name for each in pkgutil.iter_modules(__path__)):
        found |= importlib.import_module(f"{__name__}.{module}").KINDS
    return found


TRANSLATORS = _found()
