"""The data folder of one Quintet: where it is, that it can be written, and the secrets that are made in it once."""

import hashlib
import os
import secrets
import tempfile
from base64 import urlsafe_b64encode
from pathlib import Path

SOCKET_LIMIT = 100  # the kernel refuses paths of 108 bytes and more


class HomeError(Exception):
    """The data folder cannot be used; the text says what to do."""


def default_home(base: Path) -> Path:
    """`var/` in a source checkout, else the user's data folder."""
    if (base / "pyproject.toml").exists() and (base / "frontend").exists():
        return base / "var"
    shared = os.environ.get("XDG_DATA_HOME") or str(Path.home() / ".local" / "share")
    return Path(shared) / "quintet"


def prepare_home(home: Path) -> Path:
    """Make the folder, readable by its owner only."""
    try:
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        probe, name = tempfile.mkstemp(dir=home, prefix=".write-")
        os.close(probe)
        os.unlink(name)
    except OSError as error:
        raise HomeError(
            f"The data folder {home} cannot be written ({error.strerror}): "
            "set QUINTET_HOME to a folder that belongs to you."
        ) from error
    return home


def kept_secret(home: Path, name: str, make: str) -> str:
    """The content of a secret file of the folder, made with `make` by the first process that asks, mode 0600."""
    path = home / name
    if not path.exists():
        draft, draft_name = tempfile.mkstemp(
            dir=home, prefix=f".{name}-"
        )  # mkstemp makes files with mode 0600
        with os.fdopen(draft, "w") as file:
            file.write(make + "\n")
            file.flush()
            os.fsync(file.fileno())
        try:
            os.link(draft_name, path)  # fails when another process was first, whose secret then counts
        except FileExistsError:
            pass
        finally:
            os.unlink(draft_name)
    content = path.read_text().strip()
    if not content:
        raise HomeError(
            f"The secret file {path} is empty: restore it from a backup, or delete it to start anew."
        )
    return content


def new_secret_key() -> str:
    return secrets.token_urlsafe(50)


def new_encryption_key() -> str:
    """`id:key`, the key being 32 random bytes in URL-safe base64."""
    return f"{secrets.token_hex(4)}:{urlsafe_b64encode(secrets.token_bytes(32)).decode()}"


def redis_socket(home: Path) -> Path:
    """Where the embedded Redis listens: in the folder, or in a private folder under the temporary one when the path is long."""
    inside = home / "redis" / "redis.sock"
    if len(os.fsencode(inside)) <= SOCKET_LIMIT:
        return inside
    digest = hashlib.sha256(os.fsencode(home)).hexdigest()[:12]
    return Path(tempfile.gettempdir()) / f"quintet-{os.getuid()}-{digest}" / "redis.sock"
