"""Stretch Timer: leads a person through a stretching routine by clock, text and sound."""

__version__ = "0.1.0"
