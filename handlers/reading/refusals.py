"""What either side said no to, and the lines either side drew."""

from __future__ import annotations

from handlers.reading.doing import doer
from handlers.reading.layout import Clause, Layout
from handlers.reading.note import Refused, Sure
from handlers.reading.page import Stretch
from storage.records import Side

_THAT = frozenset(
    ("that", "this", "it", "c'", "c'est", "ceci", "cela", "es", "eso", "esto", "هذا", "هذه")
)
_SHORT = 6
_PAIR = 2
_NO = frozenset(
    ("no", "sin", "sans", "pas", "aucun", "aucune", "بدون", "ممنوع", "ما", "nada", "jamais", "sem")
)

_SIGNS = ("said_no", "refuse", "we_said", "redline")


def refusals(layout: Layout) -> tuple[list[Refused], list[Refused]]:
    """Refusals, then red lines, of both sides in order."""
    said: list[Refused] = []
    lines: list[Refused] = []
    for clause in layout.clauses:
        opens = layout.page.words[clause.at.first]
        if opens not in _NO and not layout.has(clause.at, *_SIGNS):
            continue
        cue = layout.first(clause.at, "said_no", "refuse")
        if _told_no(layout, clause):
            ours = _made(layout, Side.US, clause.at)
            said.append(ours)
            lines.append(ours)
        elif cue:
            _refused(layout, clause, cue, said, lines)
        elif layout.has(clause.at, "redline"):
            if (
                not (lines and _names_it(layout, clause))
                and not any(
                    r.by is Side.US and layout.has(layout.page.tokens_of(r.span), "redline")
                    for r in lines
                    if r.span
                )
                and not (said and said[-1].span and lines and lines[-1].span == said[-1].span)
            ):
                lines.append(_made(layout, Side.US, clause.at))
        elif _bare_no(layout, clause):
            _line(layout, clause, said, lines)
    return _once(said), _once(lines)


def _names_it(layout: Layout, clause: Clause) -> bool:
    """Whether the clause only calls what stands before it a red line: "that is a red line"."""
    opens = layout.page.words[clause.at.first]
    return len(clause.at) <= _SHORT + 2 and opens in _THAT


def _told_no(layout: Layout, clause: Clause) -> bool:
    """Whether we told them what we never do: "told him we never pay", "قلنا ما بندفع"."""
    cue = layout.first(clause.at, "we_said")
    if cue is None or layout.has(cue, "refuse", "said_no"):
        return False
    rest = Stretch(cue.last, clause.at.last)
    if layout.has(rest, "no_such", "hedge", "said_no", "agree") or len(rest) < _PAIR:
        return False
    return layout.has(rest, "never_do")


def _refused(
    layout: Layout, clause: Clause, cue: Stretch, said: list[Refused], lines: list[Refused]
) -> None:
    if _twice_denied(layout, clause, cue):
        return
    side = _side(layout, clause, cue)
    part = _words(layout, clause, cue, side)
    said.append(_made(layout, side, part))
    here = layout.sentences[clause.sentence]
    firm = layout.has(here, "redline") or (
        layout.has(clause.at, "said_no") and _on_principle(layout, clause, cue, part)
    )
    if (
        side is Side.US
        and firm
        and not layout.has(Stretch(part.first, here.last), "gift", "politely")
    ):
        lines.append(_made(layout, side, part))


def _on_principle(layout: Layout, clause: Clause, cue: Stretch, part: Stretch) -> bool:
    """Whether what we refused names itself a limit: "we said no list", lists, arms, escorts."""
    said_no_to = layout.page.words[cue.last - 1] == "no" and cue.last < clause.at.last
    return said_no_to or layout.has(part, "principle")


def _twice_denied(layout: Layout, clause: Clause, cue: Stretch) -> bool:
    words = layout.page.words[max(clause.at.first, cue.first - 2) : cue.first]
    return any(w in {"not", "didn't", "never"} for w in words)


