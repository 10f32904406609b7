"""``walked``: notes a walk that ended just now, and tells how long one is still warm."""

from __future__ import annotations

from contextlib import closing
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from stretchtimer.services.person.profile import Profile
from stretchtimer.services.record.walks import back_from, just_walked, under_way
from stretchtimer.services.system.clock import SystemClock
from stretchtimer.services.wording.language import tr
from stretchtimer.services.wording.notices import sentence
from stretchtimer.storage.history.rows import day_of
from stretchtimer.storage.paths import folders
from stretchtimer.terminal.output import print_lines, tell_aside


def note_walk(profile_folder: Path | None, minutes: int | None) -> int:
    """Notes a walk of so many minutes; without them the one being timed, if there is one.

    Raises UserError where the history cannot be written.
    """
    profile = Profile(folders(profile_folder), SystemClock(), lambda _: None)
    tell_aside(*map(sentence, profile.preferences.warnings))
    local = profile.clock.local_now()
    with closing(profile.history) as history:
        timed = under_way(history.walks(day_of(local) - timedelta(days=1)))
        if minutes is None and timed:
            history.put(back_from(timed, local))
        else:
            history.put(just_walked(str(uuid4()), local, minutes))
        tell_aside(*map(sentence, history.take_notes()))
    warm = timedelta(minutes=profile.preferences.settings.warm_minutes)
    until = (local + warm).strftime("%H:%M")
    print_lines(tr("Saved. You should stay warm until about {time}.").format(time=until))
    return 0
