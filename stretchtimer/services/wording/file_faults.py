"""The sentences about files: what cannot be read or kept, why, and what is done instead."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from stretchtimer.services.wording.language import later, later_by_number
from stretchtimer.services.wording.notices import Text
from stretchtimer.storage.faults import FileFault, FileNotice, Reason

TEXTS: Mapping[Enum, Text] = {
    Reason.DISK_FULL: later("the disk is full"),
    Reason.SHARE_FULL: later("your share of the disk is full"),
    Reason.DISK_READ_ONLY: later("the disk is read-only"),
    Reason.NO_PERMISSION: later("you have no permission"),
    Reason.NOT_THERE: later("it is not there"),
    Reason.FILE_IN_PLACE_OF_FOLDER: later("a file is in the place of its folder"),
    Reason.FOLDER: later("it is a folder, not a file"),
    Reason.PATH_THROUGH_FILE: later("a part of its path is not a folder"),
    Reason.NOT_ORDINARY: later("it is not an ordinary file"),
    Reason.NO_READER: later("nobody reads it any more"),
    Reason.READER_NOT_READY: later("whoever reads it is not ready"),
    Reason.NAME_TOO_LONG: later("its name is too long"),
    Reason.NAME_NOT_ALLOWED: later("its name is not allowed"),
    Reason.LINKS_IN_CIRCLE: later("its links lead in a circle"),
    Reason.DISK_FAULT: later("the disk reports a fault"),
    Reason.CLOSED: later("it is closed"),
    Reason.TOO_LARGE: later("it is larger than {kib} KiB"),
    Reason.DAMAGED: later("it is damaged"),
    Reason.NO_FORMAT: later("it does not say which format it has"),
    Reason.NEWER_VERSION: later("a newer version of Stretch Timer wrote it"),
    Reason.NESTED_TOO_DEEPLY: later("it is nested too deeply"),
    Reason.READ_ONLY: later("it is read-only"),
    Reason.IN_USE: later("another program is using it"),
    Reason.CANNOT_BE_OPENED: later("it cannot be opened or made there"),
    Reason.NO_HISTORY: later("it is not a history of Stretch Timer"),
    Reason.NO_EXPORT: later("it is not a record that Stretch Timer has exported"),
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
        "{path} was not saved: another program is using it. It is left as it is."
    ),
    FileFault.NOT_SAVED_AS_NEWER: later(
        "{path} was not saved: a newer version of Stretch Timer wrote it. It is left as it is; "
        "please update this program, or move the file away."
    ),
    FileFault.NOT_SAVED_AS_UNREADABLE: later(
        "{path} was not saved: what is there cannot be read, as {reason}. It is left as it is."
    ),
    FileFault.NOT_MOVED_ASIDE: later(
        "{path} cannot be used, and could not be moved aside: {reason}. It is left as it is."
    ),
    FileFault.NO_SUCH_HOME: later("{path} cannot be found: there is no such home folder."),
    FileFault.NO_HOME: later(
        "You have no home folder that could be found, so there is no place for your files. "
        "Please name one with --profile DIR."
    ),
    FileFault.ASSET_MISSING: later(
        "A part of Stretch Timer is missing: {path}. Please install it again."
    ),
    FileFault.ASSET_NO_FOLDER: later(
        "{path} should be a folder. Please install Stretch Timer again."
    ),
    FileFault.HISTORY_NOT_USED: later("{path} could not be used: {reason}. What it holds is kept."),
    FileFault.HISTORY_NEWER: later(
        "{path} was written by a newer version of Stretch Timer and is left as it is. Please "
        "update this program to go on with it."
    ),
    FileFault.NO_BACKUP: later("There is no backup of that day in {path}."),
    FileFault.BACKUP_NOT_USED: later("The backup {path} could not be used: {reason}."),
    FileFault.IMPORT_NOT_USED: later(
        "{path} could not be imported: {reason}. Your record is unchanged."
    ),
    FileFault.IMPORT_ENTRY_WRONG: later(
        "{path} could not be imported: in entry {number} of {part}, {key} is {value}, which cannot "
        "be. Your record is unchanged."
    ),
    FileNotice.BEGUN_AFRESH: later(
        "{path} could not be used: {reason}. It was moved to {kept} and begun afresh."
    ),
    FileNotice.SETTINGS_NOT_USED: later(
        "{path} could not be used: {reason}. The usual settings apply."
    ),
    FileNotice.SETTING_NOT_USED: later(
        "{path}: {key} is {value}, but it must be {allowed}; {usual} applies."
    ),
    FileNotice.CHANGES_NOT_USED: later(
        "{path} could not be used: {reason}. The routines are shown without your own changes."
    ),
    FileNotice.CHANGE_NOT_USED: later(
        "{path}: {key} is {value}, but it must be {allowed}; it is passed over."
    ),
    FileNotice.CHANGE_OF_NOT_USED: later(
        "{path}: {key} of {of} is {value}, but it must be {allowed}; it is passed over."
    ),
    FileNotice.SESSION_WRITTEN_AGAIN: later(
        "Another program has removed parts of this session from {path}. They were written again."
    ),
    FileNotice.HISTORY_REPLACED: later(
        "Another program has removed or replaced {path}. The log goes on in a new file, or in the "
        "one that is there now, with all of this session."
    ),
    FileNotice.HISTORY_RESCUED: later_by_number(
        "{path} could not be used: {reason}. It was moved to {kept}; {n} entry was rescued from "
        "it and the last backup.",
        "{path} could not be used: {reason}. It was moved to {kept}; {n} entries were rescued "
        "from it and the last backup.",
    ),
    FileNotice.NOT_BACKED_UP: later("There is no backup of {path} for today. {fault}"),
}
"""By what they tell; a reason is a clause within another sentence."""
