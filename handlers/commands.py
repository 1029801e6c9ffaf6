"""Every command: what it is called in each language, what it is for, and who may use it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from handlers.rules.roles import Action, may
from handlers.words import help as words
from handlers.words.speech import Speech
from storage.records import Member

ALONE = "alone"
"""May be written without a slash where nothing else is."""
NAMED = "named"
"""May be written without a slash before a few words, such as a name."""
CODED = "coded"
"""May be written without a slash before a code."""

NAMED_WORDS = 6
"""A line with more words than this is told, not asked, whatever it begins with."""


LONGEST_WORD = 40
"""Characters of an unknown command that are compared with those we know."""
CODE_SIGNS = 10
"""The fewest signs of any code we hand out."""


@dataclass(frozen=True, slots=True)
class Command:
    """One thing that can be asked for by name."""

    name: str
    also: str
    """What people who speak French, Spanish or Arabic type, and other habits; spaces between."""
    sentence: str
    """What it is for, in one line."""
    group: str
    action: Action
    usage: str = ""
    """What comes after the name, as an example to be said in the person's language."""
    bare: str = ""
    """How it can be written without its slash: `ALONE`, `NAMED`, `CODED` or, empty, not at all."""
    many_lines: bool = False
    """Whether the lines below the first belong to it."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A command somebody wrote, and what came after its name."""

    command: Command | None
    """``None`` where a slash was written before a word we do not know."""
    word: str
    rest: str
    slashed: bool = True


EVERYTHING = frozenset(("all", "tout", "todo", "الكل"))
"""What asks for all the help there is."""

_OWN, _READ, _WRITE, _SHARE = Action.OWN, Action.READ, Action.WRITE, Action.SHARE
_RECORD, _RECALL, _PEOPLE = words.GROUP_RECORD, words.GROUP_RECALL, words.GROUP_PEOPLE
_TEAM, _SELF = words.GROUP_TEAM, words.GROUP_SETTINGS
_NEAR, _SPELT = 60.0, 80.0
"""How alike, of 100, a word must be to a command to be taken for it, after a slash and without."""
_SHORTEST = 4
LOOKED_AT = 12
"""Words of a message that are looked at for the name of a command."""

COMMANDS: tuple[Command, ...] = (
    Command("log", "note noter anotar سجل_لقاء دون", words.LOG, _RECORD, _WRITE, words.EX_LOG, "", True),
    Command("undo", "annuler deshacer تراجع", words.UNDO, _RECORD, _WRITE, bare=ALONE),
    Command(
        *("history", "historique historial histoire السجل سجل", words.HISTORY, _RECALL, _READ),
        *(words.EX_NAME, NAMED),
    ),
    Command(
        *("promises", "promesses promesas الوعود وعود", words.PROMISES, _RECALL, _READ),
        *(words.EX_NAME, NAMED),
    ),
    Command(
        *("agreements", "accords acuerdos الاتفاقات اتفاقات", words.AGREEMENTS, _RECALL, _READ),
        *(words.EX_NAME, NAMED),
    ),
    Command(
        *("people", "gens contacts personas gente الأشخاص الناس", words.PEOPLE, _PEOPLE, _READ),
        bare=ALONE,
    ),
    Command("who", "qui quien quién من", words.WHO, _PEOPLE, _READ, words.EX_NAME, NAMED),
    Command(
        *("add", "+ ajouter agregar añadir أضف", words.ADD, _PEOPLE, _WRITE),
        words.EX_ADD,
    ),
    Command("rename", "renommer renombrar تسمية", words.RENAME, _PEOPLE, _WRITE, words.EX_RENAME),
    Command("alias", "لقب", words.ALIAS, _PEOPLE, _WRITE, words.EX_ALIAS),
    Command(
        *("codename", "nomdecode nombreclave رمز", words.CODENAME, _PEOPLE, _WRITE),
        words.EX_CODENAME,
    ),
    Command(
        *("role", "fonction rol cargo منصب", words.ROLE, _PEOPLE, _WRITE),
        words.EX_ROLE,
    ),
    Command(
        *("organisation", "organization organización organizacion منظمة", words.ORGANISATION),
        *(_PEOPLE, _WRITE),
        words.EX_ORGANISATION,
    ),
    Command("owner", "responsable مسؤول", words.OWNER, _PEOPLE, _SHARE, words.EX_OWNER),
    Command("deputy", "adjoint suplente نائب", words.DEPUTY, _PEOPLE, _SHARE, words.EX_DEPUTY),
    Command(
        *("introduced", "présenté presente presentado عرّف", words.INTRODUCED, _PEOPLE, _WRITE),
        words.EX_INTRODUCED,
    ),
    Command(
        *("merge", "fusionner fusionar دمج", words.MERGE, _PEOPLE, _WRITE),
        words.EX_MERGE,
    ),
    Command("team", "équipe equipe equipo الفريق", words.TEAM, _TEAM, _READ, bare=ALONE),
    Command(
        *("invite", "inviter invitar دعوة", words.INVITE, _TEAM, Action.INVITE),
        words.EX_INVITE,
    ),
    Command("remove", "retirer retirar إزالة", words.REMOVE, _TEAM, Action.REMOVE, words.EX_MEMBER),
    Command(
        *("settings", "réglages reglages ajustes الإعدادات إعدادات", words.SETTINGS, _SELF, _OWN),
        bare=ALONE,
    ),
    Command("language", "langue idioma اللغة لغة", words.LANGUAGE, _SELF, _OWN, words.EX_LANGUAGE),
    Command("zone", "timezone fuseau zona المنطقة", words.ZONE, _SELF, _OWN, words.EX_ZONE),
    Command("week", "semaine semana الأسبوع", words.WEEK, _SELF, _OWN, words.EX_WEEK),
    Command("whoami", "quisuisje quiensoy من_أنا", words.WHOAMI, _SELF, _OWN, bare=ALONE),
    Command("link", "lier vincular ربط", words.LINK, _SELF, _OWN, bare=CODED),
    Command(
        *("privacy", "confidentialité confidentialite privacidad الخصوصية", words.PRIVACY),
        *(_SELF, _OWN),
        bare=ALONE,
    ),
    Command(
        *("help", "aide ayuda مساعدة menu menú ?", words.HELP, _SELF, _OWN, words.EX_ALL),
        ALONE,
    ),
    Command("start", "", words.START, _SELF, _OWN, bare=CODED),
)


