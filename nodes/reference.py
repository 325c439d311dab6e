"""The reference pages of the node types, written from their declarations: `python -m nodes.reference docs/reference/nodes`."""

import json
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nodes.base import Example, NodeType, Role
from nodes.effects import Effect
from nodes.form import credential_types, inlined, output_schema
from nodes.ports import PortRule, Ports
from nodes.registry import Registry

EFFECTS = {
    Effect.PURE: "pure: nothing outside changes, so it may simply run again",
    Effect.IDEMPOTENT: "idempotent: repeating it is harmless",
    Effect.ONCE: "once: after a crash in the middle it is not repeated without being asked",
}
ROLES = {
    Role.TRIGGER: "A trigger: it starts a run and has no input.",
    Role.FOR_EACH: "A container: the nodes inside it run once per entry.",
    Role.WHILE: "A container: the nodes inside it run round by round.",
    Role.SCOPE: "A container: the nodes inside it run once.",
}
INDEX = "README.md"
NOTE = "<!-- Written by `python -m nodes.reference docs/reference/nodes` from the declarations. Change those, not this. -->"


def pages(registry: Registry) -> dict[str, str]:
    """Every page by the name of its file, the index among them."""
    return {INDEX: index(registry), **{f"{each.key}.md": page(each) for each in registry}}


def index(registry: Registry) -> str:
    groups: dict[str, list[NodeType]] = {}
    for each in registry:
        groups.setdefault(each.group, []).append(each)
    lines = ["# Node types", "", NOTE, ""]
    for group, members in groups.items():
        lines += [f"## {group.capitalize()}", "", "| node | what it does |", "|---|---|"]
        lines += [f"| [{each.title}]({each.key}.md) `{each.key}` | {each.summary} |" for each in members]
        lines.append("")
    return "\n".join(lines)


def page(declared: NodeType) -> str:
    lines = [
        f"# {declared.title}",
        "",
        NOTE,
        "",
        f"`{declared.key}` · {declared.summary}",
        "",
        declared.docs,
        "",
    ]
    if declared.role in ROLES:
        lines += [ROLES[declared.role], ""]
    lines += ["## Ports", "", *ports(declared), ""]
    lines += ["## Fields", "", *fields(declared), ""]
    lines += [*output(declared)]
    lines += ["## Behaviour", "", *behaviour(declared), ""]
    for example in declared.examples:
        lines += [*shown(example), ""]
    return "\n".join(lines).rstrip() + "\n"


def ports(declared: NodeType) -> Iterator[str]:
    found = declared.ports_for({})
    yield f"In: {', '.join(f'`{port.key}`' for port in found.inputs) or 'none'}."
    yield ""
    outputs = [f"`{port.key}`" + (f" ({port.title})" if port.title else "") for port in found.outputs]
    if isinstance(declared.ports, PortRule) and declared.ports.each:
        outputs.insert(0, f"one for each of `{declared.ports.each}`")
    elif not isinstance(declared.ports, Ports | PortRule):
        outputs.insert(0, "as the config says")
    yield f"Out: {', '.join(outputs) or 'none'}."


def fields(declared: NodeType) -> Iterator[str]:
    schema = inlined(declared.schema)
    if not schema.get("properties"):
        yield "None."
        return
    yield "| field | type | default | meaning |"
    yield "|---|---|---|---|"
    yield from rows(schema, "")


def rows(schema: Mapping[str, Any], prefix: str) -> Iterator[str]:
    required = schema.get("required", ())
    for name, spec in schema.get("properties", {}).items():
        default = "required" if name in required else f"`{written(spec.get('default', empty_of(spec)))}`"
        yield f"| `{prefix}{name}` | {kind_of(spec)} | {default} | {cell(meaning(spec))} |"
        inner = spec.get("items", {})
        if isinstance(inner, dict) and inner.get("properties"):
            yield from rows(inner, f"{prefix}{name}[].")


def meaning(spec: Mapping[str, Any]) -> str:
    parts = [f"{spec.get('title', '')}." if spec.get("title") else "", spec.get("description", "")]
    parts += ["A bare expression."] if spec.get("x-bare") else []
    parts += ["Evaluated when it is needed."] if spec.get("x-lazy") and spec.get("x-widget") != "code" else []
    labels = spec.get("x-labels") or {}
    parts += ["; ".join(f"`{value}`: {label}" for value, label in labels.items())] if labels else []
    return " ".join(part for part in parts if part)


def kind_of(spec: Mapping[str, Any]) -> str:
    if "enum" in spec:
        return "choice"
    if "anyOf" in spec:
        return " or ".join(kind_of(each) for each in spec["anyOf"])
    kind = str(spec.get("type", "any"))
    limits = [f"{sign} {spec[name]}" for name, sign in LIMITS.items() if name in spec]
    return kind + (f" {', '.join(limits)}" if limits else "")


LIMITS = {"minimum": "≥", "exclusiveMinimum": ">", "maximum": "≤", "exclusiveMaximum": "<"}


def empty_of(spec: Mapping[str, Any]) -> Any:
    return {"array": [], "object": {}}.get(str(spec.get("type")))


def output(declared: NodeType) -> Iterator[str]:
    schema = output_schema(declared)
    if not schema or not schema.get("properties"):
        return
    yield from ("## Output", "", "| field | type |", "|---|---|")
    for name, spec in schema["properties"].items():
        yield f"| `{name}` | {kind_of(spec)} |"
    yield ""


def behaviour(declared: NodeType) -> Iterator[str]:
    yield f"- Effect: {EFFECTS[declared.effect]}" + (
        ", as long as the config does not say better." if declared.effect_by else "."
    )
    yield f"- Transient failures are {'tried again by default' if declared.retries else 'not tried again unless set'}."
    if declared.cached_for:
        yield f"- Its result is kept for {declared.cached_for:g} s by default."
    found = credential_types(declared)
    if found:
        yield f"- Credentials: {', '.join(f'`{key}`' for key in found)}."
    yield f"- Version {declared.version}."


def shown(example: Example) -> Iterator[str]:
    yield from (f"## Example: {example.title}", "", "```json")
    told: dict[str, Any] = {"config": example.config}
    if example.input is not None:
        told["input"] = example.input
    told |= example.scope
    yield json.dumps(told, indent=2, ensure_ascii=False)
    yield from ("```", "", f"gives at `{example.port}`", "", "```json")
    yield json.dumps(example.output, indent=2, ensure_ascii=False)
    yield "```"


def written(value: Any) -> str:
    return cell(json.dumps(value, ensure_ascii=False))


def cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")


def write(folder: Path) -> None:
    """Write all pages and remove those of types that are gone."""
    found = pages(Registry.discover(entry_point_group=""))
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.md"):
        if old.name not in found:
            old.unlink()
    for name, text in found.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
