"""A fault in the program is written down, told once, and the program goes on."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from stretchtimer.qt.crash import LOG_NAME, log_into
from stretchtimer.terminal.log_file import NAME

PROGRAM = """
import logging, sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from stretchtimer.qt.crash import log_into, report_faults

app = QApplication(["test"])

def broken():
    raise LookupError(f"fault in a slot, {threading.current_thread().name}")

def last():
    print("goes on", flush=True)
    app.quit()

def tell(sentence):
    print("told:", sentence, flush=True)
    if "deaf" in sys.argv:
        raise RuntimeError("nobody to tell")

report_faults(log_into(Path(sys.argv[1])), tell)
if "thread" in sys.argv:
    thread = threading.Thread(target=broken, name="aside")
    thread.start()
    thread.join()
else:
    for _ in range(3):
        QTimer.singleShot(0, broken)
QTimer.singleShot(0, lambda: QTimer.singleShot(0, last))
sys.exit(app.exec())
"""


def run(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """A program with three faults in slots.

    It is a file, since Python from 3.14 on shows the lines of ``-c`` in a trace and before did not.
    """
    folder.mkdir(exist_ok=True)
    program = folder / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(program), str(folder), *words],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_faults_in_slots_are_all_logged_and_told_once_and_the_loop_goes_on(tmp_path: Path) -> None:
    done = run(tmp_path / "logs")
    log = tmp_path / "logs" / LOG_NAME
    told, *rest = done.stdout.splitlines()
    assert told.startswith("told: ")
    assert str(log) in told
    assert rest == ["goes on"]
    assert done.returncode == 0
    written = log.read_text(encoding="utf-8")
    assert written.count("LookupError: fault in a slot, MainThread") == 3
    assert written.count("in broken") == 3
    assert "Stretch Timer" in written
    assert "Python" in written


def test_a_fault_in_telling_of_a_fault_does_not_end_the_program(tmp_path: Path) -> None:
    done = run(tmp_path, "deaf")
    assert done.stdout.splitlines()[-1] == "goes on"
    assert done.returncode == 0
    written = (tmp_path / LOG_NAME).read_text(encoding="utf-8")
    assert written.count("\nLookupError: fault in a slot") == 3
    assert written.count("\nRuntimeError: nobody to tell") == 1
    assert done.stderr == ""


def test_a_fault_in_another_thread_is_logged_too(tmp_path: Path) -> None:
    done = run(tmp_path, "thread")
    assert done.stdout == "goes on\n"
    assert "fault in a slot, aside" in (tmp_path / LOG_NAME).read_text(encoding="utf-8")


def test_a_log_that_cannot_be_made_does_not_break_whoever_writes_to_it(tmp_path: Path) -> None:
    (tmp_path / LOG_NAME).mkdir()
    done = run(tmp_path)
    assert done.stdout.splitlines()[-1] == "goes on"
    assert done.returncode == 0
    assert done.stderr.count("LookupError: fault in a slot") == 3


@pytest.fixture
def logger() -> Iterator[logging.Logger]:
    logger = logging.getLogger("stretchtimer")
    before = list(logger.handlers)
    yield logger
    for handler in logger.handlers[:]:
        if handler not in before:
            logger.removeHandler(handler)
            handler.close()


def test_warnings_of_every_part_of_the_program_are_written_and_chatter_is_not(
    logger: logging.Logger, tmp_path: Path
) -> None:
    path = log_into(tmp_path / "a/b")
    part = logging.getLogger("stretchtimer.services.session.recorder")
    part.warning("the disk is “full”")
    part.info("chatter")
    logging.getLogger("somebody.else").warning("not ours")
    written = path.read_text(encoding="utf-8")
    assert "the disk is “full”" in written
    assert "chatter" not in written
    assert "not ours" not in written


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no named pipes")
@pytest.mark.parametrize(("module", "name"), [("qt.crash", LOG_NAME), ("terminal.log_file", NAME)])
def test_a_pipe_in_place_of_the_log_is_not_waited_for(
    tmp_path: Path, module: str, name: str
) -> None:
    os.mkfifo(tmp_path / name)
    code = (
        f"import sys; from pathlib import Path; from stretchtimer.{module} import log_into;"
        "log_into(Path(sys.argv[1])); print('goes on')"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.stdout == "goes on\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is full")
@pytest.mark.parametrize(
    ("module", "name", "said"),
    [("qt.crash", LOG_NAME, ["WARNING stretchtimer: lost"]), ("terminal.log_file", NAME, [])],
)
def test_a_device_in_place_of_the_log_is_not_written_to_and_leaves_no_trace(
    tmp_path: Path, module: str, name: str, said: list[str]
) -> None:
    (tmp_path / name).symlink_to("/dev/full")
    code = (
        "import logging, sys; from pathlib import Path;"
        f"from stretchtimer.{module} import log_into;"
        "log_into(Path(sys.argv[1]));"
        "logging.getLogger('stretchtimer').warning('lost'); print('goes on')"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "goes on\n")
    # Where the log cannot be kept in the folder, the window has it on standard error.
    assert [line.split(" ", 2)[-1] for line in done.stderr.splitlines()] == said


@pytest.mark.parametrize("in_the_way", ["a file", "a folder", "a pipe"])
def test_writing_a_warning_never_raises(
    logger: logging.Logger, tmp_path: Path, in_the_way: str
) -> None:
    folder = tmp_path / "logs"
    if in_the_way == "a file":
        folder.write_text("in the way")
    elif in_the_way == "a folder":
        (folder / LOG_NAME).mkdir(parents=True)
    else:
        folder.mkdir()
        os.mkfifo(folder / LOG_NAME)
    log_into(folder)
    logger.warning("it is said on standard error")
    assert folder.is_file() is (in_the_way == "a file")


def test_a_log_that_has_grown_large_is_begun_anew_and_the_old_one_kept(
    logger: logging.Logger, tmp_path: Path
) -> None:
    (tmp_path / LOG_NAME).write_bytes(b"x" * 600_000)
    path = log_into(tmp_path)
    logger.warning("new")
    assert path.stat().st_size < 1_000
    (old,) = (one for one in tmp_path.iterdir() if one != path)
    assert old.stat().st_size == 600_000
