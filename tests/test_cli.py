from __future__ import annotations

import json
import os
import re
import select
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
NOWHERE = "http://127.0.0.1:9"
BOTH = {
    "TELEGRAM_BOT_TOKEN": "1:test",
    "SLACK_BOT_TOKEN": "xoxb-test",
    "SLACK_APP_TOKEN": "xapp-test",
    "RAPPORT_TELEGRAM_API_URL": NOWHERE,
    "RAPPORT_SLACK_API_URL": f"{NOWHERE}/api/",
}
Done = subprocess.CompletedProcess[str]


class Machine:
    """A machine with nothing on it but Python and Rapport."""

    def __init__(self, home: Path) -> None:
        self.home = home
        self.data = home / "data/rapport"
        self.key = home / "config/rapport/key"

    def environ(self, **more: str) -> dict[str, str]:
        here = {"HOME": self.home, "XDG_DATA_HOME": self.home / "data"}
        here["XDG_CONFIG_HOME"] = self.home / "config"
        kept = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "PYTHONWARNINGS": "error"}
        return {**kept, **{name: str(path) for name, path in here.items()}, **more}

    def rapport(self, *words: str, typed: str = "", **environ: str) -> Done:
        """What ``rapport`` did with *words* when *typed* was piped in."""
        return subprocess.run(
            [sys.executable, "-m", "bot", *words],
            cwd=self.home,
            env=self.environ(**environ),
            input=typed,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )

    @contextmanager
    def running(self, **environ: str) -> Iterator[subprocess.Popen[str]]:
        """``rapport run``, once it answers."""
        with subprocess.Popen(
            [sys.executable, "-m", "bot", "run"],
            cwd=self.home,
            env=self.environ(**environ),
            stderr=subprocess.PIPE,
            text=True,
        ) as process:
            try:
                deadline = time.monotonic() + 30
                while not (self.data / "control").exists() and process.poll() is None:
                    assert time.monotonic() < deadline
                    time.sleep(0.05)
                yield process
            finally:
                process.kill()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    # The folder is ours alone, as a home is; its path is short enough for a socket.
    return Machine(tmp_path)


def test_a_first_conversation_needs_nothing_and_leaves_nothing_readable(machine: Machine) -> None:
    note = (
        "Met Idris at the north gate today, tea. He agreed to let two trucks through on Monday.\n"
    )
    first = machine.rapport("chat", typed=note + "1\n")
    assert (first.returncode, first.stderr) == (0, "")
    assert first.stdout.count("Idris") >= 2
    again = machine.rapport("chat", typed="history Idris\n")
    assert "two trucks" in again.stdout
    assert stat.S_IMODE(machine.key.stat().st_mode) == 0o600
    for path in machine.home.rglob("*"):
        if path.is_file():
            assert b"Idris" not in path.read_bytes()
            assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0


def test_two_people_can_sit_at_one_terminal_and_see_only_their_own(machine: Machine) -> None:
    machine.rapport("chat", typed="Met Idris today, tea.\n1\n")
    karim = machine.rapport("chat", "--as", "Karim", typed="history Idris\nwhoami\n")
    assert "Last contact" not in karim.stdout
    assert "Karim" in karim.stdout


def test_run_without_a_token_says_what_is_missing(machine: Machine) -> None:
    done = machine.rapport("run")
    assert done.returncode == 78
    assert "TELEGRAM_BOT_TOKEN" in done.stderr
    assert not machine.data.exists()


@pytest.mark.parametrize("command", ["run", "chat"])
def test_a_wrong_setting_is_told_before_anything_is_touched(machine: Machine, command: str) -> None:
    done = machine.rapport(command, RAPPORT_ZONE="Mars/Crater", TELEGRAM_BOT_TOKEN="1:test")
    assert done.returncode == 78
    assert "RAPPORT_ZONE" in done.stderr
    assert "Mars" not in done.stderr
    assert not machine.data.exists()


def test_trouble_with_the_store_is_told_without_a_traceback(machine: Machine) -> None:
    machine.rapport("chat", typed="help\n")
    machine.key.unlink()
    done = machine.rapport("chat", typed="help\n")
    assert done.returncode == 1
    assert "missing" in done.stderr
    assert "Traceback" not in done.stderr
    assert not machine.key.exists()


