"""Django's settings for Quintet as an application, read from the environment in the order of docs/reference/settings.md."""

import hashlib
import os
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config.database import SCHEMES, database_from_url
from config.environment import Environment
from config.home import (
    HomeError,
    default_home,
    kept_secret,
    new_encryption_key,
    new_secret_key,
    prepare_home,
    redis_socket,
)
from config.logs import configure_structlog, logging_settings
from config.version import installed_version

BASE_DIR = Path(__file__).resolve().parent.parent
ENVIRONMENT = environment = Environment(os.environ)

# --- Where -------------------------------------------------------------------------------------------------------
environment.section("Where")
HOME = Path(
    environment.text(
        "QUINTET_HOME",
        default=str(default_home(BASE_DIR)),
        shown="`var/` in a checkout, else `~/.local/share/quintet`",
        help="The one folder with everything that must survive: database, keys, files, the embedded Redis.",
    )
).absolute()
HOST = environment.text("HOST", default="127.0.0.1", help="The address that the web process listens on.")
PORT = environment.number(
    "PORT", default=8000, least=1, most=65535, help="The port that the web process listens on."
)
LOOPBACK = ("127.0.0.1", "localhost", "::1")
BASE_URL = environment.url(
    "QUINTET_BASE_URL",
    default=f"http://{'localhost' if HOST in (*LOOPBACK, '0.0.0.0', '::') else HOST}:{PORT}",
    shown="`http://localhost:PORT`",
    schemes=("http", "https"),
    help="The address that people and webhooks use. `https` makes cookies secure and tells browsers to stay on it.",
).rstrip("/")
_base_host = urlsplit(BASE_URL).hostname or "localhost"

try:
    prepare_home(HOME)
except HomeError as error:
    raise ImproperlyConfigured(str(error)) from error

# --- Database and Redis ------------------------------------------------------------------------------------------
environment.section("Database and Redis")
DATABASE_URL = environment.url(
    "DATABASE_URL",
    default=f"sqlite:///{HOME / 'quintet.sqlite3'}",
    shown="SQLite in `QUINTET_HOME`",
    schemes=SCHEMES,
    help="`postgresql://user:password@host:5432/name` for more than one machine, `sqlite:////path/file` for one.",
)
_sqlite_synchronous = environment.choice(
    "QUINTET_SQLITE_SYNCHRONOUS",
    default="full",
    options=("full", "normal"),
    help="`full` survives a power cut, `normal` only the death of every process (see decision 0003).",
)
_sqlite_busy_seconds = environment.number(
    "QUINTET_SQLITE_BUSY_SECONDS",
    default=30,
    least=1,
    help="How long a writer waits for another one on SQLite.",
)
_pool_size = environment.number(
    "QUINTET_DATABASE_POOL",
    default=10,
    least=2,
    help="How many PostgreSQL connections a process opens at most.",
)
DATABASES: dict[str, Any] = {
    "default": database_from_url(
        DATABASE_URL, synchronous=_sqlite_synchronous, busy_seconds=_sqlite_busy_seconds, pool_size=_pool_size
    )
}
REDIS_URL = environment.url(
    "REDIS_URL",
    default=f"unix://{redis_socket(HOME)}",
    shown="the embedded one, on a unix socket",
    schemes=("redis", "rediss", "unix"),
    help="Redis or Valkey, for wake-ups and live messages. Nothing that must survive is kept there.",
)
REDIS_EMBEDDED = not environment.given("REDIS_URL")

# --- Security ----------------------------------------------------------------------------------------------------
environment.section("Security")
DEBUG = environment.switch(
    "DEBUG", default=False, help="Django's debug pages. Refused when the server can be reached from outside."
)
try:
    SECRET_KEY = environment.secret(
        "SECRET_KEY",
        shown="made at the first start, in `QUINTET_HOME/secret_key`",
        help="Signs sessions and links. Equal on all machines.",
    ) or kept_secret(HOME, "secret_key", new_secret_key())
    _encryption_keys = environment.secret(
        "QUINTET_ENCRYPTION_KEYS",
        shown="made at the first start, in `QUINTET_HOME/encryption_keys`",
        help="Encrypt credentials: `id:key` with commas, the key being 32 bytes in URL-safe base64; "
        "the first encrypts, all decrypt. Equal on all machines.",
    ) or kept_secret(HOME, "encryption_keys", new_encryption_key())
except HomeError as error:
    raise ImproperlyConfigured(str(error)) from error
_extra_hosts = environment.items(
    "QUINTET_ALLOWED_HOSTS",
    shown="those of loopback and of the base URL",
    help="Further names that the server answers to.",
)
ALLOWED_HOSTS = list(
    dict.fromkeys(["localhost", ".localhost", "127.0.0.1", "[::1]", _base_host, *_extra_hosts])
)
_behind_proxy = environment.switch(
    "QUINTET_BEHIND_PROXY",
    default=False,
    help="Trust `X-Forwarded-Proto` of the proxy in front. Set it only where there is one.",
)
_hsts_seconds = environment.number(
    "QUINTET_HSTS_SECONDS",
    default=3600,
    help="How long browsers insist on `https`, once the base URL has it.",
)

