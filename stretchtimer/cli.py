"""The command line: what to do, and whether a session runs in a window or in the terminal.

Nothing heavy is imported before it is known to be needed, so that every start is quick.
Exit codes: 0 all is well, 1 the user's input or files, 2 wrong usage, 3 a fault of the program;
a session that was ended by a signal gives 128 and the signal's number (Ctrl-C: 130), and so does
a command whose reader has seen enough (141).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
import textwrap
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from stretchtimer import __version__
from stretchtimer.engine.errors import UserError
from stretchtimer.services.session.start_request import StartRequest
from stretchtimer.services.system.printable import printable
from stretchtimer.services.wording.language import (
    DOMAIN,
    ENGLISH,
    languages_of_the_environment,
    preferred_languages,
    speak_first_of,
    tr,
)
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.assets import translations
from stretchtimer.terminal.output import (
    READER_GONE,
    OutputError,
    give_up,
    open_streams,
    print_lines,
    tell_aside,
    write,
)

if TYPE_CHECKING:
    from datetime import date

    from _typeshed import SupportsWrite

OK = 0
USER_FAULT = 1
OUR_FAULT = 3
INTERRUPTED = 130

_WIDTH = 96
_LONGEST_WALK = 720


@dataclass(frozen=True)
class Ways:
    """The ways in which a session can be shown, and why there may be no window (None: there is)."""

    window: Callable[[StartRequest], int]
    terminal: Callable[[StartRequest, str], int]
    """Also takes a note, which is said first."""
    display_problem: Callable[[], str | None]


def main(argv: Sequence[str] | None = None, ways: Ways | None = None) -> int:
    """Carries out a command line (that of the process by default) and returns the exit code."""
    open_streams()
    try:
        _speak()
        try:
            arguments = _parser().parse_args(argv)
            profile: Path | None = getattr(arguments, "profile", None)
            code = _guarded(arguments, profile, ways or _usual_ways())
        except SystemExit as stop:
            code = stop.code if isinstance(stop.code, int) else OK
        print_lines()
    except OutputError as error:
        give_up(sys.stdout)
        return _failed(error.sentence, USER_FAULT) if error.sentence else READER_GONE
    except KeyboardInterrupt:
        return INTERRUPTED
    return code


def _speak() -> None:
    """Says everything in the person's language; what the parser says as well."""
    languages = preferred_languages()
    name = speak_first_of(languages, translations())
    if name == ENGLISH:
        return
    import gettext

    # The parser asks for its texts in the way of gettext, which only knows the environment.
    if not languages_of_the_environment():
        os.environ["LANGUAGE"] = name
    gettext.bindtextdomain(DOMAIN, str(translations()))
    gettext.textdomain(DOMAIN)


def _guarded(arguments: argparse.Namespace, profile: Path | None, ways: Ways) -> int:
    try:
        return _carry_out(arguments, profile, ways)
    except UserError as error:
        return _failed(sentence(error), USER_FAULT)
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge of the program: told, logged, exit code 3
        return _failed(_logged(error, profile), OUR_FAULT)


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


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False, argument_default=argparse.SUPPRESS)
    common.add_argument(
        "--profile",
        type=_path,
        metavar=tr("DIR"),
        help=tr("keep settings, routines and history in this folder"),
    )
    parser = _Parser(
        prog="stretchtimer",
        description=tr(
            "Guides you through a gentle stretching routine. With no command, it opens the window."
        ),
        epilog=_epilog(),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        parents=[common],
    )
    parser.add_argument(
        "--version",
        action="version",
        version=f"%(prog)s {__version__}",
        help=tr("show the version and exit"),
    )
    parser.set_defaults(command="")
    commands = parser.add_subparsers(title=tr("commands"), dest="command", metavar=tr("COMMAND"))
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
    return parser


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


def _carry_out(arguments: argparse.Namespace, profile: Path | None, ways: Ways) -> int:
    match arguments.command:
        case "start":
            asked = arguments
            request = StartRequest(profile, asked.routine, True, asked.mute, asked.trace)
            return ways.terminal(request, "") if asked.terminal else _shown(request, ways)
        case "routines":
            from stretchtimer.terminal.commands.routines import list_routines

            return list_routines(profile, arguments.json)
        case "plan":
            from stretchtimer.terminal.commands.plan import show_plan

            return show_plan(profile, arguments.routine, arguments.json)
        case "check":
            from stretchtimer.terminal.commands.check import check_files

            return check_files(arguments.files)
        case "new" | "import" | "export" | "schema":
            from stretchtimer.terminal.commands.own_files import run_on_files

            return run_on_files(profile, arguments)
        case "settings":
            from stretchtimer.terminal.commands.settings import run_settings

            return run_settings(profile, arguments.key, arguments.value, arguments.json)
        case "history":
            from stretchtimer.terminal.commands.history import (
                import_history,
                restore_history,
                show_history,
            )

            if arguments.action == "import":
                return import_history(profile, arguments.file)
            if arguments.action == "restore":
                return restore_history(profile, arguments.day)
            return show_history(profile, arguments.csv, arguments.since, as_json=arguments.json)
        case "walked":
            from stretchtimer.terminal.commands.walked import note_walk

            return note_walk(profile, arguments.minutes)
        case "doctor":
            from stretchtimer.terminal.commands.doctor import run_doctor

            return run_doctor(profile, arguments.json)
    return _shown(StartRequest(profile), ways)


def _shown(request: StartRequest, ways: Ways) -> int:
    """Runs in the window, or in the terminal where there can be none."""
    problem = ways.display_problem()
    if problem is None:
        return ways.window(request)
    return ways.terminal(request, _without_window(problem))


def _without_window(problem: str) -> str:
    words = tr("No window can be shown, so this is the terminal mode. {problem}")
    return words.format(problem=problem)


def _usual_ways() -> Ways:
    def window(request: StartRequest) -> int:
        from stretchtimer.app import run_window

        return run_window(request)

    def terminal(request: StartRequest, note: str) -> int:
        from stretchtimer.storage.paths import folders
        from stretchtimer.terminal.log_file import log_into
        from stretchtimer.terminal.terminal_mode import run_terminal

        log_into(folders(request.profile).cache)
        return run_terminal(request, note)

    def display_problem() -> str | None:
        from stretchtimer.services.system.display_probe import (
            CHOICE,
            display_problem,
            other_platform,
        )

        problem = display_problem(os.environ, sys.platform)
        if problem and (other := other_platform(os.environ, sys.platform)):
            tell_aside(sentence(other.notice))
            os.environ[CHOICE] = other.platform
            return None
        return sentence(problem) or None

    return Ways(window, terminal, display_problem)


def _failed(sentence: str, code: int) -> int:
    try:
        print_lines(sentence, stream=sys.stderr)
    except OutputError:
        give_up(sys.stderr)
    return code


def _logged(error: Exception, profile: Path | None) -> str:
    """Writes an unexpected error to the log, and says where."""
    import logging

    from stretchtimer.storage.paths import folders
    from stretchtimer.terminal.log_file import log_into

    try:
        path = log_into(folders(profile).cache)
    except UserError:
        path = None
    logging.getLogger(__name__).error("unexpected", exc_info=error)
    if path:
        words = tr("Something went wrong in Stretch Timer ({error}). The details are in {path}.")
    else:
        words = tr(
            "Something went wrong in Stretch Timer ({error}). The details could not be saved."
        )
    return words.format(error=f"{type(error).__name__}: {error}", path=path)
