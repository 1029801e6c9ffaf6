"""What was agreed is written back in their language; their answer confirms it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote

import pytest

from handlers.chat import Forwarded
from handlers.drafts import REGISTERS
from storage.records import (
    Agreement,
    Channel,
    Commitment,
    Counterpart,
    Draft,
    Evidence,
    Form,
    Meeting,
    Side,
    Standing,
)
from tests.fakes import NOON, said
from tests.team import Team

DAY = date(2026, 3, 17)
IDRIS = Counterpart("i", "Idris", "amal", language="fr")
FUEL = Agreement("f", "i", "m1", "He agreed to 20 barrels of fuel", 14, DAY, Form.ORAL)
TRUCKS = Agreement("t", "i", "m1", "six trucks on Mondays", 3, DAY, until=date(2026, 6, 30))


def team(*more: Agreement, one: Counterpart = IDRIS) -> Team:
    made = Team()
    made.keep(
        *(one, FUEL, *more),
        Meeting("m1", "i", "amal", DAY, "fuel", NOON - timedelta(1)),
        Commitment("p", "i", "m1", Side.US, "We promised to send the list", DAY, due=DAY),
    )
    return made


def kept(made: Team, id: str = "f") -> Agreement:
    found = made.store.get(Agreement, id)
    assert found is not None
    return found


def draft_of(made: Team) -> str:
    return made.button("Copy").copy


def begun(made: Team) -> Team:
    made.says("amal", "A-14")
    made.presses("amal", "Confirm it back")
    return made


def sent(made: Team) -> Team:
    begun(made).presses("amal", "I sent it")
    return made


def test_the_draft_is_in_their_language_with_the_terms_in_our_words() -> None:
    made = begun(team())
    text = draft_of(made)
    assert "Bonjour Idris" in text
    assert "20 barrels of fuel" in text
    assert "He agreed to" not in text
    assert "De notre côté : send the list (d’ici au mar. 17 mars 2026)" in text


def test_it_says_honestly_that_terms_are_not_translated() -> None:
    made = begun(team())
    made.presses("amal", "العربية")
    assert "in your own words, in English. I do not translate it" in _shown(made)
    made.presses("amal", "English")
    assert "translate" not in _shown(made)


def _shown(made: Team) -> str:
    return "\n".join(getattr(part, "text", "") for part in made.shown[-1].parts)


@pytest.mark.parametrize(
    ("label", "word"),
    [("English", "Idris"), ("Español", "Idris"), ("العربية", "Idris")],
)
def test_it_can_be_put_in_another_language(label: str, word: str) -> None:
    made = begun(team())
    before = draft_of(made)
    made.presses("amal", label)
    assert draft_of(made) != before
    assert word in draft_of(made)
    assert not set(draft_of(made)) & set("\u2066\u2067\u2068\u2069\u200e\u200f")


def test_it_can_be_put_in_another_tone() -> None:
    made = begun(team())
    told = {draft_of(made)}
    for label in ("Softer", "Shorter"):
        if label in made.labels():
            made.presses("amal", label)
            told.add(draft_of(made))
    assert len(told) == len(REGISTERS)


def test_the_terms_can_be_written_otherwise_and_put_back() -> None:
    made = begun(team())
    made.presses("amal", "Change the words")
    made.says("amal", "20 barils de carburant")
    assert "20 barils de carburant" in draft_of(made)
    assert "20 barrels" not in draft_of(made)
    assert kept(made) == FUEL
    made.presses("amal", "As it was agreed")
    assert "20 barrels" in draft_of(made)


def test_it_opens_where_they_are_written_to() -> None:
    made = team()
    made.keep(Channel("c", "i", "whatsapp", "+249912345678"))
    begun(made)
    link = made.button("Open in WhatsApp").url
    assert "20 barrels of fuel" in unquote(link)


def test_a_name_behind_a_code_name_is_left_to_the_person() -> None:
    made = team(one=replace(IDRIS, code_name="Falcon"))
    shown = begun(made)
    assert "Idris" not in draft_of(shown)
    assert "code name" in made.shown[-1].hint


def test_sending_it_is_a_contact_and_is_waited_for() -> None:
    made = sent(team())
    assert kept(made).asked_back == DAY
    contact = max(made.store.all(Meeting), key=lambda one: one.written_at)
    assert (contact.channel, "20 barrels" in contact.words) == ("message", True)
    assert made.store.all(Draft) == []
    made.says("amal", "/undo")
    assert kept(made) == FUEL


@pytest.mark.parametrize(
    "text",
    [
        *("he replied ok", "Idris said yes", "idris confirmed it", "il a dit ok"),
        *("Idris a répondu oui", "respondió que sí", "Idris confirmó", "رد بالموافقة"),
        *("قال نعم", "he wrote back ok"),
    ],
)
def test_a_yes_confirms_with_its_evidence(text: str) -> None:
    made = sent(team())
    before = kept(made)
    made.says("amal", text)
    assert kept(made) == before
    made.presses("amal", "Yes, confirmed")
    became = kept(made)
    assert (became.standing, became.form) == (Standing.CONFIRMED, Form.MESSAGE)
    (piece,) = made.store.all(Evidence)
    assert (piece.agreement, piece.counterpart, piece.text, piece.kind) == ("f", "i", text, "told")
    made.says("amal", "/undo")
    assert kept(made) == before
    assert made.store.all(Evidence) == []


@pytest.mark.parametrize(
    "text", ["Yes ok", "oui d'accord", "sí, de acuerdo", "نعم موافق", "C'est exact, merci"]
)
def test_their_own_words_forwarded_confirm_with_author_and_time(text: str) -> None:
    made = sent(team())
    at = datetime(2026, 3, 17, 9, 30, tzinfo=UTC)
    message = said(text, sender="fake:amal", id="fw")
    made.tell(replace(message, forwarded=Forwarded("Idris", at)))
    made.presses("amal", "Yes, confirmed")
    assert kept(made).standing is Standing.CONFIRMED
    (piece,) = made.store.all(Evidence)
    assert (piece.author, piece.said_at, piece.kind) == ("Idris", at, "message")


def test_a_forwarded_message_of_somebody_else_is_evidence_as_ever() -> None:
    made = sent(team())
    message = replace(said("ok", sender="fake:amal", id="fw"), forwarded=Forwarded("Omar"))
    made.keep(Counterpart("o", "Omar", "amal"))
    made.tell(message)
    assert "Yes, confirmed" not in made.labels()


def test_what_was_forwarded_stays_so_where_it_is_no_answer() -> None:
    made = sent(team())
    message = replace(said("ok", sender="fake:amal", id="fw"), forwarded=Forwarded("Idris"))
    made.tell(message)
    made.presses("amal", "It is a note")
    (draft,) = made.store.all(Draft)
    assert [c.after.author for c in draft.changes if isinstance(c.after, Evidence)] == ["Idris"]


def test_of_several_that_wait_it_asks_which() -> None:
    made = team(TRUCKS)
    made.change(FUEL, replace(FUEL, asked_back=DAY))
    made.change(TRUCKS, replace(TRUCKS, asked_back=DAY))
    assert made.says("amal", "he replied ok").startswith("Which one did they say yes to?")
    made.sends("amal", made.shown[-1].buttons[0].press)
    made.presses("amal", "Yes, confirmed")
    standings = sorted(one.standing for one in made.store.all(Agreement))
    assert standings == [Standing.AGREED, Standing.CONFIRMED]


def test_all_that_wait_are_confirmed_at_once_each_with_its_evidence() -> None:
    made = team(TRUCKS)
    made.change(FUEL, replace(FUEL, asked_back=DAY))
    made.change(TRUCKS, replace(TRUCKS, asked_back=DAY))
    made.says("amal", "he replied ok")
    made.presses("amal", "All of them")
    made.presses("amal", "Yes, confirmed")
    assert {one.standing for one in made.store.all(Agreement)} == {Standing.CONFIRMED}
    assert {one.agreement for one in made.store.all(Evidence)} == {"f", "t"}


@pytest.mark.parametrize(
    "text",
    [
        *("he says it's not right", "il dit que ce n'est pas ça", "dice que no es así"),
        "يقول هذا غير صحيح",
    ],
)
def test_a_no_leads_to_a_dispute_or_a_correction(text: str) -> None:
    made = sent(team())
    made.says("amal", text)
    assert {"Correct what is written", "It is disputed"} <= set(made.labels())
    made.presses("amal", "It is disputed")
    made.presses("amal", "Yes, save it")
    assert kept(made).standing is Standing.DISPUTED


def test_a_yes_where_nothing_waits_is_a_note() -> None:
    made = Team()
    made.keep(IDRIS)
    made.says("amal", "he replied ok")
    assert "Yes, confirmed" not in made.labels()


def test_a_colleague_confirms_nothing_of_it() -> None:
    made = sent(team())
    assert "fuel" not in made.says("boris", "he replied ok")
    assert "nothing left to confirm" in made.sends("boris", "recap:new:f")
    assert "out of date" in made.sends("boris", "differs:f")


def test_a_draft_is_gone_for_whoever_no_longer_sees_the_agreement() -> None:
    made = begun(team())
    press = made.button("I sent it").press
    made.change(IDRIS, replace(IDRIS, owner="boris"))
    assert "out of date" in made.sends("amal", press)


def test_numbers_in_their_answer_are_masked() -> None:
    made = sent(team())
    made.says("amal", "he replied ok, call him on +249 91 234 5678")
    made.presses("amal", "Yes, confirmed")
    (piece,) = made.store.all(Evidence)
    assert "234" not in piece.text
