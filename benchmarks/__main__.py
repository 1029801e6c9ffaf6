"""``python -m benchmarks``: measures the store and prints what it found."""

from __future__ import annotations

from benchmarks.store import main

main()
