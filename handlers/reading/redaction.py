"""Where a message holds what must not be stored: numbers, places, people we protect."""

from __future__ import annotations

from handlers.patterns import pattern
from handlers.reading.layout import Layout
from handlers.reading.note import Person, Span

_PHONE = pattern(r"(?<![\w./-])\+?\(?\d{2,5}\)?(?:[ .\-]?\d{2,5}){2,5}(?![\w/-])")
_COORDINATES = pattern(
    r"-?\d{1,3}\.\d{3,8}\s{0,2}[°NSEW]?\s{0,2},\s{0,2}-?\d{1,3}\.\d{3,8}\s{0,2}[°NSEW]?"
    r"|\d{1,3}°\d{1,2}['′][\d.\"″]{0,7}\s?[NSEWO]"
)
_MAIL = pattern(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}")
_IDENTITY = pattern(
    r"(?i)\b(?:id|passport|passeport|cni|c[ée]dula|dni|nin|هوية|الهوية|جواز)"
    r"[ :#nNº°.]{0,5}([A-Z]{0,3}[\d-]{5,15})"
)
_MANY_DIGITS = pattern(r"\d(?:[^\d]{0,2}\d){6}")
_DECIMALS = pattern(r"\d(?:\.\d{3}|°)")
_NUMBERED = pattern(r"[\d-]{5}")
"""Signs without which there is no telephone number, place or identity number; quick to look for."""
_INITIALED = pattern(r"\b[A-ZÀ-Þ][a-zà-ÿ]{1,15} [A-Z]\.(?=[ ,;)]|$)")
_AGED = pattern(
    r"(?i)\b(?:an? |une? )?\d{1,2}[ -]?"
    r"(?:yo|y/o|yrs? old|years? old|year-old|ans|años|anos|سنة|سنوات|عام)\b"
)
_DIGITS = (7, 15)
_DATE = pattern(r"\d{1,4}[./-]\d{1,2}[./-]\d{2,4}")


def redactions(text: str, layout: Layout, people: list[Person]) -> tuple[Span, ...]:
    """The spans to mask before anything is kept, in order."""
    found: list[Span] = []
    if _MANY_DIGITS.search(text):
        found += [Span(*m.span()) for m in _PHONE.finditer(text) if _telephone(m[0])]
    if _DECIMALS.search(text):
        found += [Span(*m.span()) for m in _COORDINATES.finditer(text)]
    if "@" in text:
        found += [Span(*m.span()) for m in _MAIL.finditer(text)]
    if _NUMBERED.search(text):
        found += [Span(*m.span(1)) for m in _IDENTITY.finditer(text)]
    if beneficiaries(layout):
        met = [p.span for p in people if p.span and (p.role or p.known)]
        for pattern in (_INITIALED, _AGED):
            found += [s for m in pattern.finditer(text) if not _overlaps(s := Span(*m.span()), met)]
    return _merged(found)


def beneficiaries(layout: Layout) -> bool:
    """Whether the message speaks of people we assist, by name or one by one."""
    return not layout.named("beneficiary").isdisjoint(layout.page.words)


def _telephone(digits: str) -> bool:
    count = sum(c.isdigit() for c in digits)
    return _DIGITS[0] <= count <= _DIGITS[1] and not _DATE.fullmatch(digits.strip())


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(span.start < o.end and o.start < span.end for o in others)


def _merged(found: list[Span]) -> tuple[Span, ...]:
    kept: list[Span] = []
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if kept and span.start < kept[-1].end:
            kept[-1] = Span(kept[-1].start, max(span.end, kept[-1].end))
        else:
            kept.append(span)
    return tuple(kept)
