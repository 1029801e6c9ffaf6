"""What a note comes to on its one card."""

from __future__ import annotations

from datetime import date, time

from handlers.reading.note import (
    Agreed,
    Found,
    Note,
    Person,
    Promised,
    Refused,
    Span,
    Step,
    Sure,
    Told,
    Updated,
    When,
)
from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Draft,
    Form,
    Kind,
    Level,
    Organisation,
    PersonalFact,
    Position,
    Side,
    Status,
)
from tests.bench import TODAY, YUSUF, Bench, known

JUNE = When(date(2026, 6, 30))
FULL = Note(
    "met col yusuf at cp north w hana … nothing written",
    people=(Person("Col. Yusuf", "commander", known=("yusuf",)), Person("Idris", "clerk")),
    ours=(Found("Hana"), Found("Omar")),
    on=When(TODAY, at=time(10, 30)),
    place=Found("CP North"),
    channel=Found("in_person"),
    kind=Found(Kind.NEGOTIATION),
    level=Found(Level.TACTICAL),
    asked=Found("passage for six trucks"),
    agreements=(
        Agreed("trucks Monday and Thursday", Form.ORAL, JUNE, "the letter arrives", ("Idris",)),
        Agreed("a nurse may enter", Form.WRITTEN),
    ),
    promises=(
        Promised(Side.US, "send plates", "Omar", When(date(2026, 3, 18), at=time(9))),
        Promised(Side.THEM, "call the checkpoints", recurring="every Sunday"),
    ),
    refusals=(Refused(Side.THEM, "no radios"), Refused(Side.US, "no escort")),
    red_lines=(Refused(Side.US, "no list of staff"), Refused(Side.THEM, "no flags")),
    facts=(Told("his son sits exams in June", "family"),),
    trust=(Told("he thanked us for the repairs", "positive"),),
    introduced_by=Found("Hajj Musa"),
    next_step=Step("call on Sunday", When(date(2026, 3, 22))),
)


def test_every_part_of_a_note_is_on_the_card() -> None:
    bench = Bench(YUSUF)

    bench.tell(FULL)

    assert (
        bench.text
        == """\
Is this right?
With: Col. Yusuf
Also with: Idris · clerk · new
When: Tue 17 March 2026, 10:30 (Khartoum)
Where: CP North
How: in person
Kind: negotiation, tactical
Our ask: passage for six trucks
Present: Hana and Omar
Introduced by: Hajj Musa

They agreed
• trucks Monday and Thursday · oral · until Tue 30 June 2026 · if: the letter arrives · \
witnesses: Idris
• a nurse may enter · written

We promised
• send plates · Omar · by Wed 18 March 2026, 09:00

They promised
• call the checkpoints · every Sunday

They refused
• no radios

We refused
• no escort

Their red lines
• no flags

Our red lines
• no list of staff

Personal
• his son sits exams in June

Trust
• he thanked us for the repairs · positive

Next step
• call on Sunday, Sun 22 March 2026

First ask in meeting 1 with Col. Yusuf. Was it life-saving?
[Yes, it could not wait] [No] [Save] [Edit] [Not him] [Drop]"""
    )


def test_what_was_saved_says_what_it_came_to() -> None:
    bench = Bench(YUSUF)
    bench.tell(FULL)

    bench.press("save")

    assert bench.card.title == (
        "Saved: 2 agreements, 2 promises, 2 refusals, 2 red lines, 1 personal fact, "
        "1 moment of trust and 1 next step with Col. Yusuf."
    )
    labels = [button.label for button in bench.card.buttons]
    assert labels == ["Confirm it back", "Undo", "Not again"]
    assert bench.meeting.words == FULL.text
    assert bench.meeting.number == 1
    assert [one.number for one in bench.store.all(Agreement)] == [1, 2]
    introduced = bench.store.get(Counterpart, "yusuf")
    assert introduced is not None
    assert introduced.introducer == "Hajj Musa"


def test_numbers_of_agreements_go_on_where_the_last_ones_ended() -> None:
    bench = Bench(YUSUF)
    for _ in range(3):
        bench.tell(FULL)
        bench.press("save")

    assert sorted(one.number for one in bench.store.all(Agreement)) == [1, 2, 3, 4, 5, 6]
    assert bench.meeting.number == 3


def test_what_is_only_likely_is_marked_in_words() -> None:
    bench = Bench(YUSUF)
    likely = Sure.LIKELY

    bench.tell(
        Note(
            "a note",
            people=(Person("Col. Yusuf", known=("yusuf",)),),
            place=Found("the bridge", sure=likely),
            agreements=(Agreed("trucks", sure=likely),),
            promises=(Promised(Side.US, "plates", due=When(TODAY, span=Span(0, 1), sure=likely)),),
        )
    )

    assert "Where: the bridge (to confirm)" in bench.text
    assert "• trucks (to confirm)" in bench.text
    assert "• plates · by Tue 17 March 2026 (to confirm)" in bench.text


