"""Why a routine of one's own cannot be kept, shared or taken in, each thing with an id."""

from __future__ import annotations

from enum import Enum


class OwnFault(Enum):
    """What stands in the way of changing or keeping a routine."""

    NOT_OWN = "not_own"
    CHANGED_MEANWHILE = "changed_meanwhile"
    GONE_MEANWHILE = "gone_meanwhile"
    TOO_LARGE = "too_large"
    NOT_DELETED = "not_deleted"
    NOT_RESTORED = "not_restored"


class SharingFault(Enum):
    """What stands in the way of an import or an export."""

    NOT_IMPORTED = "not_imported"
    TARGET_EXISTS = "target_exists"
    TARGET_KIND = "target_kind"
    TARGET_LARGE = "target_large"


class ArchiveReason(Enum):
    """Why a file of a whole routine cannot be used: each is a clause in a sentence."""

    NO_ARCHIVE = "no_archive"
    TOO_MANY_PARTS = "too_many_parts"
    TOO_LARGE = "too_large"
    TOO_DENSE = "too_dense"
    PART_TOO_LARGE = "part_too_large"
    PART_UNKNOWN = "part_unknown"
    PART_TWICE = "part_twice"
    PART_NO_FILE = "part_no_file"
    PART_LOCKED = "part_locked"
    PART_DAMAGED = "part_damaged"
    NO_ROUTINE = "no_routine"
    NO_PICTURE = "no_picture"
    PART_WRONG = "part_wrong"
