"""The commands that print something and end."""
