"""The session seen from a distance: large, and turned if wanted."""
