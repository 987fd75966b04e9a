"""The project: settings, addresses, and how it is served."""

import os

# Before numpy is imported: the sums of the search are small, more threads only wait for each other.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
