"""All node types and credential types of a process, by key. Adding one is adding a file, never editing a list."""

import importlib
import pkgutil
from collections.abc import Iterable, Iterator
from importlib.metadata import entry_points
from types import ModuleType
from typing import Any

from nodes.base import NodeType
from nodes.credentials import CredentialType
from nodes.wellformed import refuse_malformed


class DoubledKey(ValueError):
    """Two different types claim one key."""


class Registry:
    def __init__(self, declared: Iterable[NodeType | CredentialType] = ()) -> None:
        self._nodes: dict[str, NodeType] = {}
        self._credentials: dict[str, CredentialType] = {}
        self._origins: dict[str, str] = {}
        for each in declared:
            self.add(each)

    @classmethod
    def discover(
        cls, modules: Iterable[str] = ("nodes.types",), entry_point_group: str = "quintet.nodes"
    ) -> "Registry":
        """Import the modules, packages with all they contain, and what installed distributions announce.

        Raises what an import raises, `MalformedType` and `DoubledKey`: a broken type must not go unnoticed.
        """
        registry = cls()
        for name in modules:
            registry.add_module(name)
        for entry in entry_points(group=entry_point_group):
            registry._add_loaded(entry.load(), f"entry point {entry.name!r} ({entry.value})")
        return registry

    def add(self, declared: NodeType | CredentialType, origin: str = "") -> None:
        """Adding the same object again changes nothing: a type may be imported into another module."""
        refuse_malformed(declared)
        table: dict[str, Any] = self._nodes if isinstance(declared, NodeType) else self._credentials
        known = table.get(declared.key)
        if known is declared:
            return
        origin = origin or origin_of(declared)
        if known is not None:
            raise DoubledKey(
                f"{declared.key!r} is declared by {self._origins[declared.key]} and again by {origin}"
            )
        table[declared.key] = declared
        self._origins[declared.key] = origin

    def add_module(self, name: str) -> None:
        for module in modules_under(importlib.import_module(name)):
            self._add_loaded(module, module.__name__)

    def _add_loaded(self, loaded: Any, origin: str) -> None:
        if isinstance(loaded, NodeType | CredentialType):
            self.add(loaded, origin)
        elif isinstance(loaded, ModuleType):
            for value in vars(loaded).values():
                if isinstance(value, NodeType | CredentialType):
                    self.add(value, origin)
        elif isinstance(loaded, Iterable):
            for value in loaded:
                self._add_loaded(value, origin)
        else:
            raise TypeError(
                f"{origin} gives a {type(loaded).__name__}; a node type, a module or a list is needed"
            )

    def get(self, key: str) -> NodeType | None:
        return self._nodes.get(key)

    def all(self) -> tuple[NodeType, ...]:
        """Every node type, in the order of their keys."""
        return tuple(self._nodes[key] for key in sorted(self._nodes))

    def credential_types(self) -> tuple[CredentialType, ...]:
        return tuple(self._credentials[key] for key in sorted(self._credentials))

    def credential_type(self, key: str) -> CredentialType | None:
        return self._credentials.get(key)

    def __iter__(self) -> Iterator[NodeType]:
        return iter(self.all())

    def __len__(self) -> int:
        return len(self._nodes)

    def __contains__(self, key: object) -> bool:
        return key in self._nodes


def modules_under(module: ModuleType) -> Iterator[ModuleType]:
    """The module and, if it is a package, everything in it."""
    yield module
    for found in pkgutil.walk_packages(getattr(module, "__path__", ()), f"{module.__name__}."):
        yield importlib.import_module(found.name)


def origin_of(declared: NodeType | CredentialType) -> str:
    source = declared.run if isinstance(declared, NodeType) else declared.fields
    return str(getattr(source, "__module__", "an unnamed module"))
