from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.exports import Export, Order, read_export

DATA = Path(__file__).parent / "data" / "chat_exports"
ZONE = ZoneInfo("Asia/Damascus")
SENT = datetime(2026, 11, 28, 12, tzinfo=ZONE)
NNBSP = "\u202f"


def chat(text: str, order: Order | None = None) -> Export:
    found = read_export(text, SENT, order)
    assert found is not None
    return found


def heads(found: Export) -> list[tuple[str, str]]:
    return [(f"{line.at:%Y-%m-%d %H:%M}", line.author) for line in found.lines]


FILES = {
    "android_12h.txt": (4, "2026-11-25 10:15", (Order.MONTH_FIRST,)),
    "android_24h.txt": (4, "2026-11-25 10:15", (Order.DAY_FIRST,)),
    "android_ar.txt": (3, "2026-11-25 10:15", (Order.DAY_FIRST,)),
    "android_de.txt": (3, "2026-11-25 10:15", (Order.DAY_FIRST,)),
    "android_fr.txt": (3, "2026-11-25 10:15", (Order.DAY_FIRST,)),
    "ios_24h.txt": (4, "2026-11-25 10:15", (Order.DAY_FIRST,)),
    "ambiguous.txt": (3, "2026-11-05 10:15", (Order.DAY_FIRST, Order.MONTH_FIRST)),
}


@pytest.mark.parametrize("name", FILES)
def test_each_phone_is_read(name: str) -> None:
    count, first, orders = FILES[name]
    found = chat((DATA / name).read_text("utf-8"))
    assert (len(found.lines), heads(found)[0][0], found.orders) == (count, first, orders)
    assert not found.unsure_hours


# What a phone in that language writes before each line → the hour it means.
PHONES = {
    "es": ("25/11/26, 10:16 p. m. - ", "22:16"),
    "es with a seconds hand": ("[25/11/26, 22:16:40] ", "22:16"),
    "pt": ("25/11/2026 22:16 - ", "22:16"),
    "tr": ("25.11.2026 22:16 - ", "22:16"),
    "tr twelve hours": ("25.11.2026 ÖS 10:16 - ", "22:16"),
    "it": ("25/11/26, 22:16 - ", "22:16"),
    "nl": ("25-11-2026 22:16 - ", "22:16"),
    "ru": ("25.11.2026, 22:16 - ", "22:16"),
    "uk": ("25.11.26, 10:16 пп - ", "22:16"),
    "id": ("25/11/26 22.16 - ", "22:16"),
    "fi": ("25.11.2026 klo 22.16 - ", "22:16"),
    "de ios": ("[25.11.26, 22:16:01] ", "22:16"),
    "fr ios": ("[25/11/2026 à 22:16:01] ", "22:16"),
    "us ios": (f"[11/25/26, 10:16:01{NNBSP}PM] ", "22:16"),
    "south africa": ("2026/11/25, 22:16 - ", "22:16"),
    "iso": ("[2026-11-25 22:16] ", "22:16"),
    "fa": ("2026/11/25, 10:16 ب.ظ - ", "22:16"),
    "zh": ("2026/11/25 下午10:16 - ", "22:16"),
    "am": ("25/11/2026, 10:16 ከሰዓት - ", "22:16"),
    "noon": ("25/11/2026, 12:16 pm - ", "12:16"),
    "midnight": ("25/11/2026, 12:16 am - ", "00:16"),
    "arabic digits": ("٢٥/١١/٢٠٢٦، ١٠:١٦ م - ", "22:16"),
    "arabic ios": (
        "\u200f[\u200f٢٥/١١/٢٠٢٦، ١٠:١٦:٠١ م] ",
        "22:16",
    ),
    "copied on a phone": ("[25/11, 22:16] ", "22:16"),
    "copied in a browser": ("[10:16 PM, 11/25/2026] ", "22:16"),
}


