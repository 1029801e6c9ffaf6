from __future__ import annotations

from datetime import date, datetime

import pytest

from handlers.reading.languages import guess
from handlers.reading.note import Note, Setting
from handlers.reading.read import read

NOW = datetime.fromisoformat("2026-03-04T18:00:00+03:00")


def noted(text: str) -> Note:
    return read(text, Setting(NOW, guess(text) or "en"))


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "Col Yusuf agreed to 6 trucks a week. Signed minutes, photo on server.",
            ["written"],
        ),
        (
            "Mayor Diallo accepts night ambulances. Written on the spot, signed by the doctor.",
            ["written"],
        ),
        (
            "Chief Omar agreed to two boats on Friday. Both minuted and signed.",
            ["written"],
        ),
        ("Capt Deng okayed the convoy. By WhatsApp, I have the screenshot", ["message"]),
        (
            "Gen Tito agreed to wells. He also agreed to maps. First in writing, second by word.",
            ["written", "oral"],
        ),
        (
            "Le préfet autorise le forage. Le maire accepte aussi la clinique. Accord oral au tel.",
            ["oral", "oral"],
        ),
        (
            "Le gouverneur accepte la clinique. Il accepte aussi le forage. Les deux par écrit.",
            ["written", "written"],
        ),
        ("El alcalde acepta la brigada. Acta firmada por los tres.", ["written"]),
        ("وافق العقيد سامر على دخول 4 شاحنات يوم الخميس. موقّع ومختوم", ["written"]),
        ("وافق المحافظ على العيادة. ووافق على البئر. كلاهما شفهي", ["oral", "oral"]),
    ],
)
def test_words_of_form_are_given_to_the_agreements_near(text: str, forms: list[str]) -> None:
    assert [str(term.form) for term in noted(text).agreements] == forms


@pytest.mark.parametrize(
    ("text", "terms"),
    [
        (
            "Met Capt Deng. Agreed, just oral: two trucks can pass daily until 30 March.",
            ["two trucks can pass daily until 30 March"],
        ),
        (
            "Met Capt Deng. OK on 1) ambulances at night 2) two trucks per week",
            ["ambulances at night", "two trucks per week"],
        ),
        (
            "Maj Otim agreed:\n- 3 trucks a week\n- visits on Tuesdays",
            ["3 trucks a week", "visits on Tuesdays"],
        ),
        (
            "Le préfet a donné son accord, devant témoins : passage des ambulances la nuit.",
            ["passage des ambulances la nuit"],
        ),
        (
            "OK final del director: visitas los martes, y paquetes los viernes.",
            ["visitas los martes", "y paquetes los viernes"],
        ),
        ("وافق على ما يلي: مرور الإسعاف ليلا", ["مرور الإسعاف ليلا"]),
        ("Two trucks on Monday - agreed with Col Yusuf, oral only.", ["Two trucks on Monday"]),
        ("Met Capt Deng, long talk. Agreed.", []),
    ],
)
def test_terms_are_what_follows_a_header(text: str, terms: list[str]) -> None:
    assert [term.text for term in noted(text).agreements] == terms


@pytest.mark.parametrize(
    ("text", "side", "due"),
    [
        ("Monday we bring the medicines to Chief Omar.", "us", date(2026, 3, 9)),
        ("By Friday he sends the names.", "them", date(2026, 3, 6)),
        ("Capt Deng sends the letter by Friday.", "them", date(2026, 3, 6)),
        ("He said he'd call tomorrow.", "them", date(2026, 3, 5)),
        ("Lundi on apporte les médicaments.", "us", date(2026, 3, 9)),
        ("Le capitaine Issa envoie la lettre vendredi.", "them", date(2026, 3, 6)),
        ("El coronel Ruiz queda de mandar la carta el viernes.", "them", date(2026, 3, 6)),
        ("العقيد يوسف بيرجع خبر يوم الخميس", "them", date(2026, 3, 5)),
    ],
)
def test_a_day_told_anywhere_makes_a_promise_due(text: str, side: str, due: date) -> None:
    assert [(str(p.by), p.due and p.due.day) for p in noted(text).promises] == [(side, due)]


@pytest.mark.parametrize(
    "text",
    [
        "All good for him and family, he had tea with us.",
        "The guard is allowing nobody through.",
        "We asked whether ambulances may cross at night.",
        "Le maire veut bien réfléchir.",
        "On attend l'accord du préfet.",
        "Quedamos en vernos el lunes.",
        "No hay acuerdo con la jefa Rosa.",
        "قال ماشي الحال بنشوف",
        "سألناه إذا فينا نفوت من الاثنين",
    ],
)
def test_the_same_words_in_another_sense_are_no_agreement(text: str) -> None:
    assert noted(text).agreements == ()
