"""`manage.py web`: the web process, which serves pages, API and sockets."""

from typing import Any

import uvicorn
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    """One ASGI server process. `uvicorn --workers N config.asgi:application` serves with more."""

    help = "Serve pages, API and sockets on HOST and PORT."

    def handle(self, *args: Any, **options: Any) -> None:
        uvicorn.run(
            "config.asgi:application",
            host=settings.HOST,
            port=settings.PORT,
            ws="websockets-sansio",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            ws_max_size=1 << 20,
            timeout_graceful_shutdown=3,
        )
