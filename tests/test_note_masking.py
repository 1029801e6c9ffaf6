"""What must not be stored is left out before anything is kept."""

from __future__ import annotations

from handlers.reading.note import (
    Agreed,
    Note,
    Person,
    Span,
)
from storage.records import (
    Agreement,
    Counterpart,
)
from tests.bench import YUSUF, Bench


def test_what_must_not_be_stored_is_masked_everywhere() -> None:
    text = "Yusuf gave us Mary A., 0772 555 114, for the clinic list. Mary A. is ill"
    spans = tuple(
        Span(text.index(word), text.index(word) + len(word)) for word in ("Mary A.", "0772 555 114")
    )
    bench = Bench(YUSUF)

    bench.tell(
        Note(
            text,
            people=(Person("Col. Yusuf"),),
            agreements=(Agreed("Mary A., 0772 555 114, for the clinic list"),),
            redact=spans,
        )
    )

    assert "names and numbers that could put somebody at risk" in bench.text
    assert "Mary" not in bench.text
    for draft in (bench.draft.words, bench.draft.reading, repr(bench.draft.changes)):
        assert "Mary" not in draft
        assert "0772" not in draft
    bench.press("save")
    assert bench.meeting.words == "Yusuf gave us […], […], for the clinic list. […] is ill"
    assert bench.store.all(Agreement)[0].text == "[…], […], for the clinic list"


def test_a_name_that_must_not_be_written_is_not_kept_as_a_name() -> None:
    text = "Dr Lamin, don't write the name, was kind"
    bench = Bench()

    bench.tell(Note(text, people=(Person("Dr Lamin", "the doctor"),), redact=(Span(0, 8),)))

    assert "Lamin" not in bench.text
    assert "With: the doctor · new" in bench.text
    bench.press("save")
    assert [one.name for one in bench.store.all(Counterpart)] == ["the doctor"]


def test_the_wish_that_a_name_be_not_written_is_honoured_where_only_the_wish_was_found() -> None:
    text = "Dr Lamin was kind, don't write the name"
    bench = Bench()

    person = Person("Dr Lamin", "the doctor", span=Span(0, 8))
    bench.tell(Note(text, people=(person,), flags=("do_not_store_name",)))
    bench.press("save")

    assert [one.name for one in bench.store.all(Counterpart)] == ["the doctor"]
    assert bench.meeting.words == "[…] was kind, don't write the name"
