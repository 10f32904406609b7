"""Words for keys, and for what a person can do by them.

Acts are those of a session and of the screen that shows it, by their values.
"""

from __future__ import annotations

from stretchtimer.services.wording.language import tr


def act_words(act: str) -> str:
    """What an act does, as in a list of keys."""
    return {
        "pause": tr("Pause or resume"),
        "next": tr("Next part"),
        "skip": tr("Skip this stretch"),
        "back": tr("Previous hold"),
        "ready": tr("I am ready: start the hold; or done, where there is no clock"),
        "restart": tr("Start this hold again"),
        "extend": tr("Ten more seconds, or one more time"),
        "mute": tr("Sound off and on"),
        "hurts": tr("This hurts"),
        "about": tr("How to do it"),
        "room": tr("Large view, for across the room"),
        "full_screen": tr("Full screen"),
        "help": tr("This list"),
        "keys": tr("This list"),
        "leave": tr("End the session"),
    }[act]


def window_act_words(act: str) -> str:
    """The same for the window, which may fill the screen."""
    return tr("Leave full screen, then end the session") if act == "leave" else act_words(act)


def brief_act_words(act: str) -> str:
    """The same in one word, for the line of keys in the terminal."""
    return {
        "pause": tr("pause"),
        "next": tr("next"),
        "back": tr("previous"),
        "extend": tr("10 s"),
        "leave": tr("end"),
        "keys": tr("keys"),
    }[act]


def today_keys() -> tuple[tuple[str, str], ...]:
    """The keys of the page one starts from, with what each does."""
    return (
        (key_words("enter"), tr("Start the routine")),
        (tr("Up or Down"), tr("Change the number that is selected")),
        (tr("Alt + Up or Down"), tr("Move the selected stretch")),
        (tr("Alt + Enter"), tr("How to do it, and when not to")),
        (tr("Ctrl + Z"), tr("Undo the last change")),
        (tr("Ctrl + Y"), tr("Redo the change")),
        (tr("Ctrl + 1, Ctrl + 2 …"), tr("Go to the places named at the top")),
        (tr("F11"), tr("Full screen")),
        (tr("F1 or ?"), tr("This list")),
    )


def editing_keys() -> tuple[tuple[str, str], ...]:
    """The keys of the page on which a routine is edited, with what each does."""
    return (
        (tr("Up or Down"), tr("Choose a stretch, or change the number that is selected")),
        (tr("Alt + Up or Down"), tr("Move the selected stretch")),
        (tr("Delete"), tr("Take the stretch out")),
        (tr("Ctrl + S"), tr("Save the routine")),
        (tr("Ctrl + Z"), tr("Undo the last change")),
        (tr("Ctrl + Shift + Z"), tr("Redo the change")),
        (key_words("escape"), tr("Go back to all routines")),
        (tr("F11"), tr("Full screen")),
        (tr("F1"), tr("This list")),
    )


def key_words(key: str) -> str:
    """How a key is called; one that has no name by its sign."""
    names = {
        "space": tr("Space"),
        "enter": tr("Enter"),
        "escape": tr("Escape"),
        "right": tr("Right"),
        "shift_right": tr("Shift+Right"),
        "left": tr("Left"),
        "home": tr("Home"),
        "page_up": tr("Page up"),
        "page_down": tr("Page down"),
    }
    return names.get(key, key.upper())
