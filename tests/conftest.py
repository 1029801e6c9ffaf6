"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# How long an example takes tells of the machine, not of us; what is claimed of speed is measured
# in benchmarks/.
settings.register_profile("house", deadline=None)
settings.load_profile("house")
