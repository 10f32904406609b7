"""The sentences about routines of one's own: changing, keeping, importing and exporting them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from stretchtimer.services.wording.language import later, later_by_number
from stretchtimer.services.wording.notices import Text
from stretchtimer.storage.own_routines.faults import ArchiveReason, OwnFault, SharingFault

TEXTS: Mapping[Enum, Text] = {
    OwnFault.NOT_OWN: later(
        "{name} is not one of your own routines, so it cannot be changed. Make a copy and change "
        "that."
    ),
    OwnFault.CHANGED_MEANWHILE: later(
        "{path} was changed by another program while you were editing it. Nothing has been saved."
    ),
    OwnFault.GONE_MEANWHILE: later(
        "{path} was moved or deleted while you were editing it. Nothing has been saved."
    ),
    OwnFault.TOO_LARGE: later(
        "{path} was not saved, because the routine would be larger than {kib} KiB. The file is "
        "unchanged."
    ),
    OwnFault.NOT_DELETED: later("{path} could not be deleted: {reason}. It is still there."),
    OwnFault.NOT_RESTORED: later(
        "The routine could not be put back: {reason}. It is still in {path}."
    ),
    SharingFault.NOT_IMPORTED: later(
        "{path} could not be imported: {reason}. Nothing has been changed."
    ),
    SharingFault.TARGET_EXISTS: later(
        "{path} already exists, and was not replaced. Please choose another name."
    ),
    SharingFault.TARGET_KIND: later(
        "{path} must end in {routine} for the routine alone, or in {whole} for the routine with "
        "everything that belongs to it."
    ),
    SharingFault.TARGET_LARGE: later(
        "{path} was not written, because the routine with its pictures would be larger than {kib} "
        "KiB. Make the pictures smaller, or export the routine alone."
    ),
    ArchiveReason.NO_ARCHIVE: later("it is damaged, or not a routine"),
    ArchiveReason.TOO_MANY_PARTS: later_by_number(
        "it contains more than {n} file", "it contains more than {n} files"
    ),
    ArchiveReason.TOO_LARGE: later("it is larger than {kib} KiB when unpacked"),
    ArchiveReason.TOO_DENSE: later("{name} in it unpacks to far more than a routine needs"),
    ArchiveReason.PART_TOO_LARGE: later("{name} in it is larger than {kib} KiB"),
    ArchiveReason.PART_UNKNOWN: later("it contains {name}, which does not belong to a routine"),
    ArchiveReason.PART_TWICE: later("it contains {name} twice"),
    ArchiveReason.PART_NO_FILE: later("{name} in it is not an ordinary file"),
    ArchiveReason.PART_LOCKED: later("{name} in it is protected by a password"),
    ArchiveReason.PART_DAMAGED: later("{name} in it is damaged"),
    ArchiveReason.NO_ROUTINE: later("there is no {name} in it"),
    ArchiveReason.NO_PICTURE: later("{name} in it cannot be shown: {reason}"),
    ArchiveReason.PART_WRONG: later("{name} in it cannot be used ({fault})"),
}
