"""What the house says is shown in Slack: posted, changed, opened, published, marked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.drawing import plain
from handlers.chat import (
    Address,
    Button,
    Card,
    Code,
    DeliveryError,
    Field,
    Form,
    Items,
    Line,
    Quote,
    Reply,
    Text,
)
from tests.slack_link import MODES, Link, link

both = pytest.mark.parametrize("mode", MODES)
HOME = Address("slack", "U1")
CARD = Card(
    "Meeting with Col. Yusuf",
    (
        Line("When", "Tue 17 March 2026"),
        Line("Where", "Checkpoint North"),
        Items("They agreed", ("trucks Mondays", "trucks Thursdays")),
        Text("Shall I keep this?"),
        Quote("met col yusuf"),
    ),
    (
        Button("Save", "save:1", style="primary"),
        Button("Edit", "edit:1"),
        Button("Drop", "drop:1", style="danger"),
    ),
    hint="Only you see this.",
)
FORM = Form(
    "edit:1",
    "Edit",
    (
        Field("who", "Who", "Col. Yusuf"),
        Field("kind", "Kind", "b", options=(("a", "Engagement"), ("b", "Negotiation"))),
        Field("terms", "Terms", "one\ntwo", many_lines=True),
    ),
    "Save",
    "Back",
)


async def show(linked: Link, reply: Reply, delivery: str = "d1", *, repeat: bool = False) -> str:
    return await linked.chat.send(reply, delivery, repeat=repeat)


async def test_a_card_is_read_as_it_was_written_and_its_buttons_press() -> None:
    async with link("socket") as linked:
        id = await show(linked, Reply(HOME, CARD))
        (card,) = linked.amina.cards
        assert card.plain == plain(CARD)
        assert card.buttons == ["Save", "Edit", "Drop"]
        assert id == f"DU1/{card.ts}"
        (call,) = linked.slack.called("chat.postMessage")
        assert (call["parse"], call["link_names"]) == ("none", False)
        assert (call["unfurl_links"], call["unfurl_media"]) == (False, False)
        assert call["metadata"]["event_payload"] == {"id": "d1"}


@both
async def test_a_press_carries_the_button_the_card_and_a_trigger(mode: str) -> None:
    async with link(mode) as linked:
        id = await show(linked, Reply(HOME, CARD))
        await linked.amina.presses(id, "Save")
        (message,) = await linked.house.sees(1)
        assert (message.press, message.card, message.text) == ("save:1", id, "")
        assert message.trigger


async def test_a_card_is_changed_in_place() -> None:
    async with link("socket") as linked:
        id = await show(linked, Reply(HOME, CARD))
        saved = Card("Saved", (), (Button("Undo", "undo:1"),))
        assert await show(linked, Reply(HOME, saved, replaces=id), "d2") == id
        (card,) = linked.amina.cards
        assert (card.plain, card.buttons) == ("Saved", ["Undo"])
        with pytest.raises(LookupError):
            await linked.amina.presses(id, "Save")


async def test_a_card_is_taken_away_and_its_words_where_slack_keeps_it() -> None:
    async with link("socket") as linked:
        first, second = (
            await show(linked, Reply(HOME, CARD)),
            await show(linked, Reply(HOME, CARD), "d2"),
        )
        away = Reply(HOME, Card("·"), gone=True)
        assert await show(linked, replace(away, replaces=first), "d3") == ""
        (card,) = linked.amina.cards
        linked.slack.keeps_all = True
        assert await show(linked, replace(away, replaces=second), "d4") == ""
        (card,) = linked.amina.cards
        assert (card.plain, card.buttons) == ("·", [])
        for gone in (first, "nowhere", "DU1/1.000001"):
            assert await show(linked, replace(away, replaces=gone), "d5") == ""
        assert len(linked.amina.cards) == 1


@pytest.mark.parametrize("gone", ["closed", "missing", "foreign", "no id"])
async def test_what_can_no_longer_be_changed_is_said_anew(gone: str) -> None:
    async with link("socket") as linked:
        id = await show(linked, Reply(HOME, CARD))
        if gone == "closed":
            linked.slack.edits_closed = True
        elif gone == "missing":
            id = "DU1/1.000001"
        elif gone == "foreign":
            id = f"DU1/{await linked.amina.says('mine')}"
        else:
            id = "nowhere"
        told = await show(linked, Reply(HOME, Card("Saved"), replaces=id), "d2")
        assert linked.amina.cards[-1].plain == "Saved"
        assert told == f"DU1/{linked.amina.cards[-1].ts}"
        assert len(linked.amina.cards) == 2


@both
async def test_a_form_opens_and_comes_back_filled_in(mode: str) -> None:
    async with link(mode) as linked:
        reply = Reply(HOME, CARD, replaces="DU1/1.1", form=FORM, trigger=linked.amina.trigger())
        assert await show(linked, reply) == ""
        assert linked.amina.cards == []
        assert linked.amina.modal is not None
        assert linked.amina.modal.title == "Edit"
        assert linked.amina.modal.values == {"who": "Col. Yusuf", "kind": "b", "terms": "one\ntwo"}
        await linked.amina.submits({"who": "Gen. <Yusuf>", "kind": "a", "terms": ""}, twice=True)
        await linked.slack.settle()
        (message,) = linked.house.accepted
        assert message.form == (("who", "Gen. <Yusuf>"), ("kind", "a"), ("terms", ""))
        assert (message.press, message.card) == ("edit:1", "DU1/1.1")
        assert len(linked.house.repeated) == 1
        assert linked.amina.modal is None


@pytest.mark.parametrize("why", ["late", "used", "refused", "too long", "too many"])
async def test_where_no_form_opens_the_card_is_shown(why: str) -> None:
    async with link("socket") as linked:
        trigger, form = linked.amina.trigger(), FORM
        if why == "late":
            linked.slack.world.trigger_seconds = -1
        elif why == "used":
            linked.slack.world.use(trigger, 0)
        elif why == "refused":
            linked.slack.fail("views.open", status=503)
        elif why == "too long":
            form = replace(FORM, fields=(Field("who", "Who", "x" * 3001),))
        else:
            form = replace(FORM, fields=tuple(Field(f"f{n}", "x") for n in range(101)))
        assert await show(linked, Reply(HOME, CARD, form=form, trigger=trigger))
        assert linked.amina.modal is None
        assert linked.amina.cards[0].plain == plain(CARD)


@both
async def test_a_page_is_published_and_its_buttons_press(mode: str) -> None:
    async with link(mode) as linked:
        page = Card("Due", (Line("Friday", "send plates"),), (Button("Done", "done:1"),))
        assert await show(linked, Reply(HOME, page, page=True)) == ""
        assert linked.amina.home is not None
        assert linked.amina.home.plain == plain(page)
        await linked.amina.presses_home("Done")
        (message,) = await linked.house.sees(1)
        assert (message.press, message.card) == ("done:1", "")
        assert await linked.chat.sent(Reply(HOME, page, page=True), "d1") is None


async def test_a_tick_marks_their_message_and_is_never_missed() -> None:
    async with link("socket") as linked:
        stamp = await linked.amina.in_channel("C1", "history yusuf")
        tick = Reply(HOME, CARD, tick=f"C1/{stamp}")
        assert await show(linked, tick) == await show(linked, tick) == ""
        assert linked.slack.channel("C1").posts[0].reactions == ["white_check_mark"]
        linked.slack.scopes.remove("reactions:write")
        assert await show(linked, tick) == ""
        assert linked.amina.cards == []


async def test_a_file_goes_before_its_card() -> None:
    async with link("socket") as linked:
        content = linked.house.blobs["blob.pdf"] = b"%PDF made up" * 200_000
        await show(linked, Reply(HOME, CARD, file="blob.pdf", file_name="list.pdf"))
        first, second = linked.amina.cards
        assert first.upload is not None
        assert (first.upload.name, first.upload.content) == ("list.pdf", content)
        assert second.plain == plain(CARD)


async def test_a_file_that_is_gone_does_not_hold_its_card_back() -> None:
    async with link("socket") as linked:
        await show(linked, Reply(HOME, Card("Evidence"), file="lost"))
        (card,) = linked.amina.cards
        assert card.plain == "Evidence\n\nThe file itself is no longer kept."


async def test_what_arrived_is_found_again_and_nothing_else() -> None:
    async with link("socket", rate=0) as linked:
        ids = [await show(linked, Reply(HOME, Card(f"{n}")), f"d{n}") for n in range(205)]
        assert await linked.chat.sent(Reply(HOME, CARD), "d3") == ids[3]
        assert await linked.chat.sent(Reply(HOME, CARD), "d204") == ids[204]
        assert await linked.chat.sent(Reply(HOME, CARD), "d999") == ""


async def test_a_repeat_says_so() -> None:
    async with link("socket") as linked:
        await show(linked, Reply(HOME, CARD), repeat=True)
        assert linked.amina.cards[0].plain == f"{plain(CARD)}\nYou may have had this already."


async def test_a_lost_answer_posts_once_and_is_found() -> None:
    async with link("socket") as linked:
        linked.slack.fail("chat.postMessage", cut="after")
        with pytest.raises(DeliveryError) as told:
            await show(linked, Reply(HOME, CARD))
        assert not told.value.permanent
        assert len(linked.amina.cards) == 1
        found = await linked.chat.sent(Reply(HOME, CARD), "d1")
        assert found == f"DU1/{linked.amina.cards[0].ts}"


async def test_a_very_long_card_comes_in_parts_with_its_buttons_under_the_last() -> None:
    long = Card("Raw words", (Quote("word " * 3200), Text("end")), (Button("Keep", "keep:1"),))
    async with link("socket") as linked:
        id = await show(linked, Reply(HOME, long))
        first, second = linked.amina.cards
        assert (first.buttons, second.buttons) == ([], ["Keep"])
        read = (first.plain + second.plain).replace("\n", "")
        assert read == plain(long).replace("\n", "")
        assert id == f"DU1/{second.ts}"
        assert await linked.chat.sent(Reply(HOME, long), "d1") == id


async def test_code_stands_for_a_copy_button() -> None:
    async with link("socket") as linked:
        copy = Button("Copy", copy="thank you")
        site = Button("WhatsApp", url="https://wa.me/1?text=thank%20you")
        odd = Button("Odd", url="sgnl://x")
        await show(linked, Reply(HOME, Card("Draft", (Code("thank you"),), (copy, site, odd))))
        await show(linked, Reply(HOME, Card("Draft", (), (copy,))))
        first, second = linked.amina.cards
        assert (first.plain, first.buttons) == ("Draft\n\nthank you", ["WhatsApp"])
        assert (second.plain, second.buttons) == ("Draft\n\nthank you", [])
