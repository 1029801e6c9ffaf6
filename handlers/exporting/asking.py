"""``/export``: somebody asks to take a story out, a second person says yes, and it leaves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from handlers import choosing, who
from handlers.chat import (
    MEMBER,
    Address,
    Button,
    Code,
    Message,
    Outcome,
    Part,
    Refusal,
    Reply,
    Text,
)
from handlers.desk import Desk
from handlers.exporting.files import FORMS, document
from handlers.rules import leaving
from handlers.showing import answered, card
from handlers.words import common
from handlers.words import exporting as words
from handlers.words import help as help_words
from handlers.words.speech import Speech
from storage.records import Change, Counterpart, Member, TakingOut, added

EVERYBODY = "all"
_ALL = frozenset(("all", "everything", "tout", "tous", "todo", "todos", "الكل", "كل شيء"))
OPEN, GO = "open", "go"


def export(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/export NAME`` or ``/export all``: in which form?"""
    if rest.strip().casefold() in _ALL:
        return _forms(message, desk, EVERYBODY)
    return choosing.for_named(
        message, desk, rest, "export", lambda one: _forms(message, desk, one.id)
    )


def pressed(message: Message, desk: Desk, rest: str) -> Outcome:
    """``export:WHOM[:FORM[:open][:go]]``, as far as it has been settled."""
    whom, form, *more = (*rest.split(":"), "")[:4]
    if not form:
        return _forms(message, desk, whom)
    if form not in FORMS:
        raise Refusal(desk.say(help_words.STALE))
    sealed = OPEN not in more
    if GO in more:
        return _go(message, desk, whom, form, sealed=sealed)
    return _check(message, desk, whom, form, sealed=sealed)


def people_of(whom: str, desk: Desk) -> list[Counterpart]:
    """Whose story it is: one person's, or of everybody they see; refuses where there is none."""
    if whom != EVERYBODY:
        return [choosing.by_id(desk, whom)]
    found = [one for one in desk.book.all(Counterpart) if not one.merged_into]
    if not found:
        raise Refusal(desk.say(words.NOTHING))
    return sorted(found, key=lambda one: who.name_of(one).casefold())


def what(people: Sequence[Counterpart], say: Speech) -> str:
    """``the story of Falcon``."""
    if len(people) == 1:
        return say(words.STORY_OF, name=who.name_of(people[0]))
    return say(words.ALL_STORIES, n=len(people))


def _forms(message: Message, desk: Desk, whom: str) -> Outcome:
    say, people = desk.say, people_of(whom, desk)
    buttons = [Button(say(label), f"export:{whom}:{form}") for form, label in FORMS.items()]
    return answered(message, card(say, say(words.WHICH_FORM, what=what(people, say)), (), buttons))


def _check(message: Message, desk: Desk, whom: str, form: str, *, sealed: bool) -> Outcome:
    """What will leave and how, before it does."""
    say, team = desk.say, desk.book.all(Member)
    asks = leaving.needs_yes(desk.member, team, sealed=sealed)
    if asks and not leaving.givers(desk.member, team):
        raise _nobody(whom, form, desk, sealed=sealed)
    told = {"what": what(people_of(whom, desk), say), "form": say(FORMS[form])}
    parts = [Text(say(words.LEAVES if sealed else words.LEAVES_PLAIN))]
    if asks:
        parts.append(Text(say(words.NEEDS_YES)))
    press = f"export:{whom}:{form}" + ("" if sealed else f":{OPEN}")
    buttons = [Button(say(words.ASK if asks else words.MAKE), f"{press}:{GO}", "primary")]
    if sealed:
        buttons.append(Button(say(words.OPEN_FILE), f"{press}:{OPEN}"))
    buttons.append(Button(say(common.BACK), f"export:{whom}"))
    title = say(words.CHECK if sealed else words.CHECK_PLAIN, **told)
    return answered(message, card(say, title, parts, buttons))


def _nobody(whom: str, form: str, desk: Desk, *, sealed: bool) -> Refusal:
    """Nobody can say yes; an encrypted file may still do without."""
    back = Button(desk.say(common.BACK), f"export:{whom}" if sealed else f"export:{whom}:{form}")
    told = words.NOBODY_FOR_YOU if sealed else words.NOBODY_TO_ASK
    return Refusal(desk.say(told), buttons=(back,))


