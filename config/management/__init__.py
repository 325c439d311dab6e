"""Commands of the ready-made application."""
