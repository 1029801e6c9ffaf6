"""What was accepted is given back: by whoever accepted, as long as nothing was built on it."""

from __future__ import annotations

from collections.abc import Sequence

from handlers.chat import Refusal, Reply
from handlers.desk import Desk
from handlers.handing import until
from handlers.handing.deciding import news
from handlers.nudging.kept import has_spoken
from handlers.portrait import member_name
from handlers.words import handing as words
from storage.records import Change, Counterpart, Handover, Member, Offer, Passing


def given_back(back: Sequence[Change], desk: Desk) -> tuple[Reply, ...]:
    """Acceptances among *back* that are taken back: whoever led before is told, each once.

    Refuses where it is too late: the access of whoever gave it has ended, somebody else leads by
    now, or the counterpart has heard from whoever took over and must hear of the next change, too.
    """
    for change in back:
        if isinstance(change.before, Offer) and change.after is None:
            _check_open(change.before, desk)
    offers = [
        (was, now)
        for was, now in ((one.before, one.after) for one in back)
        if isinstance(was, Offer)
        and isinstance(now, Offer)
        and (was.passing, now.passing) == (Passing.ACCEPTED, Passing.OFFERED)
    ]
    for taken, _ in offers:
        _check_back(taken, desk)
    givers = {one.member: one for one, _ in offers}
    several = len(offers) > len(givers)
    named = words.THEY_GAVE_BACK_QUIET if several else words.THEY_GAVE_BACK
    return tuple(
        told
        for one in givers.values()
        for told in news(one, named, words.THEY_GAVE_BACK_QUIET, desk)
    )


def _check_open(offer: Offer, desk: Desk) -> None:
    """Whoever offered takes it back as long as it is open; after that it is the receiver's."""
    now = desk.book.get(Offer, offer.id)
    if now is not None and now.passing is Passing.ACCEPTED:
        raise Refusal(desk.say(words.TAKEN_ALREADY, member=member_name(now.to, desk)))


def _check_back(offer: Offer, desk: Desk) -> None:
    say = desk.say
    one, passed = desk.book.get(Counterpart, offer.counterpart), desk.book.get(Handover, offer.id)
    giver = desk.book.get(Member, offer.member)
    names = {"member": giver.name if giver is not None else "", "name": offer.name}
    if one is None or one.owner != offer.to or passed is None:
        raise Refusal(say(words.BACK_PASSED_ON))
    if giver is None or not giver.active:
        raise Refusal(say(words.BACK_LEFT, **names))
    if until.is_over(offer, desk):
        raise Refusal(say(words.BACK_OVER, **names))
    if has_spoken(passed, offer.to, desk.book):
        raise Refusal(say(words.BACK_SPOKEN, **names))
