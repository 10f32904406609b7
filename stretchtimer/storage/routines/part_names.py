"""What the parts of a routine may be called, on any system."""

from __future__ import annotations

import re
import unicodedata

PICTURE_ENDINGS = ("png", "jpg", "jpeg", "svg")
_PICTURE = re.compile(r"[\w-](?:[\w -]{0,78}[\w-])?\.(?:png|jpg|jpeg|svg)")
_DEVICES = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])", re.IGNORECASE)


def is_device(stem: str) -> bool:
    """Whether Windows takes a name for a device, with whatever ending."""
    return _DEVICES.fullmatch(stem.split(".", maxsplit=1)[0].rstrip(" ")) is not None


def is_picture_name(name: str) -> bool:
    """Whether a picture may be called so: no name that is allowed leads out of its folder."""
    is_plain = _PICTURE.fullmatch(name) is not None and unicodedata.is_normalized("NFC", name)
    return is_plain and not is_device(name)
