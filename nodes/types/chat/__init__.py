"""What posts to chats."""
