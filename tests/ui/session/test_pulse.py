"""The colours that the window takes on at cues: when, how often, and whether one can read on."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from stretchtimer.engine.cues import CueKind
from stretchtimer.ui.session.pulse import (
    FALL_MS,
    LEAST_GAP_MS,
    RISE_MS,
    STEADY,
    TINTS,
    PulseTrack,
    tinted,
    tints,
)
from stretchtimer.ui.theme.palettes import DARK, LIGHT, high_contrast
from tests.sweeps import sweep, swept
from tests.ui.driving import Person
from tests.ui.looks import colour_at, running
from tests.ui.session.room.room_seen import calm

PEAK_MS = RISE_MS
THEMES = {"light": LIGHT, "dark": DARK}
themes = pytest.mark.parametrize("theme", swept(["light", "dark"], ["dark"]))


def luminance(colour: QColor) -> float:
    def linear(part: float) -> float:
        return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4

    red, green, blue = linear(colour.redF()), linear(colour.greenF()), linear(colour.blueF())
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("tint", sorted(tints(LIGHT)))
@themes
def test_words_can_be_read_on_every_colour_and_on_the_way_to_it(theme: str, tint: str) -> None:
    for step in range(21):
        ground = tinted(THEMES[theme], tint, step / 20)
        assert contrast(QColor(THEMES[theme].ink), ground) >= 7
        for token in ("accent", "hold", "muted"):
            assert contrast(QColor(getattr(THEMES[theme], token)), ground) >= 3


@themes
def test_every_colour_that_is_used_is_there_and_unlike_the_others(theme: str) -> None:
    there = tints(THEMES[theme])
    assert {*TINTS.values(), *STEADY.values()} == set(there)
    assert len(set(there.values())) == len(there)
    for colour in there.values():
        assert contrast(QColor(colour), QColor(THEMES[theme].bg)) > 1.15


def test_a_pulse_comes_fast_and_goes_slowly() -> None:
    track = PulseTrack()
    assert track.note(CueKind.HOLD_START, 10_000, 10_000)
    pulse = track.pulse(10_000)
    assert pulse is not None
    levels = [pulse.level(ms) for ms in range(10_000, 10_800, 20)]
    peak = levels.index(max(levels))
    assert max(levels) == 1.0
    assert peak * 20 == RISE_MS
    assert levels[: peak + 1] == sorted(levels[: peak + 1])
    assert levels[peak:] == sorted(levels[peak:], reverse=True)
    assert levels[0] == levels[-1] == 0.0
    assert track.pulse(10_000 + RISE_MS + FALL_MS) is None


def test_a_cue_that_is_told_early_has_its_pulse_when_it_is_due() -> None:
    track = PulseTrack()
    assert track.note(CueKind.LEAD_IN, 5_000, 4_200)
    pulse = track.pulse(4_900)
    assert pulse is not None
    assert pulse.level(4_900) == 0.0
    assert pulse.level(5_000 + PEAK_MS) == 1.0


def test_a_cue_that_is_told_much_too_late_has_none() -> None:
    track = PulseTrack()
    assert not track.note(CueKind.HALF_WAY, 5_000, 5_000 + RISE_MS + FALL_MS)
    assert track.pulse(5_000 + RISE_MS + FALL_MS) is None


def test_only_marks_in_time_have_a_pulse() -> None:
    spoken = set(CueKind) - set(TINTS)
    for kind in spoken:
        assert not PulseTrack().note(kind, 1_000, 1_000)


@given(st.lists(st.tuples(st.sampled_from(sorted(TINTS)), st.integers(0, 3_000)), min_size=2))
def test_there_is_never_more_than_one_pulse_a_second(cues: list[tuple[CueKind, int]]) -> None:
    track = PulseTrack()
    now_ms, begun = 0, []
    for kind, after_ms in cues:
        now_ms += after_ms
        if track.note(kind, now_ms, now_ms):
            begun.append(now_ms)
    assert begun
    assert all(later - earlier >= LEAST_GAP_MS for earlier, later in pairwise(begun))


def test_counts_a_second_apart_have_a_pulse_each() -> None:
    track = PulseTrack()
    assert all(track.note(CueKind.COUNT, ms, ms) for ms in (7_000, 8_000, 9_000))
    assert track.note(CueKind.STRETCH_END, 10_000, 10_000)


@pytest.fixture
def room(person: Person) -> Person:
    person.app.preferences.change(room_mode=True, theme="light", motion="full")
    return person.start()


def ground(person: Person) -> str:
    """The colour of the page's edge at this moment."""
    person.window.session.ground.refresh()
    calm(person)
    return colour_at(person.window.session, 4, 4)


def at_hold(person: Person, into_ms: int) -> Person:
    """The first hold of the twist, so far into it, long after any other pulse."""
    person.go_on(3_000)
    person.go_to("hold", "spinal-twist")
    person.go_on(into_ms)
    return person


@themes
def test_the_whole_window_takes_on_the_colour_of_a_cue_and_loses_it(
    room: Person, theme: str
) -> None:
    room.app.preferences.change(theme=theme)
    page = room.window.session
    for into_ms, kind in (
        (0, CueKind.HOLD_START),
        (15_000, CueKind.HALF_WAY),
        (27_000, CueKind.COUNT),
        (28_000, CueKind.COUNT),
        (29_000, CueKind.COUNT),
        (30_000, CueKind.HOLD_END),
    ):
        at_hold(room, into_ms)
        assert ground(room) == THEMES[theme].bg, into_ms
        room.go_on(PEAK_MS)
        peak = tints(THEMES[theme])[TINTS[kind]]
        assert ground(room) == peak, into_ms
        for x, y in ((4, page.height() - 5), (page.width() - 5, 4), (page.width() - 5, 400)):
            assert colour_at(page, x, y) == peak, into_ms
        room.go_on(FALL_MS)
        assert ground(room) == THEMES[theme].bg, into_ms


