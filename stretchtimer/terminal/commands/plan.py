"""``plan``: the timeline of a routine as the next session would hold it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from stretchtimer.engine.durations import clock_text
from stretchtimer.engine.model import Side
from stretchtimer.engine.plan import Phase, PhaseKind, Plan, make_plan
from stretchtimer.services.audio.clip_library import bundled_clips
from stretchtimer.services.audio.cue_style import cue_style
from stretchtimer.services.person.profile import Profile
from stretchtimer.services.session.plan_json import plan_json
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.wording.durations import short_text, times_text
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.paths import folders
from stretchtimer.terminal.columns import columns
from stretchtimer.terminal.output import print_lines, tell_aside


def show_plan(profile_folder: Path | None, id_or_path: str, as_json: bool) -> int:
    """Prints the plan; raises UserError when the routine cannot be used."""
    profile = Profile(folders(profile_folder), SystemClock(), lambda _: None)
    personal = profile.next_time(profile.find(id_or_path))
    plan = personal.plan()
    script = profile.scripts.of(plan.routine)
    for note in profile.warnings:
        tell_aside(sentence(note))
    if as_json:
        style = cue_style(profile.preferences.settings, plan, bundled_clips(), script)
        print_lines(*json.dumps(plan_json(plan, style), indent=1).split("\n"))
        return 0
    width = shutil.get_terminal_size().columns
    print_lines(*plan_lines(plan, width))
    if personal.is_anything_changed:
        before = short_text(make_plan(personal.original).total_ms)
        print_lines(tr("With your own changes. The original takes {time}.").format(time=before))
    return 0


def plan_lines(plan: Plan, width: int) -> list[str]:
    """The timeline, one line for each phase, with start and length in minutes and seconds."""
    head = tr("{name}, {time}").format(name=plan.routine.name, time=short_text(plan.total_ms))
    rows = [(tr("at"), tr("for"), "", "", "", ""), *map(_row, plan.phases)]
    total = tr("Total {time}").format(time=clock_text(plan.total_ms))
    return [head, "", *columns(rows, width, right=(0, 1)), "", total]


def _row(phase: Phase) -> tuple[str, ...]:
    length = tr("about {time}") if phase.waits else "{time}"
    times = phase.stretch.dose.repetitions
    repetition = tr("{number} of {all}") if times > 1 and phase.is_hold else ""
    if phase.is_hold and phase.times is not None:
        each = times_text(phase.times)
        repetition = tr("{times}, set {number} of {all}") if times > 1 else "{times}"
        repetition = repetition.replace("{times}", each)
    return (
        clock_text(phase.start_ms),
        length.format(time=clock_text(phase.duration_ms)),
        _kind(phase.kind),
        phase.stretch.name,
        _side(phase.side),
        repetition.format(number=phase.repetition, all=times),
    )


def _kind(kind: PhaseKind) -> str:
    return {
        PhaseKind.LEAD_IN: tr("getting into position"),
        PhaseKind.HOLD: tr("hold"),
        PhaseKind.CHANGE_SIDES: tr("changing sides"),
        PhaseKind.CHANGE_OVER: tr("between stretches"),
        PhaseKind.RELEASE: tr("coming out"),
    }[kind]


def _side(side: Side | None) -> str:
    return {Side.LEFT: tr("LEFT"), Side.RIGHT: tr("RIGHT"), None: ""}[side]