def _go(message: Message, desk: Desk, whom: str, form: str, *, sealed: bool) -> Outcome:
    people = people_of(whom, desk)
    team = desk.book.all(Member)
    if not leaving.needs_yes(desk.member, team, sealed=sealed):
        return _made(message, desk, people, form, sealed=sealed)
    about = () if whom == EVERYBODY else (whom,)
    asked = TakingOut(desk.new_id(), desk.member.id, about, form, sealed, desk.now)
    givers = leaving.givers(desk.member, team)
    if not givers:
        raise _nobody(whom, form, desk, sealed=sealed)
    title = desk.say(words.ASKED, names=desk.say.list(one.name for one in givers))
    outcome = answered(message, card(desk.say, title), (added(asked),))
    asking = tuple(_asking(asked, one, people, desk) for one in givers)
    return replace(outcome, replies=(*outcome.replies, *asking))


def _asking(asked: TakingOut, giver: Member, people: Sequence[Counterpart], desk: Desk) -> Reply:
    """The question to somebody who may say yes; a name only where they know it anyway."""
    say = Speech(giver.language, giver.zone)
    known = all(giver.id in (one.owner, *one.deputies) for one in people)
    whose = what(people, say) if known or len(people) > 1 else say(words.STORY_OF_ONE)
    how = say(words.AN_ENCRYPTED_FILE if asked.sealed else words.AN_OPEN_FILE)
    told = {"member": desk.member.name, "what": whose, "how": how, "form": say(FORMS[asked.form])}
    buttons = (
        Button(say(words.ALLOW), f"allowout:{asked.id}"),
        Button(say(words.REFUSE), f"refuseout:{asked.id}"),
    )
    shown = card(say, say(words.MAY_THEY, **told), (Text(say(words.LEAVES)),), buttons)
    return Reply(Address(MEMBER, giver.id), shown)


def allowed(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Allow]: whoever asked can make the file."""
    return _decided(message, desk, rest, yes=True)


def refused(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Refuse]: it stays where it is."""
    return _decided(message, desk, rest, yes=False)


def _decided(message: Message, desk: Desk, rest: str, *, yes: bool) -> Outcome:
    asked, member = _asked(rest, desk)
    team = desk.book.all(Member)
    if not leaving.may_give(desk.member, asked, team):
        raise Refusal(desk.say(help_words.NOT_YOURS_TO_DO))
    if asked.decided_at is not None or not member.active:
        raise Refusal(desk.say(words.SETTLED))
    after = replace(asked, decided_by=desk.member.id, decided_at=desk.now, allowed=yes)
    sentence = words.ALLOWED if yes else words.REFUSED
    own = answered(message, card(desk.say, desk.say(sentence, member=member.name)))
    told = tuple(_told(after, member, desk))
    return Outcome((*own.replies, *told), (Change(asked, after),))


def _told(asked: TakingOut, member: Member, desk: Desk) -> Iterator[Reply]:
    """Whoever asked learns what became of it, in their own chat; no name stands there."""
    say = Speech(member.language, member.zone)
    whose = say(words.STORY_OF_ONE if asked.about else words.ALL_YOURS)
    sentence = words.YOU_MAY if asked.allowed else words.YOU_MAY_NOT
    buttons = (Button(say(words.MAKE), f"takeout:{asked.id}"),) if asked.allowed else ()
    shown = card(say, say(sentence, member=desk.member.name, what=whose), (), buttons)
    yield Reply(Address(MEMBER, member.id), shown)


def taken(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Make the file], once a yes was given: by the rights of whoever asked, as they are now."""
    asked, _ = _asked(rest, desk)
    if asked.member != desk.member.id or not leaving.is_good(asked, desk.now):
        raise Refusal(desk.say(words.SETTLED))
    whom = asked.about[0] if asked.about else EVERYBODY
    made = _made(message, desk, people_of(whom, desk), asked.form, sealed=asked.sealed)
    return replace(made, changes=(*made.changes, Change(asked, replace(asked, used=True))))


def _asked(id: str, desk: Desk) -> tuple[TakingOut, Member]:
    asked = desk.book.get(TakingOut, id)
    member = desk.book.get(Member, asked.member) if asked else None
    if asked is None or member is None:
        raise Refusal(desk.say(help_words.STALE))
    return asked, member


def _made(
    message: Message, desk: Desk, people: Sequence[Counterpart], form: str, *, sealed: bool
) -> Outcome:
    say, file = desk.say, document(people, form, desk, sealed=sealed)
    title = say(words.MADE if sealed else words.MADE_PLAIN, what=what(people, say))
    parts: list[Part] = []
    if sealed:
        parts = [Text(say(words.SHOWN_ONCE)), Code(file.passphrase), Text(say(words.APART))]
    outcome = answered(message, card(say, title, parts))
    reply = replace(outcome.replies[0], document=file)
    return Outcome((reply,))


COMMANDS = {"export": export}
GIVING = {"allowout": allowed, "refuseout": refused}
"""Presses of whoever may say yes."""
PRESSES = {"export": pressed, "takeout": taken, **GIVING}
