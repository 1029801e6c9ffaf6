"""Which words touch the law, so that whoever knows it should be asked (PRACTICE row 48)."""

from __future__ import annotations

import re

from handlers.patterns import pattern

_LEGAL = pattern(
    r"\b(?:fees?|tax(?:es|ed|ation)?|customs dut(?:y|ies)|mou|memorandum of understanding|"
    r"sanctions?|labou?r (?:law|court|dep\w*|dispute)|immunit(?:y|ies)|lawsuit|court case)\b"
    r"|\b(?:imp[oô]ts?|taxes?|redevances?|droits? de douane|protocole d['’]accord|immunités?|"
    r"tribunal|code du travail|inspection du travail)\b"
    r"|\b(?:impuestos?|tasas?|aranceles?|memorando de entendimiento|sancion(?:es)?|"
    r"inmunidad(?:es)?|juzgado|derecho laboral|demanda judicial)\b"
    r"|ضريبة|ضرائب|رسوم|جمارك|مذكرة تفاهم|عقوبات|حصانة|قانون العمل|محكمة",
    re.IGNORECASE,
)
"""Words on which advice by whoever knows the law is worth asking for (PRACTICE row 48)."""


def legal_word(text: str) -> str:
    """The first word of *text* that touches the law; empty where none does."""
    found = _LEGAL.search(text)
    return found[0] if found else ""
