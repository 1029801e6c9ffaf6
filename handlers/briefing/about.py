"""``/about NAME``: what moves somebody, each as a dated fact with its source; adding, removing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from handlers import choosing, who
from handlers.briefing.profile import FIELDS, known
from handlers.briefing.profile import told as told_fact
from handlers.chat import Button, Card, Items, Message, Outcome, Part, Refusal, Text
from handlers.choosing import Edit, by_id
from handlers.desk import Desk
from handlers.drafting.shown import short
from handlers.patterns import pattern
from handlers.reading.page import fold
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import briefing as words
from handlers.words import common
from handlers.words import help as help_words
from handlers.words.catalogue import LANGUAGES
from handlers.words.speech import Speech
from storage.records import Change, Counterpart, Dialogue, PersonalFact, added, removed

TOPIC = "about"
LONGEST = 300
"""Characters of one fact."""
_OFTEN = ("concern", "sees_us", "position", "priority", "risk", "do", "dont")
_SCREEN = 7
"""Headings that are offered at once."""
_HEADED = pattern(r"^\s*([^:：]{1,60})[:：]\s*(.+)$", re.DOTALL)
_IMPRESSION = pattern(r"^\s*[?؟¿]+\s*")
_SOURCE = pattern(r"\s*\(([^()]{1,80})\)\s*$")
_NAMES: dict[str, tuple[str, ...]] = {
    "concern": ("fears", "fear", "peurs", "craint", "teme", "miedos", "يخاف", "مخاوف"),
    "sees_us": ("sees us", "nous voit", "nos ve", "يرانا"),
    "position": ("position", "asks", "demande", "pide", "يطلب"),
    "priority": ("priorities", "priority", "priorités", "prioridades", "أولويات", "أولوياته"),
    "risk": ("cost", "risk", "coût", "risque", "costo", "riesgo", "ثمن", "كلفة", "خطر"),
    "value": ("value", "values", "valeur", "valora", "قيمة"),
    "told_them": ("told", "told them", "dit", "dicho", "قلنا له"),
    "expectation": ("cannot", "can't", "impossible", "no podemos", "لا نستطيع"),
    "constituency": ("answers for", "base", "bases", "جماعته"),
    "hidden_from": ("hide from", "must not see", "cacher", "ocultar", "يخفى عن"),
    "wont": ("won't", "will not", "ne veut pas", "no hará", "لن"),
    "do": ("do", "à faire", "hacer", "افعل"),
    "dont": ("don't", "dont", "à éviter", "no hacer", "evitar", "لا تفعل"),
    "help": ("help", "aide", "ayuda", "مساعدة"),
    "agreed_fact": ("fact", "agreed fact", "fait", "fait admis", "hecho", "حقيقة"),
    "norm": ("norm", "rule", "norme", "règle", "norma", "regla", "قاعدة", "مبدأ"),
    "option": ("option", "options", "opción", "opciones", "خيار", "بديل"),
    "bears_risk": ("bears the risk", "at risk", "porte le risque", "corre el riesgo", "المخاطرة"),
    "goes_first": ("goes first", "who goes first", "va en premier", "va primero", "يذهب أولا"),
}
"""What people write before the colon, besides the headings as they are read."""


def about(message: Message, desk: Desk, rest: str) -> Outcome:
    """``/about NAME`` shows; ``/about NAME = fears: losing his post`` adds."""
    if not rest.strip():
        raise choosing.nobody_named(desk, "about")
    name, equals, value = rest.partition("=")
    one, question = choosing.found_or_asked(message, desk, name.strip(), "about")
    if one is None:
        return question or Outcome()
    if equals and value.strip():
        return add(message, desk, one, value.strip())
    return answered(message, about_card(one, desk))


def shown(message: Message, desk: Desk, rest: str) -> Outcome:
    """[What we know]."""
    return answered(message, about_card(by_id(desk, rest), desk))


def about_card(one: Counterpart, desk: Desk) -> Card:
    """Everything known, by heading, with whose word it is and when."""
    say, told = desk.say, tuple(_parts(one, desk))
    buttons = []
    if may(desk.member, Action.WRITE):
        buttons.append(Button(say(words.ADD), f"aboutadd:{one.id}"))
        if told:
            buttons.append(Button(say(words.REMOVE), f"aboutless:{one.id}"))
    buttons.append(Button(say(words.BRIEF_BUTTON), f"brief:{one.id}"))
    title = words.ABOUT_TITLE if told else words.ABOUT_EMPTY
    return card(say, say(title, name=who.name_of(one)), told, buttons)


def _parts(one: Counterpart, desk: Desk) -> Iterator[Part]:
    for kind, label in FIELDS.items():
        facts = known(one, desk, kind)
        if facts:
            yield Items(desk.say(label), tuple(told_fact(fact, desk) for fact in facts))
    other = [f for f in _all(one, desk) if f.kind not in FIELDS]
    if other:
        yield Items(desk.say(words.OTHER), tuple(told_fact(fact, desk) for fact in other))


def _all(one: Counterpart, desk: Desk) -> list[PersonalFact]:
    return desk.book.find(PersonalFact, "counterpart", one.id)


def choose(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Add]: which heading, then the words."""
    id, _, kind = rest.partition(":")
    one, say = by_id(desk, id), desk.say
    if kind not in FIELDS:
        start = int(kind) if kind.isdecimal() else 0
        return answered(message, _headings(one, desk, words.WHICH_FIELD, start))
    waiting = Dialogue(desk.member.id, TOPIC, f"{one.id}:{kind}", desk.now)
    before = desk.book.get(Dialogue, desk.member.id)
    asked = say(words.WRITE, label=say(FIELDS[kind]))
    back = (Button(say(common.BACK), f"about:{one.id}"),)
    return answered(message, card(say, asked, (), back), (Change(before, waiting),))


