"""Two records of one person become one: shown first, asked, and taken back with [Undo]."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers import choosing, who
from handlers.chat import Button, Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.choosing import Edit, by_id, certain
from handlers.desk import Desk
from handlers.rules.kinds import MOVING
from handlers.rules.meetings import counted_anew
from handlers.rules.rights import Visible
from handlers.rules.roles import leads
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import people as words
from handlers.words.speech import Plural
from storage.records import (
    Agreement,
    Care,
    Change,
    Commitment,
    Counterpart,
    Incident,
    Meeting,
    Member,
    Position,
    Record,
    Tie,
    removed,
)

_COUNTED: dict[type[Record], Plural] = {
    Meeting: words.MEETINGS,
    Agreement: words.AGREEMENTS,
    Commitment: words.ALL_PROMISES,
    Position: words.ROLES,
}


def merge(message: Message, desk: Desk, gone: Counterpart, value: str) -> Outcome:
    """``/merge A = B``: show what would move from A to B, and ask."""
    return _ask(message, desk, gone, certain(desk, value))


def same(message: Message, desk: Desk, rest: str) -> Outcome:
    """[They are one person]: the same question, for two who are known by their ids."""
    gone, kept = (by_id(desk, id) for id in (*rest.split(":"), "")[:2])
    return _ask(message, desk, gone, kept)


def _ask(message: Message, desk: Desk, gone: Counterpart, kept: Counterpart) -> Outcome:
    _check(desk, gone, kept)
    say = desk.say
    names = {"gone": who.label(gone, desk), "kept": who.label(kept, desk)}
    buttons = (
        Button(say(words.MERGE), f"merge:{gone.id}:{kept.id}"),
        Button(say(words.KEEP_APART), f"apart:{gone.id}"),
    )
    parts = (Text(say(words.MERGE_HOW, **names)), *_preview(gone, kept, desk))
    return answered(message, card(say, say(words.MERGE_ASK, **names), parts, buttons))


def merged(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Merge]: everything about the one is now about the other."""
    gone_id, _, kept_id = rest.partition(":")
    gone, kept = desk.book.get(Counterpart, gone_id), by_id(desk, kept_id)
    if gone is None or gone.merged_into or kept.id != kept_id:
        raise Refusal(desk.say(words.CHANGED_SINCE))
    _check(desk, gone, kept)
    title = desk.say(words.MERGED, gone=who.name_of(gone), kept=who.name_of(kept))
    buttons = (Button(desk.say(words.CARD, name=who.name_of(kept)), f"person:{kept.id}"),)
    return saved(message, desk, changes(gone, kept, desk), title, (), buttons)


def apart(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Keep apart]: they stay two people."""
    by_id(desk, rest)
    return answered(message, card(desk.say, desk.say(words.KEPT_APART)))


def changes(gone: Counterpart, kept: Counterpart, desk: Desk) -> tuple[Change, ...]:
    """Everything that moves, the names that come along, and where the old record leads now."""
    names = (gone.name, *gone.aliases, *((gone.code_name,) if gone.code_name else ()))
    own = (kept.name, *kept.aliases)
    fresh = tuple(dict.fromkeys(name for name in names if name not in own))
    first = min(filter(None, (kept.known_since, gone.known_since)), default=None)
    into = replace(
        kept,
        aliases=(*kept.aliases, *fresh),
        known_since=first,
        died_on=kept.died_on or gone.died_on,
        introduced_by=kept.introduced_by or _other(gone.introduced_by, kept.id),
        introducer=kept.introducer or gone.introducer,
        language=kept.language or gone.language,
        areas=tuple(dict.fromkeys((*kept.areas, *gone.areas))),
    )
    return (
        *_meetings(gone, kept, desk),
        *(Change(one, _about(one, kept)) for one in _moving(gone, desk)),
        *_introductions(gone, kept, desk),
        *_ties(gone, kept, desk),
        *_incidents(gone, kept, desk),
        *_care(gone, kept, desk),
        Change(gone, replace(gone, merged_into=kept.id)),
        Change(kept, into),
    )


def _care(gone: Counterpart, kept: Counterpart, desk: Desk) -> Iterator[Change]:
    """One way of looking after them: whatever is not to be said of either is not said."""
    theirs, ours = desk.book.get(Care, gone.id), desk.book.get(Care, kept.id)
    if theirs is None:
        return
    yield removed(theirs)
    both = replace(ours or theirs, id=kept.id, counterpart=kept.id)
    silent = max(filter(None, (theirs.silent_until, both.silent_until)), default=None)
    never = tuple(dict.fromkeys((*both.never, *theirs.never)))
    reviewed = max(filter(None, (theirs.reviewed_on, both.reviewed_on)), default=None)
    yield Change(ours, replace(both, never=never, silent_until=silent, reviewed_on=reviewed))


def _other(id: str, than: str) -> str:
    return "" if id == than else id


def _moving(gone: Counterpart, desk: Desk) -> Iterator[Record]:
    for kind in MOVING:
        yield from desk.book.find(kind, "counterpart", gone.id)


def _about(one: Record, kept: Counterpart) -> Record:
    return replace(one, counterpart=kept.id)  # type: ignore[call-arg]  # Every kind of MOVING has it.


def _meetings(gone: Counterpart, kept: Counterpart, desk: Desk) -> Iterator[Change]:
    """Meetings with either, each about the one who stays and counted anew in their order."""
    both = {
        one.id: one
        for id in (kept.id, gone.id)
        for one in desk.book.find(Meeting, "counterpart", id)
        if _whole(one, desk)
    }
    pairs = [(one, _with_kept(one, gone, kept)) for one in both.values()]
    for before, after in counted_anew(pairs, kept.id):
        if after != before:
            yield Change(before, after)


def _with_kept(one: Meeting, gone: Counterpart, kept: Counterpart) -> Meeting:
    whom = kept.id if one.counterpart == gone.id else one.counterpart
    there = dict.fromkeys(kept.id if id == gone.id else id for id in one.others)
    there.pop(whom, None)
    return replace(one, counterpart=whom, others=tuple(there))


def _whole(one: Meeting, desk: Desk) -> bool:
    """Whether it is theirs to change: of a meeting that was also a colleague's, a part is seen."""
    return not isinstance(desk.book, Visible) or desk.book.whole(one)


