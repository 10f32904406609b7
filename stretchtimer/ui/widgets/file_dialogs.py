"""Asks for a file or a folder with the system's own dialog, which nothing waits for."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QWidget


def ask_where_to_save(
    parent: QWidget,
    title: str,
    name: str,
    kind: str,
    then: Callable[[Path], None],
    *,
    may_replace: bool = True,
) -> None:
    """Asks for a path to write to; ``kind`` is such as ``JSON (*.json)``.

    Unless one ``may_replace`` a file that is there, nobody is asked whether to: that is refused.
    """
    dialog = QFileDialog(parent, title, name, kind)
    dialog.setOption(QFileDialog.Option.DontConfirmOverwrite, not may_replace)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix(Path(name).suffix.lstrip("."))
    dialog.selectFile(name)
    _open(dialog, then)


def ask_which_file(parent: QWidget, title: str, kind: str, then: Callable[[Path], None]) -> None:
    """Asks for a file that is there."""
    dialog = QFileDialog(parent, title, "", kind)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_which_folder(parent: QWidget, title: str, then: Callable[[Path], None]) -> None:
    """Asks for a folder."""
    dialog = QFileDialog(parent, title)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, then)


def _open(dialog: QFileDialog, then: Callable[[Path], None]) -> None:
    dialog.fileSelected.connect(lambda path: then(Path(path)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
