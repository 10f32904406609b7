"""What stands before a session in the terminal."""
