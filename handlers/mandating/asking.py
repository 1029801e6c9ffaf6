"""[Ask mandator]: the terms go to those who may say yes, and the answer comes back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from handlers import who
from handlers.chat import (
    MEMBER,
    Address,
    Button,
    Card,
    Line,
    Message,
    Outcome,
    Quote,
    Refusal,
    Reply,
)
from handlers.desk import Desk
from handlers.drafting.limits import terms
from handlers.drafting.shown import short
from handlers.mandating.telling import mandators
from handlers.rules.roles import Action, may
from handlers.saving import saved
from handlers.showing import answered, card
from handlers.words import help as help_words
from handlers.words import mandate as words
from handlers.words.speech import Speech
from storage.records import (
    Agreement,
    Boundary,
    Change,
    Consultation,
    Counterpart,
    Meeting,
    Member,
    added,
)


def ask(message: Message, desk: Desk, rest: str) -> Outcome:
    """What was noted is put to the mandators; nobody waits for it."""
    id, _, bound = rest.partition(":")
    about = desk.book.get(Agreement, id) or desk.book.get(Meeting, id)
    line = desk.book.get(Boundary, bound)
    if about is None or line is None:
        raise Refusal(desk.say(help_words.STALE))
    made = Consultation(
        *(desk.new_id(), about.counterpart, desk.member.id, terms(about), line.id, desk.now)
    )
    return put(made, message, desk)


def put(made: Consultation, message: Message, desk: Desk) -> Outcome:
    """The question goes to every mandator; whoever asked is told so."""
    whom = mandators(desk)
    if not whom:
        raise Refusal(desk.say(words.NO_MANDATOR))
    names = desk.say.list(one.name for one in whom)
    line = desk.book.get(Boundary, made.bound)
    told = tuple(_report(line, desk)) if line is not None else ()
    back = Button(desk.say(words.TAKE_BACK), f"askback:{made.id}")
    asked = card(desk.say, desk.say(words.ASKED, names=names), told, (back,))
    shown = answered(message, asked, (added(made),))
    news = (_question(made, one, desk) for one in whom)
    return replace(shown, replies=(*shown.replies, *news))


def _report(line: Boundary, desk: Desk) -> Iterator[Line]:
    """What the line is about and who must be told, as far as that is set."""
    if line.about:
        yield Line(desk.say(words.OBJECT), line.about)
    if line.report:
        yield Line(desk.say(words.TO_BE_TOLD), line.report)


def take_back(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Take the question back]: nobody waits for it any more; with [Undo]."""
    made = _found(rest, desk)
    if made.member != desk.member.id or made.taken_back:
        raise Refusal(desk.say(help_words.STALE))
    if made.answer:
        raise Refusal(desk.say(words.ANSWERED_ALREADY))
    change = Change(made, replace(made, taken_back=True))
    return saved(message, desk, (change,), desk.say(words.TAKEN_BACK))


def _question(made: Consultation, member: Member, desk: Desk) -> Reply:
    say = Speech(member.language, member.zone)
    see = Button(say(words.SEE_QUESTION), f"question:{made.id}")
    quiet = words.QUESTION_QUIET if made.bound else words.RAISE_QUIET
    shown = card(say, say(quiet), (), (see,))
    return Reply(Address(MEMBER, member.id), shown, urgent=False)


def question(message: Message, desk: Desk, rest: str) -> Outcome:
    """The question: the terms, the line they touch, and the answers there are."""
    return answered(message, _card(_found(rest, desk), desk))


def _card(made: Consultation, desk: Desk) -> Card:
    say = desk.say
    asker = desk.book.get(Member, made.member)
    line, about = desk.book.get(Boundary, made.bound), desk.book.get(Counterpart, made.counterpart)
    parts = [Quote(short(made.text, 500) if made.bound else made.text)]
    told = [Line(say(words.THE_LIMIT), line.text), *_report(line, desk)] if line else []
    name = (Line(who.name_of(about), who.role_of(about, desk)),) if about is not None else ()
    labels = {
        "yes": words.YES if made.bound else words.RAISE_YES,
        "no": words.NO,
        "talk": words.TALK,
    }
    buttons = [Button(say(label), f"ruled:{made.id}:{key}") for key, label in labels.items()]
    open_ = not made.answer and not made.taken_back
    mine = made.member == desk.member.id
    if mine:
        buttons = [Button(say(words.TAKE_BACK), f"askback:{made.id}")]
    if made.taken_back:
        told.append(Line(say(words.STANDS_SO), say(words.TAKEN_BACK)))
    asks = words.QUESTION if made.bound else words.RAISE_QUESTION
    title = say(asks, member=asker.name if asker else "")
    shows = open_ and (mine or may(desk.member, Action.DECIDE))
    return card(say, title, (*name, *parts, *told), buttons if shows else ())


def ruled(message: Message, desk: Desk, rest: str) -> Outcome:
    """The answer of a mandator: kept, and told to whoever asked."""
    id, _, answer = rest.partition(":")
    made = _found(id, desk)
    asker = desk.book.get(Member, made.member)
    if answer not in words.ANSWERS or asker is None:
        raise Refusal(desk.say(help_words.STALE))
    if made.answer:
        raise Refusal(desk.say(words.ANSWERED_ALREADY))
    if made.taken_back:
        raise Refusal(desk.say(words.TAKEN_BACK_ALREADY))
    after = replace(made, answer=answer, answered_by=desk.member.id, answered_at=desk.now)
    title = desk.say(words.ANSWERED, member=asker.name)
    shown = answered(message, card(desk.say, title), (Change(made, after),))
    return replace(shown, replies=(*shown.replies, *_answer(after, asker)))


def _answer(made: Consultation, asker: Member) -> Iterator[Reply]:
    if asker.active:
        say = Speech(asker.language, asker.zone)
        see = Button(say(words.SEE_QUESTION), f"answer:{made.id}")
        yield Reply(Address(MEMBER, asker.id), card(say, say(words.ANSWER_QUIET), (), (see,)))


def answer(message: Message, desk: Desk, rest: str) -> Outcome:
    """What the mandator said, for whoever asked."""
    made = _found(rest, desk)
    by = desk.book.get(Member, made.answered_by)
    if made.answer not in words.ANSWERS or by is None:
        raise Refusal(desk.say(help_words.STALE))
    title = desk.say(words.ANSWERS[made.answer], member=by.name, text=short(_short(made), 200))
    return answered(message, card(desk.say, title))


def _short(made: Consultation) -> str:
    """The terms, or the first line of what was to be taken up."""
    return made.text if made.bound else made.text.partition("\n")[0]


def _found(id: str, desk: Desk) -> Consultation:
    made = desk.book.get(Consultation, id)
    if made is None:
        raise Refusal(desk.say(help_words.STALE))
    return made


PRESSES = {
    "askman": ask,
    "askback": take_back,
    "question": question,
    "ruled": ruled,
    "answer": answer,
}
