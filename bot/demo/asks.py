"""How the made-up team asks for what it told."""

from __future__ import annotations

ASKS = {
    "deal": {
        "en": "what did we agree with {name} and until when?",
        "fr": "qu'est-ce qu'on a convenu avec {name} et jusqu'à quand ?",
        "es": "¿qué acordamos con {name} y hasta cuándo?",
        "ar": "على ماذا اتفقنا مع {name} وحتى متى؟",
    },
    "ours": {
        "en": "what do we owe {name}?",
        "fr": "que doit-on à {name} ?",
        "es": "¿qué le debemos a {name}?",
        "ar": "بماذا وعدنا {name}؟",
    },
    "theirs": {
        "en": "what did {name} promise us?",
        "fr": "qu'est-ce que {name} nous a promis ?",
        "es": "¿qué nos prometió {name}?",
        "ar": "بماذا وعدنا {name}؟",
    },
    "seen": {
        "en": "when did we last see {name}?",
        "fr": "quand avons-nous vu {name} pour la dernière fois ?",
        "es": "¿cuándo vimos a {name} por última vez?",
        "ar": "متى آخر مرة رأينا {name}؟",
    },
    "refusal": {
        "en": "what did {name} refuse?",
        "fr": "qu'est-ce que {name} a refusé ?",
        "es": "¿qué rechazó {name}?",
        "ar": "ماذا رفض {name}؟",
    },
    "next": {
        "en": "when do we meet {name} next?",
        "fr": "quand est-ce qu'on revoit {name} ?",
        "es": "¿cuándo vemos a {name}?",
        "ar": "متى نلتقي {name}؟",
    },
    "quiet": {
        "en": "who have we not contacted in more than a month?",
        "fr": "qui n'avons-nous pas contacté depuis plus d'un mois ?",
        "es": "¿a quién no hemos contactado en más de un mes?",
        "ar": "من لم نتواصل معه منذ أكثر من شهر؟",
    },
    "mentioned": {
        "en": "who mentioned {thing} since {month}?",
        "fr": "qui a parlé de {thing} depuis {month} ?",
        "es": "¿quién habló de {thing} desde {month}?",
        "ar": "من ذكر {thing} منذ {month}؟",
    },
    "knows": {
        "en": "who knows {name}?",
        "fr": "qui connaît {name} ?",
        "es": "¿quién conoce a {name}?",
        "ar": "من يعرف {name}؟",
    },
}
"""How each is asked, by the language of whoever asks."""
