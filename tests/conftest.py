"""Settings that hold for all tests: property tests try the same examples on every machine."""

import tempfile
from pathlib import Path

from hypothesis import settings
from hypothesis.configuration import set_hypothesis_home_dir

# What hypothesis keeps between runs does not belong in the checkout.
set_hypothesis_home_dir(Path(tempfile.gettempdir()) / "stretchtimer-hypothesis")
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.load_profile("steady")
