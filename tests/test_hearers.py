"""Ordinary notes stay notes, however many agreements and promises they might be taken for."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from storage.records import (
    Agreement,
    Commitment,
    Counterpart,
    Draft,
    Incident,
    Level,
    LevelPlan,
    Meeting,
    Record,
    Side,
)
from tests.fakes import NOON
from tests.team import Team

DAY = date(2026, 3, 10)
NAMES = ("Col. Haddad", "Idris", "Abu Khaled", "Préfet Mahamat", "Comandante Rojas")
TERMS = (
    *("trucks pass on Mondays", "fuel for the clinic", "accès au camp", "camiones los martes"),
    *("مرور الشاحنات", "repair of the water pump", "vaccination in the village"),
)
PROMISES = (
    *("send the plates of the trucks", "call the checkpoint", "envoyer la lettre"),
    *("enviar la lista", "visit the hospital", "نرسل القائمة"),
)
NOTES = (
    "met Col. Haddad at the gate, tea. He agreed to let trucks pass on Fridays until June",
    "phone with Idris: he wants the list of drivers before Sunday",
    "Abu Khaled lost his brother last spring; he was moved when we wrote",
    "He will call us back on Thursday about the three trucks",
    "The checkpoint at km 17 stays closed, nobody knows why",
    "we will send the letter to the governor tomorrow",
    "Verbal deal: vaccination teams may enter villages if women are with them",
    "Hana says the clinic has fuel for two days",
    "vu le préfet Mahamat ce matin, il demande une lettre du ministère avant jeudi",
    "Le chef de la brigade veut une lettre avant le 30 juin",
    "On a bu le thé, il a parlé de sa fille qui passe le bac",
    "Le directeur a refusé l'accès au camp pour nos camions",
    "Reunión con el comandante Rojas: quiere la lista de conductores el martes",
    "El alcalde dijo que los camiones esperan en el puente",
    "Mañana vamos a enviar la lista al hospital",
    "التقينا العقيد حداد عند البوابة، يطلب القائمة قبل الأحد",
    "سنرسل القائمة غدا",
    "الطريق إلى المخيم مغلق منذ الصباح",
    "Idris, the new clerk, was friendly and asked how my son is",
    "two trucks broke down on the north road, the convoy waits for parts",
    "They renewed the visas of Hana and Omar until December",
    "He said yes to the visit of the hospital on Monday, Idris was there too",
    "The letter from the ministry arrived; Idris will bring it on Sunday",
    "the order of fuel comes on Thursday, three trucks",
    "Our plan for Monday: two trucks by the north road",
    "Le plan de distribution est prêt, Idris l'a signé",
    "La carta del alcalde llegó el lunes, la trae Idris",
    "الرسالة وصلت يوم الأحد وسلمها إدريس",
)


def book() -> list[Record]:
    records: list[Record] = []
    for n, name in enumerate(NAMES):
        one, met = f"c{n}", f"m{n}"
        records.append(Counterpart(one, name, "amal"))
        records.append(Meeting(met, one, "amal", DAY, "tea", NOON - timedelta(n + 1)))
        for k, text in enumerate(TERMS):
            number = n * 10 + k + 1
            records.append(Agreement(f"a{number}", one, met, text, number, DAY))
        for k, text in enumerate(PROMISES):
            side = Side.US if k % 2 else Side.THEM
            records.append(Commitment(f"p{n}{k}", one, met, side, text, DAY, due=DAY))
    records.append(Incident("i", "amal", DAY, "letter from Labour dept against Ana", "Labour dept"))
    records.append(LevelPlan("amal:tactical", "amal", Level.TACTICAL, DAY, "the gate"))
    return records


@pytest.mark.parametrize("note", NOTES)
def test_a_note_is_not_taken_for_news_of_something_on_record(note: str) -> None:
    team = Team()
    team.keep(*book())
    before = len(team.store.all(Draft))
    team.says("amal", note)
    assert "It is a note" not in team.labels()
    assert [draft.kind for draft in team.store.all(Draft)[before:]] in (["note"], ["aside"])
