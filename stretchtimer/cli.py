"""The command line: what to do, and whether a session runs in a window or in the terminal.

Nothing heavy is imported before it is known to be needed, so that every start is quick.
Exit codes: 0 all is well, 1 the user's input or files, 2 wrong usage, 3 a fault of the program;
a session that was ended by a signal gives 128 and the signal's number (Ctrl-C: 130), and so does
a command whose reader has seen enough (141).
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from stretchtimer.engine.errors import UserError
from stretchtimer.services.session.start_request import StartRequest
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
)

if TYPE_CHECKING:
    import argparse

OK = 0
USER_FAULT = 1
OUR_FAULT = 3
INTERRUPTED = 130


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
            code = _commanded(sys.argv[1:] if argv is None else argv, ways or _usual_ways())
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


def _commanded(argv: Sequence[str], ways: Ways) -> int:
    if list(argv) in ([], ["open"]):
        # As from a menu of programs: the window comes sooner where no words are taken apart.
        return _guarded(lambda: _shown(StartRequest(), ways), None)
    from stretchtimer.terminal.arguments import parser

    arguments = parser().parse_args(argv)
    profile: Path | None = getattr(arguments, "profile", None)
    return _guarded(lambda: _carry_out(arguments, profile, ways), profile)


def _guarded(carry_out: Callable[[], int], profile: Path | None) -> int:
    try:
        return carry_out()
    except UserError as error:
        return _failed(sentence(error), USER_FAULT)
    except OutputError:
        raise
    except Exception as error:  # noqa: BLE001 - the edge of the program: told, logged, exit code 3
        return _failed(_logged(error, profile), OUR_FAULT)


def _carry_out(arguments: argparse.Namespace, profile: Path | None, ways: Ways) -> int:
    match arguments.command:
        case "start":
            asked = arguments
            request = StartRequest(profile, asked.routine, True, asked.mute, asked.trace)
            return ways.terminal(request, "") if asked.terminal else _shown(request, ways)
        case "open":
            # In the file manager's menu the app stands with a file or without.
            file = arguments.file.absolute() if arguments.file else None
            return _shown(StartRequest(profile, file=file), ways)
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
    if request.file:
        words = tr("No window can be shown. {problem} To add the routine: stretchtimer import FILE")
        return _failed(words.format(problem=problem), USER_FAULT)
    return ways.terminal(request, _without_window(problem))


def _without_window(problem: str) -> str:
    words = tr("No window can be shown, so this is the terminal mode. {problem}")
    return words.format(problem=problem)


def _usual_ways() -> Ways:
    def window(request: StartRequest) -> int:
        import gc

        from stretchtimer.qt.quick_import import import_pyside

        # What is imported stays; the window has Python look for what does not, once it stands.
        gc.disable()
        import_pyside()
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
