"""`@node`: turns one function and what is said about it into a node type.

An `async def` runs on the worker's loop, a plain `def` in a thread unless `where` says otherwise. `docs` is Markdown
for the reference page; without it the docstring of the file is shown.
"""

from collections.abc import Callable, Mapping
from inspect import cleandoc, getmodule, iscoroutinefunction
from typing import Any

from pydantic import BaseModel

from nodes.base import EmptyConfig, Example, NodeConfig, NodeType, PortRule, Ports, Resume, Role, Run, Where
from nodes.effects import Effect
from nodes.wellformed import refuse_malformed


def node(
    *,
    key: str,
    title: str,
    group: str,
    icon: str,
    summary: str,
    effect: Effect,
    config: type[NodeConfig] = EmptyConfig,
    output: type[BaseModel] | Mapping[str, Any] | None = None,
    ports: Ports | PortRule | Callable[[Mapping[str, Any]], Ports] | None = None,
    role: Role = Role.ACTION,
    effect_by: Callable[[Mapping[str, Any]], Effect] | None = None,
    input_by_source: bool = False,
    where: Where | None = None,
    version: int = 1,
    upgrade: Callable[[dict[str, Any], int], dict[str, Any]] | None = None,
    resume: Resume | None = None,
    retries: bool = False,
    cached_for: float | None = None,
    face: str = "",
    keywords: tuple[str, ...] = (),
    docs: str = "",
    examples: tuple[Example, ...] = (),
) -> Callable[[Run], NodeType]:
    """Declare the function below as a node type; the name it is bound to becomes the type.

    `effect` has no default on purpose: only the author knows what repeating the node would do (R32).
    """

    def declare(run: Run) -> NodeType:
        made = NodeType(
            key=key,
            title=title,
            group=group,
            icon=icon,
            summary=summary,
            run=run,
            config=config,
            output=output,
            ports=ports or default_ports(role),
            role=role,
            effect=effect,
            effect_by=effect_by,
            input_by_source=input_by_source,
            where=where or (Where.LOOP if iscoroutinefunction(run) else Where.THREAD),
            version=version,
            upgrade=upgrade,
            resume=resume,
            retries=retries,
            cached_for=cached_for,
            face=face,
            keywords=keywords,
            docs=cleandoc(docs) if docs else docs_of_module(run),
            examples=examples,
        )
        refuse_malformed(made)
        return made

    return declare


def default_ports(role: Role) -> Ports:
    return Ports(inputs=()) if role is Role.TRIGGER else Ports()


def docs_of_module(run: Run) -> str:
    module = getmodule(run)
    return cleandoc(module.__doc__ or "") if module else ""
