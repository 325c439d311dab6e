"""What a node type or a credential type must keep to, so that palette, form and engine can trust it."""

import re
from inspect import iscoroutinefunction, signature
from typing import Any

from pydantic import BaseModel

from nodes.base import NodeConfig, NodeType, Ports, Role, Where
from nodes.credentials import CredentialType
from nodes.effects import Effect

KEY = re.compile(r"[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*")
CREDENTIAL_KEY = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)?")
ICON = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PORT = re.compile(r"[a-z][a-z0-9_]*")


class MalformedType(TypeError):
    """A declared type breaks a rule. The message names the type and says every rule that it breaks."""


def refuse_malformed(declared: NodeType | CredentialType) -> None:
    defects = defects_of_node(declared) if isinstance(declared, NodeType) else defects_of_credential(declared)
    if defects:
        raise MalformedType(f"{declared.key or '(no key)'}: " + "; ".join(defects))


def defects_of_node(declared: NodeType) -> list[str]:
    return [
        *_defects_of_words(declared),
        *_defects_of_config(declared),
        *_defects_of_functions(declared),
        *_defects_of_ports(declared),
        *_defects_of_version(declared),
    ]


def defects_of_credential(declared: CredentialType) -> list[str]:
    defects = []
    if not CREDENTIAL_KEY.fullmatch(declared.key):
        defects.append(f"the key {declared.key!r} must look like 'http_basic' or 'shop.api'")
    if not declared.title.strip():
        defects.append("the title is empty")
    if not (isinstance(declared.fields, type) and issubclass(declared.fields, BaseModel)):
        defects.append("fields must be a pydantic model")
    elif not declared.secret_fields:
        defects.append("no field is a secret; use nodes.fields.secret() for at least one")
    return defects


def _defects_of_words(declared: NodeType) -> list[str]:
    defects = []
    if not KEY.fullmatch(declared.key):
        defects.append(f"the key {declared.key!r} must look like 'shop.order_paid'")
    if not declared.group:
        defects.append("the group is empty")
    if not declared.title.strip():
        defects.append("the title is empty")
    if not ICON.fullmatch(declared.icon):
        defects.append(f"the icon {declared.icon!r} must be the name of a lucide icon such as 'pencil-line'")
    if not declared.summary.endswith(".") or "\n" in declared.summary:
        defects.append("the summary must be one sentence that ends with a full stop")
    return defects


def _defects_of_config(declared: NodeType) -> list[str]:
    config: Any = declared.config
    if not (isinstance(config, type) and issubclass(config, NodeConfig)):
        return ["config must be a subclass of nodes.base.NodeConfig"]
    if config.model_config.get("extra") != "forbid":
        return [f"{config.__name__} must refuse unknown fields (extra='forbid')"]
    return []


def _defects_of_functions(declared: NodeType) -> list[str]:
    defects = []
    for name, function, wanted in (("run", declared.run, 2), ("resume", declared.resume, 3)):
        if function is not None and not _takes(function, wanted):
            told = "(config, context)" if wanted == 2 else "(config, context, answer)"
            defects.append(f"{name} must take {told}")
    is_async = iscoroutinefunction(declared.run)
    if is_async != (declared.where is Where.LOOP):
        kind = "an async" if is_async else "a plain"
        defects.append(f"run is {kind} function, which cannot run where={declared.where.value!r}")
    if declared.where is Where.INLINE and declared.effect is not Effect.PURE:
        defects.append("a function that runs inline must be pure")
    if declared.role.is_container and declared.resume is not None:
        defects.append("the engine runs containers; they have no resume")
    return defects


def _takes(function: Any, wanted: int) -> bool:
    try:
        signature(function).bind(*range(wanted))
    except (TypeError, ValueError):
        return False
    return True


def _defects_of_ports(declared: NodeType) -> list[str]:
    if not isinstance(declared.ports, Ports):
        return []
    defects = []
    if declared.role is Role.TRIGGER and declared.ports.inputs:
        defects.append("a trigger has no input ports")
    for side in (declared.ports.inputs, declared.ports.outputs):
        keys = [port.key for port in side]
        doubled = sorted({key for key in keys if keys.count(key) > 1})
        defects += [f"the port {key!r} is there twice" for key in doubled]
        defects += [
            f"the port key {key!r} must be lower case letters" for key in keys if not PORT.fullmatch(key)
        ]
    return defects


def _defects_of_version(declared: NodeType) -> list[str]:
    if declared.version < 1:
        return ["the version must be 1 or more"]
    if declared.version > 1 and declared.upgrade is None:
        return [f"version {declared.version} needs an upgrade function for older configs"]
    return []
