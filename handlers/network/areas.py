"""Areas: who grants what there, whom we know there, whom to call when it happens (rows 1, 37)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from handlers import choosing, roads, who
from handlers.chat import Items, Line, Message, Outcome, Part, Refusal, Text
from handlers.choosing import Edit, shortened
from handlers.connections import facts_text, unit_name, unit_text
from handlers.desk import Desk
from handlers.network import authority
from handlers.network.ends import named
from handlers.network.overview import everybody
from handlers.patterns import pattern
from handlers.reading import dates
from handlers.reading.folded import folded
from handlers.rules.closures import closed_to
from handlers.rules.network import alive
from handlers.rules.network.structure import held
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import areas as words
from handlers.words import ground as ground_words
from handlers.words import network as network_words
from handlers.words import people as people_words
from storage.folding import fold
from storage.records import (
    Approval,
    Change,
    Counterpart,
    FocalPoint,
    Office,
    Organisation,
    Position,
    Ready,
    added,
)

_NAMES = 10
_UNTIL = pattern(r"\s*\b(?:until|till|expires|jusqu'au|jusqu'à|hasta|حتى|لغاية)\s+", re.IGNORECASE)
_HELD = pattern(
    r"[,\s]*\b(?:held by|d[eé]tenu par|tenu par|en manos de|lo tiene|لدى|عند)\s+",
    re.IGNORECASE,
)
_TOPICS = {
    Ready.ACCESS: "access acces acceso passage way road الوصول وصول",
    Ready.SAFETY: "safety security securite seguridad danger الامن امن السلامه سلامه",
    Ready.DETENTION: "detention detained arrest arrestation detencion detenido احتجاز اعتقال",
    Ready.CONTINUITY: "continuity continuite continuidad work suspension الاستمرار استمرار العمل",
}
_BY_WORD = {word: topic for topic, told in _TOPICS.items() for word in told.split()}


def grants(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/grants AREA = WHAT, WHO, held by US until DAY``; ``/grants AREA`` shows the area."""
    if "=" not in rest and rest.strip():
        return area_map(message, desk, rest)
    say, example = desk.say, f"/grants {desk.say(network_words.EX_GRANTS)}"
    area, told = authority.both(rest, desk, example)
    told, until = _until(told.replace("،", ","), message, desk)
    told, *held_by = _HELD.split(told, maxsplit=1)
    what, _, granter = (part.strip(" ,") for part in told.partition(","))
    if not what:
        raise Refusal(say(words.GRANT_UNREAD, example=example))
    made = Approval(desk.new_id(), desk.member.id, area, what, until=until)
    made, fresh = _granted_by(made, granter, desk)
    holder = held_by[0].strip(" ,") if held_by else ""
    made = replace(made, holder=holder)
    before = next((old for old in _approvals(area, desk) if fold(old.what) == fold(what)), None)
    after = replace(made, id=before.id) if before else made
    line = _grant_line(after, desk, fresh)
    title = say(words.GRANT_NOTED, area=area, line=line)
    return saved(message, desk, (*fresh, Change(before, after)), title)


def _granted_by(made: Approval, granter: str, desk: Desk) -> tuple[Approval, list[Change]]:
    if not granter:
        return made, []
    end = named(granter, desk)
    if end.person is not None and not end.role:
        return replace(made, counterpart=end.person.id), []
    unit, fresh = authority.unit_at(end, desk)
    return replace(made, granter=unit.id), fresh


def _until(told: str, message: Message, desk: Desk) -> tuple[str, date | None]:
    sign = _UNTIL.search(told)
    if sign is None:
        return told, None
    text = told[sign.end() :]
    here = message.at.astimezone(desk.zone)
    found = dates.find(text, here, language=desk.say.language, week=desk.member.week)
    if not found:
        raise Refusal(desk.say(people_words.DAY_UNCLEAR, text=shortened(text)))
    return told[: sign.start()], found[0].day


