"""`code.python`: what it can do, and what must stay closed to it."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from nodes.errors import FatalError, InvalidError
from nodes.json_defects import ValueDefect
from nodes.testing import run_node
from nodes.types.code.python import python


def run(code: str, input: Any = None, **config: Any) -> Any:
    return run_node(python, {"code": code, **config}, input=input)


def test_values_go_in_and_a_value_comes_out() -> None:
    ran = run("return {'sum': input['a'] + inputs['b']}", {"a": 1}, inputs={"b": 2})

    assert ran.value == {"sum": 3}


def test_what_is_printed_goes_to_the_log_also_when_the_code_fails() -> None:
    ran = run("print('one')\nprint('two', end='')\nreturn 1")

    assert [line["message"] for line in ran.logs] == ["one", "two"]


def test_too_much_printing_is_cut_off() -> None:
    ran = run("for n in range(1005): print(n)\nreturn 1")

    assert len(ran.logs) == 1001
    assert ran.logs[-1]["message"] == "5 more lines were printed and left out"


def test_braces_in_code_are_no_expression() -> None:
    assert run("name = 'Ada'\nreturn f'{{{name}}}' + '{{ input }}'").value == "{Ada}{{ input }}"


def test_same_run_sees_the_same_chance_and_time() -> None:
    code = "import random, datetime\nreturn [random.random(), datetime.datetime.now().isoformat()]"

    assert run(code).value == run(code).value


def test_failure_names_the_exception_and_its_line() -> None:
    with pytest.raises(FatalError, match="Line 2: ZeroDivisionError: division by zero") as raised:
        run("x = 1\nx / 0")

    assert raised.value.code == "python"
    assert raised.value.details["line"] == 2


def test_code_that_cannot_be_read_is_the_author_s_to_mend() -> None:
    with pytest.raises(InvalidError, match="Line 2: ") as raised:
        run("x = 1\ndef (")

    assert raised.value.code == "syntax"


@pytest.mark.parametrize(
    ("code", "config", "told"),
    [
        ("while True: pass", {"seconds": 0.3}, r"longer than 0\.3 s"),
        ("x = 'a' * 10**9", {}, "more than 64 MB"),
        ("x = []\nwhile True: x.append('a' * 1000)", {"megabytes": 16}, "more than 16 MB"),
        ("def f(): return f()\nf()", {}, "RecursionError"),
        ("2 ** 10**9", {}, "memory|Memory|large|limit|longer"),
        ("import time\ntime.sleep(3600)\nwhile True: pass", {"seconds": 0.3}, "longer than"),
    ],
)
def test_greedy_code_is_ended_within_its_limits(code: str, config: dict[str, Any], told: str) -> None:
    with pytest.raises(FatalError, match=told):
        run(code, **config)

    assert run("return 1").value == 1


@pytest.mark.parametrize(
    "code",
    [
        "open('/etc/passwd').read()",
        "import os\nos.environ['PATH']",
        "import os\nos.listdir('/')",
        "import os\nos.system('true')",
        "import subprocess",
        "import socket",
        "import ctypes",
        "import sys\nsys.modules['os']",
        "__import__('os').system('true')",
        "().__class__.__bases__[0].__subclasses__()",
        "(lambda: 0).__globals__",
        "eval('open(\"/etc/passwd\")')",
        "import pathlib\npathlib.Path('/etc/passwd').read_text()",
        "breakpoint()",
        "input()",
    ],
)
def test_rule_2_nothing_outside_the_sandbox_can_be_reached(code: str) -> None:
    with pytest.raises((FatalError, InvalidError)):
        run(code)


def test_one_run_leaves_nothing_behind_for_the_next() -> None:
    run("left = 'secret'\nreturn 1")

    with pytest.raises(FatalError, match="NameError"):
        run("return left")


def test_input_is_not_changed_by_the_code() -> None:
    given = {"rows": [1]}

    run("input['rows'].append(2)\nreturn input", given)

    assert given == {"rows": [1]}


@pytest.mark.parametrize("code", ["return b'bytes'", "return print"])
def test_what_is_no_value_is_refused(code: str) -> None:
    with pytest.raises((FatalError, ValueDefect)):
        run(code)


def test_whole_number_that_is_too_long_does_not_end_the_worker() -> None:
    assert run("return [10 ** 5000]").value == [None]


FORK_FIRST = """
import os
from nodes.testing import run_node
from nodes.types.code.python import python
child = os.fork()
if child == 0:
    os._exit(0 if run_node(python, {"code": "return 7"}).value == 7 else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert run_node(python, {"code": "return 2"}).value == 2
"""


def test_child_that_is_forked_before_the_first_code_has_a_sandbox_of_its_own() -> None:
    subprocess.run([sys.executable, "-c", FORK_FIRST], check=True, timeout=60, cwd=Path(__file__).parents[4])


def test_child_that_is_forked_later_says_so_instead_of_waiting_for_ever() -> None:
    run("return 1")
    child = os.fork()
    if child == 0:
        os._exit(0 if refuses_after_fork() else 1)

    _, status = os.waitpid(child, 0)

    assert os.waitstatus_to_exitcode(status) == 0
    assert run("return 2").value == 2


def refuses_after_fork() -> bool:
    try:
        run("return 7")
    except FatalError as error:
        return error.code == "sandbox"
    return False


@pytest.mark.parametrize(
    "config",
    [{"code": ""}, {"code": "1", "seconds": 0}, {"code": "1", "seconds": 301}, {"code": "1", "megabytes": 4}],
)
def test_bad_config_is_refused(config: dict[str, Any]) -> None:
    with pytest.raises(InvalidError):
        run_node(python, config)
