"""What leaves as a file: all that somebody may see, nothing else, and by whose yes."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
import pyzipper
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from bot.console import ConsoleChat
from bot.making import made
from handlers.chat import Card, Document, Reply
from handlers.exporting.files import FORMS, document
from handlers.exporting.rows import safe
from handlers.exporting.written import escaped
from handlers.words import exporting as words
from storage.records import (
    Agreement,
    Channel,
    Commitment,
    Counterpart,
    Evidence,
    Form,
    Meeting,
    PersonalFact,
    Role,
    Side,
    TakingOut,
)
from tests.slack_link import link
from tests.team import Team
from tests.telegram_rig import reply as to_amina
from tests.telegram_rig import rig
from tests.test_slack_out import HOME, show

DAY = date(2026, 3, 10)
YUSUF = Counterpart("c1", "Col. Yusuf", "amal", aliases=("Abu Ali",), code_name="Falcon")
IDRIS = Counterpart("c2", "Idris Secret", "boris")


def team(*more: Counterpart) -> Team:
    stage = Team()
    stage.keep(
        YUSUF,
        IDRIS,
        Meeting("m1", "c1", "amal", DAY, "met him *there*\n=SUM(A1)", stage.now),
        Agreement(
            "a1", "c1", "m1", "-trucks | on Monday", 1, DAY, Form.ORAL, until=date(2026, 6, 30)
        ),
        Commitment(
            "p1", "c1", "m1", Side.US, "send plates", DAY, due=date(2026, 3, 20), due_at=time(9)
        ),
        PersonalFact("f1", "c1", "m1", "likes tea", heard_on=DAY),
        Evidence("e1", "c1", "amal", "message", stage.now, "m1", text="ok\nfor all", author="him"),
        Channel("h1", "c1", "whatsapp", "+249911111111"),
        Meeting("m2", "c2", "boris", DAY, "hidden words", stage.now),
        *more,
    )
    return stage


def taken(stage: Team, form: str, who: str = "amal", *, sealed: bool = False) -> Document:
    desk = stage.desk(who)
    people = desk.book.all(Counterpart)
    return document(people, form, desk, sealed=sealed)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_tells_who_took_it_out_and_nothing_that_is_hidden(form: str) -> None:
    content = taken(team(), form).content
    assert "Amal" in content
    for hidden in ("Yusuf", "Abu Ali", "Secret", "hidden words"):
        assert hidden not in content
    assert "Falcon" in content


@given(st.sampled_from(sorted(FORMS)), st.text(st.characters(codec="utf-8"), min_size=1))
async def test_no_form_stumbles_over_what_somebody_wrote(form: str, words_: str) -> None:
    stage = team(Counterpart("c3", words_, "amal"))
    stage.keep(PersonalFact("f2", "c3", "", words_, heard_on=DAY))
    file = taken(stage, form)
    assert (await made(file)).data if form != "pdf" else file.content


def test_a_table_holds_no_formula() -> None:
    rows = list(csv.reader(io.StringIO(taken(team(), "csv").content.lstrip("\ufeff"))))
    texts = [row[3] for row in rows]
    assert "'-trucks | on Monday" in texts
    assert all(not cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


@given(st.text())
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    assert not safe(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n", "＝"))


def test_markdown_shows_what_was_written_as_it_was() -> None:
    content = taken(team(), "md").content
    assert r"met him \*there\*" in content
    assert r"\-trucks" not in content  # Only a mark at a line's beginning would make a list.
    assert escaped("- a\n") == "\\- a\n"


def test_all_data_can_be_read_back() -> None:
    told = json.loads(taken(team(), "json").content)
    (person,) = told["people"]
    assert (person["name"], person["aliases"], person["code_name"]) == ("Falcon", [], "Falcon")
    assert person["records"]["Agreement"][0]["until"] == "2026-06-30"
    assert "blob" not in person["records"]["Evidence"][0]


def test_what_is_due_is_in_the_calendar_without_names_on_a_locked_screen() -> None:
    stage = team()
    events = {
        str(one["uid"]): one for one in Calendar.from_ical(taken(stage, "ics").content).events
    }
    promise, agreement = events["p1@rapport"], events["a1@rapport"]
    assert promise.decoded("dtstart").isoformat() == "2026-03-20T09:00:00+03:00"
    assert agreement.decoded("dtstart") == date(2026, 6, 30)
    assert str(promise["summary"]) == words.OUR_PROMISE
    member = stage.member("amal")
    stage.change(member, replace(member, discreet=False))
    assert "Our promise to Falcon is due" in taken(stage, "ics").content.replace("\r\n ", "")


def test_a_contact_is_one_that_phones_read() -> None:
    import vobject  # noqa: PLC0415  # Only here.

    (card,) = vobject.readComponents(taken(team(), "vcf").content)
    assert (card.fn.value, card.tel.value) == ("Falcon", "tel:+249911111111")


async def test_an_encrypted_file_opens_with_its_passphrase_alone() -> None:
    file = taken(team(), "md", sealed=True)
    packed = await made(file)
    assert packed.name == "rapport-2026-03-17.zip"
    assert b"Falcon" not in packed.data
    with pyzipper.AESZipFile(io.BytesIO(packed.data)) as archive:
        name = f"{file.name}.md"
        assert archive.read(name, pwd=file.passphrase.encode()).decode() == file.content
        with pytest.raises(RuntimeError, match="password"):
            archive.read(name, pwd=b"another")


def test_no_two_passphrases_are_alike_and_each_has_a_hundred_bits() -> None:
    stage = team()
    phrases = {taken(stage, "md", sealed=True).passphrase for _ in range(20)}
    assert len(phrases) == 20
    assert all(len(phrase.replace("-", "")) == 20 for phrase in phrases)


async def test_a_pdf_is_one_in_any_script() -> None:
    stage = team(Counterpart("c3", "العقيد يوسف #set text(red)", "amal"))
    assert (await made(taken(stage, "pdf"))).data.startswith(b"%PDF")


def asks(stage: Team, who: str, *labels: str) -> str:
    stage.says(who, "/export Falcon")
    shown = ""
    for label in labels:
        shown = stage.presses(who, label)
    return shown


def test_a_negotiator_asks_a_mandator_and_makes_the_file_once() -> None:
    stage = team()
    assert "I asked Mona" in asks(stage, "amal", words.MARKDOWN, words.ASK)
    question = stage.told["mona"]
    assert "Falcon" not in question.title  # Mona does not know of them.
    allow = next(button for button in question.buttons if button.label == words.ALLOW)
    assert "You allowed it" in stage.sends("mona", allow.press)
    make = stage.told["amal"].buttons[0]
    assert "Here is the story of Falcon" in stage.sends("amal", make.press)
    (reply,) = stage.outcome.replies
    assert reply.document is not None
    assert reply.document.passphrase in str(reply.card.parts)
    assert "settled already" in stage.sends("amal", make.press)
    assert "settled already" in stage.sends("mona", allow.press)


def test_a_refusal_is_told_and_final() -> None:
    stage = team()
    asks(stage, "amal", words.MARKDOWN, words.ASK)
    refuse = stage.told["mona"].buttons[1]
    stage.sends("mona", refuse.press)
    assert "Mona refused" in stage.told["amal"].title
    (asked,) = stage.store.all(TakingOut)
    assert "settled already" in stage.sends("amal", f"takeout:{asked.id}")


def test_a_yes_is_good_for_a_day() -> None:
    stage = team()
    asks(stage, "amal", words.MARKDOWN, words.ASK)
    stage.sends("mona", stage.told["mona"].buttons[0].press)
    make = stage.told["amal"].buttons[0]
    stage.now += timedelta(days=1, minutes=1)
    assert "settled already" in stage.sends("amal", make.press)


def test_a_relation_that_was_lost_meanwhile_is_not_taken_out() -> None:
    stage = team()
    asks(stage, "amal", words.MARKDOWN, words.ASK)
    stage.sends("mona", stage.told["mona"].buttons[0].press)
    stage.change(YUSUF, replace(YUSUF, owner="boris"))
    stage.sends("amal", stage.told["amal"].buttons[0].press)
    assert all(reply.document is None for reply in stage.outcome.replies)


@pytest.mark.parametrize("who", ["amal", "boris", "claire", "omar"])
def test_nobody_but_a_mandator_says_yes(who: str) -> None:
    stage = team()
    asks(stage, "amal", words.MARKDOWN, words.ASK)
    (asked,) = stage.store.all(TakingOut)
    stage.sends(who, f"allowout:{asked.id}")
    assert stage.store.all(TakingOut) == [asked]


def test_a_mandator_takes_out_encrypted_alone_and_open_never() -> None:
    stage = team()
    stage.keep(Counterpart("c9", "Musa", "mona"))
    stage.says("mona", "/export Musa")
    stage.presses("mona", words.MARKDOWN)
    assert "encrypted" in stage.presses("mona", words.MAKE)
    stage.says("mona", "/export Musa")
    stage.presses("mona", words.MARKDOWN)
    assert "nobody on the team can give it" in stage.presses("mona", words.OPEN_FILE)


def test_where_there_is_no_mandator_a_coordinator_says_yes() -> None:
    stage = team()
    mona = stage.member("mona")
    stage.change(mona, replace(mona, role=Role.NEGOTIATOR))
    assert "I asked Claire" in asks(stage, "amal", words.MARKDOWN, words.ASK)


def test_somebody_alone_in_the_team_may_take_out_encrypted() -> None:
    stage = team()
    for one in ("mona", "claire", "boris", "omar"):
        member = stage.member(one)
        stage.change(member, replace(member, active=False))
    assert "no other mandator" in asks(stage, "amal", words.MARKDOWN)
    amal = stage.member("amal")
    stage.change(amal, replace(amal, role=Role.COORDINATOR))
    assert "Here is" in asks(stage, "amal", words.MARKDOWN, words.MAKE)


def test_everything_one_sees_can_be_taken_out_at_once() -> None:
    stage = team(Counterpart("c4", "Musa", "amal"))
    assert "2 counterparts" in stage.says("amal", "/export all")


MADE = Document("rapport-2026-03-17", "md", "# Falcon\n", "a-b-c")


async def test_it_leaves_through_telegram() -> None:
    async with rig() as run:
        await run.chat.send(replace(to_amina("Here it is"), document=MADE), "d1", repeat=False)
        told, card = run.amina.cards
        assert told.text.endswith("Here it is")
        assert card.file_name == "rapport-2026-03-17.zip"
        assert card.file is not None
        assert pyzipper.AESZipFile(io.BytesIO(card.file)).read(
            "rapport-2026-03-17.md", pwd=b"a-b-c"
        )


async def test_it_leaves_through_slack() -> None:
    async with link("socket") as linked:
        await show(linked, Reply(HOME, Card("Here it is"), document=MADE))
        first, second = linked.amina.cards
        assert first.upload is not None
        assert first.upload.name == "rapport-2026-03-17.zip"
        assert second.plain == "Here it is"


async def test_it_leaves_through_the_terminal() -> None:
    screen: list[str] = []
    chat = ConsoleChat(screen.append)
    await chat.send(Reply(HOME, Card("Here it is"), document=MADE), "d1", repeat=False)
    where, shown = screen
    assert "rapport-2026-03-17.zip" in where
    assert "Here it is" in shown
