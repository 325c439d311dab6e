"""The ASGI application: HTTP by Django, sockets by Channels, both behind the same sessions."""

import os

from channels.auth import AuthMiddlewareStack
from channels.routing import ProtocolTypeRouter, URLRouter
from channels.security.websocket import WebsocketDenier
from django.core.asgi import get_asgi_application
from django.urls import re_path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
http = get_asgi_application()

# Consumers import models, so they come after the set-up above.
from django.conf import settings  # noqa: E402

from config.body_limit import BodyLimit  # noqa: E402
from config.checks import refuse_unsafe_production  # noqa: E402
from config.origin import SameOrigin  # noqa: E402
from executions.live.routing import websocket_urlpatterns  # noqa: E402

refuse_unsafe_production()
# Last of all: a socket at an address that does not exist is refused, and is no error of ours.
sockets = URLRouter([*websocket_urlpatterns, re_path("", WebsocketDenier.as_asgi())])
application = ProtocolTypeRouter(
    {
        "http": BodyLimit(http, settings.QUINTET["MAX_BODY_BYTES"]),
        "websocket": SameOrigin(AuthMiddlewareStack(sockets)),
    }
)
