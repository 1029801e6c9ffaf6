"""The parts of a brief, what matters most first (PRODUCT: Brief)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from handlers import hostile, who
from handlers.briefing.caution import weighed
from handlers.briefing.common import ground
from handlers.briefing.mandate import limits
from handlers.briefing.profile import FIELDS, HABITS, OPENING, known, told
from handlers.briefing.stage import careful, stage
from handlers.chat import Items, Line, Part
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.planned import plan_lines
from handlers.promises import agreement_line, line
from handlers.rules.incidents import lately
from handlers.rules.open import is_open, latest_first, ours_first, stands
from handlers.words import against as against_words
from handlers.words import briefing as words
from handlers.words import mandate as mandate_words
from handlers.words import people as people_words
from handlers.words import plans as plan_words
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Incident,
    Meeting,
    PersonalFact,
    RedLine,
    Refusal,
    Side,
)

FEW, SOME = 2, 3
"""Lines of one heading on the first screen."""
LONGEST = 110
"""Signs of one line."""
_ASKED_FOR = ("sees_us", "concern", "risk", "priority")
"""What is asked for where it is unknown, one at a time (row 28), what helps most first."""
_LATER = ("value", "told_them", "constituency", "hidden_from", "wont", "help")


def first(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """What stands on the first screen, in its order."""
    if role := who.role_of(one, desk):
        yield Line(desk.say(people_words.ROLE), role)
    yield from stage(one, desk)
    yield from careful(one, desk)
    yield from weighed(one, desk)
    yield from _items(against_words.AGAINST, _against(one, desk), desk)
    yield from _items(plan_words.IN_PLAN, plan_lines(one, desk), desk)
    yield from _facts(one, desk, ("concern", "sees_us", "position", "priority"), FEW)
    yield from cost(one, desk)
    yield from _promises(one, desk)
    yield from _agreements(one, desk)
    yield from ground(one, FEW, desk)
    yield from limited(one, desk)
    yield from _manners(one, desk)
    yield from _openers(one, desk)
    yield from _facts(one, desk, ("expectation",), FEW)
    yield from _around(one, desk)
    yield from _unknown(one, desk)


def rest(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """What the first screen leaves for [More]."""
    say, book = desk.say, desk.book
    yield from _facts(one, desk, _LATER, SOME)
    refused = [r.text for r in book.find(Refusal, "counterpart", one.id) if r.by is Side.THEM]
    yield from _items(words.REFUSED, refused[-SOME:], desk)
    lines = [r.text for r in book.find(RedLine, "counterpart", one.id) if r.of is Side.THEM]
    yield from _items(words.THEIR_LINES, lines[-SOME:], desk)
    kept = ours_first(p for p in book.find(Commitment, "counterpart", one.id) if is_open(p))
    yield from _items(words.WE_PROMISED, [line(p, desk) for p in kept if _by_us(p)][SOME:], desk)
    yield from _items(
        words.THEY_PROMISED, [line(p, desk) for p in kept if not _by_us(p)][FEW:], desk
    )
    met = book.find(Meeting, "counterpart", one.id)
    if met and met[0].words:
        yield Line(say(words.LAST), short(met[0].words, 3 * LONGEST))


def _items(label: str, lines: Iterable[str], desk: Desk) -> Iterator[Part]:
    told_ones = tuple(short(text, LONGEST) for text in lines)
    if told_ones:
        yield Items(desk.say(label), told_ones)


def _facts(one: Counterpart, desk: Desk, kinds: Iterable[str], most: int) -> Iterator[Part]:
    for kind in kinds:
        found = known(one, desk, kind)[:most]
        yield from _items(FIELDS[kind], [told(fact, desk) for fact in found], desk)


def _against(one: Counterpart, desk: Desk) -> tuple[str, ...]:
    """Acts against us that bear their name, or probably come from them (row 13)."""
    found = desk.book.find(Incident, "counterpart", one.id)
    return hostile.lines(lately(found, desk.today)[-FEW:], desk)


def cost(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """What a yes may cost them, and that it is worth saying so (rows 18, 83)."""
    found = known(one, desk, "risk")[:FEW]
    if found:
        lines = (*(told(fact, desk) for fact in found), desk.say(words.SEE_COST))
        yield from _items(words.COST, lines, desk)


def _by_us(promise: Commitment) -> bool:
    return promise.by is Side.US


def _promises(one: Counterpart, desk: Desk) -> Iterator[Part]:
    held = desk.book.find(Commitment, "counterpart", one.id)
    kept = ours_first(promise for promise in held if is_open(promise))
    ours = [line(promise, desk) for promise in kept if _by_us(promise)]
    theirs = [line(promise, desk) for promise in kept if not _by_us(promise)]
    yield from _items(words.WE_PROMISED, ours[:SOME], desk)
    yield from _items(words.THEY_PROMISED, theirs[:FEW], desk)


def _agreements(one: Counterpart, desk: Desk) -> Iterator[Part]:
    made = latest_first(desk.book.find(Agreement, "counterpart", one.id))
    standing = [agreement_line(a, desk) for a in made if stands(a, desk.today)]
    yield from _items(words.AGREED, standing[:SOME], desk)


def limited(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Can, cannot, must ask (row 64)."""
    bounds = limits(one, desk)
    yield from _items(words.CAN, bounds.can[:FEW], desk)
    yield from _items(words.CANNOT, bounds.cannot[:FEW], desk)
    yield from _items(words.MUST_ASK, bounds.must_ask[:FEW], desk)
    if bounds.report:
        told = "; ".join(short(one, LONGEST) for one in bounds.report[:FEW])
        yield Line(desk.say(mandate_words.TO_BE_TOLD), told)


