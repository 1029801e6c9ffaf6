"""Words that ask for a second look: too close (PRACTICE row 40), or a judgement (row 52)."""

from __future__ import annotations

import re

from handlers.patterns import pattern

_FAMILIAR = pattern(
    r"\b(?:gifts?|(?:his|her|their|my) (?:wedding|daughter's wedding|son's wedding)|"
    r"invited (?:me|us) to (?:the|his|her|their) wedding|favou?rs?|(?:a|the) loan|"
    r"lend (?:me|us|him|her)|"
    r"lent (?:me|us|him|her)|my brother|like (?:a )?(?:brother|sister|family) to (?:me|us))\b"
    r"|\b(?:cadeaux?|(?:son|leur|au|le) mariage|faveurs?|un prêt|m['’]a prêté|"
    r"prêter de l['’]argent|"
    r"mon frère|comme (?:un frère|une sœur|une soeur))\b"
    r"|\b(?:regalos?|(?:su|la) boda|favores|un favor|un préstamo|me prestó|mi hermano|"
    r"como (?:un hermano|una hermana))\b"
    r"|(?<!\w)(?:هدية|هدايا|عرس|زفاف|معروفاً|قرض|سلفة|أقرضني|أخي العزيز|مثل أخي|كأخ لي)(?!\w)",
    re.IGNORECASE,
)
"""Gift, wedding, favour, loan, "my brother"."""

_LOADED = pattern(
    r"\b(?:liars?|thugs?|crooks?|gangsters?|criminals?|idiots?|corrupt|thie(?:f|ves)|"
    r"fanatics?|butchers?)\b"
    r"|\b(?:menteu(?:r|rs|se|ses)|voyous?|escrocs?|criminel(?:s|le|les)?|idiot(?:s|e|es)?|"
    r"corrompu(?:s|e|es)?|voleu(?:r|rs|se|ses)|fanatiques?)\b"
    r"|\b(?:mentiros[oa]s?|matone?s?|ladr(?:ón|ones|ona)|criminal(?:es)?|corrupt[oa]s?|"
    r"fanátic[oa]s?|estafador(?:es|a)?)\b"
    r"|(?<!\w)(?:كذاب|كذابة|كاذب|بلطجي|بلطجية|مجرم|مجرمون|لص|لصوص|حرامي|فاسد|متعصب)(?!\w)",
    re.IGNORECASE,
)
"""Words that judge a person rather than tell what was seen."""


def familiar_word(text: str) -> str:
    """The first word of *text* that tells of closeness beyond the work; empty where none does."""
    found = _FAMILIAR.search(text)
    return found[0] if found else ""


def loaded_word(text: str) -> str:
    """The first word of *text* that judges somebody; empty where none does."""
    found = _LOADED.search(text)
    return found[0] if found else ""