# --- Running -----------------------------------------------------------------------------------------------------
environment.section("Running")
QUINTET: dict[str, Any] = {
    "VERSION": installed_version(),
    "HOME": HOME,
    "BASE_URL": BASE_URL,
    "ENCRYPTION_KEYS": [key.strip() for key in _encryption_keys.replace("\n", ",").split(",") if key.strip()],
    "WORKER_CONCURRENCY": environment.number(
        "QUINTET_WORKER_CONCURRENCY",
        default=100,
        least=1,
        help="How many executions one worker carries at a time.",
    ),
    "LEASE_SECONDS": environment.number(
        "QUINTET_LEASE_SECONDS",
        default=15,
        least=2,
        help="After this time without a sign of life a worker's executions are taken over.",
    ),
    "MAX_NODES": environment.number(
        "QUINTET_MAX_NODES", default=5000, least=1, help="How many nodes a workflow may have."
    ),
    "MAX_BODY_BYTES": environment.number(
        "QUINTET_MAX_BODY_BYTES",
        default=10 * 1024 * 1024,
        least=1024,
        help="How large a request to the API may be.",
    ),
    "SIGN_IN_LINK_SECONDS": environment.number(
        "QUINTET_SIGN_IN_LINK_SECONDS",
        default=900,
        least=10,
        help="How long a link to sign in with is good for.",
    ),
    "RATE_API": environment.rate(
        "QUINTET_RATE_API", default="6000/min", help="How many requests one person or token may make."
    ),
    "RATE_SIGN_IN": environment.rate(
        "QUINTET_RATE_SIGN_IN", default="10/min", help="How many attempts to sign in one address may make."
    ),
    "KEEP_DAYS": environment.number(
        "QUINTET_KEEP_DAYS", default=0, help="Ended executions older than this are pruned; 0 keeps all."
    ),
    "EGRESS_ALLOW": environment.items(
        "QUINTET_EGRESS_ALLOW",
        shown="none",
        help="`host:port` of private addresses that nodes may call all the same.",
    ),
    "TRUSTED_CODE": environment.switch(
        "QUINTET_TRUSTED_CODE",
        default=False,
        help="Allow code nodes that run outside the sandbox. For authors whom you trust with the machine.",
    ),
}

# --- Logs --------------------------------------------------------------------------------------------------------
environment.section("Logs")
_log_level = environment.choice(
    "QUINTET_LOG_LEVEL",
    default="info",
    options=("debug", "info", "warning", "error"),
    help="The least important line that is written.",
)
_log_format = environment.choice(
    "QUINTET_LOG_FORMAT",
    default="auto",
    options=("auto", "text", "json"),
    help="`auto` writes text to a terminal and JSON to anything else.",
)
if environment.problems:
    raise ImproperlyConfigured(" ".join(environment.problems))
configure_structlog()
LOGGING = logging_settings(level=_log_level, format=_log_format)

# --- What follows is the same everywhere -------------------------------------------------------------------------
INSTALLED_APPS = [
    "config.apps.ConfigConfig",
    "executions",
    "builder",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "channels",
    "django_rq",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
MIDDLEWARE = [
    "config.headers.SecurityHeaders",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "config.urls"
ASGI_APPLICATION = "config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/sign-in/"
LOGIN_REDIRECT_URL = "/"
LANGUAGE_CODE = "en"
TIME_ZONE = "UTC"
USE_TZ = True

# Two Quintets on one machine differ in their port only, which cookies do not see.
SESSION_COOKIE_NAME = "quintet_session_" + hashlib.sha256(SECRET_KEY.encode()).hexdigest()[:8]
SESSION_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [BASE_URL]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if BASE_URL.startswith("https://"):
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = _hsts_seconds
if _behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# The API reads bodies as streams and refuses large ones itself.
DATA_UPLOAD_MAX_MEMORY_SIZE = None

STATIC_URL = "/static/"
# In a checkout these folders stand at the top; the wheel carries them inside `builder` (decision 0001).
STATICFILES_DIRS = [BASE_DIR / "static"] if (BASE_DIR / "static").is_dir() else []
# Static files are served straight from where they lie; there is no collecting step to forget.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/assets/.+-[\w-]{8,}\.\w+$"

CHANNEL_LAYERS = {
    "default": {
        # The list layer loses messages to slow consumers and its groups with a restart of Redis; this one mends itself.
        "BACKEND": "channels_redis.pubsub.RedisPubSubChannelLayer",
        "CONFIG": {"hosts": [REDIS_URL], "prefix": "quintet"},
    }
}
RQ_QUEUES = {
    name: {"URL": REDIS_URL, "SERIALIZER": "rq.serializers.JSONSerializer"}
    for name in ("quintet-high", "quintet-default", "quintet-low")
}
REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Quintet",
    "DESCRIPTION": "Draw a workflow, press Run, watch it happen.",
    "VERSION": QUINTET["VERSION"],
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
}
SILENCED_SYSTEM_CHECKS: list[str] = []
