"""What dev.py does, one file for each command; nothing but Python's standard library."""
