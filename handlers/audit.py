"""``/audit``: the mandator sees who saw or changed what, without a word of what it was."""

from __future__ import annotations

from datetime import timedelta

from handlers import choosing, who
from handlers.chat import Card, Items, Message, Outcome, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.portrait import member_name
from handlers.rules.direct import TEAM
from handlers.showing import answered, card
from handlers.words import audit as words
from handlers.words import direct as direct_words
from storage.records import ITSELF, OPERATOR, Audit, Counterpart, Did, Erasure, Member

LATEST = 10
NAMES = 3
"""Names on one line; the whole card never has more than ten lines (PRACTICE D19)."""
LOOKED_BACK = 60
"""Days that are looked back for the latest ten."""

_SAID = {
    Did.SAW: words.SAW,
    Did.CHANGED: words.CHANGED,
    Did.ERASED: words.ERASED,
    Did.TOOK: words.TOOK,
    Did.TOLD: words.TOLD,
    Did.INVITED: words.INVITED,
    Did.JOINED: words.JOINED,
    Did.REMOVED: words.REMOVED,
    Did.READMITTED: words.READMITTED,
    Did.BACKED_UP: words.BACKED_UP,
    Did.RESTORED: words.RESTORED,
    Did.ROTATED: words.ROTATED,
    Did.CHECKED: words.CHECKED,
}


def audit(message: Message, desk: Desk, rest: str = "") -> Outcome:
    """``/audit [NAME]``: the latest ten lines, of everybody or of one person."""
    if not rest:
        return answered(message, _card(desk, desk.say(words.TITLE), _latest(desk)))
    one, question = choosing.found_or_asked(message, desk, rest, "audit")
    if one is None:
        return question or Outcome()
    return answered(message, _of(one, desk))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of several people was pressed."""
    return answered(message, _of(by_id(desk, rest), desk))


def _of(one: Counterpart, desk: Desk) -> Card:
    lines = desk.book.find(Audit, "about", one.id)
    title = desk.say(words.TITLE_OF, name=who.name_of(one))
    return _card(desk, title, sorted(lines, key=_number)[-LATEST:])


def _latest(desk: Desk) -> list[Audit]:
    found: list[Audit] = []
    for days in range(LOOKED_BACK):
        day = (desk.now - timedelta(days=days)).date().isoformat()
        found += desk.book.find(Audit, "day", day)
        if len(found) >= LATEST:
            break
    return sorted(found, key=_number)[-LATEST:]


def _number(line: Audit) -> int:
    return line.number


def _card(desk: Desk, title: str, lines: list[Audit]) -> Card:
    say = desk.say
    if not lines:
        return card(say, title, (Text(say(words.NOTHING)),))
    told = tuple(_line(one, desk) for one in reversed(lines))
    return card(say, title, (Items("", told),), (), say(words.HINT))


def _line(one: Audit, desk: Desk) -> str:
    say = desk.say
    by = _by(one.member, desk)
    names = [_name(id, desk) for id in one.about[:NAMES]]
    if more := len(one.about) - NAMES:
        names += [say(words.AND_MORE, n=more)] if more > 0 else []
    people = say.list(dict.fromkeys(names))
    return say(_SAID[one.did], when=say.moment(one.at), member=by, people=people)


def _by(member: str, desk: Desk) -> str:
    if member == ITSELF:
        return desk.say(words.ITSELF)
    kind, _, account = member.partition(":")
    if kind != OPERATOR:
        return member_name(member, desk)
    return desk.say(words.THE_OPERATOR, account=account) if account else desk.say(words.OPERATOR)


def _name(id: str, desk: Desk) -> str:
    if id == TEAM:
        return desk.say(direct_words.SETTING_LABEL)
    one = desk.book.get(Counterpart, id)
    if one is not None:
        return who.name_of(one)
    if (member := desk.book.get(Member, id)) is not None:
        return member.name
    gone = any(id in erasure.gone for erasure in desk.book.all(Erasure))
    return desk.say(words.GONE if gone else words.HIDDEN)


COMMANDS = {"audit": audit}
PRESSES = {"audit": chosen}
