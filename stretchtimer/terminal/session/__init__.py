"""A running session in the terminal."""
