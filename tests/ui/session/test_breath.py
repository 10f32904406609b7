"""The breath on the ring: how large, which word, when, and at what cost."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor

from stretchtimer.engine.cues import CueKind
from stretchtimer.ui.session.ring import Ring
from tests.sweeps import sweep, swept
from tests.ui.driving import Person, part_of
from tests.ui.looks import picture, running
from tests.ui.places import resize

BREATHS = (CueKind.BREATH_IN, CueKind.BREATH_OUT)


@pytest.fixture
def cat(person: Person) -> Person:
    """At the start of cat-cow, whose movements bring their own pace: 5 s in, 5 s out."""
    person.app.preferences.change(theme="light", motion="full")
    resize(person, (1366, 768))
    person.start().go_to("hold", "cat-cow")
    return person


def breath(person: Person) -> tuple[float | None, str]:
    page = person.window.session
    page.breath.refresh()
    return page.ring.breath, page.breath.word


def soft_width(person: Person) -> int:
    """How wide the breath is drawn, somewhat below the digits."""
    ring = person.window.session.ring
    image, soft = picture(ring), person.app.appearance.colour("soft")
    y = image.height() // 2 + round(ring.digit_height() * 0.62)
    middle = image.width() // 2
    hits = [x for x in range(image.width()) if QColor(image.pixelColor(x, y)) == soft]
    inside = [x for x in hits if abs(x - middle) < image.width() * 0.37]
    return max(inside) - min(inside) if inside else 0


def test_it_follows_the_movements(cat: Person) -> None:
    assert breath(cat) == (0.0, "Breathe in")
    cat.go_on(2_500)
    fullness, word = breath(cat)
    assert fullness == pytest.approx(0.5)
    assert word == "Breathe in"
    cat.go_on(2_500)
    assert breath(cat) == (1.0, "Breathe out")
    cat.go_on(4_999)
    fullness, word = breath(cat)
    assert fullness == pytest.approx(0.0, abs=0.001)
    assert word == "Breathe out"


@sweep
def test_the_ring_is_drawn_wider_when_the_lungs_are_full(cat: Person) -> None:
    breath(cat)
    empty = soft_width(cat)
    cat.go_on(2_500)
    breath(cat)
    half = soft_width(cat)
    cat.go_on(2_500)
    breath(cat)
    full = soft_width(cat)
    assert full > half > empty > 0
    assert full > 1.3 * empty


@sweep
def test_the_digits_are_where_they_are_without_it(cat: Person) -> None:
    ring = cat.window.session.ring
    with_breath = ring.digits, ring.digit_height(), ring.geometry()
    cat.app.preferences.change(breathing="off")
    assert ring.breath is None
    assert (ring.digits, ring.digit_height(), ring.geometry()) == with_breath


@pytest.mark.parametrize(
    ("per_minute", "out_at_ms", "in_again_ms"), [(6.0, 5_000, 10_000), (4.0, 7_500, 15_000)]
)
def test_in_every_hold_it_has_the_chosen_pace(
    person: Person, per_minute: float, out_at_ms: int, in_again_ms: int
) -> None:
    person.app.preferences.change(breathing="always", breaths_per_minute=per_minute)
    person.start().go_to("hold", "spinal-twist")
    words = []
    for at_ms in (0, out_at_ms - 1, out_at_ms, in_again_ms - 1, in_again_ms):
        person.go_on(at_ms - person.runner.now_ms() + person.state.origin_ms)
        words.append(breath(person)[1])
    assert words == ["Breathe in"] * 2 + ["Breathe out"] * 2 + ["Breathe in"]


@pytest.mark.parametrize("per_minute", swept([5.0, 6.5], [6.5]))
@pytest.mark.parametrize("times_longer", swept([0, 1, 2], [0, 2]))
def test_a_hold_ends_with_empty_lungs_for_eye_and_ear(
    person: Person, per_minute: float, times_longer: int
) -> None:
    person.app.preferences.change(
        breathing="always", breaths_per_minute=per_minute, breath_sound=True, motion="full"
    )
    person.start().go_to("hold", "spinal-twist")
    for _ in range(times_longer):
        person.key(Qt.Key.Key_Plus)
    sounds = [cue.kind for cue in person.state.cues if cue.kind in BREATHS]
    assert sounds[-1] is CueKind.BREATH_OUT
    left_ms = person.state.origin_ms + person.state.duration_ms - person.runner.now_ms()
    person.go_on(left_ms - 1)
    fullness, word = breath(person)
    assert word == "Breathe out"
    assert fullness == pytest.approx(0, abs=0.001)
    person.window.session.stage.refresh()
    figure = person.window.session.stage.view.pose
    assert figure is not None
    assert figure.breath == pytest.approx(0, abs=0.1)


@sweep
@pytest.mark.parametrize("kind", ["lead_in", "release", "change_sides", "change_over"])
def test_between_holds_nobody_is_told_how_to_breathe(person: Person, kind: str) -> None:
    person.app.preferences.change(breathing="always", motion="full")
    person.start().go_to(kind)
    assert breath(person) == (None, "")
    assert not person.window.session.breath.is_moving


@pytest.mark.parametrize(("where", "stretch"), [("off", "cat-cow"), ("movements", "knee-hug")])
def test_where_it_is_not_wanted_there_is_nothing(person: Person, where: str, stretch: str) -> None:
    person.app.preferences.change(breathing=where, motion="full")
    person.start().go_to("hold", stretch)
    person.go_on(2_000)
    assert breath(person) == (None, "")
    assert not person.window.session.breath.is_moving


def test_a_pause_ends_it_and_going_on_brings_it_back(cat: Person) -> None:
    assert cat.window.session.breath.is_moving
    cat.go_on(2_500)
    cat.key(Qt.Key.Key_Space)
    assert breath(cat) == (None, "")
    assert not cat.window.session.breath.is_moving
    cat.key(Qt.Key.Key_Space)
    cat.go_on(5_000)
    assert cat.window.session.breath.is_moving


def test_with_less_motion_only_the_word_changes(cat: Person) -> None:
    cat.app.preferences.change(motion="less")
    page = cat.window.session
    assert breath(cat) == (None, "Breathe in")
    assert part_of(page.breath, QTimer).remainingTime() > 4_000, "nothing until the breath turns"
    before = picture(page.ring)
    cat.clock.advance(900)
    breath(cat)
    assert picture(page.ring) == before
    cat.go_on(4_100)
    assert breath(cat) == (None, "Breathe out")


@sweep
def test_there_are_at_most_twelve_frames_a_second(cat: Person) -> None:
    breath(cat)
    assert 1_000 / part_of(cat.window.session.breath, QTimer).interval() <= 12


def frames_of_the_figure(person: Person) -> QTimer:
    frames = person.window.session.stage.findChild(QTimer, "frames")
    assert frames is not None
    return frames


def test_where_one_breathes_with_a_movement_ring_and_figure_are_painted_together(
    cat: Person,
) -> None:
    page = cat.window.session
    cat.go_on(1_500)
    before = page.ring.breath
    cat.clock.advance(200)
    frames_of_the_figure(cat).timeout.emit()
    assert page.ring.breath != before
    assert part_of(page.breath, QTimer).interval() > frames_of_the_figure(cat).interval()
    cat.go_on(1_000)
    assert part_of(page.breath, QTimer).interval() < 100, "nothing leads it any more"


def test_a_paced_breath_in_one_pose_does_not_wait_for_the_few_steps_of_a_chest(
    person: Person,
) -> None:
    person.app.preferences.change(breathing="always", motion="full")
    person.start().go_to("hold", "knee-hug")
    person.go_on(1_500)
    frames_of_the_figure(person).timeout.emit()
    assert part_of(person.window.session.breath, QTimer).interval() < 100


def test_frames_end_with_the_session(cat: Person) -> None:
    cat.control.end()
    assert running(cat.window) == []


@pytest.mark.parametrize("room_mode", [False, True])
def test_its_word_stands_with_the_time_and_gives_way_to_cues(cat: Person, room_mode: bool) -> None:
    cat.app.preferences.change(room_mode=room_mode)
    page = cat.window.session
    cat.go_on(1_500)
    assert page.cue.text() == "Keep moving"
    cat.go_on(2_400)
    assert page.cue.text() == "Breathe in"
    cat.go_on(1_100)
    assert page.cue.text() == "Cat"
    cat.go_on(2_000)
    assert page.cue.text() == "Breathe out"


@pytest.mark.parametrize("is_round", swept([True, False], [True]))
@pytest.mark.parametrize("theme", swept(["light", "dark", "contrast"], ["contrast"]))
def test_it_is_seen_in_every_form_and_theme(person: Person, theme: str, is_round: bool) -> None:
    person.app.preferences.change(theme=theme)
    ring = Ring(person.app.appearance)
    ring.resize(500, 400)
    ring.set_form(is_round=is_round)
    ring.show_left(25, 25_000, 30_000, dimmed=False)
    pictures = []
    for fullness in (0.0, 0.5, 1.0):
        ring.show_breath(fullness)
        pictures.append(picture(ring))
    assert pictures[0] != pictures[1] != pictures[2]
    ring.deleteLater()
