"""The sentences about routines and poses: what is wrong in a file, where, and what is allowed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum

from stretchtimer.engine.durations import DurationFault
from stretchtimer.services.wording.language import later, later_by_number
from stretchtimer.services.wording.notices import Text
from stretchtimer.storage.routines.faults import (
    LibraryFault,
    PictureFault,
    PictureReason,
    PoseFault,
    RoutineFault,
    TableName,
)
from stretchtimer.storage.routines.value_types import Limit

TEXTS: Mapping[Enum, Text] = {
    # Each limit completes "it must be ...".
    Limit.WHOLE_NUMBER: later("a whole number from {least} to {most}"),
    Limit.WHOLE_RANGE: later("two whole numbers from {least} to {most}, the smaller one first"),
    Limit.HALVES: later("a number from {least} to {most} in steps of {step}"),
    Limit.SECONDS: later("a number of seconds from {least} to {most}"),
    Limit.SECONDS_RANGE: later(
        "two numbers of seconds from {least} to {most}, the smaller one first"
    ),
    # The two words are those that stand in the file.
    Limit.FLAG: later("true or false"),
    Limit.TEXT: later("a text of {least} to {most} characters"),
    Limit.SHORT_TEXT: later("a text of at most {most} characters"),
    Limit.VISIBLE_TEXT: later("a text of {least} to {most} characters that can be seen"),
    Limit.LINE: later("a line of {least} to {most} characters"),
    Limit.IDENTIFIER: later("lower-case letters and digits with single hyphens between them"),
    Limit.POSE_IDENTIFIER: later(
        "lower-case letters and digits with single underscores and hyphens between them"
    ),
    Limit.PICTURE: later(
        "the name of a picture in the folder “pictures” of the routine’s parts, such as "
        "“knee-hug.png”: letters, digits, spaces, hyphens and underscores, ending in .png, .jpg, "
        ".jpeg or .svg in small letters"
    ),
    Limit.CHOICE: "{values}",
    Limit.LANGUAGE: later("the code of a language, such as “en” or “pt_BR”"),
    Limit.SENTENCE: later(
        "a text of at most {length} characters, or a list of at most {most} of them, without braces"
    ),
    Limit.SENTENCE_WITH: later(
        "a list of at most {most} texts of at most {length} characters, one of them {value}"
    ),
    Limit.FORM: later("a text of 1 to {most} characters, in braces only {value}"),
    Limit.TEXTS: later("a list of at most {most} texts"),
    Limit.SOME_TEXTS: later("a list of {least} to {most} texts"),
    Limit.SO_MANY_TEXTS: later_by_number("a list of {n} text", "a list of {n} texts"),
    Limit.TABLES: later("{least} to {most} tables, each begun by [[{table}]]"),
    Limit.SO_MANY_TABLES: later_by_number(
        "{n} table, begun by [[{table}]]", "{n} tables, each begun by [[{table}]]"
    ),
    Limit.TABLE: later("a table"),
    Limit.TABLE_BEGUN_BY: later("a table, begun by [{table}]"),
    Limit.IDS: later("a list of ids"),
    TableName.STRETCH: later("stretch {number}"),
    TableName.MOVEMENT: later("movement {number}"),
    TableName.READING: later("reading {number}"),
    RoutineFault.SEVERAL: "{faults}",
    # As compilers write it, so that editors find the line.
    RoutineFault.ON_LINE: later("{path}:{line}: {fault}"),
    RoutineFault.IN_TABLE: later("{table}: {fault}"),
    RoutineFault.EMPTY: later("the file is empty; it needs format, name and stretches."),
    RoutineFault.SCRIPT_EMPTY: later(
        "the file is empty; it needs format and everything that is said."
    ),
    RoutineFault.FILE_NOT_READ: later("the file could not be read: {reason}."),
    RoutineFault.NO_TOML: later("this is not valid TOML: {message}."),
    RoutineFault.NO_UTF_8: later("this is not text in UTF-8."),
    RoutineFault.NO_TEXT: later("this is not a text file."),
    RoutineFault.KEY_OF_MANY_PARTS: later_by_number(
        "a key has more than {n} part.", "a key has more than {n} parts."
    ),
    RoutineFault.NESTED_TOO_DEEPLY: later("lists or tables are nested too deeply."),
    RoutineFault.FORMAT_NEWER: later(
        "format is {value}, but this version of Stretch Timer can only read up to format {known}. "
        "The file is unchanged. Please update the app to use it."
    ),
    RoutineFault.VALUE_WRONG: later("{key} is {value}, but it must be {allowed}."),
    RoutineFault.KEY_MISSING: later("{key} is missing; it must be {allowed}."),
    RoutineFault.KEY_MISSPELT: later("{key} is not a known key; did you mean {near}?"),
    RoutineFault.KEY_UNKNOWN: later("{key} is not a known key; known are {known}."),
    RoutineFault.POSE_MISSPELT: later(
        "{key} is {value}, and there is no such pose; did you mean {near}?"
    ),
    RoutineFault.POSE_UNKNOWN: later(
        "{key} is {value}, and there is no such pose; there are {known}."
    ),
    RoutineFault.POSE_OF_MANY: later(
        "{key} is {value}, and there is no such pose; nearest of the {count} there are: {known}."
    ),
    RoutineFault.PICTURE_UNUSABLE: later(
        "{key} is {value}. {fault} Until then the stretch is shown in words."
    ),
    RoutineFault.KEY_IS_ID: later(
        "{key} is not a known key; a routine is known by the name of its file."
    ),
    RoutineFault.KEY_NEEDS_FORMAT: later(
        "{key} came with format 2; write format = 2 at the top of the file to use it."
    ),
    RoutineFault.VALUE_NEEDS_FORMAT: later(
        "{key} is {value}, which came with format 2; write format = 2 at the top of the file to "
        "use it."
    ),
    RoutineFault.KEY_OF_OTHER_DOSE: later("{key} does not go with {dose}; {instead} does."),
    RoutineFault.DOSE_MISSING: later(
        "it has neither hold_s nor times; write how many seconds it is held, or how many times its "
        "movements are done."
    ),
    RoutineFault.DOSE_TWICE: later("it has both hold_s and times, but only one of them can be."),
    RoutineFault.TIMES_NEED_MOVEMENTS: later(
        "times needs movements, each begun by [[stretches.movements]]: they are what is counted."
    ),
    RoutineFault.TIMES_TOO_LONG: later_by_number(
        "so many times take longer than {n} minute; make times smaller or the movements shorter.",
        "so many times take longer than {n} minutes; make times smaller or the movements shorter.",
    ),
    RoutineFault.SIDES_NEED_MOVEMENTS: later(
        "sides is “alternate”, which needs movements, each begun by [[stretches.movements]]: they "
        "are done on one side, and then on the other."
    ),
    RoutineFault.KEY_IS_NO_NUMBER: later(
        "{key} is not a known key; keys must be numbers such as 1 or “2-4, 22-24”, each once, or "
        "“other”."
    ),
    RoutineFault.LIST_LENGTH_WRONG: later_by_number(
        "{key} has {n} item, but it must be {allowed}.",
        "{key} has {n} items, but it must be {allowed}.",
    ),
    RoutineFault.ID_TAKEN: later("id is {id}, which stretch {number} already has."),
    RoutineFault.TOO_MANY_HOLDS: later_by_number(
        "the routine has {n} hold, but it must have at most {most}.",
        "the routine has {n} holds, but it must have at most {most}.",
    ),
    RoutineFault.TOO_LONG: later_by_number(
        "the routine takes longer than {n} hour.", "the routine takes longer than {n} hours."
    ),
    LibraryFault.NO_ROUTINES: later("There is no routine {name}; there are none."),
    LibraryFault.NO_SUCH_ROUTINE: later("There is no routine {name}; there are {known}."),
    LibraryFault.NO_SUCH_ROUTINE_OF_MANY: later_by_number(
        "There is no routine {name}; there are {known} and {n} more.",
        "There is no routine {name}; there are {known} and {n} more.",
    ),
    LibraryFault.SEVERAL_ROUTINES: later("{name} may be one of several routines: {ids}."),
    LibraryFault.TRANSLATION_UNUSED: later(
        "{fault} The routine is shown in its original language."
    ),
    PoseFault.IN_FILE: later("{path}: {fault}"),
    PoseFault.NO_FILES: later("There are no pose files in {path}."),
    PoseFault.UNKNOWN_POSE: later("leads_to names an unknown pose, {name}."),
    PoseFault.FORMAT_WRONG: later("format must be {format}."),
    PoseFault.FRAME_WRONG: later("frame must be [left, top, right, bottom] with left < right."),
    PoseFault.NO_DIRECTIONS: later("no direction is given for {names}."),
    PoseFault.NO_DIRECTION: later("{key} has no direction."),
    PoseFault.KEY_UNKNOWN: later("{key} is not a known key."),
    PoseFault.NO_TABLE: later("{key} must be a table."),
    PoseFault.NOT_ONE_OF: later("{key} is {value}, but it must be one of {allowed}."),
    PoseFault.NO_BALLS: later("{key} must be a list of 2 to {most} balls: [x, y, z, radius]."),
    PoseFault.NO_NAMES: later("{key} must be a list of names."),
    PoseFault.NAME_UNKNOWN: later("{key} has an unknown name, {name}."),
    PoseFault.NO_NUMBER: later("{key} is {value}, but it must be a number."),
    PoseFault.NO_NUMBERS: later_by_number(
        "{key} must be a list of {n} number.", "{key} must be a list of {n} numbers."
    ),
    PoseFault.NUMBERS_ONLY: later("{key} must hold numbers only, not {value}."),
    PoseFault.NUMBER_OUT_OF_RANGE: later("{key} has a number out of range, {value}."),
    PictureFault.NOT_SHOWN: later("The picture {name} cannot be shown: {reason}."),
    PictureFault.NOT_TAKEN: later(
        "{path} cannot be used as a picture: {reason}. Nothing has been changed."
    ),
    PictureReason.WRONG_KIND: later(
        "it is not the kind of picture its name says; allowed are PNG, JPEG and SVG"
    ),
    PictureReason.DAMAGED: later("it is damaged or not complete"),
    PictureReason.TOO_LARGE: later("it is larger than {kib} KiB"),
    PictureReason.TOO_MANY_PIXELS: later_by_number(
        "it has {width} × {height} pixels, and at most {n} million is allowed",
        "it has {width} × {height} pixels, and at most {n} million are allowed",
    ),
    PictureReason.NO_SVG: later("it is not a valid SVG file (line {line})"),
    PictureReason.SVG_FORBIDDEN: later(
        "it contains {name}, which is not allowed in an SVG picture here"
    ),
    PictureReason.SVG_OUTSIDE: later("it refers to {name}, which is not part of the picture"),
    PictureReason.SVG_TOO_INVOLVED: later("it has too many parts to be drawn"),
    DurationFault.NO_DURATION: later(
        "{text} is not a length of time. Write seconds as 30, or minutes as 1:30."
    ),
}
"""By what they tell; those about a line of a file follow its place, and so begin small."""
