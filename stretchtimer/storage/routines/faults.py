"""What can be wrong with a routine or a pose, or with the name of one, each thing with an id."""

from __future__ import annotations

from enum import Enum


class RoutineFault(Enum):
    """What is wrong with a routine file, or with any file of TOML."""

    SEVERAL = "several"
    ON_LINE = "on_line"
    IN_TABLE = "in_table"
    EMPTY = "empty"
    SCRIPT_EMPTY = "script_empty"
    FILE_NOT_READ = "file_not_read"
    NO_TOML = "no_toml"
    NO_UTF_8 = "no_utf_8"
    NO_TEXT = "no_text"
    KEY_OF_MANY_PARTS = "key_of_many_parts"
    NESTED_TOO_DEEPLY = "nested_too_deeply"
    FORMAT_NEWER = "format_newer"
    VALUE_WRONG = "value_wrong"
    KEY_MISSING = "key_missing"
    KEY_MISSPELT = "key_misspelt"
    KEY_UNKNOWN = "key_unknown"
    POSE_MISSPELT = "pose_misspelt"
    POSE_UNKNOWN = "pose_unknown"
    POSE_OF_MANY = "pose_of_many"
    PICTURE_UNUSABLE = "picture_unusable"
    KEY_IS_ID = "key_is_id"
    KEY_NEEDS_FORMAT = "key_needs_format"
    VALUE_NEEDS_FORMAT = "value_needs_format"
    KEY_OF_OTHER_DOSE = "key_of_other_dose"
    DOSE_MISSING = "dose_missing"
    DOSE_TWICE = "dose_twice"
    TIMES_NEED_MOVEMENTS = "times_need_movements"
    TIMES_TOO_LONG = "times_too_long"
    SIDES_NEED_MOVEMENTS = "sides_need_movements"
    KEY_IS_NO_NUMBER = "key_is_no_number"
    LIST_LENGTH_WRONG = "list_length_wrong"
    ID_TAKEN = "id_taken"
    TOO_MANY_HOLDS = "too_many_holds"
    TOO_LONG = "too_long"


class TableName(Enum):
    """Which table of a routine file is meant, where several have one name: ``number`` counts."""

    STRETCH = "stretch"
    MOVEMENT = "movement"
    READING = "reading"


class LibraryFault(Enum):
    """Why a name leads to no routine, or to one in another language than was asked for."""

    NO_ROUTINES = "no_routines"
    NO_SUCH_ROUTINE = "no_such_routine"
    NO_SUCH_ROUTINE_OF_MANY = "no_such_routine_of_many"
    SEVERAL_ROUTINES = "several_routines"
    TRANSLATION_UNUSED = "translation_unused"


class PoseFault(Enum):
    """What is wrong with a pose file."""

    IN_FILE = "in_file"
    NO_FILES = "no_files"
    UNKNOWN_POSE = "unknown_pose"
    FORMAT_WRONG = "format_wrong"
    FRAME_WRONG = "frame_wrong"
    NO_DIRECTIONS = "no_directions"
    NO_DIRECTION = "no_direction"
    KEY_UNKNOWN = "key_unknown"
    NO_TABLE = "no_table"
    NOT_ONE_OF = "not_one_of"
    NO_NAMES = "no_names"
    NO_BALLS = "no_balls"
    NAME_UNKNOWN = "name_unknown"
    NO_NUMBER = "no_number"
    NO_NUMBERS = "no_numbers"
    NUMBERS_ONLY = "numbers_only"
    NUMBER_OUT_OF_RANGE = "number_out_of_range"


class PictureFault(Enum):
    """What is wrong with a picture of the person's own, or stands in the way of taking it."""

    NOT_SHOWN = "not_shown"
    NOT_TAKEN = "not_taken"


class PictureReason(Enum):
    """Why a picture cannot be shown: each is a clause in a sentence."""

    WRONG_KIND = "wrong_kind"
    DAMAGED = "damaged"
    TOO_LARGE = "too_large"
    TOO_MANY_PIXELS = "too_many_pixels"
    NO_SVG = "no_svg"
    SVG_FORBIDDEN = "svg_forbidden"
    SVG_OUTSIDE = "svg_outside"
    SVG_TOO_INVOLVED = "svg_too_involved"
