"""The functions of the language, one file per group. Adding a function is adding it to a file here, or a file."""

from importlib import import_module
from pkgutil import iter_modules

from nodes.expressions.functions.registry import FUNCTIONS, METHODS, Function, find

for _module in sorted(module.name for module in iter_modules(__path__)):
    import_module(f"{__name__}.{_module}")

__all__ = ["FUNCTIONS", "METHODS", "Function", "find"]
