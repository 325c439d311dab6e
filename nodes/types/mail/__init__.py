"""What sends e-mail."""
