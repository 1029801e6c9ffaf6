"""``python -m tests.simulation``: every zone there is, a few to a team, for two years."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from pathlib import Path
from zoneinfo import available_timezones

from tests.simulation import Found, lived, second_names, told

PAGE = Path(__file__).parent.parent.parent / "docs" / "simulation.md"
HEAD = """# Years of nudges, simulated

Written by `python -m tests.simulation --write`; its rules and their readings stand in
`tests/simulation/manners.py`. A team has a member in each of its zones, on Telegram and every
other one on Slack too; members meet people, promise, mourn, quarrel and make up, press buttons,
move, change their week, hours, language and overview, go away and come back, hand relations over,
ask to be reminded, fall silent, are taken off the team by mistake and leave for good, while the
service stops and starts, doors shut, and cards fail or leave without an answer. Much of it happens
in the middle of what waits.

Every clock that differs from the others within two years comes first, and whoever lives by it
knows four counterparts; then the other names of the same clocks, with one counterpart each.
"""


def main(arguments: Sequence[str]) -> int:
    """Play, tell, and answer 1 where something did not hold."""
    asked = _asked(arguments)
    zones = asked.zone or sorted(available_timezones() - {"Factory", "localtime"})
    second = second_names(zones)
    firsts = [zone for zone in zones if zone not in second]
    # Every clock there is comes first, then the other names of the same clocks.
    teams = [*_teams(firsts, asked.team), *_teams(sorted(second), asked.team)]
    number = len(teams)
    found, began = Found(), time.monotonic()
    with ProcessPoolExecutor(asked.processes) as pool:
        days = round(asked.years * 365)
        seeds = [f"{asked.seed}.{place}" for place in range(number)]
        jobs = [
            pool.submit(lived, team, seed, days=days, second=second.intersection(team))
            for team, seed in zip(teams, seeds, strict=True)
        ]
        done = _gathered(jobs, found)
    played = sum(len(team) for team, job in zip(teams, jobs, strict=True) if job in done)
    title = f"{played} zones in {len(done)} teams, {asked.years:g} × 365 days, seed {asked.seed}"
    if len(done) < number:
        title += f", ended before the other {len(zones) - played} zones"
    sys.stdout.write(f"\n{title}, {time.monotonic() - began:.0f} s\n{told(found)}\n")
    if asked.write:
        PAGE.write_text(f"{HEAD}\n{_page(title, found)}", "utf-8")
    return int(bool(found.wrong))


def _teams(zones: Sequence[str], size: int) -> list[Sequence[str]]:
    """*zones* in teams of about that size, whose members live far apart."""
    number = -(-len(zones) // size)
    return [zones[place::number] for place in range(number)]


def _gathered(jobs: Sequence[Future[Found]], found: Found) -> set[Future[Found]]:
    """Take in team after team; which, for whoever ends it with Ctrl-C hears of those."""
    done: set[Future[Found]] = set()
    try:
        for job in as_completed(jobs):
            found.add(job.result())
            done.add(job)
            _progress(len(done), len(jobs), found)
    except KeyboardInterrupt:
        for job in jobs:
            job.cancel()
    return done


def _asked(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.simulation", description=__doc__)
    parser.add_argument("--years", type=float, default=2.0, help="how long they live")
    parser.add_argument("--zone", action="append", help="this zone, not all; may come again")
    parser.add_argument("--team", type=int, default=6, help="zones to a team")
    parser.add_argument("--seed", type=int, default=1, help="another course of events")
    parser.add_argument("--processes", type=int, default=2, help="teams played at once")
    parser.add_argument("--write", action="store_true", help="keep the report in docs")
    return parser.parse_args(arguments)


def _progress(done: int, number: int, found: Found) -> None:
    wrong = sum(found.wrong.values())
    line = f"\r{done} of {number} teams, {found.counts['cards']:,} cards, {wrong} wrong"
    sys.stderr.write(line)
    sys.stderr.flush()


def _page(title: str, found: Found) -> str:
    lines = [f"{title}.", "", "| what must hold | looked at | did not |", "|---|--:|--:|"]
    for what, times in sorted(found.checked.items()):
        lines.append(f"| {what} | {times:,} | {found.wrong[what]:,} |")
    lines += ["", "| what happened | times |", "|---|--:|"]
    lines += [f"| {what} | {times:,} |" for what, times in sorted(found.counts.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
