"""The shop, an app that knows nothing of workflows but for its own node type."""
