from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handlers.reading.note import Intent, Known, Note, Setting
from handlers.reading.read import read
from storage.records import Kind, Level, Side, Status

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)
ROSTER = (
    Known("c1", ("Colonel Yusuf Hassan", "العقيد يوسف حسن"), ("brigade commander",)),
    Known("c2", ("Mariam Diop",), ("governor",)),
    Known("c3", ("Sultan Ibrahim",), ("sultan",)),
)


def noted(text: str, *, roster: tuple[Known, ...] = (), team: tuple[str, ...] = ()) -> Note:
    return read(text, Setting(NOW, roster=roster, team=team))


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Met Col Yusuf, agreed 3 trucks on Monday", Intent.RECORD),
        ("what did we agree with Col Yusuf about fuel?", Intent.QUERY),
        ("où en est-on avec le préfet ?", Intent.QUERY),
        ("¿Qué quedó pendiente con la alcaldesa?", Intent.QUERY),
        ("شو اتفقنا مع القائد جابر على الوقود؟", Intent.QUERY),
        ("Remind me to call Mr Otieno on Friday", Intent.REMINDER),
        ("rappelle-moi d'appeler M. Sow vendredi", Intent.REMINDER),
        ("recuérdame llamar al padre Anselmo el lunes", Intent.REMINDER),
        ("ذكرني أتصل بالشيخ ناصر يوم الجمعة", Intent.REMINDER),
        ("sorry, not Tuesday, WEDNESDAY 18th for the trucks", Intent.CORRECTION),
        ("perdón, no el martes, el miércoles 18", Intent.CORRECTION),
        ("Delete what I wrote about Abu Yahya's kids", Intent.ERASE),
        ("efface ce que j'ai écrit sur les enfants du préfet", Intent.ERASE),
        ("Leaving 30 Nov, handing over Gov Mahamat to Claire", Intent.HANDOVER),
        ("RDV avec Mme Kadiatou reporté à mardi 15h", Intent.RESCHEDULE),
        ("fyi people say the fee went up, rumour, dont log", Intent.CONTEXT),
        ("للعلم فقط، إشاعة عن رسوم جديدة، لا تسجل", Intent.CONTEXT),
    ],
)
def test_a_message_is_taken_as_what_it_wants(text: str, intent: Intent) -> None:
    assert noted(text).intent is intent


def test_who_came_with_us_is_no_counterpart() -> None:
    note = noted("Met Cmdr Idris (RSF, Zalingei sector) w/ Amna this morning")
    assert [(p.name, p.organisation) for p in note.people] == [
        ("Cmdr Idris", "RSF, Zalingei sector")
    ]
    assert [found.value for found in note.ours] == ["Amna"]


def test_the_team_is_known_by_name() -> None:
    note = noted("Met Col Yusuf, Hana took notes", team=("Hana Kim",))
    assert [p.name for p in note.people] == ["Col Yusuf"]
    assert [found.value for found in note.ours] == ["Hana"]


@pytest.mark.parametrize(
    ("text", "known"),
    [
        ("met col yusuf hassan at the gate", ("c1",)),
        ("اجتمعت مع العقيد يوسف حسن اليوم", ("c1",)),
        ("Saw the governor, she wants a report", ("c2",)),
        ("history mariam diop", ("c2",)),
        ("Met Chief Okello today", ()),
    ],
)
def test_people_of_the_roster_are_proposed(text: str, known: tuple[str, ...]) -> None:
    assert noted(text, roster=ROSTER).people[0].known == known


@pytest.mark.parametrize(
    ("text", "by", "due"),
    [
        ("Met Capt Deng. We send the plates by Sunday.", Side.US, date(2026, 11, 15)),
        ("Met Capt Deng. He'll call the checkpoint tomorrow.", Side.THEM, date(2026, 11, 11)),
        ("Nous lui transmettons la liste avant jeudi.", Side.US, date(2026, 11, 12)),
        ("Le colonel Sidi nous rappellera demain.", Side.THEM, date(2026, 11, 11)),
        ("Nosotros enviamos la lista el jueves.", Side.US, date(2026, 11, 12)),
        ("El mayor Ruiz se comprometió a abrir el retén mañana.", Side.THEM, date(2026, 11, 11)),
        ("لازم نرسل الأسماء بكرة", Side.US, date(2026, 11, 11)),
        ("الشيخ ناصر وعد يفتح الطريق يوم الجمعة", Side.THEM, date(2026, 11, 13)),
    ],
)
def test_a_promise_has_a_side_and_a_day(text: str, by: Side, due: date) -> None:
    assert [(p.by, p.due.day if p.due else None) for p in noted(text).promises] == [(by, due)]


