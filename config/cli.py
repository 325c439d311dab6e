"""The `quintet` command: a few words for people, each handed on to a management command."""

import os
import sys
from collections.abc import Callable, Sequence

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command, execute_from_command_line

from config.version import installed_version

USAGE = """Usage: quintet COMMAND [options]

  run                          web, worker, clock and an embedded Redis, until Ctrl-C
  tokens create --name NAME    a bearer token for the API (also: list, revoke)
  sign-in                      a fresh one-time link to sign in with
  workflows …                  list, export and import workflows
  web | worker | clock         one of the processes, for set-ups with more machines
  manage …                     any management command of Django
  version

Settings come from the environment: PORT, QUINTET_HOME, DATABASE_URL, REDIS_URL …
"""
COMMANDS = {
    "run": "up",
    "tokens": "tokens",
    "sign-in": "sign_in_link",
    "workflows": "workflows",
}
PROCESSES = ("web", "worker", "clock")


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    word = given[0] if given else "help"
    if word in ("help", "--help", "-h"):
        return _say(USAGE, 0)
    if word in ("version", "--version"):
        return _say(installed_version() + "\n", 0)
    if word == "manage":
        return _manage(given[1:])
    if word in PROCESSES:
        return _become(word, given[1:])
    if word in COMMANDS:
        return _manage([COMMANDS[word], *given[1:]])
    return _say(f'There is no command "{word}".\n\n{USAGE}', 2)


def _manage(arguments: Sequence[str]) -> int:
    return _run(lambda: execute_from_command_line(["quintet", *arguments]))


def _become(process: str, arguments: Sequence[str]) -> int:
    """Run one of the processes without Django's general checks, which take longer than all the rest of its start.

    What must never run is refused by `config.asgi` and by `quintet run`.
    """

    def start() -> None:
        django.setup()
        call_command(process, *arguments)

    return _run(start)


def _run(command: Callable[[], None]) -> int:
    """Settings that are wrong are a sentence, not a traceback."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    try:
        command()
    except ImproperlyConfigured as error:
        return _say(f"{error}\n", 2)
    except KeyboardInterrupt:
        return 130
    return 0


def _say(text: str, code: int) -> int:
    (sys.stderr if code else sys.stdout).write(text)
    return code


if __name__ == "__main__":
    sys.exit(main())
