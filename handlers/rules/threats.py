"""Words that tell of a threat against one of ours (PRACTICE row 54)."""

from __future__ import annotations

import re

from handlers.patterns import pattern

_THREAT = pattern(
    r"\b(?:threaten(?:s|ed|ing)?|(?:death )?threats? (?:to|against|at)|got (?:a )?threats?|"
    r"received (?:a |death )?threats?|intimidat(?:es?|ed|ing)|"
    r"(?:would|will|'ll) (?:arrest|detain|kill|beat|shoot) (?:us|me|her|him|them|our \w+))\b"
    r"|\b(?:menac(?:é|ée|és|ées|e|ent|ait|aient|er)|menaces? (?:de mort|contre|à)|"
    r"reçu des menaces|intimid(?:é|ée|és|ées|e|ent|er))\b"
    r"|\b(?:amenaz(?:ó|aron|a|an|ado|ada|ados|adas|ar)|amenazas? (?:de muerte|contra|a)|"
    r"recibi(?:ó|mos|eron) amenazas?|intimid(?:ó|aron|a|an|ado|ada))\b"
    r"|(?<!\w)(?:هدد|هددت|هددنا|هددوا|هددونا|هددني|هددها|هدده|هددهم|يهدد|يهددنا|تهديد|تهديدات|"
    r"توعد|توعدنا|ترهيب)(?!\w)",
    re.IGNORECASE,
)
_DENIED = pattern(
    r"(?:\b(?:not?|never|without|nobody|any|pas|jamais|sans|aucune?s?|ne|nunca|sin|ningun[ao]?|nadie)"
    r"|n['’]\w*|didn['’]t|(?<!\w)(?:لم|لا|ما|بدون|دون|ليس|أي|اي))"
    r"(?:\s+\w+){0,2}\s*$",
    re.IGNORECASE,
)
"""What takes it back, close before: "did not threaten", "sans menaces"."""


def threat_word(text: str) -> str:
    """The first words of *text* that tell of a threat; empty where none do, or it is denied."""
    for found in _THREAT.finditer(text):
        if not _DENIED.search(text[max(0, found.start() - 40) : found.start()]):
            return found[0]
    return ""
