"""The read API for ticket systems, below `/api/v1/`."""
