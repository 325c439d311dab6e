"""What speaks to other systems over HTTP."""
