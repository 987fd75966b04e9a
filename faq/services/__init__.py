"""Plain functions that join the cores and the models for the edges above."""
