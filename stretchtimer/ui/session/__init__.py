"""The page of a running session."""
