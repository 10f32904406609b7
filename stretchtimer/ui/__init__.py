"""The window: one page or one widget a file."""
