"""What a correction says: which words or day were wrong, and what they should have been."""

from __future__ import annotations

from datetime import date

from handlers.reading import dates
from handlers.reading.layout import Layout
from handlers.reading.note import Setting, When
from handlers.reading.page import Page, Stretch
from handlers.reading.read import laid_out
from storage.values import dataclass

_NEAR = 2
_LONGEST = 4
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Correction:
    """The wrong and the right, in the words of the message; a day where it is about a day."""

    wrong: str = ""
    right: str = ""
    wrong_day: date | None = None
    day: date | None = None
    about: frozenset[str] = frozenset()
    """The words, folded, that tell what the correction is about: "trucks"."""


def correction(text: str, setting: Setting) -> Correction | None:
    """What *text* corrects; ``None`` where it does not say what is right."""
    layout = laid_out(text, setting)
    said = _of_days(layout) or _of_words(layout)
    return said if said and (said.right or said.day) else None


def _of_days(layout: Layout) -> Correction | None:
    if not layout.dates:
        return None
    wrong = next((when for when in layout.dates if _denied(layout, when)), None)
    right = [when for when in layout.dates if when is not wrong and when.other is None]
    if not right:
        return None
    chosen = right[-1]
    return Correction(
        _words(layout, wrong),
        _words(layout, chosen),
        dates.start(wrong) if wrong else None,
        dates.deadline(chosen),
        _about(layout),
    )


def _denied(layout: Layout, when: When) -> bool:
    at = layout.page.tokens_of(when.span).first if when.span else 0
    return layout.has(Stretch(max(0, at - _NEAR), at), "not")


def _words(layout: Layout, when: When | None) -> str:
    span = when.span if when else None
    return layout.page.text[span.start : span.end] if span else ""


def _of_words(layout: Layout) -> Correction | None:
    """What stands at either side of a no: "nine, not six", "pas six mais neuf"."""
    cue = next((at for at in layout.all("not") if at.first > 0), None)
    if cue is None:
        return None
    wrong = _after(layout, cue.last)
    opens = all(_is_opening(layout, at) for at in range(cue.first))
    right = _after(layout, wrong.last + 1) if opens else _before(layout, cue.first)
    if not wrong or not right:
        return None
    return Correction(layout.said(wrong), layout.said(right), about=_about(layout))


def _is_opening(layout: Layout, at: int) -> bool:
    """Whether the token at *at* only says that something is to be corrected."""
    token = layout.page.tokens[at]
    if not token.is_word:
        return True
    return any(at in cue for cue in layout.all("correction") + layout.all("correction_firm"))


def _after(layout: Layout, at: int) -> Stretch:
    words = layout.page.words
    while at < len(words) and words[at] in layout.named("breaks"):
        at += 1
    end = at
    while end < len(words) and end - at < _LONGEST and words[end][0].isalnum():
        if words[end] in layout.either("links", "breaks"):
            break
        end += 1
    return Stretch(at, end)


def _before(layout: Layout, at: int) -> Stretch:
    """The words that stand before the no, back to the mark before them."""
    words = layout.page.words
    while at > 0 and not words[at - 1][0].isalnum():
        at -= 1
    first = at
    while first > 0 and words[first - 1][0].isalnum() and not _is_opening(layout, first - 1):
        first -= 1
    return Stretch(first, at)


def replaced(text: str, said: Correction, setting: Setting) -> str:
    """*text* with the wrong words made right; as it is where they are not in it."""
    place = _place(text, said.wrong)
    if place is None:
        return text
    if said.day is not None:
        whole = [one.span for one in laid_out(text, setting).dates if one.span]
        place = next(((s.start, s.end) for s in whole if s.start <= place[0] < s.end), place)
    return text[: place[0]] + _fitting(text, said) + text[place[1] :]


def holds(text: str, wrong: str) -> bool:
    """Whether the words *wrong* stand in *text*, however they are typed."""
    return _place(text, wrong) is not None


def _place(text: str, wrong: str) -> tuple[int, int] | None:
    tokens, wanted = Page(text).tokens, [token.word for token in Page(wrong).tokens]
    for at in range(len(tokens) - len(wanted) + 1 if wanted else 0):
        if [token.word for token in tokens[at : at + len(wanted)]] == wanted:
            return tokens[at].start, tokens[at + len(wanted) - 1].end
    return None


def _fitting(text: str, said: Correction) -> str:
    """The right words without those that stand in *text* already: "eight" of "eight trucks"."""
    if said.day is not None:
        return said.right
    there = set(Page(text).words)
    tokens = [t for t in Page(said.right).tokens if t.word not in there and t.is_word]
    if any(c.isdigit() for c in said.wrong):
        tokens = [t for t in tokens if t.word[0].isdigit()] or tokens
    return said.right[tokens[0].start : tokens[-1].end] if tokens else said.right


def _about(layout: Layout) -> frozenset[str]:
    dated = {i for when in layout.dates if when.span for i in _tokens(layout, when)}
    stop = layout.named("stop")
    return frozenset(
        word
        for i, word in enumerate(layout.page.words)
        if i not in dated and len(word) >= _SHORTEST and word.isalpha() and word not in stop
    )


def _tokens(layout: Layout, when: When) -> range:
    at = layout.page.tokens_of(when.span) if when.span else Stretch(0, 0)
    return range(at.first, at.last)
