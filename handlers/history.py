"""The story with one person: short first, then the meetings, page by page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from handlers import choosing, connections, promises, who
from handlers.chat import Button, Card, Items, Line, Message, Outcome, Part, Quote, Text
from handlers.choosing import by_id
from handlers.desk import Desk
from handlers.drafting.shown import cut
from handlers.portrait import member_name
from handlers.reading.note import Note
from handlers.rules.meetings import contacts_with, is_contact
from handlers.rules.open import is_open, latest_first, ours_first, stands
from handlers.showing import answered, card, page_start
from handlers.words import briefing as briefing_words
from handlers.words import common
from handlers.words import history as words
from handlers.words import network as network_words
from handlers.words import note as note_words
from handlers.words import people as people_words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Kind,
    Meeting,
    Organisation,
    Position,
    RedLine,
    Side,
)

FIRST = 3
"""How many of each the short card shows."""
PAGE = 5
"""Meetings on one page of the timeline."""
SHOWN_WORDS = 400
"""Signs of a meeting's own words on the timeline."""
MOST_NAMES = 10
"""People one answer may name (PRACTICE D19)."""
MOST_TIES = 6


def history(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/history NAME``: the short card."""
    return choosing.for_named(
        message, desk, rest, "history", lambda one: answered(message, short(one, desk))
    )


def asked(message: Message, desk: Desk, note: Note) -> Outcome | None:
    """A question in words, about one person: what is owed, what was agreed, or the story.

    ``None`` where it names nobody on record.
    """
    if not note.people:
        return None
    topic = promises.topic_of(message.text)
    named = [one for id in note.people[0].known if (one := desk.book.get(Counterpart, id))]
    match = who.Match(tuple(named)) if named else who.find(desk.book, note.people[0].name)
    if match.only is not None:
        return answered(message, _CARDS[topic](match.only, desk))
    if not match.offered:
        return None
    buttons = (Button(who.label(one, desk), f"{topic}:{one.id}") for one in match.offered)
    title = desk.say(people_words.WHICH, name=choosing.shortened(note.people[0].name))
    return answered(message, card(desk.say, title, (), buttons))


def chosen(message: Message, desk: Desk, rest: str) -> Outcome:
    """A [History] button, or one of several people, was pressed."""
    return answered(message, short(by_id(desk, rest), desk))


def short(one: Counterpart, desk: Desk) -> Card:
    """Role, last contact, open promises with ours first, latest agreements, last meetings."""
    say = desk.say
    parts = list(_parts(one, desk))
    if not parts:
        parts.append(Text(say(words.NOTHING_YET)))
    buttons = (
        Button(say(briefing_words.BRIEF_BUTTON), f"brief:{one.id}"),
        Button(say(words.TIMELINE), f"timeline:{one.id}:0"),
        Button(say(words.PROMISES), f"promises:{one.id}"),
        Button(say(words.AGREEMENTS), f"agreements:{one.id}"),
        Button(say(words.AROUND), f"around:{one.id}"),
        Button(say(words.ABOUT), f"person:{one.id}"),
    )
    return card(say, say(words.TITLE, name=who.name_of(one)), parts, buttons)


def _parts(one: Counterpart, desk: Desk) -> Iterator[Part]:
    say, book = desk.say, desk.book
    if role := who.role_of(one, desk):
        yield Line(say(words.ROLE), role)
    met = contacts_with(one.id, book)
    if met:
        yield Line(say(words.LAST), say.day(max(meeting.on for meeting in met)))
    yield from _open_promises(one, desk)
    agreed = latest_first(book.find(Agreement, "counterpart", one.id))
    standing = [promises.agreement_line(a, desk) for a in agreed if stands(a, desk.today)]
    if standing:
        yield Items(say(words.AGREED), tuple(standing[:FIRST]))
    lines_drawn = [line.text for line in book.find(RedLine, "counterpart", one.id)]
    if lines_drawn:
        yield Items(say(words.RED_LINES), tuple(lines_drawn[-FIRST:]))
    if step := promises.next_step(one, desk):
        yield Line(say(words.NEXT), step)
    if met:
        yield Items(say(words.MEETINGS), tuple(heading(m, desk) for m in met[:FIRST]))


def _open_promises(one: Counterpart, desk: Desk) -> Iterator[Part]:
    found = desk.book.find(Commitment, "counterpart", one.id)
    kept = ours_first(promise for promise in found if is_open(promise))
    for side, label in ((Side.US, words.WE_OWE), (Side.THEM, words.THEY_OWE)):
        lines = [promises.line(promise, desk) for promise in kept if promise.by is side]
        if lines:
            yield Items(desk.say(label), tuple(lines[:FIRST]))


def timeline(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Timeline] and [More]: the meetings, newest first, in their own words."""
    id, _, start = rest.partition(":")
    return answered(message, _timeline(by_id(desk, id), desk, start))


def over_time(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/timeline NAME``: the same, for whoever is named."""
    return choosing.for_named(
        message, desk, rest, "timeline", lambda one: answered(message, _timeline(one, desk, ""))
    )


def _timeline(one: Counterpart, desk: Desk, start_text: str) -> Card:
    say = desk.say
    met = desk.book.find(Meeting, "counterpart", one.id)
    name = who.name_of(one)
    if not met:
        return card(say, say(words.NO_MEETINGS, name=name), (), (_back(one, desk),))
    start = page_start(start_text, len(met))
    shown = met[start : start + PAGE]
    parts = [part for meeting in shown for part in _told(meeting, desk)]
    end = start + len(shown)
    buttons = [_back(one, desk)]
    if end < len(met):
        buttons.insert(0, Button(say(common.MORE), f"timeline:{one.id}:{end}"))
    buttons.insert(0, Button(say(network_words.PICTURE), f"picture:t:{one.id}"))
    hint = say(words.PAGE, from_=start + 1, to=end, total=len(met)) if len(met) > PAGE else ""
    return card(say, say(words.TIMELINE_OF, name=name), parts, buttons, hint)


def _back(one: Counterpart, desk: Desk) -> Button:
    return Button(desk.say(common.BACK), f"history:{one.id}")


def _told(meeting: Meeting, desk: Desk) -> Iterator[Part]:
    """A meeting with the words it was told in, verbatim."""
    said = meeting.words
    yield Text(heading(meeting, desk))
    if said:
        yield Quote(cut(said, SHOWN_WORDS))
    if meeting.member != desk.member.id:
        yield Text(desk.say(words.TOLD_BY, name=member_name(meeting.member, desk)))


def heading(meeting: Meeting, desk: Desk) -> str:
    """When, what sort and where."""
    say = desk.say
    kind = note_words.ENGAGEMENT if meeting.kind is Kind.ENGAGEMENT else note_words.NEGOTIATION
    if not is_contact(meeting):
        return say(words.MEETING_ON, day=say.day(meeting.on), kind=say(words.HEARD))
    told = {"day": say.day(meeting.on), "kind": say(kind)}
    if meeting.place:
        return say(words.MEETING_AT, place=meeting.place, **told)
    return say(words.MEETING_ON, **told)


def around(message: Message, desk: Desk, rest: str) -> Outcome:
    """[People around]: who introduced whom, who was there, who sits in the same place."""
    say, one = desk.say, by_id(desk, rest)
    told = (one.introducer,) if one.introducer and not one.introduced_by else ()
    ties = tuple(islice(connections.ties_lines(one, desk), MOST_TIES))
    labelled = ((words.INTRODUCED_BY, told), (network_words.TIES, ties))
    parts: list[Part] = [Items(say(label), lines) for label, lines in labelled if lines]
    # Each of these lines names somebody; whoever stands in two places is named in both.
    parts += _groups(one, MOST_NAMES - len(told) - len(ties), desk)
    sentence = words.AROUND_TITLE if parts else words.NOBODY_AROUND
    title = say(sentence, name=who.name_of(one))
    buttons = [_back(one, desk)]
    if connections.has_picture(one, desk):
        buttons.insert(0, Button(say(network_words.PICTURE), f"picture:p:{one.id}"))
    return answered(message, card(say, title, parts, buttons))


def _groups(one: Counterpart, left: int, desk: Desk) -> Iterator[Part]:
    """Those around them, heading by heading, as long as there are names *left* to give."""
    more: dict[str, None] = {}
    for label, ids in _around(one, desk):
        names = _named(ids, one, desk)
        if shown := names[: max(0, left)]:
            yield Items(label, shown)
        left -= len(shown)
        more |= dict.fromkeys(names[len(shown) :])
    if more:
        yield Text(desk.say(words.MORE_AROUND, n=len(more)))


def _around(one: Counterpart, desk: Desk) -> Iterator[tuple[str, list[str]]]:
    say, book = desk.say, desk.book
    if one.introduced_by:
        yield say(words.INTRODUCED_BY), [one.introduced_by]
    introduced = book.find(Counterpart, "introduced_by", one.id)
    yield say(words.HAS_INTRODUCED), [other.id for other in introduced]
    met = book.find(Meeting, "counterpart", one.id)
    yield say(words.MET_TOGETHER), [id for m in met for id in (m.counterpart, *m.others)]
    for position in book.find(Position, "counterpart", one.id):
        place = book.get(Organisation, position.organisation) if position.organisation else None
        if place is not None and who.is_held(position, desk):
            there = book.find(Position, "organisation", place.id)
            ids = [other.counterpart for other in there if who.is_held(other, desk)]
            yield say(words.SAME_PLACE, place=place.name), ids


def _named(ids: list[str], but: Counterpart, desk: Desk) -> tuple[str, ...]:
    """Those of *ids* on record, each once, without *but*."""
    people = (desk.book.get(Counterpart, id) for id in dict.fromkeys(ids) if id != but.id)
    return tuple(who.label(one, desk) for one in people if one is not None)


_CARDS = {
    "history": short,
    "promises": promises.promises_card,
    "agreements": promises.agreements_card,
}
PRESSES = {"history": chosen, "timeline": timeline, "around": around}
COMMANDS = {"history": history, "timeline": over_time}
