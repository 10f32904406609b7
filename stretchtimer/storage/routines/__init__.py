"""Routine and pose files: reading, checking, and the library of all there are."""
