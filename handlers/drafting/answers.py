"""Answers to a card's one question, pressed or typed: who, which day, was it so, was it urgent."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from handlers.chat import Message, Outcome
from handlers.desk import Desk
from handlers.drafting import days, people, questions
from handlers.drafting.doubts import DAY, SURE, URGENT, WHO, Question, doubting, doubts_of
from handlers.drafting.drafts import mine, shown, stale
from handlers.drafting.setting import setting_of
from handlers.drafting.sheet import find, given, main_of, meeting_of, minus, redated, swapped
from handlers.reading.note import Intent
from handlers.reading.read import laid_out, read
from handlers.reading.ties import acting
from handlers.rules.meetings import NEWS, is_contact
from handlers.words import note as words
from storage.records import Counterpart, Draft, added

NAME_LIMIT = 80
"""Signs a typed name may have; a longer answer is a note of its own."""
_NAME_WORDS = 6
_DONE, _TELLING = ("agree", "met", "phone", "kept", "breach", "refuse", "position", "promised"), 3
"""What somebody did, which is no part of a name, and the words from which on that is looked at."""
_SPEAKS = frozenset(
    (
        *("i", "i'm", "we", "we're", "he", "she", "they", "it", "there", "please", "my", "our"),
        *("je", "j'ai", "nous", "on", "il", "elle", "ils", "elles", "mon", "ma", "notre"),
        *("yo", "nosotros", "él", "ella", "ellos", "ellas", "mi", "nuestro", "nuestra", "hay"),
        *("أنا", "انا", "نحن", "هو", "هي", "هم"),
    )
)
"""What opens a sentence and no name."""


def who(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of the people offered was pressed, or [Someone new]."""
    id, _, chosen = rest.partition(":")
    draft = mine(id, desk)
    question = doubts_of(draft).first
    if question is None or question.sort != WHO:
        raise stale(draft, desk)
    if chosen in question.choices and desk.book.get(Counterpart, chosen):
        return shown(message, desk, _chosen(draft, question, chosen), draft)
    if chosen != f"+{len(doubts_of(draft).questions)}":
        raise stale(draft, desk)
    return shown(message, desk, _new(draft, question, desk), draft)


def _chosen(draft: Draft, question: Question, id: str) -> Draft:
    doubts = doubts_of(draft).about(question.about)
    return doubting(given(draft, question.about, id), doubts)


def _new(draft: Draft, question: Question, desk: Desk) -> Draft:
    """The person is new; where no name was said it is asked for, with nobody offered."""
    doubts = doubts_of(draft)
    if not people.name_in(question.about, draft, desk):
        asked = replace(question, choices=())
        left = tuple(asked if one == question else one for one in doubts.questions)
        return doubting(draft, replace(doubts, questions=left))
    settled = doubts.settled(question.about, "name").without(question)
    confirmed = (*settled.answered, f"new:{question.about}")
    return doubting(draft, replace(settled, answered=confirmed))


def is_name(text: str) -> bool:
    """Whether a typed answer can be somebody's name rather than a note."""
    line = text.strip()
    few = len(line) <= NAME_LIMIT and len(line.split()) <= _NAME_WORDS
    return bool(line) and few and "\n" not in line


def said_who(message: Message, desk: Desk, id: str) -> Outcome | None:
    """The name that was asked for, typed; ``None`` where the words are no name."""
    draft = desk.book.get(Draft, id)
    question = doubts_of(draft).blocking if draft else None
    if draft is None or question is None or question.sort != WHO or not is_name(message.text):
        return None
    if _tells(message, desk):
        # Something is asked for or told, however few its words: the question stays open.
        return None
    return shown(message, desk, named(draft, question, message.text, desk), draft)


def _tells(message: Message, desk: Desk) -> bool:
    """Whether the words are no bare name: "he replied ok", "letter from X against us"."""
    setting = setting_of(message, desk)
    if read(message.text, setting).intent is not Intent.RECORD or acting(message.text):
        return True
    words = message.text.casefold().split()
    if len(words) >= _TELLING and words[0] in _SPEAKS:
        return True
    if len(words) > _TELLING and any(sign.isdigit() for sign in message.text):
        return True
    told = laid_out(message.text, setting).has(None, *_DONE)
    return told and len(message.text.split()) >= _TELLING


def said_day(message: Message, desk: Desk, id: str) -> Outcome | None:
    """The day that was asked for, typed; ``None`` where the words hold none, or much more."""
    draft = desk.book.get(Draft, id)
    question = doubts_of(draft).blocking if draft else None
    if draft is None or question is None or question.sort != DAY or not is_name(message.text):
        return None
    when = days.typed(message.text, message, desk)
    if when is None:
        return None
    answered = on_day(draft, question, when.day) if when.other is None else draft
    return shown(message, desk, answered, draft)


