"""What joins people and questions about the network, read in four languages and no others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.reading.folded import folded
from handlers.reading.ties import Said, Wanted, acting, bare, said, wanted
from storage.records import Bond

UNCLE, COUSIN, FRIEND = (Bond.KIN, "uncle"), (Bond.KIN, "cousin"), (Bond.FRIEND, "friend")
REPORTS, SCHOOL, UNIT = (Bond.REPORTS, ""), (Bond.SCHOOL, ""), (Bond.UNIT, "")
HOME, TRUST, KNOWS = (Bond.HOME, ""), (Bond.TRUST, ""), (Bond.KNOWS, "")
RIVAL, APART, PART = (Bond.RIVAL, ""), (Bond.KEPT_FROM, ""), (None, "")

TOLD = [
    ("Hajj Musa is the governor's uncle", "Hajj Musa", "governor", UNCLE),
    ("Hajj Musa is the uncle of the governor.", "Hajj Musa", "governor", UNCLE),
    ("hajj musa is governors uncle", "hajj musa", "governor", UNCLE),
    ("The governor's uncle is Hajj Musa", "Hajj Musa", "governor", UNCLE),
    ("Hajj Musa, uncle of the governor", "Hajj Musa", "governor", UNCLE),
    ("L'oncle du gouverneur, c'est Hadj Moussa", "Hadj Moussa", "gouverneur", UNCLE),
    ("Hadj Moussa, oncle du gouverneur", "Hadj Moussa", "gouverneur", UNCLE),
    ("El tío del gobernador es Don Mario", "Don Mario", "gobernador", UNCLE),
    ("عم المحافظ هو الحاج موسى", "الحاج موسى", "المحافظ", UNCLE),
    ("Musa and Samer are cousins", "Musa", "Samer", COUSIN),
    ("Samer answers to Col Idris", "Samer", "Col Idris", REPORTS),
    ("Samer reports to Col Idris", "Samer", "Col Idris", REPORTS),
    ("DG MoFA is above the Labour dept", "Labour dept", "DG MoFA", REPORTS),
    ("Samer's boss is Col Idris", "Samer", "Col Idris", REPORTS),
    ("Col Idris is Samer's boss", "Samer", "Col Idris", REPORTS),
    ("Samer is Col Idris's deputy", "Samer", "Col Idris", (Bond.REPORTS, "deputy")),
    ("Musa and Samer went to the same school", "Musa", "Samer", SCHOOL),
    ("Musa and Samer served in the same unit", "Musa", "Samer", UNIT),
    ("Musa and Samer are from the same village", "Musa", "Samer", HOME),
    ("The governor listens to Hajj Musa", "Hajj Musa", "governor", TRUST),
    ("Musa knows the governor well", "Musa", "governor", KNOWS),
    ("Musa and Samer don't speak", "Musa", "Samer", RIVAL),
    ("Hajj Musa must not know about the governor", "governor", "Hajj Musa", APART),
    ("Don't tell Hajj Musa about Samer", "Samer", "Hajj Musa", APART),
    ("Labour dept is part of the Ministry of Labour", "Labour dept", "Ministry of Labour", PART),
    ("Hadj Moussa est l'oncle du gouverneur", "Hadj Moussa", "gouverneur", UNCLE),
    ("Hadj Moussa est l’oncle du préfet", "Hadj Moussa", "préfet", UNCLE),
    ("Moussa et Samir sont cousins", "Moussa", "Samir", COUSIN),
    ("le préfet dépend du gouverneur", "préfet", "gouverneur", REPORTS),
    ("le préfet rend compte au gouverneur", "préfet", "gouverneur", REPORTS),
    ("Le gouverneur est au-dessus du préfet", "préfet", "gouverneur", REPORTS),
    ("Moussa et Samir ont étudié ensemble", "Moussa", "Samir", SCHOOL),
    ("Moussa et Samir ont servi ensemble", "Moussa", "Samir", UNIT),
    ("Le gouverneur fait confiance à Moussa", "Moussa", "gouverneur", TRUST),
    ("Moussa et Samir ne se parlent plus", "Moussa", "Samir", RIVAL),
    ("Moussa ne doit rien savoir de Samir", "Samir", "Moussa", APART),
    ("La douane fait partie du ministère", "douane", "ministère", PART),
    ("Don Mario es el tío del gobernador", "Don Mario", "gobernador", UNCLE),
    ("Mario y Samuel son primos", "Mario", "Samuel", COUSIN),
    ("María e Inés son amigas", "María", "Inés", FRIEND),
    ("el alcalde depende del gobernador", "alcalde", "gobernador", REPORTS),
    ("El gobernador está por encima del alcalde", "alcalde", "gobernador", REPORTS),
    ("Mario y Samuel estudiaron juntos", "Mario", "Samuel", SCHOOL),
    ("Mario y Samuel estuvieron en la misma unidad", "Mario", "Samuel", UNIT),
    ("El gobernador confía en Mario", "Mario", "gobernador", TRUST),
    ("Mario y Samuel no se hablan", "Mario", "Samuel", RIVAL),
    ("Mario no debe saber nada de Samuel", "Samuel", "Mario", APART),
    ("La aduana forma parte del ministerio", "aduana", "ministerio", PART),
    ("الحاج موسى عم المحافظ", "الحاج موسى", "المحافظ", UNCLE),
    ("الحاج موسى هو عمّ المحافظ", "الحاج موسى", "المحافظ", UNCLE),
    ("موسى وسامر أبناء عم", "موسى", "سامر", COUSIN),
    ("موسى وسامر أصدقاء", "موسى", "سامر", FRIEND),
    ("مدير الأمن يتبع المحافظ", "مدير الأمن", "المحافظ", REPORTS),
    ("سامر مسؤول أمام العقيد إدريس", "سامر", "العقيد إدريس", REPORTS),
    ("موسى و سامر من نفس المدرسة", "موسى", "سامر", SCHOOL),
    ("المحافظ يثق بموسى", "موسى", "المحافظ", TRUST),
    ("يجب ألا يعرف موسى بسامر", "سامر", "موسى", APART),
]


@pytest.mark.parametrize(("text", "first", "other", "bond"), TOLD, ids=[text for text, *_ in TOLD])
def test_what_joins_two_is_read(
    text: str, first: str, other: str, bond: tuple[Bond | None, str]
) -> None:
    assert said(text) == Said(first, other, *bond)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hajj Musa",
        "Is Hajj Musa the governor's uncle?",
        "he is the governor's uncle",
        "they are cousins",
        "it is under control",
        "met Hajj Musa, he is kind. The governor knows him",
        "Hajj Musa is the governor's uncle\nand we had tea",
        "القائد أبو علي وافق",
        "met col yusuf at the gate, he agreed that trucks pass on monday and thursday until june",
        "x" * 400,
    ],
)
def test_what_says_anything_else_is_no_tie(text: str) -> None:
    assert said(text) is None


ASKED = [
    ("who can get us to the governor?", "path", "governor"),
    ("Who could introduce us to Col Idris?", "path", "Col Idris"),
    ("who knows the governor", "path", "governor"),
    ("How do we get to the minister?", "path", "minister"),
    ("who do we know above the Labour dept?", "above", "Labour dept"),
    ("who would we call in Zalingei if staff are detained?", "ready", "Zalingei"),
    ("who grants what in Hajjah?", "area", "Hajjah"),
    ("where do we have only one contact?", "coverage", ""),
    ("who have we never contacted?", "coverage", ""),
    ("tactical or strategic?", "balance", ""),
    ("show me the network", "network", ""),
    ("qui peut nous mener au gouverneur ?", "path", "gouverneur"),
    ("Qui connaît le préfet ?", "path", "préfet"),
    ("qui connaît-on au-dessus de la douane ?", "above", "douane"),
    ("qui appeler à Abéché si un collègue est détenu ?", "ready", "Abéché"),
    ("où n'avons-nous qu'un seul contact ?", "coverage", ""),
    ("montre le réseau", "network", ""),
    ("¿Quién nos puede llevar al gobernador?", "path", "gobernador"),
    ("¿quién conoce al alcalde?", "path", "alcalde"),
    ("¿quién está por encima de la aduana?", "above", "aduana"),
    ("¿a quién llamamos en Tumaco si detienen a alguien?", "ready", "Tumaco"),
    ("¿dónde tenemos un solo contacto?", "coverage", ""),
    ("muestra la red", "network", ""),
    ("من يوصلنا إلى المحافظ؟", "path", "المحافظ"),
    ("من يعرف المحافظ؟", "path", "المحافظ"),
    ("من فوق مديرية العمل؟", "above", "مديرية العمل"),
    ("بمن نتصل في زالنجي إذا احتجز موظف؟", "ready", "زالنجي"),
    ("أين لدينا شخص واحد فقط", "coverage", ""),
    ("أرني الشبكة", "network", ""),
]


@pytest.mark.parametrize(("text", "topic", "about"), ASKED, ids=[text for text, *_ in ASKED])
def test_questions_about_the_network_are_read(text: str, topic: str, about: str) -> None:
    assert wanted(text) == Wanted(topic, about)


@pytest.mark.parametrize(
    "text",
    ["what do we owe the governor?", "history yusuf", "who said that trucks may pass?", "/path"],
)
def test_other_questions_are_left_to_others(text: str) -> None:
    assert wanted(text) is None


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("letter from Labour dept against Ana", "Labour dept"),
        ("Got an objection from the Ministry of Labour against our staff", "Ministry of Labour"),
        ("lettre de la préfecture contre Ana", "préfecture"),
        ("llegó una carta de la Alcaldía contra Ana", "Alcaldía"),
        ("رسالة من مديرية العمل ضد آنا", "مديرية العمل"),
        ("letter from Labour dept arrived, they agree", ""),
        ("letter from home about Eid", ""),
        ("we wrote a letter", ""),
    ],
)
def test_who_acts_against_us_is_read(text: str, by: str) -> None:
    assert acting(text) == by


@given(st.text(max_size=200))
def test_reading_never_fails(text: str) -> None:
    said(text)
    wanted(text)
    acting(text)
    bare(text)


@given(st.text(max_size=80))
def test_every_folded_sign_knows_where_it_was_written(text: str) -> None:
    told = folded(text)
    assert len(told.at) == len(told.text) + 1
    assert list(told.at) == sorted(told.at)
    assert all(0 <= place <= len(text) for place in told.at)
    assert folded(told.text).text == told.text
