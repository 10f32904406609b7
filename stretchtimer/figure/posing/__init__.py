"""Posing the figure by hand."""
