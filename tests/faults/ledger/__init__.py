"""A Django app with node types that write down every effect, so that a test can count them."""
