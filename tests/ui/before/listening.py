"""What somebody does who is asked whether the sound is heard."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer

from stretchtimer.services.audio.audio_out import AudioStatus
from stretchtimer.ui.before.sound_check_page import SoundCheckPage
from stretchtimer.ui.before.sound_check_view import SoundCheckView
from tests.spoken_english import SCRIPT, clip_of
from tests.ui.before.reading_safety import confirm
from tests.ui.driving import Person
from tests.wording import foreign

SENTENCE = clip_of(SCRIPT.sound_check)
NO_MODIFIER = Qt.KeyboardModifier.NoModifier
GONE = AudioStatus(working=False, output="", problem=foreign("No device is there."))
BACK = AudioStatus(working=True, output="Headset")
NOT_YET = AudioStatus(working=False, output="")


def go_there(person: Person) -> None:
    person.click(person.window.home.card.start)
    if not person.settings.safety_read:
        confirm(person)


def view_of(person: Person) -> SoundCheckView:
    page = person.window.pages.currentWidget()
    assert isinstance(page, SoundCheckPage)
    return page.view


def running(person: Person) -> list[QTimer]:
    return [timer for timer in person.app.sound_check.findChildren(QTimer) if timer.isActive()]


def let_time_pass(person: Person) -> None:
    """Has the timer that runs come to its end."""
    (timer,) = running(person)
    timer.stop()
    person.clock.advance(timer.interval())
    timer.timeout.emit()


def in_session(person: Person) -> bool:
    return person.window.is_in_session and (
        person.window.pages.currentWidget() is person.window.session
    )
