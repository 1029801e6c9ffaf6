"""What is heard and kept of common ground, of who goes and who bears the risk, and of help."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from handlers.reading import grounds, roads
from handlers.reading.folded import folded
from handlers.reading.shelf import languages
from handlers.rules.newcomers import helped_before, new_since
from handlers.rules.threats import threat_word
from storage.memory import MemoryStore
from storage.records import (
    Actor,
    Agreement,
    Closure,
    Counterpart,
    Hints,
    Meeting,
    Organisation,
    PersonalFact,
    Position,
)
from tests.fakes import NOON
from tests.team import Team

TODAY = NOON.date()

TOLD = [
    ("agreed fact with Idris: the bridge is broken", "agreed_fact", "the bridge is broken"),
    ("Idris and we both accept that the bridge is broken.", "agreed_fact", "the bridge is broken"),
    ("we and Idris agree on the facts: the wells are dry", "agreed_fact", "the wells are dry"),
    ("Idris accepts the fact that people are hungry", "agreed_fact", "people are hungry"),
    ("Idris et nous savons que le pont est coupé", "agreed_fact", "le pont est coupé"),
    ("Idris reconnaît comme nous que le puits est sec", "agreed_fact", "le puits est sec"),
    ("hechos compartidos con Idris: no hay agua", "agreed_fact", "no hay agua"),
    ("Idris y nosotros sabemos que no hay agua", "agreed_fact", "no hay agua"),
    ("حقيقة مشتركة مع Idris: الجسر مقطوع", "agreed_fact", "الجسر مقطوع"),
    ("shared rules with Idris: no guns in clinics", "norm", "no guns in clinics"),
    ("Idris and we hold to the neutrality of clinics", "norm", "the neutrality of clinics"),
    ("règle partagée avec Idris : pas d'armes", "norm", "pas d'armes"),
    ("norma común con Idris: sin armas", "norm", "sin armas"),
    ("قاعدة مشتركة مع Idris: لا سلاح في العيادة", "norm", "لا سلاح في العيادة"),
    ("options with Idris: the river, or at night", "option", "the river, or at night"),
    ("we talked about the idea of a river route with Idris", "option", "a river route"),
    ("option évoquée avec Idris : la rivière", "option", "la rivière"),
    ("opción vista con Idris: el río", "option", "el río"),
    ("خيار مع Idris: النهر", "option", "النهر"),
    ("Amna carries the risk with Idris", "bears_risk", "Amna"),
    ("the risk with Idris lies on Amna", "bears_risk", "Amna"),
    ("Amna porte le risque du contact avec Idris", "bears_risk", "Amna"),
    ("es Amna quien corre el riesgo con Idris", "bears_risk", "Amna"),
    ("آمنة تتحمل الخطر مع Idris", "bears_risk", "آمنة"),
    ("Hana will see Idris first", "", ""),
    ("Hana should go first to see Idris", "goes_first", "Hana"),
    ("first contact with Idris: Hana and Amna", "goes_first", "Hana and Amna"),
    ("Hana prendra le premier contact avec Idris", "goes_first", "Hana"),
    ("Hana hará el primer contacto con Idris", "goes_first", "Hana"),
    ("هناء تذهب إلى Idris أولاً", "goes_first", "هناء"),
    ("we could offer training on customs forms to Idris", "help", "training on customs forms"),
    ("on peut appuyer Idris avec des formulaires", "help", "des formulaires"),
    ("podríamos ofrecer formación a Idris", "help", "formación"),
    ("نستطيع تقديم تدريب إلى Idris", "help", "تدريب"),
]


@pytest.mark.parametrize(("text", "kind", "told"), TOLD)
def test_what_is_told_of_somebody_in_one_sentence_is_read(text: str, kind: str, told: str) -> None:
    found = grounds.said(text)
    assert (found.kind, found.text) == (kind, told) if found else not kind
    assert found is None or found.about == "Idris"


@pytest.mark.parametrize(
    "text",
    [
        "met Idris, we agreed on trucks",
        "Idris agreed that trucks may pass until 30 June",
        "we agree with Idris that trucks pass on Monday",
        "Idris accepte que les camions passent lundi",
        "Idris aceptó que pasen los camiones",
        "وافق إدريس على مرور الشاحنات",
        "we will help Idris with the forms by Monday",
        "Amna met Idris first thing this morning",
        "the risk is high",
        "",
        "agreed fact with : nothing",
    ],
)
def test_an_agreement_a_promise_or_a_talk_is_none_of_these(text: str) -> None:
    assert grounds.said(text) is None


def test_every_phrase_is_written_as_it_is_compared() -> None:
    for language in languages("grounds"):
        for table in grounds.tables(language).values():
            for phrase in (each for own in table.values() for each in own):
                bare = phrase.translate({ord(letter): None for letter in "XYZ "})
                assert folded(bare).text.replace(" ", "") == bare, phrase


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("can we ask Idris for two permits?", "two permits"),
        ("I'm about to ask Idris for the road", "the road"),
        ("puis-je demander à Idris de libérer le chauffeur ?", "libérer le chauffeur"),
        ("peut-on demander deux permis à Idris ?", "deux permis"),
        ("¿podemos pedirle a Idris que abra el retén?", "abra el retén"),
        ("¿puedo pedir dos permisos a Idris?", "dos permisos"),
        ("هل نطلب من Idris تصريحين؟", "تصريحين"),
    ],
)
def test_a_wish_to_ask_for_something_is_heard(text: str, wish: str) -> None:
    assert grounds.wishes(text) == grounds.Said("ask", "Idris", wish)
    assert grounds.said(text) is None


@pytest.mark.parametrize("text", ["/ask Idris for two permits", "can we ask Idris for permits?"])
def test_before_a_request_nothing_is_kept_and_what_helps_is_shown(text: str) -> None:
    team = Team()
    team.keep(
        Counterpart("i", "Idris", "amal"),
        PersonalFact("f", "i", "", "the bridge is broken", "agreed_fact", TODAY),
    )
    shown = team.says("amal", text)
    assert "Your ask: " in shown
    assert "the bridge is broken" in shown
    assert team.outcome.changes == ()
    team.presses("amal", "What a yes costs them")
    team.says("amal", "his post")
    assert "Say that you see it." in team.says("amal", "/ask Idris")
    assert "What may a yes cost them?" not in team.says("amal", "/ask Idris")


NOTES = [
    ("met Idris, tea. We both accept that the wells are dry.", "agreed_fact", "the wells are dry"),
    ("met Idris. Options discussed: a truce on market days", "option", "a truce on market days"),
    ("met Idris. Shared rule: no guns in clinics.", "norm", "no guns in clinics"),
    ("vu Idris, thé. Options évoquées : une trêve.", "option", "une trêve"),
    ("vu Idris. Les deux parties reconnaissent que le puits est sec.", "agreed_fact",
     "le puits est sec"),
    ("vi a Idris, té. Opciones habladas: una tregua.", "option", "una tregua"),
    ("قابلت إدريس، شاي. الخيارات المطروحة: هدنة", "option", "هدنة"),
]  # fmt: skip


@pytest.mark.parametrize(("note", "kind", "told"), NOTES)
def test_a_note_keeps_common_ground_apart_from_what_was_agreed(
    note: str, kind: str, told: str
) -> None:
    team = Team()
    team.keep(Counterpart("i", "Idris", "amal", aliases=("إدريس",)))
    team.says("amal", note)
    team.presses("amal", "Save")
    (fact,) = [one for one in team.store.all(PersonalFact) if one.kind == kind]
    assert fact.text == told
    assert team.store.all(Agreement) == []


def test_who_of_two_is_meant_is_asked_and_undo_takes_it_back() -> None:
    team = Team()
    team.keep(
        Counterpart("a", "Idris", "amal", aliases=("Abu Ali",)),
        Counterpart("b", "Idriss", "amal", aliases=("Abu Ali",)),
    )
    assert "Abu Ali" in team.says("amal", "agreed fact with Abu Ali: the wells are dry")
    assert team.store.all(PersonalFact) == []
    team.presses("amal", "Idriss")
    assert [one.counterpart for one in team.store.all(PersonalFact)] == ["b"]
    team.presses("amal", "Undo")
    assert team.store.all(PersonalFact) == []


def test_whoever_only_reads_is_heard_as_asking_and_never_as_telling() -> None:
    team = Team()
    team.keep(Counterpart("a", "Idris", "amal", deputies=("omar",)))
    assert "nothing on record yet" in team.says("omar", "common ground with Idris?")
    team.says("omar", "agreed fact with Idris: the wells are dry")
    assert "look things up" in team.says("omar", "/common Idris = fact: the wells are dry")
    assert team.store.all(PersonalFact) == []


def test_a_name_nobody_bears_stays_a_note() -> None:
    team = Team()
    team.says("amal", "agreed fact with Zoltan: the wells are dry")
    assert team.store.all(PersonalFact) == []


@pytest.mark.parametrize(
    ("text", "threat"),
    [
        ("he threatened Amna at the gate", True),
        ("we received death threats", True),
        ("he said he would arrest our driver", True),
        ("il a menacé Amna", True),
        ("amenazó a Amna", True),
        ("هدد آمنة عند البوابة", True),
        ("he did not threaten anybody", False),
        ("no threats against us this week", False),
        ("il n'a menacé personne", False),
        ("sans menaces de mort", False),
        ("no amenazó a nadie", False),
        ("لم يهدد أحداً", False),
        ("the threat of floods is over", False),
        ("tea, he is well", False),
    ],
)
def test_a_threat_is_heard_and_its_denial_is_none(text: str, threat: bool) -> None:
    assert bool(threat_word(text)) is threat


def test_a_threat_is_spoken_of_once_a_day_and_not_where_it_is_not_wanted() -> None:
    team = Team()
    told = "met Idris at the depot, he threatened Amna"
    team.says("amal", told)
    assert "should somebody else go?" in team.presses("amal", "Save")
    team.says("amal", told)
    assert "should somebody else go?" not in team.presses("amal", "Save")
    team.now += timedelta(days=1)
    team.says("amal", told)
    assert "should somebody else go?" in team.presses("amal", "Save")
    team.presses("amal", "Not again")
    team.now += timedelta(days=1)
    team.says("amal", told)
    assert "should somebody else go?" not in team.presses("amal", "Save")
    assert [one.off for one in team.store.all(Hints)] == [("threat",)]


NEW = TODAY - timedelta(days=10)
GOVERNMENT = Organisation("gov", "Governorate", kind=Actor.AUTHORITY)


@pytest.mark.parametrize(
    ("records", "day"),
    [
        ((), None),
        ((Position("p", "a", "governor", "gov", NEW),), None),
        (
            (
                Position("p", "a", "governor", "gov", NEW),
                Position("q", "b", "governor", "gov", until=NEW),
            ),
            NEW,
        ),
        (
            (
                Position("p", "a", "governor", "gov", NEW),
                Position("q", "a", "clerk", "gov", until=NEW),
            ),
            NEW,
        ),
        (
            (
                Position("p", "a", "governor", "gov", TODAY - timedelta(days=200)),
                Position("q", "b", "governor", "gov", until=TODAY - timedelta(days=200)),
            ),
            None,
        ),
        (
            (
                Position("p", "a", "head", "gov"),
                Organisation("old", "Old council", gone_since=TODAY - timedelta(days=40)),
            ),
            TODAY - timedelta(days=30),
        ),
        (
            (
                Position("p", "a", "head", "gov"),
                Organisation("old", "Old council", gone_since=TODAY - timedelta(days=20)),
            ),
            None,
        ),
    ],
    ids=["nothing", "only put on record", "follows", "rose", "long ago", "after a fall", "before"],
)
def test_who_is_new_in_office(
    records: tuple[Position | Organisation, ...], day: date | None
) -> None:
    one = Counterpart("a", "Samer", "amal", known_since=TODAY - timedelta(days=30))
    book = MemoryStore([one, Counterpart("b", "Yusuf", "amal"), GOVERNMENT, *records])
    assert new_since(one, book, TODAY) == day


def test_what_helped_those_before_is_offered_to_whoever_follows_and_to_nobody_else() -> None:
    samer, yusuf = Counterpart("a", "Samer", "amal"), Counterpart("b", "Yusuf", "amal")
    book = MemoryStore(
        [
            *(samer, yusuf, GOVERNMENT, Position("p", "a", "governor", "gov", NEW)),
            Position("q", "b", "governor", "gov", until=NEW),
            PersonalFact("f", "b", "", "forms for vaccines", "help"),
            PersonalFact("g", "b", "", "losing his post", "concern"),
        ]
    )
    assert helped_before(samer, book, TODAY) == [("forms for vaccines", yusuf)]
    assert helped_before(yusuf, book, TODAY) == []


@pytest.mark.parametrize(
    ("text", "place", "closed"),
    [
        ("the road to Zalingei is closed", "Zalingei", True),
        ("Road to Zalingei cut.", "Zalingei", True),
        ("the Zalingei road is blocked again", "Zalingei", True),
        ("la piste d'Abéché est impraticable", "Abéché", True),
        ("route zalingei coupee", "zalingei", True),
        ("la ruta a Nyala esta cortada", "Nyala", True),
        ("الطريق لزالنجي مسدود", "زالنجي", True),
        ("we can't get to Zalingei by road any more", "Zalingei", True),
        ("la carretera a Quibdó sigue cortada", "Quibdó", True),
        ("الطريق إلى زالنجي مغلق", "زالنجي", True),
        ("the road to Zalingei is open again", "Zalingei", False),
        ("the road to Zalingei is no longer closed", "Zalingei", False),
        ("la route d'Abéché n'est plus coupée", "Abéché", False),
        ("la carretera a Quibdó ya está abierta", "Quibdó", False),
        ("فتح الطريق إلى زالنجي", "زالنجي", False),
    ],
)
def test_that_a_road_is_closed_or_open_is_read(text: str, place: str, closed: bool) -> None:
    assert roads.said(text) == roads.Road(place, closed)


@pytest.mark.parametrize(
    "text",
    [
        "the road to Zalingei is long",
        "is the road to Zalingei closed?",
        "met Ali, he says the road to Zalingei is closed until June",
        "he opens the road to Zalingei on Monday",
        "the road is closed",
    ],
)
def test_other_words_about_a_road_close_none(text: str) -> None:
    assert roads.said(text) is None


def test_a_road_is_the_teams_and_told_by_those_who_record() -> None:
    team = Team()
    team.says("amal", "the road to Zalingei is closed since 10 March")
    (kept,) = team.store.all(Closure)
    assert (kept.area, kept.since, kept.member) == ("Zalingei", date(2026, 3, 10), "amal")
    assert "since 10 Mar 2026 (Amal)" in team.says("boris", "/road")
    assert "on record as closed since 10 Mar 2026" in team.says("boris", "/road zalingei = closed")
    assert "since 10 Mar 2026 (Amal)" in team.says("omar", "is the road to Zalingei open?")
    assert team.labels() == []
    assert "look things up" in team.says("omar", "/road Zalingei = open")
    team.says("boris", "the road to Zalingei is open again")
    assert "No road to Zalingei" in team.says("amal", "is the road to Zalingei open?")
    team.says("boris", "/undo")
    assert len(team.store.find(Closure, "area", "ZALINGEI")) == 1
    assert "Roads that are closed" in team.says("amal", "which roads are closed?")


@pytest.mark.parametrize(
    ("note", "day"),
    [
        ("met Ali on 15 March, tea", date(2026, 3, 15)),
        ("vu Ali le 15 mars, thé", date(2026, 3, 15)),
        ("vi a Ali el 15 de marzo, té", date(2026, 3, 15)),
        ("قابلت إدريس في 15 مارس، شاي", date(2026, 3, 15)),
    ],
)
def test_a_day_lately_past_is_that_of_the_meeting_though_no_year_is_told(
    note: str, day: date
) -> None:
    team = Team()
    team.keep(Counterpart("a", "Ali", "amal", aliases=("إدريس",)))
    team.says("amal", note)
    team.presses("amal", "Save")
    assert [met.on for met in team.store.all(Meeting)] == [day]
