"""Foreign text in a log is one line of it."""

from __future__ import annotations

import io
import logging

from stretchtimer.services.system.printable import LogLines


def logged(message: str, error: Exception | None = None) -> str:
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(LogLines())
    fault = (type(error), error, None) if error else None
    handler.handle(logging.makeLogRecord({"msg": message, "name": "x", "exc_info": fault}))
    return stream.getvalue()


def test_a_message_is_one_line_whatever_it_is_about() -> None:
    assert logged("a\n2026-01-01 ERROR forged\x1b[2J").count("\n") == 1
    assert r"a\n2026-01-01 ERROR forged\x1b[2J" in logged("a\n2026-01-01 ERROR forged\x1b[2J")


def test_a_trace_keeps_its_lines_but_gives_no_orders() -> None:
    words = logged("fault", ValueError("one\x1b[2J"))
    assert r"ValueError: one\x1b[2J" in words
    assert "\x1b" not in words
