"""The ``rapport`` command: what an operator types, and what they are told in return."""

from __future__ import annotations

import argparse
import asyncio
import os
import resource
import signal
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from bot import logs, terminal, upkeep
from bot.demo import folder
from bot.demo.parser import add as add_demo
from bot.saying import say
from bot.settings import Settings
from bot.upkeep import EX_CONFIG
from storage.collecting import no_collecting
from storage.store import Unwritable
from storage.trouble import Busy, Trouble, reason

EX_TROUBLE, EX_BUSY, EX_STOPPED = 1, 75, 130

Command = Callable[[argparse.Namespace, Settings], int]


def main(argv: Sequence[str] | None = None) -> int:
    """Do what *argv* asks and return the exit status; trouble is told without a traceback."""
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["read"]:
        return _read(words[1:])
    options = _parser().parse_args(words)
    # Nothing this process makes may be read by others, whatever the shell's habits.
    os.umask(0o077)
    # Nor may what is in its memory rest on the disk where it crashes.
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    command: Command = options.command
    try:
        return command(options, Settings.read(os.environ, Path(".env")))
    except Busy as trouble:
        return _tell(str(trouble), EX_BUSY)
    except Trouble as trouble:
        return _tell(str(trouble), EX_TROUBLE)
    except Unwritable as trouble:
        return _tell(f"The disk refuses: {trouble}.", EX_TROUBLE)
    except KeyboardInterrupt:
        return EX_STOPPED
    except BrokenPipeError:
        # Whoever read us is gone; without this the interpreter would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return EX_TROUBLE
    except OSError as error:
        # What the system refuses is told by its file, and by nothing that came along.
        where = f"{error.filename} cannot be used" if error.filename else "The system refuses"
        return _tell(f"{where}: {reason(error)}. Look at its permissions.", EX_TROUBLE)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rapport", description="The memory of a humanitarian negotiating team."
    )
    parser.set_defaults(command=_help(parser))
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    chat = commands.add_parser("chat", help="talk to Rapport in this terminal; no account needed")
    chat.add_argument("--as", dest="name", default="", metavar="NAME", help="who is talking")
    chat.set_defaults(command=_chat)

    run = commands.add_parser("run", help="serve Telegram and Slack, where their tokens are set")
    run.set_defaults(command=_run)

    upkeep.add(commands)
    add_demo(commands, _demo)
    commands.add_parser("read", help="see what Rapport reads in a text", add_help=False)
    commands.add_parser("version", help="which Rapport this is").set_defaults(command=_version)
    return parser


def _help(parser: argparse.ArgumentParser) -> Command:
    def show(options: argparse.Namespace, settings: Settings) -> int:
        parser.print_help()
        return 0

    return show


def _chat(options: argparse.Namespace, settings: Settings) -> int:
    with no_collecting():
        from bot import seat  # noqa: PLC0415  # The whole house takes longer to load than help should.

    if settings.problems:
        return _tell("\n".join(settings.problems), EX_CONFIG)
    folder.refuse(settings)
    logs.set_up("ERROR")
    terminal.plain_streams()
    asyncio.run(seat.chat(settings, options.name))
    return 0


def _demo(options: argparse.Namespace, settings: Settings) -> int:
    with no_collecting():
        from bot import seat  # noqa: PLC0415  # The whole house takes longer to load than help should.
    from bot.demo import command  # noqa: PLC0415  # So does the story.

    logs.set_up("ERROR")
    terminal.plain_streams()
    if not command.done(options, settings, command.now()):
        command.welcome(options.name)
        inside = folder.inside(command.place(options, settings), settings)
        asyncio.run(seat.chat(inside, options.name))
    return 0


def _run(options: argparse.Namespace, settings: Settings) -> int:
    with no_collecting():
        from bot import app  # noqa: PLC0415  # The whole house takes longer to load than help should.

    if settings.problems:
        return _tell("\n".join(settings.problems), EX_CONFIG)
    folder.refuse(settings)
    found = app.adapters(settings)
    if not found:
        return _tell(
            "No platform is set up yet. Put TELEGRAM_BOT_TOKEN, or SLACK_BOT_TOKEN and "
            "SLACK_APP_TOKEN, into .env (see .env.example); `rapport chat` needs neither.",
            EX_CONFIG,
        )
    logs.set_up(settings.log)

    async def serve() -> None:
        stop = asyncio.Event()
        for name in (signal.SIGINT, signal.SIGTERM):
            asyncio.get_running_loop().add_signal_handler(name, stop.set)
        await app.run(settings, found, stop)

    asyncio.run(serve())
    return 0


def _version(options: argparse.Namespace, settings: Settings) -> int:
    from importlib import metadata  # noqa: PLC0415  # Only this command needs it.

    try:
        say(f"rapport {metadata.version('rapport')}")
    except metadata.PackageNotFoundError:
        say("rapport, from a working copy")
    return 0


def _read(words: list[str]) -> int:
    from bot import reading  # noqa: PLC0415  # Only this command needs it.

    return int(reading.main(words))


def _tell(text: str, status: int) -> int:
    sys.stderr.write(f"{text}\n")
    return status
