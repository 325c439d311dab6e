"""What people do to the builder's things at a terminal."""
