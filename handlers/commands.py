"""Every command: what it is called in each language, what it is for, and who may use it."""

from __future__ import annotations

import unicodedata

from rapidfuzz import fuzz, process

from handlers.listed import ALONE, CODED, COMMANDS, NAMED, Command
from handlers.rules.roles import may
from handlers.words.speech import Speech
from storage.records import Member
from storage.values import dataclass

__all__ = ["ALONE", "CODED", "COMMANDS", "NAMED", "Command"]

NAMED_WORDS = 6
"""A line with more words than this is told, not asked, whatever it begins with."""


LONGEST_WORD = 40
"""Characters of an unknown command that are compared with those we know."""
CODE_SIGNS = 10
"""The fewest signs of any code we hand out."""


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

_NEAR, _SPELT = 60.0, 80.0
"""How alike, of 100, a word must be to a command to be taken for it, after a slash and without."""
_SHORTEST = 4
LOOKED_AT = 12
"""Words of a message that are looked at for the name of a command."""


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
    if text[:1] == "/":
        word, _, rest = text[1:].partition(" ")
        known = BY_WORD.get(word)
        if known is not None and "\n" not in rest:
            # As nearly all are written.
            return Asked(known, word, rest.strip())
    text = text.strip()
    first, _, below = text.partition("\n")
    slashed = first.startswith("/")
    word, _, rest = first.removeprefix("/").strip().partition(" ")
    word = word.partition("@")[0]
    command = BY_WORD.get(word) or _folded(word)
    if slashed and not word:
        return Asked(BY_WORD["help"], "", "")
    if command is None:
        return Asked(None, word, rest.strip()) if slashed else None
    if not slashed and word != "+" and not _is_bare(command, rest, below):
        return None
    rest = f"{rest}\n{below}" if command.many_lines else rest
    return Asked(command, word, rest.strip(), slashed)


def _folded(word: str) -> Command | None:
    """The command of that word, however it is written."""
    return BY_WORD.get(key(word)) if word.isprintable() else None


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
