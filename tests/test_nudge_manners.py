"""Small manners of nudges: spacing while annoyed, buttons that fit, drafts that know when not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from handlers.desk import Desk
from handlers.drafts.texts import variants
from handlers.nudging import cards, offering
from handlers.nudging.putting import postponed
from handlers.nudging.quieting import quiet
from handlers.rules import retention, rhythms
from handlers.rules.occasions import OCCASIONS
from handlers.words import reasons
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import (
    Agreement,
    Care,
    Commitment,
    Counterpart,
    Event,
    LifeEvent,
    Meeting,
    Member,
    Nudge,
    Observance,
    Organisation,
    PersonalFact,
    Position,
    Reason,
    Record,
    Side,
    Stage,
    Tier,
    TrustEvent,
)

NOW = datetime(2026, 3, 20, 9, tzinfo=UTC)
TODAY = NOW.date()
SARA = Member("sara-sara-sara", "Sara", zone="Africa/Khartoum", discreet=False)
LONG = "abcdefghijkl"
"""An id as long as real ones."""


def desk(*records: Record) -> Desk:
    book = MemoryStore([SARA, *records])
    return Desk(book, NOW, lambda: "new", SARA, Speech("en", SARA.zone))


def one(id: str = LONG, name: str = "Yusuf", **more: object) -> Counterpart:
    return Counterpart(id, name, SARA.id, **more)  # type: ignore[arg-type]  # Fields by name.


def greeting(code: str = "eid-al-fitr", year: str = "1447") -> Nudge:
    about = f"{LONG}.{code}"
    id = f"{Reason.OCCASION}:{about}:{year}"
    return Nudge(
        *(id, SARA.id, Reason.OCCASION, about, TODAY, NOW),
        counterpart=LONG,
        stage=Stage.SENT,
        sent_at=NOW,
    )


@pytest.mark.parametrize("code", sorted(code for code, o in OCCASIONS.items() if o.drafted))
def test_every_button_under_a_greeting_fits_its_platform(code: str) -> None:
    nudge = greeting(code, "2026")
    here = desk(one(), Observance("o", LONG, code), nudge)
    snoozed, again = postponed(nudge, datetime(2026, 3, 21, 9), here)  # noqa: DTZ001  # Their clock.
    assert snoozed.after is not None
    later = again.after
    assert isinstance(later, Nudge)
    for shown in (nudge, later):
        assert cards.full(shown, here).buttons
        assert offering.card_of(shown, here).buttons


def test_a_draft_is_held_back_once_somebody_died_after_the_card_was_sent() -> None:
    nudge = greeting()
    mark = Observance("o", LONG, nudge.about.partition(".")[2])
    told = offering.card_of(nudge, desk(one(), mark, nudge))
    assert any(button.copy for button in told.buttons)
    death = LifeEvent("e", LONG, SARA.id, Event.DEATH, TODAY)
    silent = offering.card_of(nudge, desk(one(), mark, death, nudge))
    assert not any(button.copy for button in silent.buttons)
    assert "silence" in silent.parts[0].text  # type: ignore[union-attr]  # The one text there is.


def condolence(*marks: str) -> tuple[Nudge, Desk]:
    death = LifeEvent("e", LONG, SARA.id, Event.DEATH, TODAY)
    id = f"{Reason.LIFE}:e:{TODAY:%Y%m%d}"
    nudge = Nudge(*(id, SARA.id, Reason.LIFE, "e", TODAY, NOW), counterpart=LONG, stage=Stage.SENT)
    marked = (Observance(f"o{n}", LONG, code) for n, code in enumerate(marks))
    return nudge, desk(one(name="Maryam"), death, nudge, *marked)


@pytest.mark.parametrize(
    ("marks", "faith"),
    [
        ((), "neutral"),
        (("eid-al-fitr",), "muslim"),
        (("easter", "christmas"), "christian"),
        (("eid-al-fitr", "christmas"), "neutral"),
        (("nowruz",), "neutral"),
    ],
)
def test_a_condolence_is_in_the_words_of_the_days_they_mark(
    marks: tuple[str, ...], faith: str
) -> None:
    nudge, here = condolence(*marks)
    shown = offering.card_of(nudge, here)
    copied = next(button.copy for button in shown.buttons if button.copy)
    kept = [
        text.replace("{name}", "Maryam")
        for text in variants("condolence", "en", "formal", occasion=faith)
    ]
    assert copied in kept
    offered = [button.label for button in shown.buttons]
    labels = reasons.FAITHS.items()
    assert [f for f, label in labels if label in offered] == [f for f, _ in labels if f != faith]


@pytest.mark.parametrize("faith", ["muslim", "christian", "neutral"])
def test_the_words_of_a_condolence_are_for_the_person_to_pick(faith: str) -> None:
    nudge, here = condolence()
    choice, id = offering.picked(f"w2{faith[0]}ar:{nudge.id}")
    assert (choice.faith, choice.language, choice.register, choice.turn) == (faith, "ar", "warm", 2)
    assert id == nudge.id
    shown = offering.card_of(nudge, here, choice)
    copied = next(button.copy for button in shown.buttons if button.copy)
    kept = variants("condolence", "ar", "warm", occasion=faith)
    assert copied in [text.replace("{name}", "Maryam") for text in kept]


def test_a_draft_is_held_back_for_whoever_wants_no_greetings() -> None:
    nudge = greeting()
    mark, never = Observance("o", LONG, "eid-al-fitr"), Observance("n", LONG, "*", "never")
    held = offering.card_of(nudge, desk(one(), mark, never, nudge))
    assert not any(button.copy for button in held.buttons)


def test_a_draft_is_held_back_where_the_day_could_harm_the_office() -> None:
    nudge = greeting("mawlid")
    office = Organisation("org", "Taliban provincial office")
    held = Position("p", LONG, "head", "org")
    shown = offering.card_of(nudge, desk(one(), Observance("o", LONG, "mawlid"), office, held))
    assert not any(button.copy for button in shown.buttons)


def test_whoever_was_annoyed_is_left_in_peace_for_longer() -> None:
    tense = TrustEvent("t", LONG, "m", "tension", "he was annoyed", TODAY - timedelta(days=3))
    assert rhythms.spacing(LONG, desk(tense).book, TODAY) == rhythms.SPACING_ANNOYED
    past = TODAY + rhythms.ANNOYED
    assert rhythms.spacing(LONG, desk(tense).book, past) == rhythms.SPACING


def test_quiet_ones_come_by_how_much_hangs_on_them() -> None:
    def known(id: str, days: int) -> tuple[Record, Record]:
        on = TODAY - timedelta(days=days)
        met = Meeting(f"m-{id}", id, SARA.id, on, "tea", NOW)
        return one(id, id.upper()), met

    org = Organisation("org", "Governorate")
    only = Position("p", "c", "clerk", "org")
    close = Care("b", "b", Tier.CLOSE)
    owed = Commitment("k", "a", "", Side.US, "send plates", TODAY)
    people = [*known("a", 70), *known("b", 70), *known("c", 70), *known("d", 300)]
    here = desk(*people, org, only, close, owed)
    assert [who.id for who, _ in quiet(here)] == ["c", "b", "a", "d"]


@pytest.mark.parametrize(
    ("record", "due"),
    [
        (PersonalFact("f", LONG, "m", "likes tea", heard_on=date(2025, 3, 20)), date(2026, 3, 20)),
        (PersonalFact("f", LONG, "m", "likes tea"), None),
        (Meeting("m", LONG, SARA.id, date(2024, 3, 20), "tea", NOW), date(2026, 3, 20)),
        (Meeting("m", LONG, SARA.id, date(2024, 3, 20), "", NOW), None),
        (
            Agreement("a", LONG, "m", "trucks", 1, date(2024, 1, 1), until=date(2025, 3, 20)),
            date(2026, 3, 20),
        ),
        (Agreement("a", LONG, "m", "trucks", 1, date(2020, 1, 1)), None),
    ],
)
def test_what_is_kept_comes_of_age(record: Record, due: date | None) -> None:
    book = desk(record).book
    found = [day for day, _ in retention.of_age(LONG, Care(LONG, LONG), book)]
    assert found == ([due] if due else [])


def test_what_was_kept_on_comes_up_a_year_later() -> None:
    fact = PersonalFact("f", LONG, "m", "likes tea", heard_on=date(2025, 3, 20))
    care = Care(LONG, LONG, reviewed_on=TODAY)
    assert not retention.due(LONG, care, desk(fact).book, TODAY)
    assert retention.due(LONG, care, desk(fact).book, TODAY + timedelta(days=365)) == [fact]
