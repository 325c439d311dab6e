"""What is done with values, without leaving the worker."""
