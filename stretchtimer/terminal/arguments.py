"""What can be typed after ``stretchtimer``, and how it is refused."""

from __future__ import annotations

import argparse
import re
import sys
import textwrap
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from stretchtimer import __version__
from stretchtimer.services.system.printable import printable
from stretchtimer.services.wording.language import tr
from stretchtimer.terminal.output import write

if TYPE_CHECKING:
    from datetime import date

    from _typeshed import SupportsWrite

_WIDTH = 96
_LONGEST_WALK = 720


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage as plain text, and raises OutputError where the output is gone."""

    def error(self, message: str) -> NoReturn:
        super().error(printable(message))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        if file in (None, sys.stderr):
            super()._print_message(message, file)
        else:
            write(message, sys.stdout)


def _word(text: str) -> str:
    """An argument that names something; an empty one, as of a variable not set, names nothing."""
    if not text:
        raise argparse.ArgumentTypeError(tr("it is empty"))
    return text


def _path(text: str) -> Path:
    return Path(_word(text))


def _day(text: str) -> date:
    from datetime import date

    # Later versions of Python would take other ways to write it as well.
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
        raise argparse.ArgumentTypeError(tr("it must be a date such as 2026-03-01"))
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(tr("there is no such date")) from error


def _minutes(text: str) -> int:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= _LONGEST_WALK:
        raise argparse.ArgumentTypeError(tr("it must be a number of minutes from 1 to 720"))
    return int(text)


def parser() -> argparse.ArgumentParser:
    """The commands with their arguments, in the language that is spoken."""
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--profile",
        type=_path,
        metavar=tr("DIR"),
        help=tr("keep settings, routines and history in this folder"),
    )
    made = _Parser(
        prog="stretchtimer",
        description=tr(
            "Guides you through a gentle stretching routine. With no command, it opens the window."
        ),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    made.add_argument(
        "--version",
        action="version",
        version=f"%(prog)s {__version__}",
        help=tr("show the version and exit"),
    )
    made.set_defaults(command="")
    commands = made.add_subparsers(title=tr("commands"), dest="command", metavar=tr("COMMAND"))
    routine_help = tr("the id of a routine, or a routine file")

    start = commands.add_parser("start", parents=[common], help=tr("go straight into a session"))
    start.add_argument("routine", nargs="?", type=_word, metavar=tr("ROUTINE"), help=routine_help)
    start.add_argument(
        "--terminal", action="store_true", help=tr("use the terminal instead of a window")
    )
    start.add_argument("--mute", action="store_true", help=tr("play no sound"))
    start.add_argument(
        "--trace", type=_path, metavar=tr("FILE"), help=tr("write every event to this file")
    )

    routines = commands.add_parser(
        "routines", parents=[common], help=tr("list the routines you can use")
    )
    plan = commands.add_parser("plan", parents=[common], help=tr("show the timeline of a routine"))
    plan.add_argument("routine", type=_word, metavar=tr("ROUTINE"), help=routine_help)
    check = commands.add_parser("check", parents=[common], help=tr("check routine files"))
    check.add_argument("files", nargs="+", type=_path, metavar=tr("FILE"))
    new = commands.add_parser("new", parents=[common], help=tr("start a routine of your own"))
    new.add_argument("name", type=_word, metavar=tr("NAME"), help=tr("what to call it"))
    taken = commands.add_parser(
        "import", parents=[common], help=tr("add a routine from a file to your own")
    )
    taken.add_argument("file", type=_path, metavar=tr("FILE"))
    opened = commands.add_parser(
        "open", parents=[common], help=tr("open the window, and show a routine file there")
    )
    opened.add_argument("file", nargs="?", type=_path, metavar=tr("FILE"))
    given = commands.add_parser("export", parents=[common], help=tr("save a routine as a file"))
    given.add_argument("routine", type=_word, metavar=tr("ROUTINE"), help=routine_help)
    given.add_argument(
        "file",
        nargs="?",
        type=_path,
        metavar=tr("FILE"),
        help=tr("a new file; .toml for the routine alone, .stretch for all that belongs to it"),
    )
    commands.add_parser(
        "schema", parents=[common], help=tr("print the JSON Schema of routine files, for editors")
    )
    doctor = commands.add_parser(
        "doctor", parents=[common], help=tr("show what works and what does not")
    )
    settings = commands.add_parser(
        "settings", parents=[common], help=tr("show or change the settings")
    )
    settings.add_argument(
        "key", nargs="?", type=_word, metavar=tr("KEY"), help=tr("show only this setting")
    )
    settings.add_argument(
        "value", nargs="?", metavar=tr("VALUE"), help=tr("change it to this value")
    )
    history = commands.add_parser("history", parents=[common], help=tr("show what you have done"))
    form = history.add_mutually_exclusive_group()
    form.add_argument(
        "--csv",
        nargs="?",
        const="sessions",
        choices=("sessions", "holds", "walks"),
        help=tr("print a table for a spreadsheet: sessions, holds or walks"),
    )
    history.add_argument(
        "--since",
        type=_day,
        metavar=tr("DATE"),
        help=tr("only from this date on, such as 2026-03-01"),
    )
    does = history.add_subparsers(dest="action", metavar="")
    joined = does.add_parser("import", parents=[common], help=tr("add an exported record to yours"))
    joined.add_argument("file", type=_path, metavar=tr("FILE"))
    restored = does.add_parser("restore", parents=[common], help=tr("restore a backup"))
    restored.add_argument(
        "day",
        nargs="?",
        type=_day,
        metavar=tr("DATE"),
        help=tr("the date of the backup; without it, the latest one"),
    )
    walked = commands.add_parser(
        "walked", parents=[common], help=tr("note a walk that you have just finished")
    )
    walked.add_argument(
        "minutes", nargs="?", type=_minutes, metavar=tr("MINUTES"), help=tr("how long you walked")
    )
    for command in (routines, plan, doctor, settings, form):
        command.add_argument(
            "--json", action="store_true", help=tr("print JSON, for other programs")
        )
    return made


def _epilog() -> str:
    paragraphs = (
        tr(
            "Exit codes: 0 ok, 1 a problem with your input or files, 2 wrong usage, 3 a fault in "
            "the program. A session ended with Ctrl-C gives 130; your progress until then is "
            "saved."
        ),
        tr(
            "Keys during a session in the terminal: Space pauses and resumes, N or Right goes to "
            "the next part, B or Left goes back, R starts the hold again, + adds ten seconds, "
            "Enter says that you are ready, S skips the stretch, H says that it hurts, M turns the "
            "sound off and on, Q or Escape ends, ? shows the keys. With TERM=dumb, or "
            "into a pipe, it prints plain lines."
        ),
    )
    return "\n\n".join(textwrap.fill(paragraph, _WIDTH) for paragraph in paragraphs)
