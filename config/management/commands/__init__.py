"""`manage.py <file name>`."""