@pytest.mark.parametrize(
    ("text", "recurring"),
    [
        ("We give him the manifest every Monday.", "weekly:mon"),
        ("Nous lui envoyons un rapport tous les vendredis.", "weekly:fri"),
        ("Nosotros enviamos el informe cada jueves.", "weekly:thu"),
    ],
)
def test_a_promise_may_come_again_and_again(text: str, recurring: str) -> None:
    assert [p.recurring for p in noted(text).promises] == [recurring]


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Mr Sow refuses to let the tankers through.", Side.THEM),
        ("Maj Faris wanted copies of IDs, we said no.", Side.US),
        ("Le maire refuse les antennes.", Side.THEM),
        ("Il exige 5% de la cargaison, j'ai dit non.", Side.US),
        ("El comandante no aceptó la pausa.", Side.THEM),
        ("Pidió fotos, dijimos que no.", Side.US),
        ("العقيد سامر رفض دخول الصحفيين", Side.THEM),
        ("طلب سلة غذائية، قلنا له لا", Side.US),
    ],
)
def test_a_refusal_has_a_side(text: str, by: Side) -> None:
    assert [r.by for r in noted(text).refusals] == [by]


def test_no_escort_is_a_line_of_ours() -> None:
    lines = noted("Met Cmdr Idris. No escort - we insisted.").red_lines
    assert [(line.by, line.text) for line in lines] == [(Side.US, "No escort")]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sheikh Saleh's mother passed away last night", "bereavement"),
        ("Son père est décédé samedi", "bereavement"),
        ("والدته توفت امبارح", "bereavement"),
        ("Met Mr Sow. He loves chess", "interest"),
        ("Le gusta el ciclismo", "interest"),
        ("ابنه دخل المستشفى", "health_family"),
        ("Met Mr Sow. His son sits exams in June", "family"),
        ("He prefers Signal voice notes, not email", "communication_preference"),
        ("Elle part en congé maternité en janvier", "absence"),
    ],
)
def test_personal_facts_have_a_kind(text: str, kind: str) -> None:
    assert [fact.kind for fact in noted(text).facts] == [kind]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Mr Sow called the checkpoint as he promised", Status.KEPT),
        ("He didn't call the checkpoint as promised", Status.BROKEN),
        ("Le lieutenant Mbarga a tenu parole", Status.KEPT),
        ("El sargento no cumplió su palabra", Status.BROKEN),
    ],
)
def test_news_of_an_earlier_promise_is_told(text: str, status: Status) -> None:
    assert [update.status for update in noted(text).updates] == [status]


def test_tea_and_no_asks_are_an_engagement() -> None:
    note = noted("Courtesy visit to Sultan Ibrahim. Tea only, no asks.")
    assert note.kind is not None
    assert note.kind.value is Kind.ENGAGEMENT
    assert not note.promises


def test_policy_with_a_minister_is_strategic() -> None:
    note = noted("Met Minister Aliyu on the NGO law, he agreed to exempt health until 31 Dec.")
    assert note.kind is not None
    assert note.kind.value is Kind.NEGOTIATION
    assert note.level is not None
    assert note.level.value is Level.STRATEGIC


def test_who_introduced_us_is_not_met() -> None:
    note = noted("El padre Jorge nos presentó al comandante Wilmer. Puro tinto.")
    assert note.introduced_by is not None
    assert note.introduced_by.value == "padre Jorge"
    assert [p.name for p in note.people] == ["comandante Wilmer"]


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Chief Okello: call him on 0772 555 114", ["0772 555 114"]),
        ("Chief Okello asked us to take 2 survivors: Mary A., and a 14yo", ["Mary A.", "a 14yo"]),
        ("the camp is at 12.34567, 43.21098", ["12.34567, 43.21098"]),
        ("Met Col Yusuf on 12/11/2026 about 1,500 kits", []),
    ],
)
def test_what_must_not_be_stored_is_marked(text: str, masked: list[str]) -> None:
    note = noted(text)
    assert [text[span.start : span.end] for span in note.redact] == masked


def test_a_day_moved_is_the_new_day() -> None:
    step = noted("Tonight 9pm call w/ Capt Deng moved to tomorrow same time.").next_step
    assert step is not None
    assert step.when is not None
    assert step.when.day == date(2026, 11, 11)


def test_an_end_that_hangs_on_the_moon_is_asked_about() -> None:
    note = noted("Haji Naeem agreed nurses work in 2 clinics till end of Ramadan, verbally.")
    assert "agreements[0].valid_until" in note.asks


def test_what_we_asked_for_is_kept_in_our_words() -> None:
    note = noted("Met Gen Tito. We asked for two crossings a day. He will answer Sunday.")
    assert note.asked is not None
    assert note.asked.value == "We asked for two crossings a day"


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Met Karim Haddad on 12 January 2024 at the port.", date(2024, 1, 12)),
        ("12 January 2024: met Karim Haddad at the port.", date(2024, 1, 12)),
        ("On 12/01/2024 we met Karim Haddad.", date(2024, 1, 12)),
        ("Rencontré Karim Haddad le 12 janvier 2024.", date(2024, 1, 12)),
        ("Nos reunimos con Karim Haddad el 12 de enero de 2024.", date(2024, 1, 12)),
        ("التقيت كريم حداد في ١٢ يناير ٢٠٢٤", date(2024, 1, 12)),
        ("Met Karim Haddad. He said the road was closed on 12 January 2024.", NOW.date()),
        ("Met Karim Haddad on 12 January.", NOW.date()),
    ],
)
def test_a_contact_long_ago_stands_on_its_day_where_the_year_is_told(text: str, on: date) -> None:
    told = noted(text).on
    assert told is not None
    assert told.day == on
