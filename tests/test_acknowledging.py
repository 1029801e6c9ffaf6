"""The count of what was acknowledged too early finds nothing, and finds a disk that lies."""

from __future__ import annotations

from pathlib import Path

from benchmarks.crowding import CountedFiles, fsyncs
from benchmarks.measuring import Report


class HastyFiles(CountedFiles):
    """Says that all is on disk and brings nothing there."""

    def sync(self, fd: int) -> None:
        self.syncs += 1


def counted(folder: Path, files: CountedFiles) -> dict[str, float]:
    report = Report()
    fsyncs(report, folder, 400, files)
    return {figure.goal: figure.value for figure in report.figures}


def test_two_hundred_at_once_share_few_syncs_and_nobody_is_told_before_theirs(
    tmp_path: Path,
) -> None:
    figures = counted(tmp_path, CountedFiles())
    assert figures["P6-acks"] == 1
    assert figures["P6"] <= 0.05


def test_a_disk_that_brings_nothing_to_disk_is_found_out(tmp_path: Path) -> None:
    assert counted(tmp_path, HastyFiles())["P6-acks"] == 0
