"""What reads and writes stored files."""
