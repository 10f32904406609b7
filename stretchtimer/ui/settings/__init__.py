"""The settings, one card a subject."""
