"""`manage.py up` (`quintet run`): the whole of Quintet on this machine, until Ctrl-C."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connections

from config.checks import TAG
from config.home import redis_socket
from config.launch.browser import open_browser
from config.launch.ports import PortTaken, claim_port
from config.launch.preparation import bring_tables_up_to_date, first_steps
from config.launch.programs import own_programs, redis_program
from config.launch.readiness import wait_for_web
from config.launch.redis_server import RedisMissing, find_program
from config.launch.run_lock import AlreadyRunning, lock_home
from config.launch.supervisor import Supervisor


class Command(BaseCommand):
    """Web, worker, clock and an embedded Redis under one supervisor."""

    # The web process does them all; here only those that shall end the start.
    requires_system_checks = (TAG,)
    help = "Run all of Quintet on this machine: web, worker, clock and an embedded Redis."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-browser", action="store_true", help="do not open a browser")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            lock = lock_home(settings.HOME, settings.BASE_URL)
            claim_port(settings.HOST, settings.PORT)
            if settings.REDIS_EMBEDDED:
                find_program()
        except (AlreadyRunning, PortTaken, RedisMissing) as error:
            raise SystemExit(f"{error}") from error
        with lock:
            self.run(browser=not options["no_browser"])

    def run(self, *, browser: bool) -> None:
        supervisor = Supervisor(say=self.say)
        supervisor.listen_to_signals()
        try:
            if settings.REDIS_EMBEDDED:
                supervisor.start([redis_program(redis_socket(settings.HOME), Path(settings.HOME) / "redis")])
            bring_tables_up_to_date()
            link = settings.BASE_URL + first_steps()
            connections.close_all()
            supervisor.start(own_programs())
            if self.is_up(supervisor):
                self.welcome(link, browser=browser)
            supervisor.watch()
        finally:
            supervisor.end()
        self.say("Everything has ended. Your data is in " + str(settings.HOME))

    def is_up(self, supervisor: Supervisor) -> bool:
        return wait_for_web(
            settings.HOST,
            settings.PORT,
            seconds=60,
            give_up=supervisor.stop_asked.is_set,
            look=supervisor.look,
        )

    def welcome(self, link: str, *, browser: bool) -> None:
        self.say(f"Quintet runs at {settings.BASE_URL} (data in {settings.HOME}).")
        self.say(f"Sign in once, within 15 minutes:\n\n    {link}\n\nCtrl-C ends it.")
        if browser:
            open_browser(link)

    def say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