@pytest.mark.parametrize("name", PHONES)
def test_each_language_is_read(name: str) -> None:
    head, hour = PHONES[name]
    found = chat(f"{head}Abu Khaled: Salam\n{head}Sara: shukran\nsee you\n")
    assert heads(found) == [(f"2026-11-25 {hour}", who) for who in ("Abu Khaled", "Sara")]
    assert found.lines[1].text == "shukran\nsee you"
    assert not found.is_ambiguous


def test_a_mark_of_the_half_day_we_do_not_know_is_told() -> None:
    found = chat("25/11/2026, 10:16 zz - A: one\n25/11/2026, 10:17 zz - B: two")
    assert found.unsure_hours
    assert len(found.lines) == 2


def test_the_persons_answer_settles_what_is_day_and_what_is_month() -> None:
    text = (DATA / "ambiguous.txt").read_text("utf-8")
    found = chat(text, Order.MONTH_FIRST)
    assert heads(found)[0][0] == "2026-05-11 10:15"
    assert not found.is_ambiguous


def test_days_that_would_lie_ahead_or_run_backwards_settle_it_without_asking() -> None:
    ahead = chat("1/12/2026, 10:00 - A: one\n1/12/2026, 10:01 - B: two")
    assert heads(ahead)[0][0] == "2026-01-12 10:00"
    backwards = chat("9/5/2026, 10:00 - A: one\n2/6/2026, 10:01 - B: two")
    assert heads(backwards)[0][0] == "2026-05-09 10:00"
    assert not ahead.is_ambiguous
    assert not backwards.is_ambiguous


def test_the_same_number_twice_is_no_question() -> None:
    assert not chat("5/5/2026, 10:00 - A: one\n5/5/2026, 10:01 - B: two").is_ambiguous


def test_a_copied_line_without_a_year_is_of_the_last_such_day() -> None:
    found = chat("[30/12, 10:00] A: one\n[31/12, 10:01] B: two")
    assert [head for head, _ in heads(found)] == ["2025-12-30 10:00", "2025-12-31 10:01"]


def test_what_the_app_says_is_nobodys_words() -> None:
    found = chat(
        "25/11/2026, 10:00 - Messages and calls are end-to-end encrypted.\n"
        "25/11/2026, 10:00 - Sara added Abu Khaled\n"
        "25/11/2026, 10:01 - Abu Khaled: ok\n"
    )
    assert [line.text for line in found.lines] == ["ok"]
    ios = chat(
        "[25/11/2026, 10:00:00] Abu Khaled: \u200eMessages are end-to-end encrypted.\n"
        "[25/11/2026, 10:01:00] Abu Khaled: ok\n"
    )
    assert [line.text for line in ios.lines] == ["ok"]


MEDIA = {
    "25/11/2026, 10:17 - A: <Media omitted>": "…",
    "25/11/2026, 10:17 - A: <Médias omis>": "…",
    "25/11/2026, 10:17 - A: <Multimedia omitido>": "…",
    "25/11/2026, 10:17 - A: <تم استبعاد الوسائط>": "…",
    "25/11/2026, 10:17 - A: IMG-20261125-WA0001.jpg (file attached)": "IMG-20261125-WA0001.jpg",
    "25/11/2026, 10:17 - A: IMG-1.jpg (fichier joint)\nvoici la liste": "IMG-1.jpg",
    "\u200e[25/11/2026, 10:17:00] A: \u200e<attached: 12-PHOTO.jpg>": "12-PHOTO.jpg",
}


@pytest.mark.parametrize("line", MEDIA)
def test_a_file_that_was_sent_is_named(line: str) -> None:
    found = chat(f"{line}\n25/11/2026, 10:18 - B: ok" if line[0] == "2" else f"{line}\n{line}")
    assert found.lines[0].media == MEDIA[line]
    assert found.lines[0].text == ("voici la liste" if "\n" in line else "")


def test_names_with_numbers_and_colons_in_the_words_survive() -> None:
    found = chat(
        "25/11/2026, 10:15 - +963 944 123 456: note: 12:30 at the gate\n"
        "25/11/2026, 10:16 - ~ أبو خالد ٢: تمام ١٢\n"
    )
    assert [(line.author, line.text) for line in found.lines] == [
        ("+963 944 123 456", "note: 12:30 at the gate"),
        ("أبو خالد ٢", "تمام ١٢"),
    ]


