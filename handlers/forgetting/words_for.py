"""Tells a wish to erase everything about somebody from other words, in four languages."""

from __future__ import annotations

import re

from handlers import who
from handlers.desk import Desk
from handlers.patterns import pattern
from storage.records import Counterpart

LONGEST = 300
_MOST = 6
"""Words of the longest name that is looked for."""

_WISH = pattern(
    r"^(?:please\s+|could you\s+|s'il (?:te|vous) pla[iî]t,?\s+|por favor,?\s+|من فضلك،?\s+)?"
    r"(?:"
    r"(?:delete|erase|forget|remove|wipe)\s+(?:everything|all|anything)\b.*?\b"
    r"(?:on|about|regarding|of|concerning)"
    r"|(?:supprime[rz]?|efface[rz]?|oublie[rz]?)\s+tout\b.*?(?:\bsur\b|\bde\b|\bd['’]|\bconcernant\b)"
    r"|(?:borr[ae]r?|elimin[ae]r?|olvid[ae]r?)\s+todo\b.*?\b(?:sobre|de|acerca de)\b"
    r"|(?:احذف|احذفي|امسح|امسحي|امح|انس|انسي)\s+(?:كل شيء|كل ما\S*|جميع ما\S*)\s+"
    r"(?:.*?\s)?(?:عن|حول)"
    r")\s*(?P<rest>\S.*?)[\s.!؟?]*$",
    re.IGNORECASE | re.DOTALL,
)
_JOINTS = pattern(r"['’]s\b|[’']\s|\b[ld]['’]", re.IGNORECASE)
_SMALL = frozenset(
    (
        *("the", "a", "his", "her", "their", "of", "about", "on", "and", "s"),
        *("le", "la", "les", "de", "du", "des", "d", "l", "ses", "sa", "son", "et"),
        *("el", "los", "las", "del", "sus", "su", "y", "lo"),
    )
)


def wish(text: str) -> str:
    """What all is to be erased about; empty where *text* is no such wish."""
    if len(text) > LONGEST:
        return ""
    found = _WISH.match(text.strip())
    return found["rest"] if found else ""


def split(text: str, desk: Desk) -> tuple[Counterpart | None, str]:
    """The one person that *text* names, and the subject that is left of it."""
    tokens = _JOINTS.sub(" ", text).replace("،", " ").replace(",", " ").split()
    for size in range(min(_MOST, len(tokens)), 0, -1):
        for at in range(len(tokens) - size + 1):
            name = " ".join(tokens[at : at + size])
            only = who.find(desk.book, name).exact
            if len(only) == 1:
                left = [*tokens[:at], *tokens[at + size :]]
                subject = [one for one in left if one.casefold() not in _SMALL]
                return only[0], " ".join(subject)
    return None, ""
