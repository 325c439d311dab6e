"""What asks databases."""
