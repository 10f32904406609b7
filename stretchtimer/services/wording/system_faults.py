"""The sentences about what is around a session: display, settings, what is written meanwhile."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from stretchtimer.services.person.profile import ProfileNotice
from stretchtimer.services.person.setting_row import SettingFault, SettingLimit
from stretchtimer.services.session.recorder import RecordFault
from stretchtimer.services.session.trace import TraceFault
from stretchtimer.services.system.display_probe import DisplayFault
from stretchtimer.services.system.writer import WriteFault
from stretchtimer.services.wording.language import later
from stretchtimer.services.wording.notices import Text

TEXTS: Mapping[Enum, Text] = {
    WriteFault.OUR_FAULT: later("{path} could not be saved, because of a fault in the app."),
    WriteFault.NOT_IN_TIME: later("{path} could not be saved in time."),
    TraceFault.NOT_WRITTEN: later("The trace cannot be written to {path}: {reason}."),
    RecordFault.PART_NOT_WRITTEN: later(
        "A part of a session could not be written to {path}: {error}."
    ),
    ProfileNotice.USUAL_ROUTINE: later("{fault} The standard routine is shown instead."),
    SettingFault.NO_SUCH_SETTING: later(
        "There is no setting {key}; “stretchtimer settings” lists all there are."
    ),
    SettingFault.VALUE_WRONG: later("{key} cannot be {value}; it must be {allowed}."),
    # As a limit, it completes "it must be ...".
    SettingLimit.DEVICE: later("{prefix} and the id of a device"),
    SettingLimit.DAY: later("a day such as {example}, or nothing"),
    DisplayFault.NO_PYSIDE: later(
        "PySide6, which draws the window, is not installed; install it with pip."
    ),
    DisplayFault.NO_DISPLAY: later(
        "There is no display: neither WAYLAND_DISPLAY nor DISPLAY is set. Start the app from a "
        "desktop, or over ssh with -X."
    ),
    DisplayFault.DISPLAY_UNREACHABLE: later(
        "The display {display}, which {variable} names, cannot be reached. Start the app from a "
        "desktop, or set {variable} to a display that you may use."
    ),
    DisplayFault.PLATFORM_UNUSABLE: later(
        "The platform {platform}, which {variable} names, cannot be used here."
    ),
    DisplayFault.PLATFORM_REPLACED: later(
        "The platform {platform}, which {variable} names, cannot be used here. {other} is used "
        "instead."
    ),
    DisplayFault.LIBRARIES_MISSING: later(
        "Qt needs {libraries}, which this system does not have. Install the package that "
        "contains it."
    ),
    DisplayFault.LIBRARIES_MISSING_IN_DEBIAN: later(
        "Qt needs {libraries}, which this system does not have. On Debian or Ubuntu: {command}"
    ),
    DisplayFault.QT_NOT_LOADED: later(
        "A part of Qt could not be loaded: {message}. Install PySide6 again."
    ),
}
"""By what they tell."""
