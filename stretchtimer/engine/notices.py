"""What is to be told a person, without a word of it: ``services/wording`` puts it into sentences.

Below the screens nothing is put into words, so that all is said in one place and any language.
"""

from __future__ import annotations

from enum import Enum


class Notice:
    """Something to tell: what it is, with the values that its sentence names.

    A value may be a notice itself, such as the reason within a fault. One named ``n`` is the
    number that decides between one and many.
    """

    __slots__ = ("values", "what")

    def __init__(self, what: Enum, /, **values: object) -> None:
        self.what = what
        self.values = values

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Notice):
            return NotImplemented
        return self.what is other.what and self.values == other.values

    def __hash__(self) -> int:
        return hash(self.what)

    def __repr__(self) -> str:
        """Its id and values, as they may stand in a log."""
        values = ", ".join(f"{name}={str(value)[:200]!r}" for name, value in self.values.items())
        return f"{self.what.value}({values})"


class _Told:
    """A value that is told in a way of its own."""

    __slots__ = ("value",)

    def __init__(self, value: object) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.value == other.value

    def __hash__(self) -> int:
        return hash(type(self))

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"


class Given(_Told):
    """What a file or a person gave, which may be anything; it is told cut short."""


class GivenKey(_Told):
    """A key that a file gave; it is told cut short as well, but as a word of its own."""

    value: str


class Either(_Told):
    """Several things of which one is meant."""

    value: tuple[object, ...]


class AllOf(_Told):
    """Several things that are all meant."""

    value: tuple[object, ...]


class Lines(_Told):
    """Several sentences, each on a line of its own."""

    value: tuple[Notice, ...]
