"""What of the window has to do with choosing routines: the Routines page, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from stretchtimer.services.person.profile import DEFAULT_ROUTINE
from stretchtimer.services.wording.language import tr

if TYPE_CHECKING:
    from stretchtimer.figure.pose import Pose
    from stretchtimer.services.editing.desk import EditingDesk
    from stretchtimer.services.person.profile import Profile
    from stretchtimer.services.record.journal import Deliver, Journal
    from stretchtimer.services.routines.files import Draft
    from stretchtimer.ui.editing.editor import Editor
    from stretchtimer.ui.figure.pictures import Pictures
    from stretchtimer.ui.posing.posing_page import PosingPage
    from stretchtimer.ui.routines.routines_page import RoutinesPage
    from stretchtimer.ui.theme.appearance import Appearance


class RoutinePages(QObject):
    """``used`` tells the id and the routine that becomes today's; ``wanted`` only the id of it."""

    used = Signal(str, object)
    wanted = Signal(str)
    shown = Signal(object)
    """The page that is to be shown."""
    left = Signal()
    """Somebody is done with editing."""
    trial_asked = Signal(object)
    """The plan of one stretch that is to be tried."""

    def __init__(
        self,
        appearance: Appearance,
        profile: Profile,
        pictures: Pictures,
        *,
        journal: Callable[[], Journal],
        deliver: Deliver,
        present: Callable[[], str],
        place: QWidget,
    ) -> None:
        """``present`` gives the id of today's routine; ``deliver`` brings answers here.

        The pages are made in their ``place``: so they take font and colours over only once.
        """
        super().__init__(place)
        self._place = place
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
        later = self._pictures.later
        page = RoutinesPage(self._appearance, desk, later, self._present, self._place)
        page.used.connect(self.used)
        page.gone.connect(lambda: self.wanted.emit(DEFAULT_ROUTINE))
        page.back_again.connect(self.wanted)
        page.edit_asked.connect(self._on_edit_asked)
        self._editing_desk.drafts(lambda drafts: self._on_drafts_found(page, drafts))
        return page

    @cached_property
    def _editing_desk(self) -> EditingDesk:
        from stretchtimer.qt.photos import smaller_photo
        from stretchtimer.services.editing.desk import DraftKeeper, EditingDesk

        profile = self._profile
        drafts = DraftKeeper(profile.own_routines(), profile.folders.drafts, profile.writer)
        files = profile.routine_files(self._deliver)
        return EditingDesk(files, drafts, profile.pose_names, smaller_photo)

    @cached_property
    def editor(self) -> Editor:
        """What edits routines; it is loaded when one is first to be edited."""
        from stretchtimer.ui.editing.editor import Editor

        clock = self._profile.clock
        editor = Editor(self._appearance, self._editing_desk, self._pictures, clock, self._place)
        editor.opened.connect(lambda: self.shown.emit(editor.page))
        editor.left.connect(self.left)
        editor.refused.connect(self.page.undo_bar.say)
        editor.saved.connect(self._on_saved)
        editor.unsaved.connect(self._on_unsaved)
        editor.page.trial_asked.connect(self.trial_asked)
        editor.pose_wanted.connect(self._on_pose_wanted)
        return editor

    @property
    def is_editing(self) -> bool:
        """Whether the page of the Editor is shown."""
        return "editor" in self.__dict__ and self.editor.page.isVisible()

    @cached_property
    def posing(self) -> PosingPage:
        """The page on which a pose is made; it is loaded when one is first wanted."""
        from stretchtimer.ui.posing.posing_page import PosingPage

        page = PosingPage(self._appearance, self._pictures, self._place)
        page.left.connect(lambda: self.shown.emit(self.editor.page))
        page.made.connect(self._on_pose_made)
        return page

    def _on_pose_wanted(self, start: str, own: dict[str, str]) -> None:
        self.shown.emit(self.posing)
        self.posing.begin(start, own)

    def _on_pose_made(self, name: str, pose: Pose) -> None:
        self.shown.emit(self.editor.page)
        self.editor.keep_pose(name, pose)

    def _on_edit_asked(self, key: str) -> None:
        self.editor.edit(key)

    def _on_saved(self, key: str) -> None:
        self.page.grid.expect(key)
        self.page.show_anew(key)
        if key == self._present():
            self.wanted.emit(key)

    def _on_drafts_found(self, page: RoutinesPage, drafts: tuple[Draft, ...]) -> None:
        """Offers what was never saved, as after a crash; one at a time."""
        if not drafts:
            return
        draft = drafts[0]
        words = tr("You have unsaved changes to “{name}”.").format(name=draft.name)
        page.undo_bar.say(words, lambda: self.editor.go_on_with(draft), tr("Go on with it"))

    def _on_unsaved(self, key: str, name: str) -> None:
        words = tr("Your changes to “{name}” are kept, but not saved yet.").format(name=name)
        self.page.undo_bar.say(words, lambda: self.editor.edit(key), tr("Go on with it"))