def test_telegrams_own_copy_names_who_above_the_words() -> None:
    found = chat("Abu Khaled, [25.11.2026 10:15]\nSalam\n12 trucks\n\nSara, [25.11.2026 10:16]\nok")
    assert found.source == "telegram"
    assert [line.text for line in found.lines] == ["Salam\n12 trucks", "ok"]


def test_telegrams_export_keeps_who_wrote_first_and_when() -> None:
    told = {
        "name": "Abu Khaled",
        "messages": [
            {"id": 1, "type": "service", "date": "2026-11-25T10:00:00", "action": "invite"},
            {
                "id": 2,
                "type": "message",
                "date": "2026-11-25T10:15:00",
                "date_unixtime": "1795590900",
                "from": "Abu Khaled",
                "text": ["we agree: ", {"type": "bold", "text": "12 trucks"}],
            },
            {
                "id": 3,
                "type": "message",
                "date": "2026-11-25T10:16:00",
                "from": "Sara",
                "forwarded_from": "Col Yusuf",
                "photo": "photos/list.jpg",
                "text": "",
            },
        ],
    }
    found = chat(json.dumps(told))
    assert (found.source, found.authors) == ("telegram", ("Abu Khaled", "Col Yusuf"))
    first, second = found.lines
    assert (first.text, first.at) == (
        "we agree: 12 trucks",
        datetime.fromtimestamp(1795590900, UTC),
    )
    assert (second.media, second.at.tzinfo) == ("list.jpg", ZONE)


def test_signals_exporters_are_read() -> None:
    lines = [
        {"sender": "Abu Khaled", "body": "ok for 12 trucks", "timestamp": 1795590900000},
        {"sender": "Sara", "body": "thank you", "date": "2026-11-25T10:16:00"},
    ]
    found = chat("\n".join(json.dumps(line) for line in lines))
    assert (found.source, len(found.lines)) == ("signal", 2)
    assert chat("[2026-11-25 10:15] Abu Khaled: ok\n[2026-11-25 10:16] Me: thanks").source == (
        "signal"
    )


NO_CHATS = [
    "",
    "met col yusuf at cp north, trucks mon & thu 10:30 - agreed: yes",
    "25/11/2026 10:15 - meeting: the colonel said yes",
    "{}",
    "[]",
    "[1, 2, 3]",
    '{"messages": []}',
    "[" * 5000,
    "99/99/2026, 10:15 - A: one\n99/99/2026, 10:15 - B: two",
    "25/11/1404, 10:15 - A: one\n25/11/1404, 10:15 - B: two",
]


@pytest.mark.parametrize("text", NO_CHATS)
def test_what_is_no_chat_is_left_alone(text: str) -> None:
    assert read_export(text, SENT) is None


def test_one_copied_message_is_a_chat_of_one_line() -> None:
    assert len(chat("[25/11/2026, 10:15] Abu Khaled: ok for 12 trucks").lines) == 1


@given(st.text(max_size=400))
def test_no_text_makes_it_stumble(text: str) -> None:
    read_export(text, SENT)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z", "Nd")), min_size=1)
DAYS = st.integers(0, 900)


@given(st.lists(st.tuples(DAYS, st.sampled_from(["Abu Khaled", "سارة"]), WORDS), min_size=2))
def test_every_line_comes_back_whoever_wrote_it_and_whatever_it_says(
    told: list[tuple[int, str, str]],
) -> None:
    told.sort(key=lambda one: one[0])
    start = datetime(2024, 5, 1, 8, 30, tzinfo=ZONE)
    days = [(start + timedelta(days=day), who, words) for day, who, words in told]
    text = "\n".join(f"{at:%d/%m/%Y, %H:%M} - {who}: {words}" for at, who, words in days)
    found = chat(text, Order.DAY_FIRST)
    kept = [(line.at.date(), line.author) for line in found.lines]
    assert kept == [(at.date(), who) for at, who, _ in days]
