"""`quintet run` as people use it: it starts, it mends itself, it ends, and nothing is lost in between."""

import os
import signal
import socket
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.processes import alive, until
from tests.services.quintet import Quintet

FOUR = {"redis", "web", "worker", "clock"}
SLOW = {
    "format": 1,
    "nodes": [
        {"id": "start", "type": "trigger.manual"},
        {"id": "rest", "type": "flow.delay", "config": {"seconds": 2}},
        {"id": "done", "type": "flow.end", "config": {"result": "{{ inputs.number }}"}},
    ],
    "edges": [{"source": "start", "target": "rest"}, {"source": "rest", "target": "done"}],
    "inputs": {"type": "object", "properties": {"number": {"type": "integer"}}},
}


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Quintet]:
    one = Quintet(tmp_path_factory.mktemp("quintet") / "home")
    yield one
    one.stop()


@pytest.fixture
def quintet(installation: Quintet) -> Quintet:
    """The one installation of these tests, running: starting it is most of their time."""
    if installation.process is None or installation.process.poll() is not None:
        installation.start()
    return installation


def make_workflow(quintet: Quintet) -> str:
    made = quintet.call("POST", "/api/workflows/", {"name": "Slow", "document": SLOW})
    assert made.status == 201, made.body
    return str(made.body["id"])


def start_runs(quintet: Quintet, workflow: str, count: int) -> list[str]:
    answers = [
        quintet.call("POST", f"/api/workflows/{workflow}/execute/", {"inputs": {"number": number}})
        for number in range(count)
    ]
    assert {answer.status for answer in answers} == {202}, answers[0].body
    return [answer.body["id"] for answer in answers]


def results(quintet: Quintet, runs: list[str]) -> list[object]:
    states = [quintet.call("GET", f"/api/executions/{run}/").body for run in runs]
    return [state["result"] if state["status"] == "completed" else state["status"] for state in states]


def test_the_four_processes_run_and_are_ready(quintet: Quintet) -> None:
    assert set(quintet.processes()) == FOUR
    assert quintet.call("GET", "/healthz").status == 200
    assert until(lambda: quintet.call("GET", "/readyz").status == 200)


def test_everything_listens_on_loopback_only(quintet: Quintet) -> None:
    own = {os.stat(f"/proc/{number}").st_ino for number in quintet.processes().values()}
    assert own
    tables = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    listening = [line.split()[1] for line in tables.splitlines() if " 0A " in line]
    ours = [address for address in listening if address.endswith(f":{quintet.port:04X}")]
    assert ours == [f"0100007F:{quintet.port:04X}"]


def test_a_killed_worker_is_named_and_replaced_and_its_runs_finish(quintet: Quintet) -> None:
    workflow = make_workflow(quintet)
    runs = start_runs(quintet, workflow, 10)
    first = quintet.processes()["worker"]

    os.kill(first, signal.SIGKILL)

    assert until(lambda: "worker ended (killed by SIGKILL); it starts again at once." in quintet.output)
    assert until(lambda: quintet.processes().get("worker", first) != first)
    assert until(lambda: results(quintet, runs) == list(range(10)), 60), results(quintet, runs)


def test_a_killed_redis_is_replaced_and_runs_finish(quintet: Quintet) -> None:
    workflow = make_workflow(quintet)
    before = start_runs(quintet, workflow, 3)

    os.kill(quintet.processes()["redis"], signal.SIGKILL)

    assert until(lambda: "redis ended (killed by SIGKILL)" in quintet.output)
    after = start_runs(quintet, workflow, 3)
    assert until(lambda: results(quintet, before + after) == [0, 1, 2, 0, 1, 2], 60), results(
        quintet, before + after
    )


def test_after_kill_9_of_everything_nothing_is_left_and_nothing_is_lost(quintet: Quintet) -> None:
    workflow = make_workflow(quintet)
    runs = start_runs(quintet, workflow, 5)
    numbers = list(quintet.processes().values())
    assert quintet.process is not None

    quintet.process.kill()
    quintet.process.wait()

    assert until(lambda: not any(alive(number) for number in numbers))
    quintet.start()
    assert until(lambda: results(quintet, runs) == list(range(5)), 60), results(quintet, runs)


def test_ctrl_c_ends_all_and_leaves_nothing(quintet: Quintet) -> None:
    numbers = list(quintet.processes().values())

    assert quintet.stop() == 0

    assert not any(alive(number) for number in numbers)
    assert "Everything has ended." in quintet.output
    assert "was killed" not in quintet.output
    with socket.socket() as probe:
        assert probe.connect_ex(("127.0.0.1", quintet.port)) != 0


def refusal(quintet: Quintet) -> str:
    done = subprocess.run(
        [*quintet.command, "run"], env=quintet.environment(), capture_output=True, text=True, cwd="/"
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert len(done.stderr.strip().splitlines()) == 1, done.stderr
    return done.stderr


def test_a_second_one_on_the_same_folder_is_refused_with_a_sentence(quintet: Quintet) -> None:
    said = refusal(Quintet(quintet.home))

    assert (
        f"Quintet already runs on the data folder {quintet.home}, as process {quintet.process and quintet.process.pid}"
        in said
    )


def test_a_taken_port_is_refused_with_a_sentence(quintet: Quintet, tmp_path: Path) -> None:
    said = refusal(Quintet(tmp_path / "other", port=quintet.port))

    assert f"choose another with PORT={quintet.port + 1}" in said


def test_a_token_is_printed_alone_so_that_scripts_can_take_it(quintet: Quintet) -> None:
    token = quintet.run("tokens", "create", "--name", "script")

    assert len(token.split()) == 1
    assert (
        quintet.call("GET", "/api/workflows/", headers={"Authorization": f"Bearer {token.strip()}"}).status
        == 200
    )


def test_three_examples_are_there_to_run(quintet: Quintet) -> None:
    listed = quintet.call("GET", "/api/workflows/").body["results"]
    examples = [each for each in listed if each["name"] != "Slow"]

    assert len(examples) == 3
    assert [each["name"] for each in examples if each["problems_count"]] == []


def test_secrets_and_data_are_for_their_owner_only(quintet: Quintet) -> None:
    assert quintet.home.stat().st_mode & 0o077 == 0
    for name in ("secret_key", "encryption_keys"):
        assert (quintet.home / name).stat().st_mode & 0o177 == 0
