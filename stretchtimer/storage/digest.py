"""A digest of bytes by Python's own SHA-256: OpenSSL, which ``hashlib`` brings, takes 4 MB."""

from __future__ import annotations

import importlib
import sys

# To look for a module that is not there takes longer than to make a digest.
_OWN_SHA256 = "_sha2" if sys.version_info >= (3, 12) else "_sha256"
"""Python's own module; ``hashlib`` is the same, and always there."""


def sha256_hex(content: bytes) -> str:
    """The SHA-256 of the content in 64 hexadecimal digits."""
    for name in (_OWN_SHA256, "hashlib"):
        try:
            digest: str = importlib.import_module(name).sha256(content).hexdigest()
        except ImportError:
            continue
        return digest
    raise AssertionError("hashlib is always there")
