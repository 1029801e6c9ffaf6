"""``rapport export`` and ``rapport import``: what the chat does with files, for the operator.

The operator acts in the name of one member, by that member's rights and through the handlers that
answer that member's presses. The audit tells that it was the operator.
"""

from __future__ import annotations

import argparse
import base64
import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.control import Asked, named
from bot.handling import Handling
from bot.house import House
from bot.making import Unmade, made
from bot.minds import MINDS
from bot.operating import through
from bot.paper import to_text
from bot.saying import say
from bot.settings import Settings
from handlers import who
from handlers.chat import Address, Attachment, Document, Message, Outcome, Refusal
from handlers.desk import Desk, no_files
from handlers.exporting import EVERYBODY, FORMS
from handlers.importing import asking as importing
from handlers.rules import leaving
from handlers.rules.roles import Action, may
from storage.meter import Progress, unseen
from storage.records import OPERATOR, Draft, Member, TakingOut
from storage.trouble import Trouble

PATIENCE = 600.0
"""Seconds in which a running service has surely made a file."""
LARGEST = 1_000_000
"""Bytes of a file of people."""


def export(options: argparse.Namespace, settings: Settings) -> int:
    """Take a story out as a file, encrypted unless it is asked to be open."""
    asked: Asked = {
        "do": "export",
        "as": options.name,
        "whom": options.whom,
        "form": options.form,
        "open": options.open,
    }
    told = _answer(through(asked, settings, taken_out, PATIENCE))
    file = ""
    if "data" in told:
        file = str(_written(options.to.expanduser() / told["name"], told.pop("data")))
    if options.json:
        say(json.dumps({**told, "file": file}))
    else:
        say("\n".join(filter(None, (told["said"], file and f"The file: {file}"))))
    return 0 if file else 1


