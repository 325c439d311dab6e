"""The project of the shop: settings, addresses, ASGI application."""
