"""Django's backend for SQLite, with writers that all get their turn: `base` says how."""
