"""Django's backend for PostgreSQL, with an end to every waiting for it: `base` says how."""
