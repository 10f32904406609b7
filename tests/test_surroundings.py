"""Says what this machine lacks for the tests that were left out."""

from tests.conftest import why_no_qt
from tests.desktop.needs import need


def test_the_interface_could_be_tested() -> None:
    reason = why_no_qt()
    need(not reason, f"tests/ui and tests/qt were left out, Qt cannot be loaded: {reason}")
