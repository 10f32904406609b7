"""Thin adapters between Qt and the services."""
