"""A first run."""

from .graphs import a_graph, do
from .runs import ran


def test_a_chain_runs_to_its_end() -> None:
    run = ran(
        a_graph("start > a > end", a=do(value="{{ inputs.name }}!"), end=do(ends="{{ outputs.a }}")),
        {"name": "Ada"},
    )

    assert run.status == "completed"
    assert run.result == "Ada!"
    assert run.nodes == {"start": "completed", "a": "completed", "end": "completed"}
