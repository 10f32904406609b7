"""The fakes refuse what the real things refuse."""

from __future__ import annotations

from stretchtimer.services.audio.audio_out import AudioStatus, Sound
from tests.fakes import FakeClock, FakeOut
from tests.wording import foreign


def test_a_clip_without_a_file_is_not_heard() -> None:
    clock = FakeClock()
    out = FakeOut(clock, files={"count"})
    out.schedule([Sound(clock.ms, "count"), Sound(clock.ms, "never-loaded")])
    assert out.played == ["count"]


def test_a_closed_output_takes_nothing() -> None:
    clock = FakeClock()
    out = FakeOut(clock)
    told: list[AudioStatus] = []
    out.on_status_changed(told.append)
    out.hold_open()
    out.close(let_finish=True)
    out.close()
    out.schedule([Sound(clock.ms, "count")])
    out.hold_open()
    out.set_volume(0.5)
    out.become(AudioStatus(working=False, output="", problem=foreign("Gone.")))
    assert (out.played, out.is_held, out.volume, told) == ([], False, 1.0, [])
    assert out.closed_with_finish


def test_a_volume_beyond_the_bounds_is_brought_within_them() -> None:
    out = FakeOut()
    for asked, kept in ((2.0, 1.0), (-1.0, 0.0)):
        out.set_volume(asked)
        assert out.volume == kept
