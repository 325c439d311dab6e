"""The REST API over what the builder keeps."""