@sweep
def test_frames_are_timed_only_while_there_is_a_pulse(room: Person) -> None:
    page = room.window.session
    at_hold(room, 1)
    assert page.ground.is_pulsing
    room.go_on(RISE_MS + FALL_MS)
    page.ground.refresh()
    assert not page.ground.is_pulsing
    room.go_on(4_000)
    assert not page.ground.is_pulsing


@sweep
def test_the_window_takes_on_colours_at_most_once_a_second(room: Person) -> None:
    at_hold(room, 25_000)
    bg, levels = LIGHT.bg, []
    for _ in range(5_400 // 20):
        room.go_on(20)
        levels.append(ground(room) != bg)
    rises = [n * 20 for n, (one, other) in enumerate(pairwise(levels)) if other and not one]
    assert len(rises) == 4, "three counts and the end of the hold"
    assert all(later - earlier >= 1_000 for earlier, later in pairwise(rises))


@sweep
def test_keys_in_quick_succession_share_one_pulse(room: Person) -> None:
    room.go_on(3_000)
    bg, levels = LIGHT.bg, [False]
    for step in range(45):
        if step % 9 == 0:
            room.key(Qt.Key.Key_Right)
        room.go_on(20)
        levels.append(ground(room) != bg)
    rises = [n for n, (one, other) in enumerate(pairwise(levels)) if other and not one]
    assert len(rises) == 1


@pytest.mark.parametrize("motion", swept(["full", "less"], ["less"]))
def test_colours_come_only_where_they_are_wanted(room: Person, motion: str) -> None:
    for pulse, room_mode, expected in (
        ("off", True, False),
        ("off", False, False),
        ("room", True, True),
        ("room", False, False),
        ("always", True, True),
        ("always", False, True),
    ):
        room.app.preferences.change(pulse=pulse, room_mode=room_mode, motion=motion)
        at_hold(room, PEAK_MS)
        assert (ground(room) != LIGHT.bg) is expected, (pulse, room_mode)
        if not expected:
            assert not room.window.session.ground.is_pulsing, (pulse, room_mode)


@sweep
def test_with_less_motion_a_colour_stays_for_each_part_and_nothing_is_timed(
    room: Person,
) -> None:
    room.app.preferences.change(motion="less", breathing="off")
    page, seen = room.window.session, {}
    for kind in ("lead_in", "hold", "release", "change_sides", "change_over"):
        room.go_to(kind)
        colours = set()
        for _ in range(10):
            room.go_on(300)
            colours.add(ground(room))
            assert not page.ground.is_pulsing
        assert len(colours) == 1, kind
        seen[kind] = colours.pop()
        assert page.cue.text()
    assert LIGHT.bg not in seen.values()
    assert len({seen["hold"], seen["lead_in"], seen["release"], seen["change_sides"]}) == 4
    room.key(Qt.Key.Key_Space)
    assert ground(room) == LIGHT.bg


@pytest.mark.parametrize("motion", swept(["full", "less"], ["less"]))
def test_in_high_contrast_a_frame_takes_the_place_of_the_colour(room: Person, motion: str) -> None:
    room.app.preferences.change(theme="contrast", motion=motion)
    theme = high_contrast(LIGHT)
    at_hold(room, PEAK_MS)
    page = room.window.session
    assert ground(room) == theme.ink
    for x, y in ((4, page.height() - 5), (page.width() - 5, 4), (page.width() // 2, 4)):
        assert colour_at(page, x, y) == theme.ink
    assert colour_at(page, 20, page.height() // 2) == theme.bg
    if motion == "full":
        room.go_on(FALL_MS)
        assert ground(room) == theme.bg


def test_every_pulse_has_its_word_on_the_screen(room: Person) -> None:
    at_hold(room, PEAK_MS)
    assert room.window.session.cue.text() == "Hold"
    room.go_on(15_000)
    assert room.window.session.cue.text() == "Half-way"
    room.go_on(12_000)
    assert room.window.session.ring.digits == "3"
    room.go_on(3_000)
    assert room.window.session.cue.text() == "Come out"


def test_a_second_session_has_its_pulses_from_the_start(room: Person) -> None:
    room.go_on(2_000)
    room.control.end()
    room.click(room.window.done.again)
    room.go_on(1_500 + PEAK_MS)
    assert room.window.session.cue.text() == "Get ready"
    seen = set()
    for _ in range(60):
        room.clock.advance(20)
        seen.add(ground(room))
    room.go_to("hold")
    room.go_on(PEAK_MS)
    seen.add(ground(room))
    assert len(seen) > 1


def test_nothing_is_timed_when_the_session_is_over(room: Person) -> None:
    at_hold(room, 100)
    room.control.end()
    assert running(room.window) == []


def test_a_window_hidden_in_a_pulse_is_plain_when_it_comes_back(room: Person) -> None:
    at_hold(room, PEAK_MS)
    assert ground(room) != LIGHT.bg
    room.window.hide()
    room.clock.advance(3_000)
    room.window.show()
    calm(room)
    assert colour_at(room.window.session, 4, 4) == LIGHT.bg
