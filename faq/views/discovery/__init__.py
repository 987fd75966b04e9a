"""What mail programs ask for, under every host name."""