def named(draft: Draft, question: Question, name: str, desk: Desk) -> Draft:
    """*draft* with *name* for the person of *question*: known, to be chosen, or new."""
    found = people.named(name, desk)
    if found.sure:
        return _chosen(draft, question, found.sure)
    person = find(draft, question.about)
    if isinstance(person, Counterpart):
        draft = swapped(draft, replace(person, name=" ".join(name.split())))
    doubts = doubts_of(draft).settled(question.about, "name").without(question)
    if found.maybe:
        asked = Question(WHO, question.about, choices=found.maybe)
        doubts = replace(doubts, questions=(asked, *doubts.questions))
    return doubting(draft, doubts)


def not_him(message: Message, desk: Desk, rest: str) -> Outcome:
    """Somebody else was meant: ask again who it was."""
    draft = mine(rest, desk)
    about = main_of(draft)
    if not about or doubts_of(draft).blocking is not None:
        raise stale(draft, desk)
    return shown(message, desk, reopened(draft, desk, about), draft)


def spoke(message: Message, desk: Desk, rest: str) -> Outcome:
    """[We met or spoke]: what was taken for something only known came of a contact."""
    draft = mine(rest, desk)
    meeting = meeting_of(draft)
    if meeting is None or is_contact(meeting):
        raise stale(draft, desk)
    flags = tuple(flag for flag in meeting.flags if flag != NEWS)
    return shown(message, desk, swapped(draft, replace(meeting, flags=flags)), draft)


def reopened(draft: Draft, desk: Desk, old: str) -> Draft:
    """*draft* with the person *old* unknown, offering those of like name and those met lately."""
    meeting, fresh = meeting_of(draft), desk.new_id()
    there = (meeting.counterpart, *meeting.others) if meeting else ()
    person, _ = people.person_of(old, draft, desk)
    alike = people.alike(person.name, desk) if person else ()
    offered = dict.fromkeys((*alike, *people.recent(desk)))
    choices = tuple(id for id in offered if id not in there)[: people.SHOWN]
    doubts = doubts_of(draft).about(old)
    asked = (Question(WHO, fresh, choices=choices), *doubts.questions)
    since = meeting.on if meeting else desk.today
    blank = Counterpart(fresh, "", desk.member.id, known_since=since, added_at=desk.now)
    moved = given(draft, old, fresh)
    moved = replace(moved, changes=(added(blank), *moved.changes))
    return doubting(moved, replace(doubts, questions=asked))


def day(message: Message, desk: Desk, rest: str) -> Outcome:
    """One of two days was pressed."""
    id, _, answer = rest.partition(":")
    draft = mine(id, desk)
    question = doubts_of(draft).first
    about, _, which = answer.rpartition(":")
    if question is None or question.sort != DAY or about != f"{question.about}:{question.field}":
        raise stale(draft, desk)
    if which not in ("0", "1"):
        raise stale(draft, desk)
    return shown(message, desk, on_day(draft, question, question.days[int(which)]), draft)


def on_day(draft: Draft, question: Question, chosen: date) -> Draft:
    """*draft* with *chosen* for the day its question is about."""
    record = find(draft, question.about)
    if record is not None:
        draft = redated(swapped(draft, days.moved(record, question.field, chosen)))
    doubts = doubts_of(draft).settled(question.about, question.field).without(question)
    return doubting(draft, doubts)


def sure(message: Message, desk: Desk, rest: str) -> Outcome:
    """[Yes] or [No] to whether something was understood rightly."""
    id, about, answer = (*rest.split(":"), "", "")[:3]
    draft = mine(id, desk)
    question = doubts_of(draft).first
    if question is None or question.sort != SURE or question.about != about:
        raise stale(draft, desk)
    if answer == "n":
        doubts = doubts_of(draft).about(about)
        return shown(message, desk, doubting(minus(draft, about), doubts), draft)
    doubts = doubts_of(draft).settled(about, "").without(question)
    guesses = tuple(guess for guess in doubts.guesses if guess != about)
    return shown(message, desk, doubting(draft, replace(doubts, guesses=guesses)), draft)


def urgent(message: Message, desk: Desk, rest: str) -> Outcome:
    """Whether an early ask could not wait; the reason is kept, and it is not asked again."""
    id, _, answer = rest.partition(":")
    draft = mine(id, desk)
    question, meeting = questions.open_question(draft, desk), meeting_of(draft)
    if question is None or question.sort != URGENT or meeting is None:
        raise stale(draft, desk)
    changed = draft
    if answer == "y":
        changed = swapped(draft, replace(meeting, urgent=desk.say(words.COULD_NOT_WAIT_REASON)))
    doubts = doubts_of(draft)
    answered = replace(doubts, answered=(*doubts.answered, URGENT))
    return shown(message, desk, doubting(changed, answered), draft)
