"""How somebody stands, told by day and source; what sort of actor, and where (FM Tool 12)."""

from __future__ import annotations

import re
from dataclasses import replace

from handlers import choosing, who
from handlers.chat import Line, Message, Outcome, Part, Refusal
from handlers.choosing import Edit
from handlers.connections import stance_text
from handlers.desk import Desk
from handlers.network.authority import both
from handlers.network.ends import organisation_named
from handlers.patterns import pattern
from handlers.reading.folded import folded
from handlers.rules.network import latest
from handlers.saving import saved
from handlers.words import network as words
from storage.records import STANCES, Actor, Change, Counterpart, Organisation, Stance, added

_VALUES = {
    "warm": "warm friendly chaleureux chaleureuse calido calida cercano cercana ودود ودوده",
    "open": "open approachable ouvert ouverte abierto abierta منفتح منفتحه",
    "reserved": (
        "reserved cool cold distant reserve reservee froid froide reservado reservada frio fria "
        "distante متحفظ متحفظه بارد بارده"
    ),
    "hostile": "hostile hostil عدايي عداييه معاد معاديه",
    "high": "high strong powerful haute fort forte elevee alto alta fuerte عال عاليه عالي قوي قويه",
    "some": "some medium middle moyen moyenne medio media متوسط متوسطه",
    "low": "low weak small faible basse bajo baja debil ضعيف ضعيفه منخفض منخفضه",
    "transformative": "transformative reformer change changement cambio اصلاحي التغيير",
    "conservative": "conservative conservateur conservatrice conservador conservadora تقليدي",
    "global": "global international mondial internacional عالمي دولي",
    "local": "local locale محلي",
}
_BY_WORD = {word: value for value, told in _VALUES.items() for word in told.split()}
_ASPECT_OF = {value: aspect for aspect, values in STANCES.items() for value in values}
_FROM = pattern(
    r"^(?:from|by|says|selon|d'apres|de la part de|de|segun|من|عن|حسب)\s+", re.IGNORECASE
)
_KINDS = {
    Actor.AUTHORITY: "authority autorite autoridad سلطه",
    Actor.SECURITY: "army police security armee securite ejercito policia seguridad جيش شرطه امن",
    Actor.ARMED_GROUP: "armed group militia rebels arme milice grupo armado مسلحه مسلح مليشيا",
    Actor.COMMUNITY: "community elders communaute comunidad مجتمع وجهاء",
    Actor.COMPANY: "company business entreprise societe empresa شركه",
    Actor.RELIGIOUS: "religious religieux religieuse religioso religiosa ديني دينيه",
    Actor.MEDIA: "media medias medios press presse prensa اعلام",
    Actor.HUMANITARIAN: "humanitarian ngo humanitaire ong humanitaria انسانيه انساني منظمه",
}


def stance(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``/stance NAME = warm, from Hana``: one more word on how they stand, kept with its day."""
    told, _, rest = value.replace("،", ",").partition(",")
    found = _value(told)
    if not found:
        raise Refusal(desk.say(words.STANCE_UNREAD))
    aspect, say = _ASPECT_OF[found], desk.say
    source = _FROM.sub("", rest.strip())
    made = Stance(
        *(desk.new_id(), one.id, desk.member.id, aspect, found, desk.today),
        choosing.shortened(source),
    )
    before = latest(one.id, aspect, desk.book)
    parts: list[Part] = []
    if before is not None:
        parts.append(Line(say(words.TIED_BEFORE), stance_text(before, desk)))
    title = say(
        words.STANCE_NOTED,
        name=who.name_of(one),
        aspect=say(words.ASPECTS[aspect.value]),
        value=stance_text(made, desk),
    )
    return saved(message, desk, (added(made),), title, parts)


def _value(told: str) -> str:
    """The value that a word of *told* names; "open to change" is a word on their outlook."""
    found = [_BY_WORD[word] for word in folded(told).text.split() if word in _BY_WORD]
    if "transformative" in found:
        return "transformative"
    return found[0] if len(set(found)) == 1 else ""


def kind(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/kind ORGANISATION = SORT``: what sort of actor it is (PRACTICE row 20)."""
    say = desk.say
    name, told = both(rest, desk, f"/kind {say(words.EX_KIND)}")
    place = _place(name, desk)
    spoken = set(folded(told).text.split())
    found = next((one for one, known in _KINDS.items() if spoken & set(known.split())), None)
    if found is None:
        kinds = say.list(say(label) for label in words.KINDS.values())
        raise Refusal(say(words.KIND_UNREAD, kinds=kinds))
    title = say(words.KIND_NOTED, place=place.name, kind=say(words.KINDS[found.value]))
    return saved(message, desk, (Change(place, replace(place, kind=found)),), title)


def area(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/area NAME = AREA``: where a person or an organisation decides."""
    name, told = both(rest, desk, f"/area {desk.say(words.EX_AREA)}")
    place = organisation_named(name, desk)
    if place is None:
        return _AREA(message, desk, rest)
    after = replace(place, areas=_areas(told))
    title = desk.say(words.AREA_NOTED, name=place.name, area=desk.say.list(after.areas))
    return saved(message, desk, (Change(place, after),), title)


def _area_of(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    after = replace(one, areas=_areas(value))
    title = desk.say(words.AREA_NOTED, name=who.name_of(one), area=desk.say.list(after.areas))
    return saved(message, desk, (Change(one, after),), title)


def _areas(told: str) -> tuple[str, ...]:
    parts = (part.strip() for part in told.replace("،", ",").split(","))
    return tuple(dict.fromkeys(filter(None, parts)))


def _place(name: str, desk: Desk) -> Organisation:
    found = organisation_named(name, desk)
    if found is None:
        raise Refusal(desk.say(words.NO_PLACE, name=choosing.shortened(name)))
    return found


_AREA = choosing.command("area", _area_of, words.EX_AREA)
EDITS: dict[str, Edit] = {"stance": stance, "area": _area_of}
COMMANDS = {
    "stance": choosing.command("stance", stance, words.EX_STANCE),
    "kind": kind,
    "area": area,
}
