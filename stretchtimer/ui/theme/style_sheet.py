"""The style sheet of the window, made from a theme and the size of the system's font."""

from __future__ import annotations

from collections.abc import Callable
from string import Template

from stretchtimer.ui.theme.palettes import LEAD, SMALL, TITLE, Theme

_SHEET = Template("""
QAbstractButton, QLabel, QAbstractSpinBox, QComboBox, QLineEdit, QTextEdit, QPlainTextEdit,
QAbstractItemView, QTabBar, QSlider { outline: none; }
QWidget#page, QMainWindow, QDialog { background: $bg; color: $ink; }
QLabel { color: $ink; background: transparent; padding-top: 1px; }
QLabel[role="muted"] { color: $muted; }
QLabel[role="small"] { color: $muted; font-size: ${small}pt; }
QLabel[role="mark"] { color: $accent; font-size: ${small}pt; }
QLabel[role="lead"] { font-size: ${lead}pt; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="fault"] { color: $hold; font-weight: 600; }
QLabel[role="heading"] { font-size: ${lead}pt; font-weight: 600; }
QLabel[role="title"] { font-size: ${title}pt; font-weight: 600; }
QLabel[role="badge"] { background: $soft; border: ${badge_line}px solid $outline;
    border-radius: ${r12}px; padding: 0 ${p16}px; font-weight: 600; }
QFrame[role="card"] { background: $surface; border-radius: ${r12}px;
    border: ${card_line}px solid $line; }
QFrame[role="urgent"] { background: $surface; border-radius: ${r12}px;
    border: 2px solid $hold; }
QFrame[role="rule"] { background: $line; border: none; max-height: 1px; }
QFrame[role="drop"] { background: $accent; border: none; }

QPushButton, QToolButton { color: $ink; background: $surface;
    border: ${edge}px solid $outline; border-radius: ${r12}px;
    padding: 0 ${p16}px; min-height: ${h44}px; }
QToolButton { min-width: ${h44}px; padding: 0; }
QToolButton[role="step"] { min-width: ${p40}px; }
QPushButton:hover, QToolButton:hover { background: $soft; }
QPushButton:pressed, QToolButton:pressed { background: $soft; border-color: $accent; }
QPushButton:focus, QToolButton:focus, QAbstractSpinBox:focus, QComboBox:focus {
    border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $off; border-color: $off_line;
    border-style: $off_style; background: transparent; }
QPushButton[role="primary"] { background: $accent; color: $on_accent; font-weight: 600;
    border: 2px solid $accent; min-height: ${h56}px; padding: 0 ${p24}px; }
QPushButton[role="primary"]:disabled { background: transparent; color: $off;
    border-color: $off_line; }
QPushButton[role="chip"] { background: $soft; border: 2px solid $chip_line;
    padding: 0 ${p8}px; }
QPushButton[role="chip"]:hover, QPushButton[role="chip"]:focus { border-color: $accent; }
QPushButton[role="bare"] { padding: 0; min-width: ${h44}px; }
QPushButton[tight="true"], QToolButton[tight="true"] { min-height: ${least}px; }
QToolButton[role="quiet"], QPushButton[role="quiet"] { background: transparent;
    border: 2px solid transparent; padding: 0 ${p8}px; }
QToolButton[role="quiet"] { padding: 0; }
QToolButton[role="quiet"]:hover, QPushButton[role="quiet"]:hover { background: $soft; }
QToolButton[role="quiet"]:focus, QPushButton[role="quiet"]:focus { border-color: $accent; }
QPushButton[switch="true"]:checked { background: $soft; border-color: $outline; }
QPushButton[switch="true"]:checked:focus { border-color: $accent; }
QPushButton[role="row"] { background: transparent; border: 2px solid transparent;
    text-align: left; padding: 0; }
QPushButton[role="tile"] { border: ${card_line}px solid $line; padding: 0; }
QPushButton[role="tile"][quiet="true"] { background: transparent; border: 1px solid $line; }
QPushButton[role="tile"][present="true"] { border: ${present_line}px solid $accent; }
QPushButton[role="tile"]:hover { background: $soft; }
QPushButton[role="row"]:hover { background: $soft; }
QPushButton[role="row"]:focus { border-color: $accent; }
QPushButton[role="key"] { padding: 0; border-radius: ${r8}px; min-height: ${p40}px; }
QPushButton[role="key"]:checked { background: $accent; color: $on_accent; font-weight: 600;
    border-color: $accent; }
QPushButton[role="key"]:checked:focus { border: 3px solid $ink; }
QPushButton[role="either"] { font-weight: 600; }
QPushButton[role="either"]:checked { background: $accent; color: $on_accent;
    border-color: $accent; }
QPushButton[role="either"]:checked:focus { border-color: $ink; }
QPushButton[role="mark"] { background: transparent; color: $accent; font-size: ${small}pt;
    text-decoration: underline; border: 2px solid transparent; border-radius: ${r6}px;
    padding: 0 ${p4}px; min-height: ${p20}px; }
QPushButton[role="mark"]:hover { background: $soft; }
QPushButton[role="mark"]:focus { border-color: $accent; }
QPushButton[role="fold"] { background: transparent; border: 2px solid transparent;
    padding: 0 ${p8}px; text-align: left; font-weight: 600; }
QPushButton[role="fold"]:hover { background: $soft; }
QPushButton[role="fold"]:focus { border-color: $accent; }
QToolButton::menu-indicator, QPushButton::menu-indicator { image: none; width: 0; }

QAbstractSpinBox, QComboBox { color: $ink; background: $surface;
    border: ${edge}px solid $outline; border-radius: ${r8}px; padding: 0 ${p8}px;
    min-height: ${h44}px; selection-background-color: $accent;
    selection-color: $on_accent; }
QSpinBox::up-button, QSpinBox::down-button, QDateTimeEdit::up-button,
QDateTimeEdit::down-button { width: 0; border: none; }
QSpinBox::up-arrow, QSpinBox::down-arrow, QDateTimeEdit::up-arrow,
QDateTimeEdit::down-arrow { image: none; width: 0; height: 0; }
QAbstractSpinBox > QLineEdit { background: transparent; color: $ink; border: none; padding: 0;
    selection-background-color: $accent; selection-color: $on_accent; }
QLineEdit[role="field"], QPlainTextEdit[role="field"] { color: $ink; background: $surface;
    border: ${edge}px solid $outline; border-radius: ${r8}px; padding: 0 ${p8}px;
    min-height: ${h44}px; selection-background-color: $accent;
    selection-color: $on_accent; }
QLineEdit[role="field"] { placeholder-text-color: $muted; }
QPlainTextEdit[role="field"] { padding: ${p8}px; min-height: 0; }
QLineEdit[role="field"]:focus, QPlainTextEdit[role="field"]:focus {
    border: 2px solid $accent; }
QLineEdit[wrong="true"], QPlainTextEdit[wrong="true"] { border: 2px solid $hold; }
QComboBox { padding-right: ${p24}px; }
QComboBox::drop-down { border: none; width: ${p24}px; }
QComboBox::down-arrow { image: url($arrow); width: ${p16}px; height: ${p16}px; }
QComboBox QAbstractItemView { color: $ink; background: $surface; border: 1px solid $outline;
    selection-background-color: $soft; selection-color: $ink; outline: 0; }
QComboBox QAbstractItemView::item { min-height: ${h44}px; padding: ${p2}px ${p8}px; color: $ink;
    border-left: 4px solid transparent; }
QComboBox QAbstractItemView::item:selected { background: $soft; border-left-color: $accent; }
QSpinBox[calm="true"], QToolButton[calm="true"], QToolButton[calm="true"]:disabled {
    background: transparent; border-color: transparent; }
QAbstractSpinBox:disabled, QComboBox:disabled { color: $off; border-color: $off_line;
    border-style: $off_style; }
QCheckBox { color: $ink; spacing: ${p12}px; min-height: ${h44}px; background: transparent; }
QCheckBox::indicator { width: ${p24}px; height: ${p24}px; border-radius: ${r6}px;
    border: ${edge}px solid $outline; background: $surface; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent;
    image: url($check); }
QSlider { min-height: ${h44}px; background: transparent; }
QSlider[tight="true"] { min-height: ${least}px; }
QSlider[role="strip"] { min-height: 0; }
QSlider::groove:horizontal { height: ${p4}px; background: $line; border-radius: ${p2}px; }
QSlider::sub-page:horizontal { background: $accent; border-radius: ${p2}px; }
QSlider::handle:horizontal { background: $accent; width: ${p20}px; height: ${p20}px;
    margin: -${p8}px 0; border-radius: ${p10}px; border: 2px solid $surface; }
QSlider:disabled { color: $muted; }
QSlider::sub-page:horizontal:disabled, QSlider::handle:horizontal:disabled {
    background: $line; }

QListWidget[role="sections"] { background: transparent; color: $ink;
    border: 2px solid transparent; border-radius: ${r8}px; }
QListWidget[role="sections"]:focus { border-color: $accent; }
QListWidget[role="rows"] { background: transparent; color: $ink;
    border: 2px solid transparent; border-radius: ${r8}px; }
QListWidget[role="rows"]:focus { border-color: $accent; }
QListWidget[role="sections"]::item { min-height: ${h44}px; padding: 0 ${p12}px; color: $ink;
    border-left: 4px solid transparent; }
QListWidget[role="sections"]::item:hover { background: $soft; }
QListWidget[role="sections"]::item:selected { background: $soft; color: $ink;
    border-left-color: $accent; }
QTabBar { background: transparent; }
QTabBar::tab { color: $ink; background: transparent; min-height: ${h44}px;
    padding: 0 ${p12}px; border: 2px solid transparent; border-bottom: 4px solid transparent; }
QTabBar::tab:hover { background: $soft; }
QTabBar::tab:selected { border-bottom-color: $accent; }
QTabBar::tab:selected:focus { border-color: $accent; }
QTabBar::scroller { width: ${p40}px; }
QTabBar QToolButton { min-width: 0; min-height: 0; border-radius: ${r8}px; }

QTableView { color: $ink; background: transparent; border: 2px solid transparent;
    border-radius: ${r8}px; selection-background-color: $soft; selection-color: $ink; }
QTableView:focus { border-color: $accent; }
QTableView::item { padding: 0 ${p4}px; border-top: 1px solid $line; }
QTableView::item:focus { background: $soft; color: $ink; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { color: $muted; background: transparent; border: none;
    padding: ${p4}px; }

QMenu { color: $ink; background: $surface; border: 1px solid $outline; padding: ${p8}px 0;
    icon-size: ${p20}px; }
QMenu::item { padding: ${p10}px ${p24}px ${p10}px ${p16}px; }
QMenu::icon { padding-left: ${p16}px; }
QMenu::item:selected { background: $soft; }
QMenu::item:disabled { color: $off; }
QMenu::separator { height: 1px; background: $line; margin: ${p8}px 0; }
QToolTip { color: $ink; background: $surface; border: 1px solid $outline; padding: ${p4}px; }

QScrollArea { background: transparent; border: none; }
QScrollArea[role="words"] { border: 2px solid transparent; border-radius: ${r12}px; }
QScrollArea > QWidget > QWidget { background: transparent; }
QScrollBar:vertical { background: transparent; width: ${p12}px; margin: 0; }
QScrollBar::handle:vertical { background: $muted; border-radius: ${p4}px; min-height: ${h44}px;
    margin: 0 2px; }
QScrollBar::add-line, QScrollBar::sub-line, QScrollBar::add-page, QScrollBar::sub-page {
    background: none; border: none; height: 0; }
""")


