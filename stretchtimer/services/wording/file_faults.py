"""The sentences about files: what cannot be read or kept, why, and what is done instead."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from stretchtimer.services.wording.language import later, later_by_number
from stretchtimer.services.wording.notices import Text
from stretchtimer.storage.faults import FileFault, FileNotice, Reason

TEXTS: Mapping[Enum, Text] = {
    Reason.DISK_FULL: later("the disk is full"),
    Reason.SHARE_FULL: later("your disk quota is used up"),
    Reason.DISK_READ_ONLY: later("the disk is read-only"),
    Reason.NO_PERMISSION: later("you do not have permission"),
    Reason.NOT_THERE: later("it does not exist"),
    Reason.FILE_IN_PLACE_OF_FOLDER: later("there is a file where its folder should be"),
    Reason.FOLDER: later("it is a folder, not a file"),
    Reason.PATH_THROUGH_FILE: later("a part of its path is not a folder"),
    Reason.NOT_ORDINARY: later("it is not an ordinary file"),
    Reason.NO_READER: later("nothing is reading it any more"),
    Reason.READER_NOT_READY: later("the program that reads it is not ready"),
    Reason.NAME_TOO_LONG: later("its name is too long"),
    Reason.NAME_NOT_ALLOWED: later("its name is not allowed"),
    Reason.LINKS_IN_CIRCLE: later("its links go round in a circle"),
    Reason.DISK_FAULT: later("the disk has a fault"),
    Reason.CLOSED: later("it is closed"),
    Reason.TOO_LARGE: later("it is larger than {kib} KiB"),
    Reason.DAMAGED: later("it is damaged"),
    Reason.NO_FORMAT: later("it does not say which format it has"),
    Reason.NEWER_VERSION: later("it was written by a newer version of Stretch Timer"),
    Reason.NESTED_TOO_DEEPLY: later("it is nested too deeply"),
    Reason.READ_ONLY: later("it is read-only"),
    Reason.IN_USE: later("another program is using it"),
    Reason.CANNOT_BE_OPENED: later("it cannot be opened or created there"),
    Reason.NO_HISTORY: later("it is not a Stretch Timer history"),
    Reason.NO_EXPORT: later("it is not a record exported by Stretch Timer"),
    Reason.PART_MISSING: later("a part of it is missing"),
    Reason.OTHER: "{text}",
    FileFault.NOT_READ: later("{path} could not be read: {reason}."),
    FileFault.NOT_LISTED: later("{path} could not be listed: {reason}."),
    FileFault.NOT_USED: later("{path} could not be used: {reason}."),
    FileFault.NOT_SAVED: later(
        "{path} could not be saved: {reason}. What was there before is unchanged."
    ),
    FileFault.NOT_SAVED_BUT_KEPT: later(
        "{path} could not be saved: {reason}. What was there before is in {kept}."
    ),
    FileFault.NOT_SAVED_AS_IN_USE: later(
        "{path} was not saved, because another program is using it. It is unchanged."
    ),
    FileFault.NOT_SAVED_AS_NEWER: later(
        "{path} was not saved, because it was written by a newer version of Stretch Timer. It is "
        "unchanged. Please update the app, or move the file away."
    ),
    FileFault.NOT_SAVED_AS_UNREADABLE: later(
        "{path} was not saved, because the file there cannot be read: {reason}. It is unchanged."
    ),
    FileFault.NOT_MOVED_ASIDE: later(
        "{path} cannot be used, and could not be moved aside: {reason}. It is unchanged."
    ),
    FileFault.NO_SUCH_HOME: later("{path} cannot be found: there is no such home folder."),
    FileFault.NO_HOME: later(
        "Your home folder could not be found, so there is no place for your files. Please choose "
        "one with --profile DIR."
    ),
    FileFault.ASSET_MISSING: later(
        "A part of Stretch Timer is missing: {path}. Please install it again."
    ),
    FileFault.ASSET_NO_FOLDER: later(
        "{path} should be a folder. Please install Stretch Timer again."
    ),
    FileFault.HISTORY_NOT_USED: later(
        "{path} could not be used: {reason}. Its contents are unchanged."
    ),
    FileFault.HISTORY_NEWER: later(
        "{path} was written by a newer version of Stretch Timer. It is unchanged. Please update "
        "the app to use it."
    ),
    FileFault.NO_BACKUP: later("There is no backup from that day in {path}."),
    FileFault.BACKUP_NOT_USED: later("The backup {path} could not be used: {reason}."),
    FileFault.IMPORT_NOT_USED: later(
        "{path} could not be imported: {reason}. Your record is unchanged."
    ),
    FileFault.IMPORT_ENTRY_WRONG: later(
        "{path} could not be imported: in entry {number} of {part}, {key} is {value}, which is "
        "not possible. Your record is unchanged."
    ),
    FileNotice.BEGUN_AFRESH: later(
        "{path} could not be used: {reason}. It was moved to {kept}, and a new one was started."
    ),
    FileNotice.SETTINGS_NOT_USED: later(
        "{path} could not be used: {reason}. The standard settings are used."
    ),
    FileNotice.SETTING_NOT_USED: later(
        "{path}: {key} is {value}, but it must be {allowed}; {usual} is used instead."
    ),
    FileNotice.CHANGES_NOT_USED: later(
        "{path} could not be used: {reason}. The routines are shown without your own changes."
    ),
    FileNotice.CHANGE_NOT_USED: later(
        "{path}: {key} is {value}, but it must be {allowed}. It is ignored."
    ),
    FileNotice.CHANGE_OF_NOT_USED: later(
        "{path}: {key} of {of} is {value}, but it must be {allowed}. It is ignored."
    ),
    FileNotice.SESSION_WRITTEN_AGAIN: later(
        "Another program removed parts of this session from {path}. They have been saved again."
    ),
    FileNotice.HISTORY_REPLACED: later(
        "Another program removed or replaced {path}. Your record continues in the file that is "
        "there now, or in a new one, with all of this session."
    ),
    FileNotice.HISTORY_RESCUED: later_by_number(
        "{path} could not be used: {reason}. It was moved to {kept}. {n} entry was recovered "
        "from it and the last backup.",
        "{path} could not be used: {reason}. It was moved to {kept}. {n} entries were recovered "
        "from it and the last backup.",
    ),
    FileNotice.NOT_BACKED_UP: later("Today's backup of {path} could not be made. {fault}"),
}
"""By what they tell; a reason is a clause within another sentence."""
