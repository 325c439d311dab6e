"""What a node type is, the language its fields speak, and the built-in types."""
