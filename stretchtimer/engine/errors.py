"""The two families of errors: the world's fault, told in words, and our own."""

from __future__ import annotations


class UserError(Exception):
    """Something outside the program is wrong; the message is one sentence a person can act on."""


class InternalError(Exception):
    """The program called itself wrongly; nothing was changed."""
