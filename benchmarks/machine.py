"""Where the figures come from: the machine, the disk under the folder, the versions."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
import tempfile
import time
from importlib import metadata
from pathlib import Path

_LIBRARIES = ("tinydb", "cryptography", "msgspec", "orjson", "asyncpg")


def file_system(folder: Path) -> str:
    """The kind of file system under *folder*."""
    best, kind = "", "unknown"
    at = str(folder.resolve())
    mounts = Path("/proc/mounts")
    for line in mounts.read_text("utf-8").splitlines() if mounts.exists() else ():
        _, mount, sort, *_ = line.split()
        inside = at == mount or at.startswith(mount.rstrip("/") + "/")
        if inside and len(mount) >= len(best):
            best, kind = mount, sort
    return kind


def is_disk(folder: Path) -> bool:
    """Whether what is synced there rests on a disk."""
    return file_system(folder) not in ("tmpfs", "ramfs")


def described(folder: Path) -> dict[str, object]:
    """All that a reader of the figures must know."""
    return {
        "machine": f"{platform.system()} {platform.machine()}, {_processor()}",
        "cpus": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9, 1),
        "file_system": file_system(folder),
        "fsync_p50_ms": round(_fsync(folder), 3),
        "load": os.getloadavg()[0],
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
        "libraries": {name: _version(name) for name in _LIBRARIES},
        "commit": _commit(),
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    for line in info.read_text("utf-8").splitlines() if info.exists() else ():
        if line.startswith("model name"):
            return line.partition(": ")[2]
    return platform.processor() or "unknown processor"


def _fsync(folder: Path) -> float:
    times = []
    with tempfile.TemporaryFile(dir=folder) as file:
        for _ in range(100):
            file.write(b"x" * 700)
            file.flush()
            start = time.perf_counter()
            os.fdatasync(file.fileno())
            times.append(time.perf_counter() - start)
    return statistics.median(times) * 1e3


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return "not installed"


def _commit() -> str:
    run = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"],  # noqa: S607  # Whichever git is there.
        capture_output=True,
        text=True,
        check=False,
    )
    return run.stdout.strip() or "unknown"
