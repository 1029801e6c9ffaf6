"""Where the made-up year rests: a folder of its own, under a key of its own, never a real one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bot.settings import Settings
from storage.trouble import Trouble

STORE, KEY, MARK, WHOLE = "store", "key", "MADE-UP.txt", "whole"
SAYS = (
    "Everything in this folder is made up: the people, the places, what was said. It was written "
    "by rapport demo, under a key that lies beside it. Keep nothing real here.\n"
)


def usual(settings: Settings) -> Path:
    """Beside the data folder, and never in it."""
    return settings.data.with_name(f"{settings.data.name}-demo")


def is_made_up(data: Path) -> bool:
    """Whether the store in *data* is of the made-up year."""
    return (data.parent / MARK).is_file()


def inside(folder: Path, settings: Settings) -> Settings:
    """*settings* with nothing in them but what lies in *folder*: no real key, no platform."""
    return replace(
        Settings(language=settings.language),
        data=folder / STORE,
        key_file=folder / KEY,
        backups=folder / "backups",
    )


def has_year(folder: Path) -> bool:
    """Whether a made-up year rests in *folder*, told to its end."""
    return (folder / MARK).is_file() and (folder / WHOLE).is_file()


def prepare(folder: Path, settings: Settings) -> None:
    """Make *folder*, and mark it; raises `Trouble` where anything else is in it."""
    real = settings.data.resolve()
    here = folder.resolve()
    if here == real or real in here.parents or here in real.parents:
        raise Trouble(f"{folder} is where real data rests. Name another folder with --folder.")
    if has_year(folder):
        raise Trouble(
            f"A made-up year is in {folder} already: rapport demo opens it. To make another, name "
            "another folder with --folder, or remove this one first."
        )
    if (folder / MARK).is_file():
        raise Trouble(f"A story was begun in {folder} and not finished. Remove it and try again.")
    if folder.exists() and any(folder.iterdir()):
        raise Trouble(f"{folder} is not empty. Name an empty folder, or a new one, with --folder.")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    (folder / MARK).write_text(SAYS, "utf-8")


def finish(folder: Path) -> None:
    """Note that the story in *folder* was told to its end."""
    (folder / WHOLE).write_text("The story was told to its end.\n", "utf-8")


def refuse(settings: Settings) -> None:
    """Raise `Trouble` where real work was to be done in a made-up store."""
    if is_made_up(settings.data):
        raise Trouble(
            f"{settings.data} holds a made-up year, not to be mixed with real data. Name the real "
            "folder in RAPPORT_DATA; rapport demo opens this one."
        )
