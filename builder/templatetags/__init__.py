"""Template tags of the builder."""