def _manners(one: Counterpart, desk: Desk) -> Iterator[Part]:
    yield from _items(words.DO, [f.text for f in known(one, desk, "do", *HABITS)[:FEW]], desk)
    yield from _items(words.DONT, [f.text for f in known(one, desk, "dont")[:FEW]], desk)


def _openers(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """Two things to open with, from their own facts (row 35)."""
    say = desk.say
    lines = []
    for fact in openers(one, desk):
        sentence = words.TALK_OF if fact.kind in ("interest", "history") else words.ASK_AFTER
        lines.append(say(sentence, text=short(fact.text, LONGEST)))
    yield from _items(words.OPENERS, lines[:FEW], desk)


def openers(one: Counterpart, desk: Desk) -> list[PersonalFact]:
    """What a talk may be opened with, of different kinds where there are, so that two differ."""
    facts = known(one, desk, *OPENING)
    seen: dict[str, PersonalFact] = {}
    for fact in facts:
        seen.setdefault(fact.kind, fact)
    return [*seen.values(), *(fact for fact in facts if fact not in seen.values())]


def _around(one: Counterpart, desk: Desk) -> Iterator[Part]:
    say, book = desk.say, desk.book
    lines = []
    by = book.get(Counterpart, one.introduced_by) if one.introduced_by else None
    if name := who.name_of(by) if by is not None else one.introducer:
        lines.append(say(words.INTRODUCED, name=name))
    met = book.find(Meeting, "counterpart", one.id)
    there = dict.fromkeys(id for m in met for id in (m.counterpart, *m.others) if id != one.id)
    people = (book.get(Counterpart, id) for id in there)
    lines += [say(words.MET_WITH, name=who.name_of(other)) for other in people if other is not None]
    yield from _items(words.AROUND, lines[:SOME], desk)


def _unknown(one: Counterpart, desk: Desk) -> Iterator[Part]:
    """The one thing most worth learning next."""
    for kind in _ASKED_FOR:
        if not known(one, desk, kind):
            yield Line(desk.say(words.UNKNOWN), desk.say(FIELDS[kind]))
            return
