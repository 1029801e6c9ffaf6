"""The parts of a line of a mandate: the limit, what it is about, who must be told and when."""

from __future__ import annotations

import re

from handlers.patterns import pattern
from storage.values import dataclass

_ABOUT = (
    r"about|regarding|concerning|subject|object|(?:au )?sujet(?: de)?|à propos d[eu]|objet"
    r"|concernant|sobre|asunto|acerca de|respecto a|الموضوع|بشأن|بخصوص|حول"
)
_REPORT = (
    r"(?:and )?(?:report(?:s|ing)?(?: line)?(?: to)?|tells?|informs?|(?:to be|must be) told)|"
    r"(?:et )?(?:rend(?:re|s)? compte à|inform(?:er|e)|prévenir|prévient|avertir|avertit)|"
    r"(?:y )?(?:inform(?:ar|a) a|avis(?:ar|a) a|rend(?:ir|e) cuentas a|reportar a)|"
    r"و?(?:يبلغ|يُبلغ|يبلّغ|إبلاغ|ابلاغ|أبلغ|يخبر|إخبار)"
)
_THEN = r"(?:\s*[:：]\s*|\s+)"
_CUT = pattern(
    rf"\s*[;؛\n]\s*|\s*[,،]?(?<! and)(?<! et)(?<! y)\s+(?=(?:{_REPORT}){_THEN})"
    rf"|\s*[,،]\s*(?=(?:{_ABOUT}){_THEN})",
    re.IGNORECASE,
)
_IS_ABOUT = pattern(rf"(?:{_ABOUT}){_THEN}(.+)", re.IGNORECASE | re.DOTALL)
_IS_REPORT = pattern(rf"(?:{_REPORT}){_THEN}(.+)", re.IGNORECASE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Fields:
    """What was told of one line, in the words used."""

    text: str
    about: str = ""
    report: str = ""


def fields(text: str) -> Fields:
    """*text* taken apart: "more than 10 trucks; about: fuel; tell Claire within a day"."""
    kept: list[str] = []
    about = report = ""
    for piece in filter(None, (one.strip(" .") for one in _CUT.split(text))):
        if kept and not about and (found := _IS_ABOUT.fullmatch(piece)):
            about = found[1].strip()
        elif kept and not report and (found := _IS_REPORT.fullmatch(piece)):
            report = found[1].strip()
        else:
            kept.append(piece)
    return Fields("; ".join(kept), about, report)
