"""A Django app with node types that let a test see what they are given and what becomes of what they say."""