def _written(path: Path, data: str) -> Path:
    """Write the file under the first name like *path* that is free; what is there stays."""
    free, number = path, 1
    while free.exists():
        number += 1
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
    try:
        fd = os.open(free, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError:
        raise Trouble(f"{free} cannot be written. Name another folder with --to.") from None
    with os.fdopen(fd, "wb") as file:
        file.write(base64.b64decode(data))
    return free


def bring_in(options: argparse.Namespace, settings: Settings) -> int:
    """Show who is in a file of people, and add them once that is wanted."""
    file = options.file.expanduser()
    try:
        data = file.read_bytes()
    except OSError:
        raise Trouble(f"{file} cannot be read.") from None
    asked: Asked = {
        "do": "import",
        "as": options.name,
        "name": file.name,
        "data": base64.b64encode(data).decode(),
        "add": "",
    }
    told = _answer(through(asked, settings, brought_in, PATIENCE))
    what = "all" if options.alike else "new"
    wanted = options.yes or (not options.json and _asked_to(told["said"]))
    if wanted:
        told = _answer(through({**asked, "add": what}, settings, brought_in, PATIENCE))
    elif not options.json:
        say("Nobody was added. With --yes they are; with --alike also those alike to somebody.")
        return 0
    say(json.dumps(told) if options.json else told["said"])
    return 0


def _asked_to(shown: str) -> bool:
    """Whether whoever sits here, and sees what will be added, wants it."""
    say(shown)
    if not sys.stdin.isatty():
        return False
    return input("Add them? [y/N] ").strip().casefold() in ("y", "yes")


def _answer(told: Asked) -> Asked:
    if "error" in told or "said" not in told:
        raise Trouble(str(told.get("error", "There was no answer.")))
    return told


async def taken_out(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """A file of what one member sees of somebody, or of everybody."""
    handling = _handling(house)
    try:
        desk = _desk(asked, house, handling)
        press = _press(asked, desk)
    except (Refusal, Trouble) as refusal:
        return {"error": str(refusal)}
    # What leaves bears who took it out, so that nobody else is taken for them.
    name = f"{desk.member.name} ({named(asked)})"
    desk = replace(desk, member=replace(desk.member, name=name))
    outcome = await _done(press, desk, asked, house, handling)
    told: Asked = {"said": _said(outcome)}
    document = next((one.document for one in outcome.replies if one.document), None)
    return told | await _packed(document) if document else told


async def _packed(document: Document) -> Asked:
    try:
        file = await made(document)
    except Unmade as why:
        return {"error": str(why)}
    return {
        "name": file.name,
        "data": base64.b64encode(file.data).decode(),
        **({"passphrase": document.passphrase} if document.passphrase else {}),
    }


def _press(asked: Asked, desk: Desk) -> str:
    """The press that takes it out: by a yes that was given, where there is one."""
    whom, form, sealed = _whom(str(asked.get("whom", "")), desk), str(asked["form"]), True
    if form not in FORMS:
        raise Trouble(f"There is no form {form}. There are: {', '.join(FORMS)}.")
    if asked.get("open"):
        sealed = False
    about = () if whom == EVERYBODY else (whom,)
    for one in desk.book.all(TakingOut):
        same = (one.member, one.about, one.form, one.sealed) == (
            *(desk.member.id, about, form, sealed),
        )
        if same and leaving.is_good(one, desk.now):
            return f"takeout:{one.id}"
    return f"export:{whom}:{form}" + ("" if sealed else ":open") + ":go"


def _whom(name: str, desk: Desk) -> str:
    if name.casefold() == EVERYBODY:
        return EVERYBODY
    found = who.find(desk.book, name)
    if found.only is not None:
        return found.only.id
    several = ", ".join(who.name_of(one) for one in found.offered[:5])
    more = f" Did you mean {several}?" if several else ""
    raise Trouble(f"{desk.member.name} sees nobody who is certainly {name}.{more}")


async def brought_in(asked: Asked, house: House, progress: Progress = unseen) -> Asked:
    """Who is in a file of people; with ``add``, those are added to one member's own."""
    data = base64.b64decode(str(asked["data"]))
    handling = _handling(house, data)
    try:
        desk = _desk(asked, house, handling)
        looked = _looked_through(asked, len(data), desk)
    except (Refusal, Trouble) as refusal:
        return {"error": str(refusal)}
    if not asked.get("add"):
        return {"said": _said(looked)}
    (draft,) = (one.after for one in looked.changes if isinstance(one.after, Draft))
    house.store.apply(looked.changes)
    press = f"import:{draft.id}:{asked['add']}"
    return {"said": _said(await _done(press, desk, asked, house, handling))}


def _looked_through(asked: Asked, size: int, desk: Desk) -> Outcome:
    if not may(desk.member, Action.WRITE):
        raise Trouble(f"{desk.member.name} may read here, and not write. Name another with --as.")
    file = Attachment("document", str(asked["name"]), size=size, blob=OPERATOR)
    looked = importing.shared(_message(desk, files=(file,)), desk) if size <= LARGEST else None
    if looked is None:
        raise Trouble(
            "No people were found in it. It takes a table (.csv) or contacts (.vcf), 1 MB at most."
        )
    return looked


def _handling(house: House, data: bytes | None = None) -> Handling:
    """What answers, as the house does; *data* is the one file that lies on the desk."""
    file = no_files if data is None else (lambda blob: data)
    return Handling(house.store, MINDS, house.outbox.owe, house.clock, file=file)


def _desk(asked: Asked, house: House, handling: Handling) -> Desk:
    """The desk of the member in whose name it is done; raises `Trouble`."""
    team = [one for one in house.store.all(Member) if one.active]
    name = str(asked.get("as", "")).casefold()
    found = [one for one in team if one.name.casefold() == name] if name else leaving.top(team)
    if len(found) == 1:
        return handling.desk(found[0])
    names = ", ".join(sorted(one.name for one in team)) or "nobody yet; `rapport invite` first"
    raise Trouble(f"In whose name? Say so with --as. The team: {names}.")


def _message(desk: Desk, **more: Any) -> Message:
    """Something that was done at this machine in the member's name."""
    place = Address(OPERATOR, desk.member.id)
    return Message(f"{OPERATOR}:{desk.new_id()}", f"{OPERATOR}:", place, desk.now, **more)


async def _done(press: str, desk: Desk, asked: Asked, house: House, handling: Handling) -> Outcome:
    outcome, handled = handling.asked(_message(desk, press=press), desk, named(asked))
    await house.commit(handled.ticket)
    house.outbox.take(handled.owed)
    return outcome


def _said(outcome: Outcome) -> str:
    """The cards for whoever sits here, as lines; nothing can be pressed on them."""
    own = [one for one in outcome.replies if one.to.platform == OPERATOR]
    return "\n\n".join(to_text(one.card) for one in own)