def key(word: str) -> str:
    """A word as commands are compared: one form and case, without accents."""
    marks = unicodedata.normalize("NFKD", word.casefold())
    return "".join(mark for mark in marks if not unicodedata.combining(mark))


BY_WORD: dict[str, Command] = {
    key(word): command for command in COMMANDS for word in (command.name, *command.also.split())
}
"""Each command by every word it answers to."""


def read(text: str) -> Asked | None:
    """The command *text* is, or ``None`` where it is something told.

    Only the first line is ever a command; a slash must be the plain one.
    """
    text = text.strip()
    first, _, below = text.partition("\n")
    slashed = first.startswith("/")
    word, _, rest = first.removeprefix("/").strip().partition(" ")
    word = word.partition("@")[0]
    command = BY_WORD.get(key(word)) if word.isprintable() else None
    if slashed and not word:
        return Asked(BY_WORD["help"], "", "")
    if command is None:
        return Asked(None, word, rest.strip()) if slashed else None
    if not slashed and word != "+" and not _is_bare(command, rest, below):
        return None
    rest = f"{rest}\n{below}" if command.many_lines else rest
    return Asked(command, word, rest.strip(), slashed)


def _is_bare(command: Command, rest: str, below: str) -> bool:
    """Whether it may stand without its slash before *rest*."""
    if below.strip() or not command.bare:
        return False
    if command.bare == ALONE:
        return not rest.strip() or (command.name == "help" and key(rest.strip()) in EVERYTHING)
    if command.bare == CODED:
        return is_code(rest)
    return len(rest.split()) < NAMED_WORDS and not any(mark in rest for mark in ":?؟;!")


def is_code(text: str) -> bool:
    """Whether *text* is one word that looks like nothing but a code."""
    word = text.strip().replace("-", "").replace("_", "")
    lettered = word.isascii() and word.isalnum()
    return lettered and len(word) >= CODE_SIGNS and (word.isupper() or not word.isalpha())


def suggestions(word: str, member: Member, limit: int = 2) -> list[Command]:
    """The commands of *member* whose names are nearest to *word*, the nearest first."""
    allowed = {spelt: one for spelt, one in BY_WORD.items() if may(member, one.action)}
    spelt = key(word)[:LONGEST_WORD]
    near = process.extract(spelt, list(allowed), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=9)
    found: dict[str, Command] = {}
    for other, _, _ in near:
        found.setdefault(allowed[other].name, allowed[other])
    for spare in ("help", "history", "people"):
        found.setdefault(spare, BY_WORD[spare])
    return list(found.values())[:limit]


def mentioned(text: str, member: Member) -> Command | None:
    """The command of *member* that a word of *text* all but spells, where one does."""
    allowed = {spelt: one for spelt, one in BY_WORD.items() if may(member, one.action)}
    for word in text.split()[:LOOKED_AT]:
        spelt = key(word.strip("/.,;:?!«»“”\"'()،؛؟"))[:LONGEST_WORD]
        near = process.extractOne(spelt, list(allowed), scorer=fuzz.ratio, score_cutoff=_SPELT)
        if near is not None and len(spelt) >= _SHORTEST:
            return allowed[near[0]]
    return None


def menu(language: str) -> list[tuple[str, str]]:
    """(command, description) for a platform's command menu, in *language*.

    Names are 1 to 32 small letters; descriptions at most 256 characters.
    """
    say = Speech(language)
    return [(one.name, say(one.sentence)[:256]) for one in COMMANDS if one.name != "start"]
