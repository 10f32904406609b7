"""Dates in the words of the language that is spoken."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QDate, QLocale

from stretchtimer.services.wording.language import ENGLISH, spoken_language, tr


def _locale() -> QLocale:
    """That of the language, with the digits of all other numbers; see ``qt/language.py``."""
    locale = QLocale(spoken_language())
    return locale if locale.zeroDigit() == "0" else QLocale(ENGLISH)


def _written(day: date, form: str) -> str:
    return _locale().toString(QDate(day.year, day.month, day.day), form)


def day_and_month(day: date) -> str:
    """Such as ``2 Mar``."""
    return _written(day, "d MMM")


def month_and_year(day: date) -> str:
    """Such as ``Mar 26``."""
    return _written(day, "MMM yy")


def full_month(day: date) -> str:
    """Such as ``March 2026``."""
    return _written(day, "MMMM yyyy")


def full_day(day: date) -> str:
    """Such as ``Monday 2 March``."""
    return _written(day, "dddd d MMMM")


def day_with_year(day: date) -> str:
    """Such as ``2 March 2026``."""
    return _written(day, "d MMMM yyyy")


def weekday(number: int) -> str:
    """The short name of a day of the week; 0 is Monday."""
    return _locale().standaloneDayName(number + 1, QLocale.FormatType.ShortFormat)


def day_and_time(day: date, local: datetime) -> str:
    """The day that something counts for, and when it was: in the night after it, that is said."""
    words = tr("{day}, {time}") if local.date() == day else tr("{day}, at night, {time}")
    return words.format(day=full_day(day), time=time_of_day(local))


def time_of_day(local: datetime) -> str:
    """Such as ``09:10``."""
    return f"{local:%H:%M}"
