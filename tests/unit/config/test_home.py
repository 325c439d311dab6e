"""The data folder and the secrets in it."""

import stat
from pathlib import Path

import pytest

from config.home import SOCKET_LIMIT, HomeError, kept_secret, new_encryption_key, prepare_home, redis_socket


def test_the_folder_and_its_secrets_can_be_read_by_their_owner_only(tmp_path: Path) -> None:
    home = prepare_home(tmp_path / "deep" / "home")
    kept_secret(home, "secret_key", "s3cret")

    assert stat.S_IMODE(home.stat().st_mode) == 0o700
    assert stat.S_IMODE((home / "secret_key").stat().st_mode) == 0o600


def test_a_secret_is_made_once(tmp_path: Path) -> None:
    first = kept_secret(tmp_path, "secret_key", "one")
    second = kept_secret(tmp_path, "secret_key", "two")

    assert (first, second) == ("one", "one")
    assert [entry.name for entry in tmp_path.iterdir()] == ["secret_key"]


def test_an_emptied_secret_is_refused_and_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "secret_key").touch()

    with pytest.raises(HomeError, match="restore it from a backup"):
        kept_secret(tmp_path, "secret_key", "new")


def test_a_folder_that_cannot_be_made_is_refused_with_a_way_out(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(HomeError, match="set QUINTET_HOME to a folder that belongs to you"):
        prepare_home(tmp_path / "file" / "home")


def test_the_socket_leaves_a_folder_whose_path_is_too_long(tmp_path: Path) -> None:
    long = tmp_path / ("x" * SOCKET_LIMIT)

    assert redis_socket(Path("/srv/quintet")) == Path("/srv/quintet/redis/redis.sock")
    assert len(str(redis_socket(long))) <= SOCKET_LIMIT
    assert redis_socket(long) == redis_socket(long)


def test_encryption_keys_carry_an_id() -> None:
    key_id, _, key = new_encryption_key().partition(":")

    assert len(key_id) == 8
    assert len(key) == 44
