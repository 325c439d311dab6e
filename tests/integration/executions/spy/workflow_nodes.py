"""Node types that count how often they run, and one that says its secret wherever it can."""

from typing import Any

from nodes.base import NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.errors import FatalError
from nodes.fields import credential, switch, text
from nodes.node import node

runs: list[str] = []


class Counted(NodeConfig):
    word: str = text("", title="Word")


@node(
    key="spy.counted",
    title="Counted",
    group="tests",
    icon="flask-conical",
    summary="Counts its runs.",
    config=Counted,
    effect=Effect.PURE,
    where=Where.LOOP,
)
async def counted(config: Counted, context: NodeContext) -> Any:
    runs.append(config.word)
    return {"word": config.word}


class Telltale(NodeConfig):
    credential: str = credential("http_bearer", title="Credential")
    breaks: bool = switch(title="Break")
    foreseen: bool = switch(title="As a kind of error")


@node(
    key="spy.telltale",
    title="Telltale",
    group="tests",
    icon="flask-conical",
    summary="Says its secret wherever it can.",
    config=Telltale,
    effect=Effect.PURE,
    where=Where.LOOP,
)
async def telltale(config: Telltale, context: NodeContext) -> Any:
    token = (await context.credential(config.credential))["token"]
    context.log("info", f"sent {token}", header=f"Bearer {token}", parts=[token])
    await context.save_checkpoint({"token": token})
    if config.foreseen:
        raise FatalError(f"refused {token}", details={"answer": {token: token}})
    if config.breaks:
        raise RuntimeError(f"broke over {token}")
    return {"echo": token, token: [f"<{token}>"]}
