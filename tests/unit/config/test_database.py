"""DATABASE_URL in all its forms."""

from pathlib import Path

from config.database import database_from_url


def read(url: str) -> dict:
    return database_from_url(url, synchronous="full", busy_seconds=30, pool_size=10)


def test_sqlite_by_an_absolute_and_a_relative_path() -> None:
    assert read("sqlite:////data/quintet.sqlite3")["NAME"] == "/data/quintet.sqlite3"
    assert read("sqlite:///quintet.sqlite3")["NAME"] == str(Path("quintet.sqlite3").absolute())


def test_sqlite_takes_the_write_lock_at_the_start_of_a_transaction() -> None:
    options = read("sqlite:////x")["OPTIONS"]

    assert options["transaction_mode"] == "IMMEDIATE"
    assert "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL" in options["init_command"]


def test_postgresql_with_everything_in_the_url() -> None:
    entry = read("postgresql://me:p%40ss@db.example:5433/quintet?sslmode=require")

    found = {key: entry[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")}
    assert found == {
        "NAME": "quintet",
        "USER": "me",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
    }
    assert entry["OPTIONS"]["sslmode"] == "require"
    assert entry["OPTIONS"]["pool"]["max_size"] == 10


def test_postgresql_on_a_unix_socket() -> None:
    entry = read("postgresql://postgres:@/postgres?host=/tmp/pg")

    assert entry["HOST"] == "/tmp/pg"
    assert "host" not in entry["OPTIONS"]