def test_a_day_that_nobody_named_is_not_marked() -> None:
    bench = Bench(YUSUF)

    bench.tell(Note("met", people=(Person("Col. Yusuf"),), on=When(TODAY, sure=Sure.LIKELY)))

    assert "to confirm" not in bench.text


def test_a_guess_is_only_asked_about() -> None:
    guess = Note(
        "a note",
        people=(Person("Col. Yusuf", known=("yusuf",)),),
        agreements=(Agreed("trucks on Monday", sure=Sure.GUESS),),
    )
    for answer, kept in (("Yes", 1), ("No", 0), ("Save", 0)):
        bench = Bench(YUSUF)
        bench.tell(guess)
        assert "They agreed" not in bench.text
        assert "Did I get this right: “trucks on Monday”?" in bench.text
        bench.label(answer)
        if answer != "Save":
            bench.press("save")
        assert bench.store.count(Agreement) == kept


def test_the_meeting_is_on_the_writers_day_unless_another_was_named() -> None:
    bench = Bench(YUSUF)
    bench.now = bench.now.replace(hour=23, minute=30)

    bench.tell(Note("met", people=(Person("Col. Yusuf"),)))

    assert "When: Wed 18 March 2026 (Khartoum)" in bench.text


def test_personal_facts_go_to_the_person_they_are_about() -> None:
    bench = Bench(YUSUF, known("idris", "Idris"))

    bench.tell(
        Note(
            "a note",
            people=(Person("Col. Yusuf"), Person("Idris")),
            facts=(Told("has a new office", about="Idris"), Told("likes tea")),
        )
    )
    bench.press("save")

    facts = {fact.text: fact.counterpart for fact in bench.store.all(PersonalFact)}
    assert facts == {"has a new office": "idris", "likes tea": "yusuf"}
    assert bench.meeting.others == ("idris",)


def test_news_of_an_open_promise_is_shown_and_saved() -> None:
    promise = Commitment("p1", "yusuf", "m0", Side.THEM, "call the checkpoint before Monday", TODAY)
    other = Commitment("p2", "yusuf", "m0", Side.THEM, "sign the permit", TODAY)
    bench = Bench(YUSUF, promise, other)

    bench.tell(
        Note(
            "he didn't call the checkpoint",
            people=(Person("Col. Yusuf"),),
            updates=(Updated("call the checkpoint", Status.BROKEN),),
        )
    )
    assert "• call the checkpoint before Monday: broken" in bench.text
    bench.press("save")

    stands = {one.id: one.status for one in bench.store.all(Commitment)}
    assert stands == {"p1": Status.BROKEN, "p2": Status.OPEN}


def test_news_that_fits_two_promises_changes_neither() -> None:
    promises = [
        Commitment(f"p{n}", "yusuf", "m0", Side.THEM, f"call checkpoint {n}", TODAY) for n in (1, 2)
    ]
    bench = Bench(YUSUF, *promises)

    bench.tell(
        Note(
            "he called",
            people=(Person("Col. Yusuf"),),
            updates=(Updated("call checkpoint", Status.KEPT),),
        )
    )

    assert "News" not in bench.text


def test_an_organisation_that_was_named_is_kept_with_the_person() -> None:
    bench = Bench()
    told = Person("Cmdr Idris", "Cmdr", "North Brigade")
    bench.tell(Note("met Cmdr Idris (North Brigade)", people=(told,)))
    assert "Cmdr Idris · North Brigade · new" in bench.text
    bench.press("save")
    (place,) = bench.store.all(Organisation)
    (held,) = bench.store.all(Position)
    assert (place.name, held.organisation, held.title) == ("North Brigade", place.id, "")


def test_two_drafts_that_name_one_organisation_make_it_once() -> None:
    bench = Bench()
    for name in ("Idris", "Salma"):
        bench.tell(Note(f"met {name}", people=(Person(name, "nurse", "Clinic"),)))
    for draft in bench.store.all(Draft):
        bench.raw(f"save:{draft.id}")
    (place,) = bench.store.all(Organisation)
    assert [held.organisation for held in bench.store.all(Position)] == [place.id, place.id]


def test_an_organisation_goes_with_the_person_it_was_told_of() -> None:
    bench = Bench(YUSUF)
    bench.tell(Note("met Yusef", people=(Person("Col. Yusef", "", "Brigade"),)))
    bench.press("who", YUSUF.id)
    bench.press("save")
    assert bench.store.all(Organisation) == []