def _headings(one: Counterpart, desk: Desk, title: str, start: int = 0) -> Card:
    """A phone screen of headings to choose from, those told most often first."""
    say, end = desk.say, start + _SCREEN
    kinds = tuple(dict.fromkeys((*_OFTEN, *FIELDS)))
    buttons = [Button(say(FIELDS[kind]), f"aboutadd:{one.id}:{kind}") for kind in kinds[start:end]]
    if kinds[end:]:
        buttons.append(Button(say(common.MORE), f"aboutadd:{one.id}:{end}"))
    return card(say, say(title), (), (*buttons, Button(say(common.BACK), f"about:{one.id}")))


def told(message: Message, desk: Desk, waiting: Dialogue) -> Outcome | None:
    """The words for the heading that was chosen."""
    if message.files or message.forwarded or message.edits:
        return None
    id, _, kind = waiting.about.partition(":")
    one = desk.book.get(Counterpart, id)
    if one is None or kind not in FIELDS:
        return None
    done = kept(message, desk, one, kind, message.text.strip())
    return Outcome(done.replies, (removed(waiting), *done.changes))


def add(message: Message, desk: Desk, one: Counterpart, value: str) -> Outcome:
    """``fears: losing his post``: the heading, then the words."""
    if not may(desk.member, Action.WRITE):
        raise Refusal(desk.say(help_words.READ_ONLY))
    headed = _HEADED.match(value)
    kind = kind_of(headed[1]) if headed else ""
    if headed is None or not kind:
        return answered(message, _headings(one, desk, words.NO_FIELD))
    return kept(message, desk, one, kind, headed[2].strip())


def kind_of(said: str) -> str:
    """The heading that *said* names, in any of our languages."""
    plain = fold(" ".join(said.split())).strip()
    if plain in FIELDS:
        return plain
    for kind, label in FIELDS.items():
        names = (*_NAMES[kind], *(Speech(code)(label) for code in LANGUAGES))
        if plain in {fold(name) for name in names}:
            return kind
    return ""


def kept(message: Message, desk: Desk, one: Counterpart, kind: str, text: str) -> Outcome:
    """*text* kept under the heading of *kind*, on today's date, with [Undo]."""
    say = desk.say
    if not text:
        raise Refusal(say(words.WRITE, label=say(FIELDS[kind])))
    if len(text) > LONGEST:
        raise Refusal(say(words.TOO_LONG, n=LONGEST))
    impression = _IMPRESSION.match(text) is not None
    text = _IMPRESSION.sub("", text)
    source = _SOURCE.search(text)
    fact = PersonalFact(
        *(desk.new_id(), one.id, "", _SOURCE.sub("", text) or text, kind, desk.today),
        member=desk.member.id,
        source=source[1].strip() if source else "",
        impression=impression,
    )
    title = say(words.SAVED, name=who.name_of(one), label=say(FIELDS[kind]))
    buttons = (Button(say(words.ABOUT_BUTTON), f"about:{one.id}"),)
    return saved(message, desk, (added(fact),), title, (Text(told_fact(fact, desk)),), buttons)


def fewer(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Remove]: which of them, then it goes."""
    id, _, at = rest.partition(":")
    one, say = by_id(desk, id), desk.say
    if not at:
        facts = _all(one, desk)[-_LISTED:]
        buttons = [Button(short(f.text, 30), f"aboutless:{one.id}:{f.id}") for f in facts]
        back = Button(say(common.BACK), f"about:{one.id}")
        return answered(message, card(say, say(words.WHICH_FACT), (), (*buttons, back)))
    fact = desk.book.get(PersonalFact, at)
    if fact is None or fact.counterpart != one.id:
        raise Refusal(say(help_words.STALE))
    label = say(FIELDS.get(fact.kind, words.OTHER))
    title = say(words.GONE, name=who.name_of(one), label=label)
    return saved(message, desk, (removed(fact),), title, (Text(fact.text),))


_LISTED = 12
"""Facts that are offered to be removed, the latest ones."""
COMMANDS = {"about": about}
EDITS: dict[str, Edit] = {"about": add}
PRESSES = {"about": shown, "aboutadd": choose, "aboutless": fewer}
