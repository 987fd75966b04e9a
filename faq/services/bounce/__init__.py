"""What readers and machines are told about a pasted message."""
