"""The manifest we ship asks for what the code uses, and for nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import bot.slack
from bot.slack.events import COMMAND, SHORTCUTS
from handlers.chat import Address, Card, Form, Reply
from tests.doubles.slack_web import METHODS
from tests.slack_link import link

MANIFEST = Path(bot.slack.__file__).with_name("manifest.yaml")
EVENTS = {"app_home_opened", "app_mention", "message.im"}


def read(lines: list[tuple[int, str]]) -> Any:
    """The plain maps, lists and words our manifest is made of, from (indent, text) lines."""
    told: Any = [] if lines[0][1].startswith("- ") else {}
    while lines:
        indent, line = lines[0]
        if isinstance(told, list):
            if ": " not in line:
                told.append(line.removeprefix("- "))
                lines = lines[1:]
                continue
            size = _size(lines, indent)
            own = [(indent + 2, line.removeprefix("- ")), *lines[1:size]]
            told.append(read(own))
        else:
            name, _, value = line.partition(":")
            size = _size(lines, indent)
            told[name] = read(lines[1:size]) if size > 1 else _word(value.strip())
        lines = lines[size:]
    return told


def _size(lines: list[tuple[int, str]], indent: int) -> int:
    """How many lines belong to the first."""
    inside = [number for number, (depth, _) in enumerate(lines) if number and depth <= indent]
    return inside[0] if inside else len(lines)


def _word(value: str) -> Any:
    return {"true": True, "false": False}.get(value, value.strip('"'))


def manifest() -> Any:
    lines = MANIFEST.read_text("utf-8").splitlines()
    kept = [line for line in lines if line.strip() and not line.lstrip().startswith("#")]
    return read([(len(line) - len(line.lstrip()), line.strip()) for line in kept])


def test_the_manifest_names_every_command_shortcut_and_event_we_listen_to() -> None:
    told = manifest()
    assert [each["command"] for each in told["features"]["slash_commands"]] == [COMMAND]
    shortcuts = {each["callback_id"]: each["type"] for each in told["features"]["shortcuts"]}
    assert shortcuts == {"save_agreement": "message", "log_meeting": "global"}
    assert set(shortcuts) == set(SHORTCUTS)
    assert set(told["settings"]["event_subscriptions"]["bot_events"]) == EVENTS


def test_socket_mode_the_home_and_its_messages_are_on() -> None:
    told = manifest()
    assert told["settings"]["socket_mode_enabled"] is True
    assert told["settings"]["interactivity"]["is_enabled"] is True
    assert told["settings"]["token_rotation_enabled"] is False
    home = told["features"]["app_home"]
    assert (home["home_tab_enabled"], home["messages_tab_enabled"]) == (True, True)
    assert home["messages_tab_read_only_enabled"] is False
    assert "agent_description" in told["features"]["agent_view"]


def test_the_manifest_keeps_to_slacks_lengths() -> None:
    told = manifest()
    assert len(told["display_information"]["name"]) <= 35
    assert len(told["display_information"]["description"]) <= 140
    assert len(told["features"]["agent_view"]["agent_description"]) <= 300
    for shortcut in told["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
        assert len(shortcut["description"]) <= 150


async def test_the_scopes_are_enough_and_none_is_idle() -> None:
    scopes = set(manifest()["oauth_config"]["scopes"]["bot"])
    listening = {"app_mentions:read", "commands", "im:history"}
    assert scopes == listening | (
        {scope for _, scope in METHODS.values()} - {"connections:write", ""}
    )
    home, card = Address("slack", "U1"), Card("Saved")
    async with link("socket") as linked:
        linked.slack.scopes = scopes | {"connections:write", ""}
        linked.house.blobs["x"] = b"x"
        stamp = await linked.amina.uploads("a.txt", b"a", "text/plain", bare=True)
        (message,) = await linked.house.sees(1)
        assert message.files[0].blob
        await linked.amina.opens_home("messages")
        await linked.amina.until(lambda: bool(linked.amina.prompts))
        form = Form("x:1", "x", (), "x", "x")
        for reply in (
            Reply(home, card, file="x"),
            Reply(home, card, tick=f"DU1/{stamp}"),
            Reply(home, card, page=True),
            Reply(home, card, form=form, trigger=linked.amina.trigger()),
        ):
            await linked.chat.send(reply, "d", repeat=False)
        assert linked.amina.chat[0].reactions == ["white_check_mark"]
        assert await linked.chat.sent(Reply(home, card), "d")
