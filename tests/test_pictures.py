"""Pictures as values: what they show, whom they never show, and any words standing on them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from handlers import audited
from handlers.chat import Picture
from handlers.pictures.canvas import WIDTH
from handlers.pictures.measure import fitted, width, wrapped
from handlers.words.catalogue import LANGUAGES
from storage.records import (
    Actor,
    Agreement,
    Bond,
    Commitment,
    Counterpart,
    Event,
    LifeEvent,
    Meeting,
    Observance,
    Organisation,
    Position,
    Side,
    Standing,
    Status,
    Tie,
)
from tests.fakes import NOON, said
from tests.team import AMAL, Team

TODAY = NOON.date()
SVG = "{http://www.w3.org/2000/svg}"
_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f]")


def drawn(team: Team, press: str, who: str = "amal") -> Picture:
    """The picture that comes of a press."""
    team.sends(who, press)
    (reply,) = team.outcome.replies
    assert reply.picture is not None
    assert not reply.replaces
    return reply.picture


def words(picture: Picture) -> list[str]:
    """Every line of words on a picture, as it is read; it must be well-formed."""
    root = ElementTree.fromstring(picture.svg)  # noqa: S314  # Our own.
    assert root.get("width") == str(WIDTH)
    texts = [one.text or "" for one in root.iter(f"{SVG}text")]
    return [_MARKS.sub("", text) for text in texts]


def crowd(team: Team, count: int, owner: str = "amal") -> None:
    for number in range(count):
        id = f"c{number}"
        team.keep(Counterpart(id, f"Person {number:02}", owner))
        if number % 3:
            team.keep(Position(f"p{number}", id, "clerk", f"o{number % 4}"))
        if number:
            before = f"c{number // 2}"
            bond = list(Bond)[number % len(Bond)]
            team.keep(Tie(f"t{number}", id, before, bond, owner, TODAY))
    for number, kind in enumerate((Actor.AUTHORITY, Actor.SECURITY, Actor.COMMUNITY, None)):
        team.keep(Organisation(f"o{number}", f"Place {number}", kind=kind))


@pytest.mark.parametrize("count", [1, 3, 12, 25, 60])
def test_at_most_twenty_five_are_shown_and_the_rest_are_counted(count: int) -> None:
    team = Team()
    crowd(team, count)
    told = words(drawn(team, "picture:n:"))
    shown = {line for line in told if line.startswith("Person ")}
    assert len(shown) == min(count, 25)
    counted = [int(n) for line in told for n in re.findall(r"^and (\d+) more", line)]
    assert sum(counted) == max(0, count - 25)


def test_every_line_between_those_shown_is_drawn_and_explained() -> None:
    team = Team()
    crowd(team, 25)
    picture = drawn(team, "picture:n:")
    told = words(picture)
    for meaning in ("family", "answers to", "close to each other", "at odds, or keep apart"):
        assert meaning in told
    # One red line of its own dashes for each pair at odds, and one in the legend.
    apart = [t for t in team.store.all(Tie) if t.bond in (Bond.RIVAL, Bond.KEPT_FROM)]
    assert picture.svg.count('stroke-dasharray="26 9 4 9"') == len(apart) + 1


def test_few_sit_around_one_and_many_stand_in_a_list() -> None:
    team = Team()
    team.keep(Counterpart("hub", "Governor", "amal"))
    for number in range(6):
        team.keep(
            Counterpart(f"c{number}", f"Person {number}", "amal"),
            Tie(f"t{number}", f"c{number}", "hub", Bond.KIN, "amal", TODAY, "uncle"),
        )
    told = words(drawn(team, "picture:p:hub"))
    assert told.count("uncle") == 6
    assert "No organisation on record" not in told
    for number in range(6, 14):
        team.keep(
            Counterpart(f"c{number}", f"Person {number}", "amal"),
            Tie(f"t{number}", f"c{number}", "hub", Bond.KIN, "amal", TODAY, "uncle"),
        )
    told = words(drawn(team, "picture:p:hub"))
    assert "No organisation on record" in told
    assert "uncle of Governor" in told


def test_the_audit_knows_whom_a_picture_showed() -> None:
    team = Team()
    crowd(team, 40)
    drawn(team, "picture:n:")
    everybody = [one.id for one in team.store.all(Counterpart)]
    pressed = said(press="picture:n:")
    line = audited.line(pressed, team.outcome, team.store, everybody)
    assert line is not None
    assert (line.what, len(line.about)) == ("picture", 25)


def test_a_code_name_hides_the_name_the_role_and_the_place() -> None:
    team = Team()
    one = Counterpart("c", "Yusuf Hamdan", "amal", code_name="Falcon", aliases=("Abu Karim",))
    team.keep(
        *(one, Counterpart("d", "Musa", "amal"), Organisation("o", "North Brigade")),
        Position("p", "c", "commander", "o", since=TODAY),
        Tie("t", "c", "d", Bond.KIN, "amal", TODAY, "uncle"),
        Meeting("m", "c", "amal", TODAY, "tea", NOON),
    )
    for press in ("picture:n:", "picture:p:c", "picture:p:d", "picture:t:c"):
        svg = drawn(team, press).svg
        assert "Falcon" in svg
        for hidden in ("Yusuf", "Abu Karim", "commander", "North Brigade"):
            assert hidden not in svg


@settings(max_examples=15, deadline=None)
@given(
    st.lists(st.sampled_from(["amal", "boris"]), min_size=5, max_size=5),
    st.lists(
        st.tuples(st.integers(0, 4), st.integers(0, 4), st.sampled_from(list(Bond))), max_size=8
    ),
)
def test_no_picture_shows_whom_one_may_not_see(
    owners: list[str], joined: list[tuple[int, int, Bond]]
) -> None:
    team = Team()
    team.keep(Organisation("o", "Labour dept"))
    for number, owner in enumerate(owners):
        id = f"c{number}"
        team.keep(
            Counterpart(id, f"Person {number}", owner),
            Position(f"p{number}", id, "clerk", "o"),
            Meeting(f"m{number}", id, owner, TODAY, "tea", NOON, others=(f"c{(number + 1) % 5}",)),
        )
    for number, (one, other, bond) in enumerate(joined):
        if one != other:
            team.keep(Tie(f"t{number}", f"c{one}", f"c{other}", bond, "claire", TODAY))
    presses = ("picture:n:", "picture:o:o", *(f"picture:{s}:c{n}" for s in "pt" for n in range(5)))
    for member in ("amal", "boris"):
        hidden = {f"Person {n}" for n, owner in enumerate(owners) if owner != member}
        for press in presses:
            team.sends(member, press)
            for reply in team.outcome.replies:
                told = reply.card.title + (reply.picture.svg if reply.picture else "")
                assert not [name for name in hidden if name in told]


def test_a_colleagues_person_and_a_stale_press_are_refused_alike() -> None:
    team = Team()
    team.keep(Counterpart("c", "Yusuf", "boris"))
    refusals = {
        team.sends("amal", press)
        for press in ("picture:p:c", "picture:t:c", "picture:p:none", "picture:o:none", "picture:x")
    }
    assert len(refusals) == 1
    assert "Yusuf" not in refusals.pop()


NASTY = [
    *("<script>alert(1)</script>", "]]></text><text>", "& &amp; &#0;", "\x00\x07 bell", "a" * 900),
    *(
        "\u202eevil\u202c",
        "الحاج " * 60,
        "\U0001f469\u200d\U0001f467 family",
        "\ud800 half",
        " ",
        "{name} %s",
    ),
]


@pytest.mark.parametrize("name", NASTY, ids=range(len(NASTY)))
@pytest.mark.parametrize("language", LANGUAGES)
def test_any_words_can_stand_on_a_picture(name: str, language: str) -> None:
    team = Team()
    speaker = replace(AMAL, language=language)
    team.change(AMAL, speaker)
    team.keep(
        Counterpart("c", name, "amal"),
        Counterpart("d", f"{name} 2", "amal"),
        Organisation("o", name),
        Position("p", "c", name, "o", since=TODAY),
        Tie("t", "c", "d", Bond.KIN, "amal", TODAY, name),
        Meeting("m", "c", "amal", TODAY, name, NOON, place=name),
        Agreement("a", "c", "m", name, 1, TODAY),
    )
    for press in ("picture:n:", "picture:p:c", "picture:o:o", "picture:t:c"):
        assert words(drawn(team, press))


def test_the_lines_of_arabic_run_from_right_to_left() -> None:
    team = Team()
    crowd(team, 4)
    left = drawn(team, "picture:n:").svg
    team.change(AMAL, replace(AMAL, language="ar"))
    right = drawn(team, "picture:n:").svg
    first = re.compile(r'<text x="(\d+)"')
    begins, mirrored = first.search(left), first.search(right)
    assert begins is not None
    assert mirrored is not None
    assert int(begins[1]) + int(mirrored[1]) == WIDTH
    assert "\u202b" in right
    assert "\u2066" not in right


# Time.


def time_with(team: Team) -> None:
    day = timedelta(days=1)
    team.keep(
        Counterpart("c", "Yusuf", "amal"),
        Meeting("m", "c", "amal", TODAY - 40 * day, "tea", NOON, place="the mill"),
        Agreement("a", "c", "m", "trucks", 14, TODAY - 40 * day, until=TODAY + 20 * day),
        Agreement("b", "c", "m", "fuel", 3, TODAY - 30 * day, standing=Standing.ENDED),
        Commitment("p", "c", "m", Side.US, "plates", TODAY, due=TODAY + 3 * day),
        Commitment("q", "c", "m", Side.THEM, "call", TODAY, due=TODAY, status=Status.BROKEN),
        Commitment("r", "c", "m", Side.US, "list", TODAY, due=TODAY - day, status=Status.LATE),
        LifeEvent("l", "c", "amal", Event.BIRTH, TODAY - 20 * day, "a daughter"),
        Observance("o", "c", "eid-al-fitr"),
        Position("s", "c", "governor", since=TODAY - 10 * day),
    )


def test_the_timeline_tells_what_was_and_what_is_to_come_in_order() -> None:
    team = Team()
    time_with(team)
    told = words(drawn(team, "picture:t:c"))
    for line in (
        *("the mill", "Agreed · A-14", "We promised · open", "They promised · not kept"),
        *("We promised · kept late", "a daughter", "Eid al-Fitr", "New role", "governor"),
        *("A-14", "A-3", "today · 17 Mar 2026"),
    ):
        assert line in told, line
    assert told.index("today · 17 Mar 2026") < told.index("We promised · open")
    assert told.index("They promised · not kept") < told.index("today · 17 Mar 2026")


def test_a_long_story_shows_the_latest_and_counts_the_rest() -> None:
    team = Team()
    team.keep(Counterpart("c", "Yusuf", "amal"))
    for number in range(50):
        on = TODAY - timedelta(days=number)
        team.keep(Meeting(f"m{number}", "c", "amal", on, "tea", NOON, place=f"place {number}"))
    told = words(drawn(team, "picture:t:c"))
    assert "and 30 earlier entries" in told
    assert [line for line in told if line.startswith("place ")] == [
        f"place {number}" for number in reversed(range(20))
    ]


def test_somebody_of_whom_nothing_is_known_has_a_timeline_that_says_so() -> None:
    team = Team()
    team.keep(Counterpart("c", "Yusuf", "amal"))
    assert "Nothing is on record yet." in words(drawn(team, "picture:t:c"))


# Measuring.


@given(st.text(max_size=80), st.integers(12, 60), st.integers(80, 900))
def test_words_are_cut_to_the_room_there_is(text: str, size: int, room: int) -> None:
    assert width(fitted(text, size, room), size) <= max(room, width("…", size))
    lines = wrapped(text, size, room, 2)
    assert len(lines) <= 2
    assert all(width(line, size) <= max(room, width("…", size)) for line in lines)


def test_the_same_records_make_the_same_picture() -> None:
    one, two = Team(), Team()
    for team in (one, two):
        crowd(team, 12)
    assert drawn(one, "picture:n:") == drawn(two, "picture:n:")