def test_a_running_service_holds_its_store_answers_the_command_line_and_stops(
    machine: Machine,
) -> None:
    with machine.running(**BOTH) as service:
        second = machine.rapport("run", **BOTH)
        assert second.returncode == 75
        assert str(service.pid) in second.stderr
        told = json.loads(machine.rapport("invite", "--name", "Sara", "--json", **BOTH).stdout)
        assert len(told["token"]) == 22
        found = json.loads(machine.rapport("check", "--json", **BOTH).stdout)
        assert [one["what"] for one in found if not one["ok"]][-2:] == ["Telegram", "Slack"]
        assert json.loads(machine.rapport("backup", "--json").stdout)["records"] > 0
        assert "key" in json.loads(machine.rapport("keys", "rotate", "--json").stdout)
        asked = time.monotonic()
        service.send_signal(signal.SIGTERM)
        assert service.wait(10) == 0
        assert time.monotonic() - asked < 10
        written = service.stderr.read() if service.stderr else ""
        assert "Traceback" not in written
        assert not re.search(r"1:test|xoxb-test|xapp-test|Sara", written)
    assert not (machine.data / "control").exists()


def test_after_a_kill_the_next_start_goes_on(machine: Machine) -> None:
    with machine.running(**BOTH) as service:
        service.kill()
        service.wait(10)
    assert (machine.data / "control").exists()
    told = machine.rapport("invite", "--name", "Sara", "--role", "observer")
    assert told.returncode == 0
    assert re.search(r"/start [\w-]{22}\n", told.stdout)
    assert re.search(r"/rapport start [\w-]{22}\n", told.stdout)


def test_an_invitation_needs_a_name(machine: Machine) -> None:
    done = machine.rapport("invite", "--name", "  ")
    assert done.returncode == 1
    assert "name" in done.stderr


def test_check_finds_nothing_wrong_with_a_fresh_machine(machine: Machine) -> None:
    done = machine.rapport("check")
    assert (done.returncode, done.stderr) == (0, "")
    assert not machine.data.exists()


def test_check_names_a_key_that_others_can_read(machine: Machine) -> None:
    machine.rapport("chat", typed="help\n")
    machine.key.chmod(0o644)
    done = machine.rapport("check")
    assert done.returncode == 1
    assert f"chmod 600 {machine.key}" in done.stdout


@pytest.mark.parametrize("words", [[], ["--help"], ["version"]])
def test_help_and_version_need_nothing(machine: Machine, words: list[str]) -> None:
    done = machine.rapport(*words)
    assert done.returncode == 0
    assert "rapport" in done.stdout
    assert not machine.data.exists()


@pytest.mark.parametrize(("no_color", "painted"), [("", True), ("1", False)])
def test_somebody_who_sits_there_gets_a_prompt_and_can_go_on_in_the_next_line(
    machine: Machine, no_color: str, painted: bool
) -> None:
    ours, theirs = os.openpty()
    environ = machine.environ(NO_COLOR=no_color, TERM="xterm")
    with subprocess.Popen(
        [sys.executable, "-m", "bot", "chat"],
        cwd=machine.home,
        env=environ,
        stdin=theirs,
        stdout=theirs,
        start_new_session=True,
    ) as process:
        screen = read_until(ours, "> ")
        os.write(ours, b"Met Idris today \\\n, tea\n")
        screen += read_until(ours, "Drop", "> ")
        os.write(ours, b"\x04")
        assert process.wait(20) == 0
    os.close(theirs)
    os.close(ours)
    assert "this is rapport" in screen.casefold()
    assert "\u2026 " in screen
    assert ("\033[1m" in screen) is painted


def read_until(terminal: int, *marks: str) -> str:
    """What the terminal shows until every one of *marks* has come, in that order."""
    screen, at = "", 0
    deadline = time.monotonic() + 30
    for mark in marks:
        while (found := screen.find(mark, at)) < 0:
            assert time.monotonic() < deadline, screen
            if select.select([terminal], [], [], 0.2)[0]:
                screen += os.read(terminal, 65536).decode("utf-8", "replace")
        at = found + len(mark)
    return screen


def test_what_cannot_be_read_as_text_is_no_trouble(machine: Machine) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "chat"],
        cwd=machine.home,
        env=machine.environ(LC_ALL="C"),
        input=b"\xff\xfe met \xd0\x98\n\x1b[2J\n",
        capture_output=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"\x1b" not in done.stdout
