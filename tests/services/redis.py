"""A real Redis for the tests, started as the product starts its own."""

import subprocess
from dataclasses import dataclass
from pathlib import Path

from config.launch.children import end_child
from config.launch.redis_server import start_redis


@dataclass(slots=True)
class RedisService:
    """A running server; `kill` and `start` let a test break it on purpose."""

    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def url(self) -> str:
        return f"unix://{self.folder / 'redis.sock'}"

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def start(self) -> None:
        self.process = start_redis(self.folder / "redis.sock", self.folder)

    def stop(self) -> None:
        end_child(self.process, seconds=5)


def redis_in(folder: Path) -> RedisService:
    return RedisService(folder, start_redis(folder / "redis.sock", folder))
