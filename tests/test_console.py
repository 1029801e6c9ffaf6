from __future__ import annotations

import unicodedata
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from bot.console import PLATFORM, ConsoleChat, converse, to_text
from bot.pacing import Limits
from bot.paper import WIDTH, columns, to_lines
from bot.residents import account_of, settling_in
from handlers.chat import (
    Address,
    Button,
    Card,
    Code,
    Items,
    Line,
    Message,
    Outcome,
    Quote,
    Reply,
    Text,
)
from handlers.desk import Desk
from handlers.words.speech import Speech
from storage.memory import MemoryStore
from storage.records import Delivery, Identity, Member, Passage, Role
from storage.store import Unwritable
from tests.fakes import NOON, FakeClock, ids
from tests.house import House

HERE = Address(PLATFORM, "me")
CARD = Card(
    "Meeting with Idris",
    (
        Line("When", "Tue 17 March 2026"),
        Items("They agreed", ("two trucks", "on Monday")),
        Text("Shall I keep it?"),
        Quote("met idris, tea"),
        Code("Dear Idris,\nthank you."),
    ),
    (
        Button("Save", "save:1", "primary"),
        Button("Edit", "edit:1"),
        Button("Map", url="https://x.org"),
    ),
    "Nothing is kept yet.",
)


class Typed:
    """Lines that were typed, and a note of what was on the screen when each was read."""

    def __init__(self, screen: list[str], *lines: str) -> None:
        self._lines, self._screen = list(lines), screen
        self.seen: list[int] = []

    async def next(self) -> str | None:
        self.seen.append(len(self._screen))
        return self._lines.pop(0) if self._lines else None


async def shown(chat: ConsoleChat, card: Card, **more: str) -> str:
    return await chat.send(Reply(HERE, card, **more), "d", repeat=False)  # type: ignore[arg-type]  # Text fields only.


def test_a_card_is_drawn_from_top_to_bottom_with_numbered_buttons() -> None:
    assert to_text(CARD, range(1, 4)) == "\n".join(
        (
            "Meeting with Idris",
            "When: Tue 17 March 2026",
            "",
            "They agreed",
            "• two trucks",
            "• on Monday",
            "",
            "Shall I keep it?",
            "",
            "│ met idris, tea",
            "",
            "  Dear Idris,",
            "  thank you.",
            "",
            "Nothing is kept yet.",
            "",
            "[1] Save   [2] Edit   [3] Map",
            "[3] https://x.org",
        )
    )


def test_without_colours_there_is_no_escape_in_it_and_with_them_only_ours() -> None:
    assert "\033" not in to_text(CARD, range(1, 4))
    coloured = to_text(CARD, range(1, 4), colours=True)
    assert coloured.startswith("\033[1mMeeting with Idris\033[0m\n\033[1mWhen:\033[0m Tue 17")
    hostile = Card("\033[2J\033]0;owned\007", (Line("\x9b31m", "a\rb"),))
    controls = {mark for mark in to_text(hostile) if unicodedata.category(mark) == "Cc"}
    assert controls <= {"\n"}


@pytest.mark.parametrize(
    "text",
    [
        "He agreed to let two trucks through on Monday and Thursday until the end of June. " * 4,
        "اتفقنا على مرور شاحنتين يوم الاثنين والخميس حتى نهاية حزيران " * 6,
        "数据" * 60 + " " + "会议 " * 60,
        "José Núñez " * 30,
    ],
    ids=["english", "arabic", "wide", "accents"],
)
@pytest.mark.parametrize("part", [Text, Quote, Code, lambda t: Items("Terms", (t,))])
def test_no_line_is_wider_than_the_screen(text: str, part: Callable[[str], Text]) -> None:
    lines = to_text(Card("T", (part(text),))).split("\n")
    too_wide = [
        line for line in lines if columns(line) > WIDTH and " " in line.strip("│• \u2068\u2069")
    ]
    assert too_wide == []
    assert len(lines) > 3
    word = text.split(maxsplit=1)[0]
    assert "".join("".join(lines).split()).count(word) == text.count(word)


def test_an_address_is_not_broken_in_two() -> None:
    long = "https://example.org/" + "x" * 100
    assert long in to_text(Card("T", (Text(f"see {long} there"),))).split("\n")


def test_rows_may_be_empty() -> None:
    assert list(to_lines(())) == [""]


async def test_a_number_presses_the_newest_card() -> None:
    chat = ConsoleChat(lambda text: None, new_id=ids())
    first = await shown(
        chat, Card("A", buttons=(Button("Save", "save:a"), Button("Drop", "drop:a")))
    )
    pressed = chat.to_message("2", NOON)
    assert (pressed.press, pressed.card, pressed.text) == ("drop:a", first, "")
    second = await shown(chat, Card("B", buttons=(Button("Save", "save:b"),)))
    assert chat.to_message("1", NOON).press == "save:b"
    assert chat.to_message("[1]", NOON).card == second
    assert chat.to_message("2", NOON).text == "2"


async def test_numbers_count_on_over_the_cards_of_one_answer() -> None:
    screen: list[str] = []
    chat = ConsoleChat(screen.append)
    await shown(chat, Card("A", buttons=(Button("Yes", "yes:a"),)))
    await shown(chat, Card("B", buttons=(Button("No", "no:b"),)))
    assert "[2] No" in screen[1]
    assert chat.to_message("1", NOON).press == "yes:a"
    assert chat.to_message("2", NOON).press == "no:b"


