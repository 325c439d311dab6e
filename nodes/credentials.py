"""What a kind of credential asks for, and what a node is handed when it uses one."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from pydantic import BaseModel

CredentialTest = Callable[[Any, Any], Awaitable[str]]
"""Called with the fields and an HTTP client; answers with a sentence, or raises a `NodeError`."""


@dataclass(frozen=True, slots=True)
class Credential:
    """A stored credential, opened inside the worker for one node run. It never enters a value or a log (R43)."""

    id: str
    type: str
    name: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict, repr=False)
    allowed_hosts: tuple[str, ...] = ()
    """Hosts it may be sent to: `api.example.com`, `*.example.com`. None at all means: nowhere."""

    def __getitem__(self, name: str) -> Any:
        return self.fields[name]

    def get(self, name: str, default: Any = None) -> Any:
        return self.fields.get(name, default)


@dataclass(frozen=True)
class CredentialType:
    """A kind of credential: its form, which fields are secret, and how to try it out."""

    key: str
    title: str
    fields: type[BaseModel]
    icon: str = "key-round"
    summary: str = ""
    test: CredentialTest | None = None
    suggested_hosts: tuple[str, ...] = ()

    @cached_property
    def schema(self) -> dict[str, Any]:
        return self.fields.model_json_schema()

    @cached_property
    def secret_fields(self) -> frozenset[str]:
        """Fields that are written and never read back: those with the widget `secret`."""
        properties = self.schema.get("properties", {})
        return frozenset(name for name, spec in properties.items() if spec.get("x-widget") == "secret")
