"""The one way out: every HTTP call of a node or of the server goes through this client and its checks."""
