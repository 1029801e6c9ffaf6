"""What comes of all that a counterpart's account does: the notice, yes, stop, or a reply.

Whatever they write or press, they are shown constant words or nothing; see `notices`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from handlers import enrol
from handlers.chat import Message, Outcome, Reply
from handlers.desk import Porch
from handlers.direct import notices, replies, spoken
from handlers.rules.direct import is_on
from handlers.rules.recipients import recipient
from handlers.rules.roles import Action, may, sees
from handlers.words import direct as words
from storage.records import (
    Change,
    Consent,
    Correspondent,
    Counterpart,
    CounterpartInvitation,
    Identity,
    Member,
    Stranger,
)


def opened(message: Message, porch: Porch, token: str) -> Outcome | None:
    """Show the notice where *token* is a counterpart's invitation that still works; else ``None``.

    An account that is, or ever was, a member's is never a counterpart's.
    """
    made = porch.book.get(CounterpartInvitation, enrol.sealed(token))
    if made is None or porch.book.get(Identity, message.sender) is not None:
        return None
    one = porch.book.get(Counterpart, made.counterpart)
    maker = porch.book.get(Member, made.made_by)
    if one is None or maker is None or not _works(made, one, maker, porch):
        return None
    language = notices.language_for(one, message.language)
    before = porch.book.get(Correspondent, message.sender)
    after = Correspondent(
        *(message.sender, one.id, message.place.place, language, maker.id, porch.now),
        # Where there is a code name, what the platform calls them is the very name to be kept out.
        shown="" if one.code_name else message.name,
    )
    changes = (
        Change(made, replace(made, used_by=message.sender, used_at=porch.now)),
        Change(before, after),
        *_no_stranger(message, porch),
    )
    return Outcome((notices.notice(message, maker, language),), changes)


def _works(made: CounterpartInvitation, one: Counterpart, maker: Member, porch: Porch) -> bool:
    if made.used_by or porch.now >= made.expires_at or not is_on(porch.book):
        return False
    return sees(maker, one) and may(maker, Action.WRITE)


def _no_stranger(message: Message, porch: Porch) -> tuple[Change, ...]:
    known = porch.book.get(Stranger, message.sender)
    return (Change(known, None),) if known else ()


def heard(message: Message, porch: Porch) -> Outcome | None:
    """What an account that was ever shown a notice comes to; ``None`` where none was."""
    known = porch.book.get(Correspondent, message.sender)
    if known is None:
        return None
    pressed = message.press
    if pressed and pressed not in (notices.AGREE, notices.LEAVE):
        return Outcome()
    if known.consent is not Consent.AGREED and (fresh := _invited_again(message, porch)):
        return fresh
    if pressed == notices.LEAVE or (not pressed and spoken.leaves(message.text)):
        return _left(message, porch, known)
    return _STATES[known.consent](message, porch, known)


def _invited_again(message: Message, porch: Porch) -> Outcome | None:
    token = enrol.asked_token(message.text)
    return opened(message, porch, token) if token else None


def _left(message: Message, porch: Porch, known: Correspondent) -> Outcome:
    """They leave at once, on every account of theirs, and whoever leads the relation is told."""
    if known.consent is Consent.LEFT:
        return _quietly(message, porch, known, _left_words(known))
    reply = notices.constant(message, known.language, words.LEFT)
    every = porch.book.find(Correspondent, "counterpart", known.counterpart)
    live = [one for one in every if one.consent is not Consent.LEFT]
    changes = [
        Change(one, replace(one, consent=Consent.LEFT, answered_at=porch.now, why="word"))
        for one in live
    ]
    about = porch.book.get(Counterpart, known.counterpart)
    told: Sequence[Reply] = ()
    if about is not None:
        told = tuple(notices.to_leader(about, porch.book, porch.now, notices.GONE))
    return Outcome((reply, *told), tuple(changes))


def _left_words(known: Correspondent) -> str:
    return words.CLOSED if known.why == "owner" else words.LEFT


def _asked(message: Message, porch: Porch, known: Correspondent) -> Outcome:
    """Not answered yet: yes makes it so, anything else shows the notice again."""
    if _host(known, porch) is None:
        return _quietly(message, porch, known, words.CLOSED)
    if message.press == notices.AGREE or spoken.agrees(message.text):
        return _agreed(message, porch, known)
    return _notice_again(message, porch, known)


def _agreed(message: Message, porch: Porch, known: Correspondent) -> Outcome:
    after = replace(known, consent=Consent.AGREED, answered_at=porch.now, why="")
    after = replace(after, place=message.place.place)
    reply = notices.constant(message, known.language, words.AGREED)
    one = porch.book.get(Counterpart, known.counterpart)
    told: tuple[Reply, ...] = ()
    if one is not None:
        told = tuple(
            notices.to_leader(
                *(one, porch.book, porch.now, notices.JOINED),
                parts=(words.JOINED_HOW,),
                buttons=((words.NOT_THEM, f"ended:{one.id}"),),
                correspondent=after,
            )
        )
    return Outcome((reply, *told), (Change(known, after),))


def _notice_again(message: Message, porch: Porch, known: Correspondent) -> Outcome:
    host = _host(known, porch)
    if host is None or _too_soon(message, porch):
        return Outcome()
    reply = notices.notice(message, host, known.language)
    return Outcome((reply,), (_spoken_to(message, porch),))


def _host(known: Correspondent, porch: Porch) -> Member | None:
    """In whose name the notice speaks now; ``None`` where nobody may write to them."""
    one = porch.book.get(Counterpart, known.counterpart)
    if one is None or not is_on(porch.book):
        return None
    maker = porch.book.get(Member, known.invited_by)
    if maker is not None and sees(maker, one) and may(maker, Action.WRITE):
        return maker
    return recipient(one, porch.book, porch.now)


def _gone(message: Message, porch: Porch, known: Correspondent) -> Outcome:
    """Who has left may come back by a word, and must agree anew."""
    wants = message.press == notices.AGREE or spoken.returns(message.text.lstrip("/"))
    if not wants or known.why == "owner" or (host := _host(known, porch)) is None:
        return _quietly(message, porch, known, _left_words(known))
    after = replace(known, consent=Consent.ASKED, asked_at=porch.now, why="")
    return Outcome((notices.notice(message, host, known.language),), (Change(known, after),))


def _joined(message: Message, porch: Porch, known: Correspondent) -> Outcome:
    """A reply, kept for whoever leads the relation; no words answer it."""
    if message.press:
        return Outcome()
    one = porch.book.get(Counterpart, known.counterpart)
    if one is None or not is_on(porch.book):
        return _quietly(message, porch, known, words.CLOSED)
    if _is_a_command(message):
        return _quietly(message, porch, known, words.REMIND)
    return replies.kept(message, porch, one)


def _is_a_command(message: Message) -> bool:
    """Whether it is a lone word behind a slash, which is said to us and not to a person."""
    plain = not (message.files or message.forwarded)
    text = message.text.strip()
    asks = enrol.asked_token(text) is not None
    return plain and (asks or (text.startswith("/") and len(text.split()) == 1))


def _quietly(message: Message, porch: Porch, known: Correspondent, sentence: str) -> Outcome:
    """A constant sentence, at most once a minute."""
    if _too_soon(message, porch):
        return Outcome()
    reply = notices.constant(message, known.language, sentence)
    return Outcome((reply,), (_spoken_to(message, porch),))


def _too_soon(message: Message, porch: Porch) -> bool:
    answered = porch.book.get(Stranger, message.sender)
    return answered is not None and porch.now - answered.answered_at < enrol.QUIET


def _spoken_to(message: Message, porch: Porch) -> Change:
    before = porch.book.get(Stranger, message.sender)
    return Change(before, Stranger(message.sender, porch.now))


_STATES = {Consent.ASKED: _asked, Consent.AGREED: _joined, Consent.LEFT: _gone}