def _side(layout: Layout, clause: Clause, cue: Stretch) -> Side:
    words = layout.page.words[cue.first : cue.last]
    ours, ours_too = layout.named("we_refuse"), layout.named("our_subjects")
    if any(w.endswith(("imos", "emos", "amos")) or w in ours or w in ours_too for w in words):
        return Side.US
    own = layout.subject(clause)
    if own:
        return own
    answered = layout.all("said_no", clause.at)
    if answered and (_demand_before(layout, clause) or "told" in words):
        return Side.US
    return doer(layout, clause) or Side.THEM


def _demand_before(layout: Layout, clause: Clause) -> Clause | None:
    """The clause just before, where it is what they asked for or offered."""
    for back in (1, 2):
        at = clause.index - back
        if at < 0 or clause.sentence - layout.clauses[at].sentence > 1:
            return None
        before = layout.clauses[at]
        if layout.has(before.at, "demand", "offer", "gift"):
            return before
    return None


def _words(layout: Layout, clause: Clause, cue: Stretch, side: Side) -> Stretch:
    """The refusal with what was refused, which may stand in the clause before."""
    after = sum(layout.page.solid[cue.last : clause.at.last])
    if after <= 1 or (layout.has(clause.at, "said_no") and after <= _PAIR):
        asked = _demand_before(layout, clause)
        if side is Side.US and asked and not layout.has(Stretch(cue.first, clause.at.last), "gift"):
            return Stretch(asked.at.first, clause.at.last)
        if (
            len(clause.at) <= _SHORT
            and clause.index > 0
            and (before := layout.clauses[clause.index - 1])
            and layout.page.words[before.at.last : before.at.last + 1] in {("?",), (":",)}
        ):
            return Stretch(before.at.first, clause.at.last)
    first = cue.first
    nots = [
        n.first for n in layout.all("not", Stretch(max(clause.at.first, cue.first - 3), cue.first))
    ]
    return Stretch(min([first, *nots]), clause.at.last)


def _bare_no(layout: Layout, clause: Clause) -> bool:
    """A clause that only says no to a thing: "No photos", "Sin logos"."""
    words = layout.page.words
    first = clause.at.first
    if (
        words[first] not in _NO
        or layout.has(clause.at, "no_such", "no_ask", "hedge", "agree_not")
        or len(clause.at) > _SHORT + 2
    ):
        return False
    if (
        words[first] in {"pas", "sans"}
        and first + 1 < clause.at.last
        and words[first + 1] not in {"de", "d'"}
        and words[first] == "pas"
    ):
        return False
    if layout.has(clause.at, "oral") or layout.has(clause.at, "will", "agree"):
        return False
    return len(clause.at) > 1 and words[first] not in {"ما", "nada", "jamais"}


def _line(layout: Layout, clause: Clause, said: list[Refused], lines: list[Refused]) -> None:
    here = layout.sentences[clause.sentence]
    firm = layout.has(here, "insisted")
    opens = clause.lead == ""
    if clause.lead == ":" and not firm:
        said.append(_made(layout, Side.THEM, clause.at, Sure.LIKELY))
    elif firm:
        lines.append(_made(layout, Side.US, clause.at))
    elif (
        opens and layout.page.words[clause.at.first] in {"no", "ممنوع"} and len(clause.at) <= _SHORT
    ):
        lines.append(_made(layout, Side.THEM, clause.at, Sure.LIKELY))


def _made(layout: Layout, side: Side, part: Stretch, sure: Sure = Sure.CERTAIN) -> Refused:
    return Refused(side, layout.said(part), layout.span(part), sure)


def _once(found: list[Refused]) -> list[Refused]:
    kept: list[Refused] = []
    for one in found:
        if one.text and not any(
            k.span and one.span and k.span.start < one.span.end and one.span.start < k.span.end
            for k in kept[-3:]
        ):
            kept.append(one)
    return kept
