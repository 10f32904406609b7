"""What other threads have to tell is done on the thread of the interface, in its order."""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from stretchtimer.qt.main_thread import HandOver
from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.services.audio.router import AudioRouter
from tests.fakes import FakeOut, FakeWindowOut, preferences_in
from tests.wording import foreign

WAIT_MS = 60_000


def on_another_thread(work: Callable[[], None]) -> None:
    thread = threading.Thread(target=work)
    thread.start()
    thread.join()


def loop_until(quit_with: Callable[[Callable[[], None]], None]) -> None:
    """Runs the event loop until what was given to ``quit_with`` is called."""
    loop = QEventLoop()
    # Only where it is never called.
    QTimer.singleShot(WAIT_MS, loop, loop.quit)
    quit_with(loop.quit)
    loop.exec()


def test_work_of_its_own_thread_is_done_at_once(qapp: QApplication) -> None:
    done: list[int] = []
    HandOver()(lambda: done.append(1))
    assert done == [1]


def test_work_of_another_thread_is_done_here_when_the_loop_comes_to_it(qapp: QApplication) -> None:
    hand_over = HandOver()
    done: list[tuple[int, threading.Thread]] = []

    def note(number: int) -> None:
        done.append((number, threading.current_thread()))

    def note_thrice() -> None:
        for number in range(3):
            hand_over(partial(note, number))

    on_another_thread(note_thrice)
    assert done == []
    loop_until(lambda quit_: on_another_thread(lambda: hand_over(quit_)))
    assert done == [(number, threading.current_thread()) for number in range(3)]


def test_a_speaker_tells_of_a_players_thread_on_the_thread_of_the_window(
    qapp: QApplication, tmp_path: Path
) -> None:
    hand_over = HandOver()
    player = FakeOut()
    preferences = preferences_in(tmp_path / "s.json")
    preferences.change(output="player")
    router = AudioRouter(preferences, FakeWindowOut, lambda: player, hand_over)
    router.open()
    told: list[tuple[bool, threading.Thread]] = []
    router.on_status_changed(lambda s: told.append((s.working, threading.current_thread())))
    on_another_thread(lambda: player.become(AudioStatus(False, "", foreign("No program."))))
    loop_until(lambda quit_: on_another_thread(lambda: hand_over(quit_)))
    assert told == [(False, threading.current_thread())]