def _introductions(gone: Counterpart, kept: Counterpart, desk: Desk) -> Iterator[Change]:
    """People whom the one introduced were introduced by the other."""
    for one in desk.book.find(Counterpart, "introduced_by", gone.id):
        if one.id not in (gone.id, kept.id):
            yield Change(one, replace(one, introduced_by=kept.id))


def _ties(gone: Counterpart, kept: Counterpart, desk: Desk) -> Iterator[Change]:
    """What joined the one to others joins the other; nobody is tied to themselves, or twice."""
    known = {_bound(tie) for tie in desk.book.find(Tie, "counterpart", kept.id)}
    for tie in desk.book.find(Tie, "counterpart", gone.id):
        ends = [kept.id if id == gone.id else id for id in (tie.counterpart, tie.other)]
        after = replace(tie, counterpart=ends[0], other=ends[1])
        if ends[0] == ends[1] or _bound(after) in known:
            yield removed(tie)
        else:
            known.add(_bound(after))
            yield Change(tie, after)


def _incidents(gone: Counterpart, kept: Counterpart, desk: Desk) -> Iterator[Change]:
    """Acts against us that name the one name the other."""
    for one in desk.book.find(Incident, "counterpart", gone.id):
        ends = [kept.id if id == gone.id else id for id in (one.counterpart, one.other)]
        other = ends[1] if ends[1] != ends[0] else ""
        yield Change(one, replace(one, counterpart=ends[0], other=other))


def _bound(tie: Tie) -> tuple[str, ...]:
    return (tie.counterpart, tie.other, tie.bond, tie.words)


def _preview(gone: Counterpart, kept: Counterpart, desk: Desk) -> Iterator[Part]:
    say = desk.say
    ties = desk.book.find(Tie, "counterpart", gone.id)
    moved = [*_moving(gone, desk), *ties, *_own_meetings(gone, desk)]
    lines = []
    for kind, sentence in _COUNTED.items():
        if n := sum(isinstance(one, kind) for one in moved):
            lines.append(say(sentence, n=n))
    if n := sum(type(one) not in _COUNTED for one in moved):
        lines.append(say(words.OTHER_RECORDS, n=n))
    yield Items(say(words.MOVES), tuple(lines) or (say(words.NOTHING_MOVES),))
    if not kept.code_name:
        names = say.list(dict.fromkeys((kept.name, *kept.aliases, gone.name, *gone.aliases)))
        yield Line(say(words.FOUND_BY), names)
    if set(gone.deputies) != set(kept.deputies):
        text = say(words.SEEN_BY_BOTH, kept=who.name_of(kept), gone=who.name_of(gone))
        yield Text(text)


def _own_meetings(gone: Counterpart, desk: Desk) -> list[Meeting]:
    return desk.book.find(Meeting, "counterpart", gone.id)


def _check(desk: Desk, gone: Counterpart, kept: Counterpart) -> None:
    """Refuse what would share a colleague's relation unasked, or makes no sense."""
    say = desk.say
    if gone.id == kept.id:
        raise Refusal(say(words.SAME_PERSON))
    for one in (gone, kept):
        if not leads(desk.member, one):
            head = desk.book.get(Member, one.owner)
            raise Refusal(say(words.MERGE_NOT_YOURS, member=head.name if head else ""))


EDITS: dict[str, Edit] = {"merge": merge}
COMMANDS = {"merge": choosing.command("merge", merge, help_words.EX_MERGE)}
PRESSES = {"merge": merged, "apart": apart, "same": same}
