"""What of the window has to do with choosing routines: the Routines page, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from stretchtimer.services.person.profile import DEFAULT_ROUTINE

if TYPE_CHECKING:
    from stretchtimer.services.person.profile import Profile
    from stretchtimer.services.record.journal import Deliver, Journal
    from stretchtimer.ui.figure.pictures import Pictures
    from stretchtimer.ui.routines.routines_page import RoutinesPage
    from stretchtimer.ui.theme.appearance import Appearance


class RoutinePages(QObject):
    """``used`` tells the id and the routine that becomes today's; ``wanted`` only the id of it."""

    used = Signal(str, object)
    wanted = Signal(str)

    def __init__(
        self,
        appearance: Appearance,
        profile: Profile,
        pictures: Pictures,
        *,
        journal: Callable[[], Journal],
        deliver: Deliver,
        present: Callable[[], str],
        parent: QObject,
    ) -> None:
        """``present`` gives the id of today's routine; ``deliver`` brings answers here."""
        super().__init__(parent)
        self._appearance = appearance
        self._profile = profile
        self._journal = journal
        self._deliver = deliver
        self._pictures = pictures
        self._present = present

    @cached_property
    def page(self) -> RoutinesPage:
        """The Routines page; it is loaded when it is first gone to."""
        from stretchtimer.services.routines.desk import RoutinesDesk
        from stretchtimer.ui.routines.routines_page import RoutinesPage

        profile = self._profile
        desk = RoutinesDesk(
            profile.catalogue(self._deliver),
            profile.routine_files(self._deliver),
            self._journal(),
            profile.find,
            profile.clock,
        )
        page = RoutinesPage(self._appearance, desk, self._pictures.later, self._present)
        page.used.connect(self.used)
        page.gone.connect(lambda: self.wanted.emit(DEFAULT_ROUTINE))
        page.back_again.connect(self.wanted)
        return page
