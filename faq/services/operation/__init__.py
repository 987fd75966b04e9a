"""What operators run: backup, rehearsal, mirror, readiness, the second factor of staff."""
