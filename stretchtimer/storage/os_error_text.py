"""What the operating system's errors mean, in words."""

from __future__ import annotations

import errno

_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your share of the disk is full",
    errno.EROFS: "the disk is read-only",
    errno.EACCES: "you have no permission",
    errno.EPERM: "you have no permission",
    errno.ENOENT: "it is not there",
    errno.EEXIST: "a file is in the place of its folder",
    errno.EISDIR: "it is a folder, not a file",
    errno.ENOTDIR: "a part of its path is not a folder",
    errno.ENXIO: "it is not an ordinary file",
    errno.ENODEV: "it is not an ordinary file",
    errno.EPIPE: "nobody reads it any more",
    errno.EAGAIN: "whoever reads it is not ready",
    errno.ENAMETOOLONG: "its name is too long",
    errno.ELOOP: "its links lead in a circle",
    errno.EIO: "the disk reports a fault",
}


def in_words(error: OSError) -> str:
    """Why it failed, as a clause without a full stop."""
    known = _WORDS.get(error.errno) if error.errno is not None else None
    return known or error.strerror or type(error).__name__