async def test_a_label_in_brackets_presses_the_newest_button_of_that_name() -> None:
    chat = ConsoleChat(lambda text: None)
    await shown(chat, Card("A", buttons=(Button("Save", "save:a"), Button("Edit", "edit:a"))))
    chat.to_message("thanks", NOON)
    await shown(chat, Card("B", buttons=(Button("Save", "save:b"),)))
    assert chat.to_message("[Save]", NOON).press == "save:b"
    assert chat.to_message("[Edit]", NOON).press == "edit:a"
    assert chat.to_message("[Never shown]", NOON).text == "[Never shown]"
    assert chat.labels() == ["[Save]", "[Edit]", "[Save]"]


async def test_a_new_card_without_buttons_leaves_numbers_to_be_text() -> None:
    chat = ConsoleChat(lambda text: None)
    await shown(chat, Card("A", buttons=(Button("Save", "save:a"),)))
    chat.to_message("how many?", NOON)
    await shown(chat, Card("How many trucks?"))
    assert chat.to_message("1", NOON).text == "1"


async def test_every_line_is_a_message_of_its_own() -> None:
    chat = ConsoleChat(lambda text: None, "hana", language="fr")
    one, two = chat.to_message("salut", NOON), chat.to_message("salut", NOON)
    assert one.key != two.key
    assert one.sender == "console:hana"
    assert one.place == Address("console", "hana")
    assert one.language == "fr"


async def test_an_edit_keeps_its_id_a_tick_is_a_mark_and_a_page_is_nothing() -> None:
    screen: list[str] = []
    chat = ConsoleChat(screen.append)
    assert await shown(chat, Card("Saved"), replaces="c7") == "c7"
    assert await chat.send(Reply(HERE, Card("P"), page=True), "d", repeat=False) == ""
    assert await shown(chat, Card("T"), tick="m1") == "m1"
    assert [text.strip() for text in screen] == ["Saved", "✓"]


async def test_what_may_have_been_shown_before_says_so() -> None:
    screen: list[str] = []
    await ConsoleChat(screen.append).send(Reply(HERE, Card("Due")), "d", repeat=True)
    assert "already" in screen[0]


def parrot(message: Message, desk: Desk) -> Outcome:
    said = message.press or message.text
    card = Card(f"{desk.member.name}: {said}", buttons=(Button("Again", "again:1"),))
    return Outcome((Reply(message.place, card),))


async def talk(house: House, account: str, *lines: str) -> list[str]:
    """A session in which *account* types *lines*; what the screen showed."""
    screen: list[str] = []
    chat = ConsoleChat(screen.append, account)
    house.outbox.open(PLATFORM, chat, Limits(), serves=account.__eq__)
    typed = Typed(screen, *lines)
    house.inbox.start()

    async def idle() -> None:
        await house.inbox.idle()
        await house.outbox.idle()

    await converse(chat, typed, house.inbox.accept, idle, house.clock)
    assert typed.seen == sorted(typed.seen)
    await house.inbox.close()
    await house.outbox.close()
    return screen


def house_of(*names: str) -> House:
    house = House(answer=parrot)
    for name in names:
        changes = settling_in(house.store, name, Speech(), house.clock)
        house.store.apply(changes)
    house.build()
    return house


async def test_each_line_is_answered_before_the_next_is_read() -> None:
    screen = await talk(house_of("Me"), "me", "one", "", "1", "two")
    assert [text.split("\n")[0] for text in screen] == ["Me: one", "Me: again:1", "Me: two"]


async def test_what_is_owed_to_a_colleague_waits_until_they_sit_down() -> None:
    def tell_hana(message: Message, desk: Desk) -> Outcome:
        return Outcome((Reply(Address(PLATFORM, "hana"), Card(f"From {desk.member.name}")),))

    house = house_of("Karim", "Hana")
    house.answer = tell_hana
    house.build()
    assert await talk(house, "karim", "hello") == []
    assert [owed.state for owed in house.store.all(Delivery)] == [Passage.OWED]
    house.build()
    assert [text.strip() for text in await talk(house, "hana")] == ["From Karim"]


async def test_a_disk_that_refuses_is_said_plainly() -> None:
    screen: list[str] = []

    async def refuse(message: Message) -> bool:
        raise Unwritable("no space")

    async def idle() -> None:
        return

    await converse(ConsoleChat(screen.append), Typed(screen, "one"), refuse, idle, FakeClock())
    assert "could not keep" in screen[0]


def test_the_first_person_leads_and_the_next_negotiates() -> None:
    store = MemoryStore()
    clock = FakeClock(datetime(2026, 3, 17, tzinfo=UTC))
    for name in ("", "Hana  Q", "hana q"):
        store.apply(settling_in(store, name, Speech("fr", "Asia/Beirut"), clock))
    assert [(m.name, m.role, m.language, m.zone) for m in store.all(Member)] == [
        ("Me", Role.MANDATOR, "fr", "Asia/Beirut"),
        ("Hana Q", Role.NEGOTIATOR, "fr", "Asia/Beirut"),
    ]
    assert store.get(Identity, "console:hana-q") is not None


@pytest.mark.parametrize(
    ("name", "account"), [("", "me"), ("Hana", "hana"), (" Hana  Q ", "hana-q")]
)
def test_an_account_is_the_same_however_the_name_is_typed(name: str, account: str) -> None:
    assert account_of(name) == account
