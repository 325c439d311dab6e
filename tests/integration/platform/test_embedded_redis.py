"""The embedded Redis: found, started, and never two on one journal."""

import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from redis import Redis

from config.launch.redis_server import answers, end_leftover, start_redis
from tests.services.redis import RedisService, redis_in


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisService]:
    service = redis_in(tmp_path / "redis")
    yield service
    service.stop()


def test_it_listens_on_its_socket_only(redis: RedisService) -> None:
    client = Redis.from_url(redis.url)

    assert client.config_get("port")["port"] == "0"
    assert (redis.folder / "redis.sock").stat().st_mode & 0o077 == 0


def test_what_was_written_survives_a_kill(redis: RedisService) -> None:
    client = Redis.from_url(redis.url)
    client.set("key", "value")
    client.execute_command("WAITAOF", "1", "0", "5000")

    redis.kill()
    redis.start()

    assert client.get("key") == b"value"


def test_a_server_that_a_killed_supervisor_left_is_ended_first(redis: RedisService) -> None:
    old = redis.process

    redis.process = start_redis(redis.folder / "redis.sock", redis.folder)

    assert old.wait(10) in (0, -signal.SIGTERM)
    assert answers(redis.folder / "redis.sock")


def test_a_number_that_now_belongs_to_another_program_is_left_alone(
    redis: RedisService, tmp_path: Path
) -> None:
    pid_file = tmp_path / "pid"
    pid_file.write_text("1")

    end_leftover(pid_file)

    assert answers(redis.folder / "redis.sock")
