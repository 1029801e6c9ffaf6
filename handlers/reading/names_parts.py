"""A name taken apart: titles off, particles out, each word looked up in the table of spellings."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from anyascii import anyascii

from handlers.patterns import pattern
from handlers.reading.folding import fold, visible
from handlers.reading.names_sounds import sound
from handlers.reading.names_tables import WORD, tables

_BARE = 4
"""Letters from which on an article written onto a name is taken off."""
_LOOKALIKE = str.maketrans("аеорсухіјѕԁһАВЕКМНОРСТХІ", "aeopcyxijsdhABEKMHOPCTXI")
_LATIN = pattern(r"[A-Za-z]")
_CYRILLIC = pattern(r"[\u0400-\u04ff]")
_DIN = pattern(
    r"^(\w{2,}?)(?:udd?[ei]*n|edd?ine?|add?in|eddeen|uddeen|eldine?|aldin|oddin|ettin|الدين)$"
)
_ULLAH = pattern(r"^(\w{3,}?)(?:ull?ah?|all?ah|oll?ah?|الله)$")
_SERVANT = pattern(r"^c?abd(?:o?u|e|a|o)l\w{4,}$")
_GRACE = pattern(
    r"^(\w{3,}?)(?:[ou]ll?|al|el|ur)(haqq?|hak|huda|islam|rahman|rehman|hadi|amin|wahab|arifin)$"
)
_CHIEF = pattern(
    r"^(gul|mir|sher|khair|noor|nur|taj|khan)"
    r"(agha|aqa|khan|zaman|alam|jan|mohammad|muhammad|ahmad|rahman|badshah|pacha)$"
)
_ABD = pattern(r"^(?:abd|cabd|عبد)(?:ou?|[aeiou]+[lrsdntz]h?|ال)?(\w{3,})$")


class Part(NamedTuple):
    """One word of a name: *stem* is its list in the table, or its sound where it is in none."""

    stem: str
    known: bool = False
    lead: str = ""
    """abu, umm or abd before it; Abu Khaled is one part."""
    tail: str = ""
    """din or allah after it."""
    nickname: bool = False
    initial: bool = False
    vowelless: bool = False


def clean(text: str) -> str:
    """Return *text* in composed form, without unseen characters and look-alike letters."""
    shown = visible(text)
    if _LATIN.search(shown) and _CYRILLIC.search(shown):
        shown = " ".join(_one_script(word) for word in shown.split(" "))
    return shown


def _one_script(word: str) -> str:
    return word.translate(_LOOKALIKE) if _LATIN.search(word) and _CYRILLIC.search(word) else word


def title_length(words: list[tuple[str, bool]]) -> int:
    """Return how many of the leading (folded word, has a dot) pairs are titles, never all."""
    held, at = tables(), 0
    while at < len(words) - 1 and words[at][0] in held.openings:
        size = next(
            (
                n
                for n in (3, 2, 1)
                if at + n < len(words) and tuple(w for w, _ in words[at : at + n]) in held.titles
            ),
            0,
        )
        left = len(words) - at - size
        if not size or (size == 1 and words[at][0] in held.weak and not words[at][1] and left == 1):
            break
        at += size
    return at


def strip_title(text: str) -> tuple[str, str]:
    """Return the titles that *text* begins with and the rest, both as written.

    ``("Cmdr", "Idris")``; the title is empty where there is none or where nothing would be left.
    """
    found = list(WORD.finditer(text))
    words = [
        (fold(one.group()).replace("'", ""), text[one.end() : one.end() + 1] == ".")
        for one in found
    ]
    size = title_length(words)
    if not size:
        return "", text.strip()
    start = found[size].start()
    return text[:start].rstrip(" \t:-،,"), text[start:].strip()


def is_title(word: str) -> bool:
    """Whether *word* alone is a title or form of address."""
    return (fold(word).rstrip(".").replace("'", ""),) in tables().titles


@lru_cache(maxsize=20_000)
def parts(name: str) -> tuple[Part, ...]:
    """Return the words of *name* that tell who it is, in the order given name, family name."""
    text = re.sub(r"\([^()]*\)", " ", clean(name)[:200])
    before, comma, after = text.partition(",")
    if comma and before.strip() and after.strip() and "," not in after:
        text = f"{after} {before}"
    found = list(WORD.finditer(text))
    pairs = [
        (fold(w).replace("'", ""), text[w_end : w_end + 1] == ".")
        for w, w_end in ((m.group(), m.end()) for m in found)
    ]
    pairs = [(word.rstrip("."), dot) for word, dot in pairs if word.rstrip(".")]
    return tuple(_compose(_parted([word for word, _ in pairs[title_length(pairs) :]])))


def _parted(words: list[str]) -> list[str]:
    """Part what Pashto and Dari write as one (Nurulhaq, Gulagha), and join what Hausa parts."""
    made: list[str] = []
    for word in words:
        if made and made[-1] == "dan" and f"dan{word}" in tables().stems:
            made[-1] = f"dan{word}"
        elif (match := _GRACE.match(word) or _CHIEF.match(word)) and word not in tables().stems:
            made += match.groups()
        else:
            made.append(word)
    return made


def _compose(words: list[str]) -> list[Part]:
    """Join kunyas, servants of God and -al-din into single parts; drop the other particles."""
    held = tables().particles
    made: list[Part] = []
    lead = ""
    for at, word in enumerate(words):
        last = at == len(words) - 1
        if word in held["faith"] and made and not lead:
            made[-1] = _with_tail(made[-1], "din")
        elif not last and not lead and (opened := _lead(word, held)):
            lead = opened
        elif word in held["words"] and (len(words) > 1 and not (last and not made)):
            continue
        else:
            made.append(_part(word, lead))
            lead = ""
    return _with_allah(made)


def _lead(word: str, held: dict[str, frozenset[str]]) -> str:
    leads = (("abu", "father"), ("umm", "mother"), ("abd", "servant"))
    return next((lead for lead, kind in leads if word in held[kind]), "")


def _with_allah(made: list[Part]) -> list[Part]:
    for at in range(len(made) - 1, 0, -1):
        if made[at].stem == "allah" and not made[at].lead:
            made[at - 1 : at + 1] = [_with_tail(made[at - 1], "allah")]
    return made


def _with_tail(part: Part, tail: str) -> Part:
    whole = tables().stems.get(f"{part.stem}{tail}")
    if whole and not part.lead:
        return Part(whole, known=True)
    return Part(part.stem, part.known, part.lead, tail, vowelless=part.vowelless)


def _part(word: str, lead: str) -> Part:
    if lead == "abd" and _stem(word)[0] == "allah":
        return Part("abdallah", known=True)
    if lead == "abu" and _stem(word)[0] == "bakr":
        return Part("boubacar", known=True)
    stem, known = _stem(word)
    if not known and not lead:
        fused = _fused(word)
        if fused:
            return fused
    vowelless = any("\u0600" <= letter <= "\u06ff" for letter in word)
    nickname = tables().nicknames.get(word)
    if nickname and not known and not lead:
        return Part(nickname, known=True, nickname=True)
    return Part(stem, known, lead, initial=len(word) == 1, vowelless=vowelless)


def _stem(word: str) -> tuple[str, bool]:
    stems = tables().stems
    for form in _forms(word):
        if form in stems:
            return stems[form], True
    bare = word[2:] if word.startswith("ال") and len(word) > _BARE else word
    if re.search(r"[^\x00-\x7f]", word) and not re.search(r"[\u0600-\u06ff]", word):
        latin = _latin(word)
        return stems.get(latin, sound(latin)), latin in stems
    return sound(bare), False


def _latin(word: str) -> str:
    return "".join(letter for letter in anyascii(word).lower() if letter.isalpha())


def _forms(word: str) -> list[str]:
    forms = [word]
    if word.startswith("ال") and len(word) > _BARE:
        forms.append(word[2:])
    if word[:2] in ("al", "el") and len(word) > _BARE + 1:
        forms.append(word[2:])
    return forms


def _fused(word: str) -> Part | None:
    """Return the part that ``Abdurrahman``, ``Salahuddin`` or ``Habibullah`` is, written as one."""
    for form, lead, tail in ((_ABD, "abd", ""), (_DIN, "", "din"), (_ULLAH, "", "allah")):
        match = form.match(word)
        if match:
            stem, known = _stem(match[1])
            if known or lead == "" or _SERVANT.match(word):
                return Part(stem, known, lead, tail)
    for opened in ("abou", "abu", "ابو"):
        if word.startswith(opened) and _stem(word[len(opened) :])[1]:
            return _part(word[len(opened) :], "abu")
    return None
