"""Waits for a length of time without holding a worker (R22)."""

from nodes.base import NodeConfig, NodeContext, Where
from nodes.effects import Effect
from nodes.fields import duration
from nodes.node import node
from nodes.outcomes import WaitUntil


class Config(NodeConfig):
    seconds: float = duration(title="Wait for", ge=0, le=5 * 366 * 86_400, allow_inf_nan=False)


@node(
    key="flow.delay",
    title="Delay",
    group="flow",
    icon="timer",
    summary="Waits for a length of time, then hands on what came in.",
    config=Config,
    effect=Effect.PURE,
    where=Where.INLINE,
    face="{{ seconds }} s",
    keywords=("wait", "sleep", "pause", "timer", "later"),
    docs="The run is parked meanwhile: ten thousand waiting runs cost no process.",
)
def delay(config: Config, context: NodeContext) -> WaitUntil:
    return WaitUntil(context.now() + config.seconds, value=context.input)