PICTURES = "icons"
"""Where the sheet finds its pictures: a search path of Qt's, so that no folder's name is in it."""


def style_sheet(theme: Theme, body_pt: float, px: Callable[[float], int]) -> str:
    """The sheet for a theme; ``px`` scales a length by the font."""
    lengths = {f"p{n}": px(n) for n in (2, 4, 8, 10, 12, 16, 20, 24, 40)}
    lengths |= {"r6": px(6), "r8": px(8), "r12": px(12)}
    # Qt adds the border to a minimum height: 44 and 56 are meant from edge to edge.
    lengths |= {"h44": px(44) - 4, "h56": px(56) - 4}
    # However large the text, a finger needs no more than it does with the usual one.
    lengths["least"] = 44 - 4
    contrast = theme.is_high_contrast
    return _SHEET.substitute(
        lengths,
        bg=theme.bg,
        surface=theme.surface,
        soft=theme.soft,
        ink=theme.ink,
        muted=theme.muted,
        accent=theme.accent,
        on_accent=theme.on_accent,
        hold=theme.hold,
        line=theme.line,
        off=theme.off,
        off_line=theme.off if contrast else theme.line,
        off_style="dashed" if contrast else "solid",
        edge=theme.outline_px,
        outline=theme.outline,
        chip_line=theme.outline if contrast else theme.soft,
        badge_line=2 if contrast else 0,
        card_line=2 if contrast else 0,
        present_line=5 if contrast else 3,
        small=round(body_pt * SMALL, 2),
        lead=round(body_pt * LEAD, 2),
        title=round(body_pt * TITLE, 2),
        arrow=f"{PICTURES}:arrow-{'dark' if theme.is_dark else 'light'}.svg",
        check=f"{PICTURES}:check-{'dark' if theme.is_dark else 'light'}.svg",
    )
