"""A number in large digits, drawn with full blocks, to be read from the mat."""

from __future__ import annotations

HEIGHT = 5

_GLYPHS = {
    "0": ("###", "# #", "# #", "# #", "###"),
    "1": (" # ", "## ", " # ", " # ", "###"),
    "2": ("###", "  #", "###", "#  ", "###"),
    "3": ("###", "  #", "###", "  #", "###"),
    "4": ("# #", "# #", "###", "  #", "  #"),
    "5": ("###", "#  ", "###", "  #", "###"),
    "6": ("###", "#  ", "###", "# #", "###"),
    "7": ("###", "  #", "  #", "  #", "  #"),
    "8": ("###", "# #", "###", "# #", "###"),
    "9": ("###", "# #", "###", "  #", "###"),
    ":": (" ", "#", " ", "#", " "),
}


def big_number(text: str, block: str = "█") -> tuple[str, ...]:
    """The five lines of a text of digits and colons; ``block`` fills them."""
    return tuple(
        "  ".join(_widened(_GLYPHS[character][row], block) for character in text)
        for row in range(HEIGHT)
    )


def _widened(pixels: str, block: str) -> str:
    """A cell of a terminal is about twice as high as wide."""
    return pixels.replace(" ", "  ").replace("#", block * 2)
