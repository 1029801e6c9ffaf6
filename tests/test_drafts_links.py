"""Links that open a chat, with the draft in them where the app takes one."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.drafts.links import KINDS, LONGEST_URL, links, masked, normalised

NUMBER = "+249912345678"


@pytest.mark.parametrize(
    ("kind", "written", "handle"),
    [
        ("phone", "+249 91 234-5678", NUMBER),
        ("whatsapp", "00249 (91) 234.5678", NUMBER),
        ("signal", "+٢٤٩ ٩١ ٢٣٤ ٥٦٧٨", NUMBER),
        ("sms", "\u202a+249\u00a091\u00a0234\u00a05678\u202c", NUMBER),
        ("telegram", "@ali_tea", "ali_tea"),
        ("telegram", "https://t.me/ali_tea", "ali_tea"),
        ("telegram", "+249 91 234 5678", NUMBER),
        ("phone", "0912345678", ""),
        ("phone", "+0912345678", ""),
        ("phone", "+249", ""),
        ("phone", "+2499123456789012345", ""),
        ("phone", "+24991234x678", ""),
        ("phone", "@ali_tea", ""),
        ("telegram", "@a", ""),
        ("telegram", "@ali/../x", ""),
        ("phone", "", ""),
    ],
)
def test_a_handle_is_read_or_refused(kind: str, written: str, handle: str) -> None:
    assert normalised(kind, written) == handle


@pytest.mark.parametrize(
    ("kind", "handle", "urls"),
    [
        ("whatsapp", NUMBER, ["https://wa.me/249912345678?text=a%20%26%20b%0A%D8%B9"]),
        ("signal", NUMBER, ["https://signal.me/#p/+249912345678"]),
        ("telegram", "ali_tea", ["https://t.me/ali_tea?text=a%20%26%20b%0A%D8%B9"]),
        ("telegram", NUMBER, ["https://t.me/+249912345678?text=a%20%26%20b%0A%D8%B9"]),
        ("sms", NUMBER, ["sms:+249912345678?body=a%20%26%20b%0A%D8%B9"]),
    ],
)
def test_each_app_has_its_link(kind: str, handle: str, urls: list[str]) -> None:
    assert [link.url for link in links(kind, handle, "a & b\nع")] == urls


def test_a_plain_number_opens_what_it_may_be_used_for() -> None:
    found = links("phone", NUMBER, "x")
    assert [link.app for link in found] == ["whatsapp", "signal", "sms"]
    assert [link.carries_text for link in found] == [True, False, True]
    assert [link.pressable for link in found] == [True, True, False]


@given(st.text(max_size=200))
def test_the_text_comes_out_as_it_went_in(text: str) -> None:
    text = text.encode("utf-8", "ignore").decode()
    for kind, handle, field in (("whatsapp", NUMBER, "text"), ("sms", NUMBER, "body")):
        query = urlsplit(links(kind, handle, text)[0].url).query
        assert parse_qs(query, strict_parsing=bool(text)).get(field, [""]) == [text]


def test_a_text_that_begins_with_an_at_sign_is_no_bot() -> None:
    url = links("telegram", "ali_tea", "@you")[0].url
    assert parse_qs(urlsplit(url).query)["text"] == [" @you"]


@given(kind=st.sampled_from(KINDS), written=st.text(max_size=40))
def test_any_text_is_a_clean_handle_or_none(kind: str, written: str) -> None:
    handle = normalised(kind, written)
    assert handle == "" or handle.isascii()
    assert handle == "" or normalised(kind, handle) == handle


def test_a_card_never_shows_a_whole_handle() -> None:
    assert masked(NUMBER) == "+249…78"
    assert masked("ali_tea") == "@al…"


def test_a_text_too_long_for_a_link_is_pasted() -> None:
    for kind, handle in (("whatsapp", NUMBER), ("telegram", "ali_tea"), ("sms", NUMBER)):
        (link,) = links(kind, handle, "شكراً لكم " * 60)
        assert len(link.url) <= LONGEST_URL
        assert not link.carries_text
        assert "?" not in link.url


@given(st.text(alphabet="ابتث \nabé&?#%+", max_size=300))
def test_no_link_is_too_long_and_none_loses_part_of_its_text(text: str) -> None:
    for kind, handle, field in (("whatsapp", NUMBER, "text"), ("telegram", "ali_tea", "text")):
        (link,) = links(kind, handle, text)
        assert len(link.url) <= LONGEST_URL
        if link.carries_text and text:
            assert parse_qs(urlsplit(link.url).query)[field] == [text]
