"""Links that never die: where an address leads today, and what replaces what is gone."""
