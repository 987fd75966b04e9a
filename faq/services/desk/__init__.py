"""What support staff take to a ticket."""