def area_map(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/map AREA``: who grants what there, and whom we know there."""
    say, area = desk.say, rest.strip()
    if not area:
        raise Refusal(say(people_words.HOW_TO_WRITE, example=f"/map {say(network_words.EX_MAP)}"))
    parts: list[Part] = []
    if (road := closed_to(area, desk.book, desk.today)) is not None:
        parts.append(Line(say(ground_words.ROAD_HERE), roads.line(road, desk)))
    if lines := tuple(_grant_line(one, desk) for one in _approvals(area, desk)):
        parts.append(Items(say(words.MAP_APPROVALS), lines))
    if people := people_in(area, desk):
        parts.append(Items(say(words.MAP_PEOPLE), _people_lines(people, _NAMES, desk)))
    if not parts:
        how = Text(say(words.MAP_NOTHING_HOW, example=say(network_words.EX_GRANTS)))
        title = say(words.MAP_NOTHING, area=shortened(area))
        return answered(message, card(say, title, (how,)))
    return answered(message, card(say, say(words.MAP_TITLE, area=shortened(area)), parts))


def _approvals(area: str, desk: Desk) -> list[Approval]:
    kept = [one for one in desk.book.all(Approval) if fold(one.area) == fold(area)]
    return sorted(kept, key=lambda one: (fold(one.what), one.id))


def _granter(one: Approval, desk: Desk, fresh: Sequence[Change]) -> str:
    person = alive(one.counterpart, desk.book) if one.counterpart else None
    if person is not None:
        return who.name_of(person)
    made = [change.after for change in fresh if change.subject.id == one.granter]
    if made and isinstance(made[0], (Office, Organisation)):
        return unit_text(made[0], desk, fresh)
    return unit_name(one.granter, desk) or desk.say(words.GRANT_BY_NOBODY)


def _grant_line(one: Approval, desk: Desk, fresh: Sequence[Change] = ()) -> str:
    say, by = desk.say, _granter(one, desk, fresh)
    line = say(words.GRANT_LINE, what=one.what, by=by)
    if one.holder:
        line = say(words.GRANT_HELD, line=line, holder=one.holder)
    if one.until is not None:
        told = words.GRANT_OVER if one.until < desk.today else words.GRANT_UNTIL
        line = say(told, line=line, day=say.short_day(one.until))
    return line


def people_in(area: str, desk: Desk) -> list[Counterpart]:
    """Those who decide there, or whose role or organisation bears the area's name."""
    wanted = fold(area)
    return [one for one in everybody(desk) if wanted and _is_in(one, wanted, desk)]


def _is_in(one: Counterpart, area: str, desk: Desk) -> bool:
    if area in map(fold, one.areas):
        return True
    for position in desk.book.find(Position, "counterpart", one.id):
        if not held(position, desk.today):
            continue
        place = desk.book.get(Organisation, position.organisation)
        told = (position.title, *((place.name, *place.areas) if place else ()))
        if any(f" {area} " in f" {fold(text)} " for text in told):
            return True
    return False


def _people_lines(people: list[Counterpart], most: int, desk: Desk) -> tuple[str, ...]:
    shown = [who.label(one, desk) for one in people[:most]]
    if more := len(people) - len(shown):
        shown.append(desk.say(network_words.OTHERS, n=more))
    return tuple(shown)


def focal(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/focal NAME = detention, AREA``: whom to call there when it happens."""
    say = desk.say
    told, _, area = (part.strip() for part in value.replace("،", ",").partition(","))
    spoken = folded(told).text.split()
    topic = next((_BY_WORD[word] for word in spoken if word in _BY_WORD), None)
    if topic is None or not area:
        raise Refusal(say(words.FOCAL_UNREAD, example=f"/focal {say(network_words.EX_FOCAL)}"))
    kept = desk.book.find(FocalPoint, "counterpart", one.id)
    same = [k for k in kept if k.topic is topic and fold(k.area) == fold(area)]
    made = FocalPoint(desk.new_id(), one.id, desk.member.id, topic, area)
    title = say(
        words.FOCAL_NOTED,
        area=area,
        name=who.name_of(one),
        topic=say(words.READY_SHORT[topic.value]),
    )
    changes = () if same else (added(made),)
    return saved(message, desk, changes, title) if changes else answered(message, card(say, title))


def ready(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/ready AREA``: whom we could call there, topic by topic (row 37)."""
    say, area = desk.say, rest.strip()
    if not area:
        raise Refusal(
            say(people_words.HOW_TO_WRITE, example=f"/ready {say(network_words.EX_READY)}")
        )
    points = [one for one in desk.book.all(FocalPoint) if fold(one.area) == fold(area)]
    parts: list[Part] = [
        Line(say(words.READY_TOPICS[topic.value]), _callable(topic, points, desk))
        for topic in Ready
    ]
    named_already = {one.counterpart for one in points}
    others = [one for one in people_in(area, desk) if one.id not in named_already]
    if others:
        left = max(_NAMES - len(named_already), 1)
        parts.append(Items(say(words.READY_KNOWN), _people_lines(others, left, desk)))
    parts.append(Text(say(words.READY_HOW, example=say(network_words.EX_FOCAL))))
    return answered(message, card(say, say(words.READY_TITLE, area=shortened(area)), parts))


def _callable(topic: Ready, points: list[FocalPoint], desk: Desk) -> str:
    people = (alive(one.counterpart, desk.book) for one in points if one.topic is topic)
    told = [
        desk.say(words.READY_LINE, name=who.name_of(one), facts=facts_text(one, desk))
        for one in people
        if one is not None
    ]
    return desk.say.list(told) if told else desk.say(words.READY_NOBODY)


EDITS: dict[str, Edit] = {"focal": focal}
COMMANDS = {
    "grants": grants,
    "map": area_map,
    "focal": choosing.command("focal", focal, network_words.EX_FOCAL),
    "ready": ready,
}
