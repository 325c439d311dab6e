"""A node type as the JSON that palette, inspector and API read."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from pydantic import BaseModel

from nodes.base import NodeType, Ports
from nodes.credentials import CredentialType
from nodes.hints import walk


def describe(node_type: NodeType) -> dict[str, Any]:
    computed = not isinstance(node_type.ports, Ports)
    return {
        "key": node_type.key,
        "title": node_type.title,
        "group": node_type.group,
        "icon": node_type.icon,
        "summary": node_type.summary,
        "version": node_type.version,
        "role": node_type.role.value,
        "effect": node_type.effect.value,
        "where": node_type.where.value,
        "face": node_type.face,
        "keywords": list(node_type.keywords),
        "docs": node_type.docs,
        "schema": inlined(node_type.schema),
        "output_schema": output_schema(node_type),
        "ports": describe_ports(node_type.ports_for({})),
        "computed_ports": computed,
        "port_rule": node_type.port_rule,
        "retries": node_type.retries,
        "cached_for": node_type.cached_for,
        "lazy_fields": sorted(node_type.lazy_fields),
        "bare_fields": sorted(node_type.bare_fields),
        "examples": [asdict(example) for example in node_type.examples],
        "credential_types": credential_types(node_type),
    }


def describe_ports(ports: Ports) -> dict[str, list[dict[str, str]]]:
    return {
        "inputs": [{"key": port.key, "title": port.title} for port in ports.inputs],
        "outputs": [{"key": port.key, "title": port.title} for port in ports.outputs],
    }


def describe_credential(credential_type: CredentialType) -> dict[str, Any]:
    return {
        "key": credential_type.key,
        "title": credential_type.title,
        "icon": credential_type.icon,
        "summary": credential_type.summary,
        "schema": inlined(credential_type.schema),
        "secret_fields": sorted(credential_type.secret_fields),
        "testable": credential_type.test is not None,
        "suggested_hosts": list(credential_type.suggested_hosts),
    }


def output_schema(node_type: NodeType) -> dict[str, Any] | None:
    output = node_type.output
    if output is None:
        return None
    if isinstance(output, type) and issubclass(output, BaseModel):
        return inlined(output.model_json_schema(mode="serialization"))
    return dict(output) if isinstance(output, Mapping) else None


def credential_types(node_type: NodeType) -> list[str]:
    """The keys of the credential types that the fields of a node type take."""
    found = {key for _, spec in walk(node_type.schema) for key in spec.get("x-credentials", ())}
    return sorted(found)


def inlined(schema: Mapping[str, Any]) -> dict[str, Any]:
    """The schema with each `$ref` replaced by what it names, so that a reader needs no look-up.

    A model that contains itself keeps its inner `$ref` and its `$defs`.
    """
    defs = schema.get("$defs", {})
    recursive: set[str] = set()

    def put_in(part: Any, inside: tuple[str, ...]) -> Any:
        if isinstance(part, list):
            return [put_in(each, inside) for each in part]
        if not isinstance(part, dict):
            return part
        name = str(part.get("$ref", "")).rpartition("/")[2]
        if name not in defs:
            return {key: put_in(value, inside) for key, value in part.items() if key != "$defs"}
        if name in inside:
            recursive.add(name)
            return part
        beside = {key: value for key, value in part.items() if key != "$ref"}
        return {**put_in(defs[name], (*inside, name)), **put_in(beside, inside)}

    flat: dict[str, Any] = put_in(dict(schema), ())
    return {**flat, "$defs": {name: defs[name] for name in defs}} if recursive else flat
