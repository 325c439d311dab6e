"""The addresses of the sockets."""

from django.urls import path

from executions.live.execution_socket import ExecutionSocket
from executions.live.project_socket import ProjectSocket

websocket_urlpatterns = [
    path("ws/executions/<uuid:execution>/", ExecutionSocket.as_asgi()),
    path("ws/projects/<uuid:project>/", ProjectSocket.as_asgi()),
]
