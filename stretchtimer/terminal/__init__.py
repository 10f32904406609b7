"""The same session in a terminal."""
