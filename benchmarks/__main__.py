"""``python -m benchmarks [NAME …]``: measures what is named, or all there is, one by one."""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import answering, naming, nudging, reading, store

ALL: dict[str, Callable[[], None]] = {
    "store": store.main,
    "answering": answering.main,
    "naming": naming.main,
    "reading": reading.main,
    "nudging": nudging.main,
}


def main(names: list[str]) -> None:
    """Measure everything of *names*; where one is not known, say what there is."""
    if unknown := [name for name in names if name not in ALL]:
        sys.exit(f"No benchmark is called {unknown[0]}. There are: {', '.join(ALL)}.")
    for name in names or ALL:
        print(f"== {name}")
        ALL[name]()


main(sys.argv[1:])
