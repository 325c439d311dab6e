"""Reading and writing the formats that files come in, from bytes to JSON values and back."""
