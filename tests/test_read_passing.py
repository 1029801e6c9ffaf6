"""What is told in passing: who came and went, what we said we would do, how they see us."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handlers.reading.languages import guess
from handlers.reading.moves import Move, told
from handlers.reading.note import Note, Setting
from handlers.reading.read import read
from storage.records import Side

NOW = datetime(2026, 3, 10, 12, tzinfo=UTC)


def noted(text: str) -> Note:
    return read(text, Setting(NOW, guess(text)))


@pytest.mark.parametrize(
    ("text", "about", "successor", "role"),
    [
        (
            "Karam Vantor was transferred, Hajj Musa replaces him as market elder",
            *("Karam Vantor", "Hajj Musa", "market elder"),
        ),
        ("Col. Idris was moved to Port Said; Samer took his place", "Col. Idris", "Samer", ""),
        ("Idris was sacked and Samer takes over as governor", "Idris", "Samer", "governor"),
        ("Idris resigned. the new prefect is Samer Nour", "Idris", "Samer Nour", "prefect"),
        ("le préfet Idris Nour est muté, Yusuf le remplace", "préfet Idris Nour", "Yusuf", ""),
        ("Emil est muté, c'est Farid qui le remplace comme greffier", "Emil", "Farid", "greffier"),
        ("on a muté Emil à Goma, Farid prend sa place", "Emil", "Farid", ""),
        ("trasladaron a Musa; Huda ocupa su puesto", "Musa", "Huda", ""),
        ("Musa fue destituido y Huda lo reemplaza como alcaldesa", "Musa", "Huda", "alcaldesa"),
        ("نقلوا العقيد رضوان وجاء الدكتور ياسر مكانه", "العقيد رضوان", "الدكتور ياسر", ""),
        ("تم نقل العقيد سالم الى حلب، وحل محله الرائد نبيل", "العقيد سالم", "الرائد نبيل", ""),
    ],
)
def test_a_transfer_is_heard_with_whoever_follows(
    text: str, about: str, successor: str, role: str
) -> None:
    for whole in (text, f"met Hana at the clinic, tea. {text}. road quiet"):
        found, _ = told(whole)
        assert [(one.about, one.successor, one.role) for one in found] == [
            (about, successor, role)
        ], whole


@pytest.mark.parametrize(
    "text",
    [
        "Idris was not transferred",
        "was Idris transferred?",
        "Idris may be transferred",
        "they sent the letter to Idris",
        "he took the place of honour at the table",
        "the trucks moved to the depot",
        "Idris n'est pas muté",
        "no trasladaron a Musa",
        "لم ينقلوا العقيد سالم",
        "met Idris, tea, long talk about the harvest",
    ],
)
def test_nobody_is_moved_where_nobody_was(text: str) -> None:
    found, _ = told(text)
    assert not [one for one in found if one.about in ("Idris", "Musa", "العقيد سالم")]


def test_a_question_about_a_transfer_tells_nothing() -> None:
    assert told("was Idris replaced by Samer?")[0] == ()


def test_what_was_said_is_told_from_what_was_led_in() -> None:
    found, alone = told("apparently Idris was transferred, Samer replaces him")
    assert alone
    assert found[0].move is Move.MOVED
    found, alone = told("met Hana. he was transferred to Goma, replaced by Samer")
    assert not alone
    assert (found[0].about, found[0].to, found[0].successor) == ("", "Goma", "Samer")


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("told him we send the plates before 13 March", date(2026, 3, 13)),
        ("told him we'd send the plates before 13 March", date(2026, 3, 13)),
        ("told Idris we would bring the list tomorrow", date(2026, 3, 11)),
        ("said we will send the list by friday", date(2026, 3, 13)),
        ("let him know we'd bring the papers tomorrow", date(2026, 3, 11)),
        ("told her we'd repair the well", None),
        ("je lui ai dit qu'on enverrait la liste avant le 13 mars", date(2026, 3, 13)),
        ("on lui a dit qu'on envoie les plaques vendredi", date(2026, 3, 13)),
        ("je lui ai dit qu'on réparerait le puits", None),
        ("le dije que mandamos las placas antes del 13 de marzo", date(2026, 3, 13)),
        ("le dijimos que mandaríamos la lista el viernes", date(2026, 3, 13)),
        ("le dije que íbamos a entregar el manifiesto mañana", date(2026, 3, 11)),
        ("قلت له إننا سنرسل اللوحات قبل 13 مارس", date(2026, 3, 13)),
        ("قلت له رح نبعت القائمة بكرا", date(2026, 3, 11)),
        ("قلنا له سوف نرسل البيان يوم الجمعة", date(2026, 3, 13)),
    ],
)
def test_what_we_said_we_would_do_is_our_promise(text: str, due: date | None) -> None:
    for whole in (text, f"phone w Yusuf, {text}" if text[0] < "\u0600" else text):
        found = noted(whole).promises
        assert [(one.by, one.due and one.due.day) for one in found] == [(Side.US, due)], whole


@pytest.mark.parametrize(
    "text",
    [
        "told him we can't promise anything",
        "told him we can't send the list before friday",
        "told him we don't pay fees",
        "told him we will not share the staff list",
        "told him we'd never send the staff list",
        "told him we give nothing before friday",
        "told him we will see",
        "told him we'd try",
        "told him we'd check with hq by friday",
        "told him we'd have to ask HQ before friday",
        "told him we'd pay if it were legal",
        "told him we go through the north road every monday",
        "told them we met the mayor on 5 March",
        "told him we are neutral",
        "je lui ai dit qu'on ne peut rien promettre",
        "je lui ai dit qu'on n'enverra pas la liste",
        "je lui ai dit qu'on verra",
        "on lui a dit qu'on ne donne pas de noms",
        "le dije que no podemos prometer nada",
        "le dije que no mandamos la lista",
        "le dije que veremos",
        "قلت له لا نستطيع أن نعد بشيء",
        "قلت له لن نرسل القائمة",
        "قلت له سنرى",
    ],
)
def test_what_we_only_said_is_no_promise(text: str) -> None:
    assert not noted(text).promises


def test_news_of_a_promise_is_no_new_one() -> None:
    assert not noted("we never sent Karam the route plan we promised").promises


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("tea with Amina, they see us as spies", "sees_us"),
        ("he thinks we are spies", "sees_us"),
        ("il nous prend pour des espions", "sees_us"),
        ("nos ve como espías", "sees_us"),
        ("يعتبروننا جواسيس", "sees_us"),
        ("a yes would cost him his post", "risk"),
        ("he could lose his command over this", "risk"),
        ("un oui lui coûterait son poste", "risk"),
        ("un sí le costaría el cargo", "risk"),
        ("الموافقة قد تكلفه منصبه", "risk"),
    ],
)
def test_how_they_see_us_and_what_a_yes_costs_is_read(text: str, kind: str) -> None:
    assert kind in [fact.kind for fact in noted(text).facts]


@pytest.mark.parametrize(
    "text",
    [
        "we see him as a friend",
        "he sees us tomorrow at 10",
        "it would cost him 200 dollars",
        "he said yes to the trucks",
        "il nous voit demain",
        "nos vemos el lunes",
    ],
)
def test_what_is_neither_is_not_read_so(text: str) -> None:
    assert not {"sees_us", "risk"} & {fact.kind for fact in noted(text).facts}


@pytest.mark.parametrize(
    ("text", "people", "place"),
    [
        ("met gen. hassan mousa at the fuel depot, tea", ["gen. hassan mousa"], "fuel depot"),
        ("saw cmdr idris nour at cp north", ["cmdr idris nour"], "cp north"),
        ("met col idris, angry today", ["col idris"], ""),
        ("capt musa road ok", ["capt musa"], ""),
        ("vu Salem Belgarad à Tel Saruk, thé, rien demandé", ["Salem Belgarad"], "Tel Saruk"),
        (
            "visité a Otto Ibarquen en Marrowick, café, sin pedir nada",
            ["Otto Ibarquen"],
            "Marrowick",
        ),
        ("Salma introduced me to Nabil Maruk in Ostrine, tea", ["Nabil Maruk"], ""),
        ("met Amina. we promised her the driver list", ["Amina"], ""),
        ("phone w Yusuf, all calm", ["Yusuf"], ""),
    ],
)
def test_who_and_where_is_told_apart(text: str, people: list[str], place: str) -> None:
    note = noted(text)
    assert [one.name or one.role for one in note.people] == people
    assert not note.ours
    if place:
        assert note.place is not None
        assert note.place.value == place


def test_being_called_a_brother_is_no_call() -> None:
    note = noted("met Gen. Hassan. he called me my brother")
    assert note.channel is not None
    assert note.channel.value == "in_person"


@pytest.mark.parametrize(
    ("text", "them", "ours"),
    [
        ("met Col. Tarek Olwani", "Col. Tarek Olwani", ()),
        ("met Maj. Tarek", "Maj. Tarek", ()),
        ("saw Ana Gomez at the port", "Ana Gomez", ()),
        ("met Col. Yusuf with Tarek", "Col. Yusuf", ("Tarek",)),
        ("met Col. Yusuf with Tarek Haddad", "Col. Yusuf", ("Tarek Haddad",)),
        ("Ana and I met Hana", "Hana", ("Ana",)),
    ],
)
def test_a_colleagues_first_name_may_be_somebody_elses(
    text: str, them: str, ours: tuple[str, ...]
) -> None:
    note = read(text, Setting(NOW, team=("Tarek Haddad", "Ana")))
    assert note.people[0].name == them
    assert tuple(one.value for one in note.ours) == ours


@pytest.mark.parametrize(
    "text",
    [
        "Met Idris today. He was warm. We meet again on Friday.",
        "Met Idris. We will meet again on Friday at 10.",
        "Vu le préfet. On se revoit vendredi.",
        "Reunión con el coronel Ruiz. Nos vemos el viernes.",
        "التقينا العقيد يوسف. منلتقي يوم الجمعة.",
    ],
)
def test_that_we_meet_again_is_what_comes_next_and_no_promise(text: str) -> None:
    note = noted(text)
    assert note.promises == ()
    assert note.next_step is not None
    assert note.next_step.when is not None
    assert note.next_step.when.day == date(2026, 3, 13)


@pytest.mark.parametrize(
    "text",
    [
        "Met Idris. We meet again on Friday and bring the list.",
        "Vu le préfet. On se revoit vendredi, on apporte la liste vendredi.",
        "Met Idris. We promised to meet again on Friday.",
    ],
)
def test_what_we_do_when_we_meet_again_is_a_promise(text: str) -> None:
    assert [one.by for one in noted(text).promises] == [Side.US]


@pytest.mark.parametrize(
    "text",
    [
        "Vu le col. Diallo, il a promis 3 camions, puis il nous a menacés.",
        "Vu Mme Sow. Elle nous a insultées.",
        "Reunión con el alcalde. Luego nos amenazaron.",
        "التقينا العقيد يوسف. بعدين هددونا.",
    ],
)
def test_a_threat_against_several_of_us_is_heard(text: str) -> None:
    assert [one.kind for one in noted(text).trust] == ["tension"]


@pytest.mark.parametrize(
    ("text", "who", "terms"),
    [
        (
            "Idris at the port agreed to let 3 boats pass",
            *("Idris", "agreed to let 3 boats pass"),
        ),
        ("Idris au port a accepté trois bateaux", "Idris", "accepté trois bateaux"),
        ("Ruiz en el puerto aceptó tres lanchas", "Ruiz", "aceptó tres lanchas"),
        ("Met Col. Idris. He at the port agreed to 3 boats", "Col. Idris", "agreed to 3 boats"),
    ],
)
def test_where_somebody_agreed_is_no_part_of_the_terms(text: str, who: str, terms: str) -> None:
    note = noted(text)
    assert [one.name for one in note.people] == [who]
    assert [one.text for one in note.agreements] == [terms]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Met Omar Haddad today. Omar is deputy minister.", "deputy minister"),
        ("Met Samer Khalil in Amman. He is now deputy minister.", "deputy minister"),
        ("Vu Jean Okello hier. Il est préfet de Boni.", "préfet de Boni"),
        ("Reunión con Luis Mora ayer. Es alcalde de Tumaco.", ""),
        ("Reunión con Luis Mora ayer. Luis es alcalde.", "alcalde"),
        ("Met Omar Haddad today. Is he deputy minister?", ""),
        ("Met Omar Haddad today. He's the deputy minister.", "deputy minister"),
        ("Met Omar Haddad today. Omar's driver is late.", ""),
        ("Met Omar Haddad today. Omar is the minister's cousin.", ""),
        ("Met Omar Haddad today. He is not deputy minister.", ""),
    ],
)
def test_what_somebody_is_said_to_be_is_their_role(text: str, role: str) -> None:
    assert noted(text).people[0].role == role
