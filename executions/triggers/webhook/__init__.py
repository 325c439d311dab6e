"""Takes calls at `/hooks/` and starts what listens there."""
