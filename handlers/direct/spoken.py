"""Reads the few words a counterpart can say to us: yes, stop, start again."""

from __future__ import annotations

import unicodedata

from handlers.patterns import pattern

_STOP = """
stop stopp leave quit unsubscribe cancel end
arret arrete arreter arretez stopper quitter desinscrire desabonner cessez
parar para pare paren alto salir baja detener detente basta
ايقاف اوقف توقف قف وقف الغاء خروج كفي
"""
_AGREE = """
agree agreed yes accept iagree iaccept ok okay
accepte jaccepte oui daccord daccor
acepto si aceptar deacuerdo estoydeacuerdo vale
موافق موافقه اوافق نعم قبول
"""
_START = "start commencer demarrer reprendre empezar volver comenzar ابدا ابدأ بدء عوده"
_PLEASE = (
    "please pls plz stp svp siltevousplait silvousplait porfavor merci gracias thanks رجاء لطفا"
)

_MARKS = pattern(r"[^\w\s]|_")
_RUNS = pattern(r"(.)\1+")
_ALIKE = str.maketrans({"ى": "ي", "ة": "ه", "ٱ": "ا", "ـ": ""})
_LONGEST = 60
"""Characters of a message that can be one of these words; a longer one says more than that."""


def _plain(text: str) -> str:
    """*text* without accents, marks and spaces, in one case, each run of a letter written once."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(mark for mark in spread if not unicodedata.combining(mark))
    words = _MARKS.sub("", bare.translate(_ALIKE))
    return _RUNS.sub(r"\1", "".join(words.split()))


def _all(words: str) -> frozenset[str]:
    return frozenset(map(_plain, words.split()))


_STOPS, _AGREES, _STARTS = _all(_STOP), _all(_AGREE), _all(_START)
_POLITE = tuple(sorted(_all(_PLEASE), key=len, reverse=True))


def _is(text: str, words: frozenset[str]) -> bool:
    if len(text) > _LONGEST:
        return False
    said = _plain(text)
    for polite in _POLITE:
        bare = said.removeprefix(polite).removesuffix(polite)
        if bare:
            said = bare
    return said in words


def leaves(text: str) -> bool:
    """Whether *text* is the one word that ends it all, in any of our languages, however spelt."""
    return _is(text, _STOPS)


def agrees(text: str) -> bool:
    """Whether *text* says yes to the notice."""
    return _is(text, _AGREES)


def returns(text: str) -> bool:
    """Whether *text* asks to begin again."""
    return _is(text, _STARTS)
