"""Whether an SVG only draws: no script, nothing from outside, and no more than can be drawn soon.

What is not known to be harmless is refused. As a few lines can ask for the same shapes again and
again, within each other, it is counted how many there would be in the end.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from xml.parsers import expat

from stretchtimer.engine.notices import Given, Notice
from stretchtimer.storage.routines.faults import PictureReason
from stretchtimer.storage.routines.picture_check import pixels_of, raster_fault

_SVG = "http://www.w3.org/2000/svg"
_MOST_ELEMENTS = 10_000
_MOST_DRAWN = 20_000
"""In elements, and in parts of long lines."""
_LINE = 50
"""So many letters of a line take about as long as an element."""
_DEEPEST = 64
_MOST_PIXELS = 16_000_000
"""Those of one picture in it; and as many as that in all."""
_LONGEST_TOLD = 40

_FORBIDDEN = frozenset(
    (
        *("script", "handler", "listener", "foreignobject", "iframe", "object", "embed", "html"),
        *("body", "link", "audio", "video", "canvas", "animate", "animatemotion", "set"),
        *("animatetransform", "animatecolor", "discard", "filter"),
    )
)
_OUTSIDE = frozenset({"href", "src"})
_URL = re.compile(r"url\(\s*[\"']?\s*([^)\"']*)", re.IGNORECASE)
_RASTER = re.compile(r"data:image/(png|jpe?g);base64,", re.IGNORECASE)
_GRADIENTS = frozenset({"lineargradient", "radialgradient"})


class _SvgError(Exception):
    def __init__(self, reason: Notice) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass
class _Element:
    """What is drawn with it: its parts, and other elements by their ids, each so many times."""

    name: str
    weight: int = 1
    parts: list[_Element] = field(default_factory=list)
    others: list[tuple[str, int]] = field(default_factory=list)


def svg_fault(data: bytes) -> Notice | None:
    """What is wrong with an SVG; None where it can be shown."""
    try:
        _Reader().read(data)
    except _SvgError as error:
        return error.reason
    return None


class _Reader:
    def __init__(self) -> None:
        self._open: list[_Element] = []
        self._by_id: dict[str, _Element] = {}
        self._root: _Element | None = None
        self._count = 0
        self._pixels = 0
        self._style: list[str] = []
        self._costs: dict[int, int] = {}

    def read(self, data: bytes) -> None:
        """Raises _SvgError for whatever it is that must not be shown."""
        if data.startswith((b"\x1f\x8b", b"GIF8", b"\x89PNG", b"\xff\xd8")):
            raise _SvgError(Notice(PictureReason.WRONG_KIND))
        parser = expat.ParserCreate(encoding="utf-8", namespace_separator=" ")
        parser.XmlDeclHandler = self._on_declaration
        parser.StartDoctypeDeclHandler = self._on_doctype
        parser.ProcessingInstructionHandler = self._on_instruction
        parser.StartElementHandler = self._on_begun
        parser.EndElementHandler = self._on_ended
        parser.CharacterDataHandler = self._on_text
        try:
            parser.Parse(data, True)
        except expat.ExpatError as error:
            raise _SvgError(Notice(PictureReason.NO_SVG, line=error.lineno)) from error
        self._check_style("".join(self._style))
        assert self._root is not None
        self._cost(self._root, 0)

    def _on_declaration(self, _version: str, encoding: str | None, _alone: int) -> None:
        # Who draws it must read the very text that is checked here.
        if encoding and encoding.lower() not in ("utf-8", "us-ascii"):
            raise _forbidden(encoding)

    def _on_doctype(self, *_declared: object) -> None:
        raise _forbidden("DOCTYPE")

    def _on_instruction(self, target: str, _data: str) -> None:
        raise _forbidden(f"?{target}")

    def _on_begun(self, full_name: str, attributes: dict[str, str]) -> None:
        space, _, name = full_name.rpartition(" ")
        if self._root is None and (space, name) != (_SVG, "svg"):
            raise _SvgError(Notice(PictureReason.WRONG_KIND))
        self._count += 1
        if self._count > _MOST_ELEMENTS or len(self._open) >= _DEEPEST:
            raise _SvgError(Notice(PictureReason.SVG_TOO_INVOLVED))
        if name.lower() in _FORBIDDEN:
            raise _forbidden(name)
        element = _Element(name.lower())
        if self._root is None:
            self._root = element
        else:
            self._open[-1].parts.append(element)
        self._open.append(element)
        for full_key, value in attributes.items():
            self._take(element, full_key, value, attributes)

    def _on_ended(self, _name: str) -> None:
        self._open.pop()

    def _on_text(self, text: str) -> None:
        if self._open[-1].name == "style":
            self._style.append(text)

    def _take(
        self, element: _Element, full_key: str, value: str, attributes: dict[str, str]
    ) -> None:
        """Checks one attribute, and notes what is drawn because of it."""
        space, _, key = full_key.rpartition(" ")
        key = key.lower()
        if key.startswith("on") or (key == "base" and space):
            raise _forbidden(key)
        if key in ("d", "points"):
            element.weight += len(value) // _LINE
        elif key == "id":
            self._by_id.setdefault(value, element)
        elif key in _OUTSIDE:
            self._refer(element, value)
        elif key == "style":
            _refuse_hidden(value)
        for target in _URL.findall(value):
            if not target.startswith("#"):
                raise _outside(target)
            points = attributes.get("d") or attributes.get("points") or ""
            # A mark is drawn at every point of a line.
            times = 1 + len(points) // 2 if "marker" in key or "marker" in value else 1
            element.others.append((target[1:].strip(), times))

    def _refer(self, element: _Element, value: str) -> None:
        value = value.strip()
        if value.startswith("#"):
            element.others.append((value[1:], 1))
        elif match := _RASTER.match(value):
            self._check_raster(value[match.end() :], match[1].lower())
        else:
            raise _outside(value)

    def _check_raster(self, coded: str, kind: str) -> None:
        try:
            data = base64.b64decode("".join(coded.split()), validate=True)
        except (binascii.Error, ValueError) as error:
            raise _SvgError(Notice(PictureReason.DAMAGED)) from error
        reason = raster_fault(data, "png" if kind == "png" else "jpeg", _MOST_PIXELS)
        if reason:
            raise _SvgError(reason)
        size = pixels_of(data)
        self._pixels += size.count if size else 0
        if self._pixels > _MOST_PIXELS:
            raise _SvgError(Notice(PictureReason.SVG_TOO_INVOLVED))

    def _check_style(self, style: str) -> None:
        """A style sheet may only name colours and gradients: nobody counts whom it is for."""
        _refuse_hidden(style)
        if "@import" in style.lower() or "@font-face" in style.lower():
            raise _forbidden("@import" if "@import" in style.lower() else "@font-face")
        for target in _URL.findall(style):
            found = self._by_id.get(target.strip()[1:])
            if not target.startswith("#") or found is None or found.name not in _GRADIENTS:
                raise _outside(target)

    def _cost(self, element: _Element, depth: int) -> int:
        """How many elements are drawn for one, with all that it asks for."""
        known = self._costs.get(id(element))
        if known is not None:
            if known < 0:
                # It asks for itself, so there is no end to it.
                raise _SvgError(Notice(PictureReason.SVG_TOO_INVOLVED))
            return known
        if depth > 2 * _DEEPEST:
            raise _SvgError(Notice(PictureReason.SVG_TOO_INVOLVED))
        self._costs[id(element)] = -1
        cost = element.weight + sum(self._cost(part, depth + 1) for part in element.parts)
        for name, times in element.others:
            target = self._by_id.get(name)
            cost += times * self._cost(target, depth + 1) if target else 0
        if cost > _MOST_DRAWN:
            raise _SvgError(Notice(PictureReason.SVG_TOO_INVOLVED))
        self._costs[id(element)] = cost
        return cost


def _refuse_hidden(style: str) -> None:
    """With a backslash or a comment a style can hide what it names."""
    if "\\" in style:
        raise _forbidden("\\")


def _forbidden(name: str) -> _SvgError:
    return _SvgError(Notice(PictureReason.SVG_FORBIDDEN, name=Given(name[:_LONGEST_TOLD])))


def _outside(target: str) -> _SvgError:
    return _SvgError(Notice(PictureReason.SVG_OUTSIDE, name=Given(target[:_LONGEST_TOLD])))
