"""What can be wrong with a file, each thing with an id; ``services/wording/faults.py`` says it."""

from __future__ import annotations

import errno
from enum import Enum

from stretchtimer.engine.notices import Notice


class Reason(Enum):
    """Why something failed: each is a clause in the sentence of a fault."""

    DISK_FULL = "disk_full"
    SHARE_FULL = "share_full"
    DISK_READ_ONLY = "disk_read_only"
    NO_PERMISSION = "no_permission"
    NOT_THERE = "not_there"
    FILE_IN_PLACE_OF_FOLDER = "file_in_place_of_folder"
    FOLDER = "folder"
    PATH_THROUGH_FILE = "path_through_file"
    NOT_ORDINARY = "not_ordinary"
    NO_READER = "no_reader"
    READER_NOT_READY = "reader_not_ready"
    NAME_TOO_LONG = "name_too_long"
    NAME_NOT_ALLOWED = "name_not_allowed"
    LINKS_IN_CIRCLE = "links_in_circle"
    DISK_FAULT = "disk_fault"
    CLOSED = "closed"
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    NO_FORMAT = "no_format"
    NEWER_VERSION = "newer_version"
    NESTED_TOO_DEEPLY = "nested_too_deeply"
    READ_ONLY = "read_only"
    IN_USE = "in_use"
    CANNOT_BE_OPENED = "cannot_be_opened"
    NO_HISTORY = "no_history"
    NO_EXPORT = "no_export"
    PART_MISSING = "part_missing"
    OTHER = "other"
    """What the system says of itself: ``text``, in its own words."""


class FileFault(Enum):
    """What stands in the way of using or keeping a file."""

    NOT_READ = "not_read"
    NOT_LISTED = "not_listed"
    NOT_USED = "not_used"
    NOT_SAVED = "not_saved"
    NOT_SAVED_BUT_KEPT = "not_saved_but_kept"
    NOT_SAVED_AS_IN_USE = "not_saved_as_in_use"
    NOT_SAVED_AS_NEWER = "not_saved_as_newer"
    NOT_SAVED_AS_UNREADABLE = "not_saved_as_unreadable"
    NOT_MOVED_ASIDE = "not_moved_aside"
    NO_SUCH_HOME = "no_such_home"
    NO_HOME = "no_home"
    ASSET_MISSING = "asset_missing"
    ASSET_NO_FOLDER = "asset_no_folder"
    HISTORY_NOT_USED = "history_not_used"
    HISTORY_NEWER = "history_newer"
    NO_BACKUP = "no_backup"
    BACKUP_NOT_USED = "backup_not_used"
    IMPORT_NOT_USED = "import_not_used"
    IMPORT_ENTRY_WRONG = "import_entry_wrong"


class FileNotice(Enum):
    """What was done instead where a file, or a part of it, could not be used."""

    BEGUN_AFRESH = "begun_afresh"
    SETTINGS_NOT_USED = "settings_not_used"
    SETTING_NOT_USED = "setting_not_used"
    CHANGES_NOT_USED = "changes_not_used"
    CHANGE_NOT_USED = "change_not_used"
    CHANGE_OF_NOT_USED = "change_of_not_used"
    SESSION_WRITTEN_AGAIN = "session_written_again"
    HISTORY_REPLACED = "history_replaced"
    HISTORY_RESCUED = "history_rescued"
    NOT_BACKED_UP = "not_backed_up"


class NameNotAllowedError(OSError):
    """No file can have that name."""


_REASONS = {
    errno.ENOSPC: Reason.DISK_FULL,
    errno.EDQUOT: Reason.SHARE_FULL,
    errno.EROFS: Reason.DISK_READ_ONLY,
    errno.EACCES: Reason.NO_PERMISSION,
    errno.EPERM: Reason.NO_PERMISSION,
    errno.ENOENT: Reason.NOT_THERE,
    errno.EEXIST: Reason.FILE_IN_PLACE_OF_FOLDER,
    errno.EISDIR: Reason.FOLDER,
    errno.ENOTDIR: Reason.PATH_THROUGH_FILE,
    errno.ENXIO: Reason.NOT_ORDINARY,
    errno.ENODEV: Reason.NOT_ORDINARY,
    errno.EPIPE: Reason.NO_READER,
    errno.EAGAIN: Reason.READER_NOT_READY,
    errno.ENAMETOOLONG: Reason.NAME_TOO_LONG,
    errno.ELOOP: Reason.LINKS_IN_CIRCLE,
    errno.EIO: Reason.DISK_FAULT,
}


def reason_of(error: OSError) -> Notice:
    """Why the system refused."""
    if isinstance(error, NameNotAllowedError):
        return Notice(Reason.NAME_NOT_ALLOWED)
    known = _REASONS.get(error.errno) if error.errno is not None else None
    if known:
        return Notice(known)
    return Notice(Reason.OTHER, text=error.strerror or type(error).__name__)
