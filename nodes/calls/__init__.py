"""What the nodes that call others share: credentials as headers, bodies, and what becomes of an answer."""
