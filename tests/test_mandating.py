"""The mandate: who sets what, who sees it, what touches it, and the answer of the mandator."""

from __future__ import annotations

import pytest

from handlers.drafting.limits import bounded
from handlers.rules.careful import familiar_word, loaded_word
from handlers.rules.touching import touches
from handlers.words import mandate as words
from storage.records import Agreement, Boundary, Consultation, Counterpart, added
from tests.fakes import NOON
from tests.team import Team

TOUCHED = [
    # What is offered, and the limit: by form, by meaning, across languages.
    ("they will give an armed escort for the trucks", "no armed escort"),
    ("agreed to 10 trucks with an armed escort", "no armed escort on our trucks"),
    ("soldiers will guard the convoy", "no armed escort on our trucks"),
    ("two soldiers ride along as escorts", "no armed escort on our trucks"),
    ("ils fourniront une escorte armée", "pas d’escorte armée"),
    ("ils fourniront une escorte armée", "no armed escort on our trucks"),
    ("habrá escolta armada", "sin escolta armada"),
    ("habrá escolta armada en los camiones", "no armed escort on our trucks"),
    ("اتفقنا على حراسة مسلحة", "لا حراسة مسلحة"),
    ("اتفقنا على حراسة للشاحنات", "no armed escort on our trucks"),
    ("he asks a fee for each truck", "never pay taxes at checkpoints"),
    ("un péage de 200 par camion au barrage", "never pay taxes at checkpoints"),
    ("pagamos una cuota en el retén", "never pay taxes at checkpoints"),
    ("ندفع رسوم عند الحاجز", "never pay taxes at checkpoints"),
    ("we hand over the list of beneficiaries", "no lists of names or beneficiaries"),
    ("on lui donne la liste des bénéficiaires", "no lists of names or beneficiaries"),
    ("20 litres of diesel for the brigade's generator", "fuel for their generators"),
    ("15 trucks a week", "more than 10 trucks a week"),
    ("8 to 12 trucks on Monday", "no more than 10 trucks"),
    ("15 camions par semaine", "more than 10 trucks a week"),
    ("15 شاحنة في الأسبوع", "أكثر من 10 شاحنات"),
    ("2 trucks a week", "fewer than 3 trucks a week"),
    ("the team goes without women", "never without women on the team"),
]
UNTOUCHED = [
    ("trucks on Monday", "no armed escort"),
    ("the trucks pass on Mondays", "no armed escort on our trucks"),
    ("", "no armed escort"),
    ("trucks pass without any armed escort", "no armed escort on our trucks"),
    ("pas d’escorte armée sur les camions", "no armed escort on our trucks"),
    ("camiones sin escolta armada", "no armed escort on our trucks"),
    ("الشاحنات تمر بلا حراسة", "no armed escort on our trucks"),
    ("he protects the clinic", "no armed escort on our trucks"),
    ("trucks wait at the checkpoint", "never pay taxes at checkpoints"),
    ("les camions passent le barrage", "never pay taxes at checkpoints"),
    ("they give us a letter", "no lists of names or beneficiaries"),
    ("10 trucks a week", "more than 10 trucks a week"),
    ("15 doctors with 3 trucks", "more than 10 trucks a week"),
    ("trucks on 15 March", "more than 10 trucks a week"),
    ("3 trucks a week", "fewer than 3 trucks a week"),
    ("two women come with the team", "never without women on the team"),
    ("tea with the governor on Friday", "fuel for their generators"),
    ("مرور الشاحنات يوم الاثنين", "لا حراسة مسلحة"),
]


@pytest.mark.parametrize(("terms", "limit"), TOUCHED)
def test_terms_touch_a_limit_by_what_they_mean(terms: str, limit: str) -> None:
    assert touches(terms, limit)


@pytest.mark.parametrize(("terms", "limit"), UNTOUCHED)
def test_terms_that_share_the_scene_or_deny_it_touch_nothing(terms: str, limit: str) -> None:
    assert not touches(terms, limit)


def test_only_mandators_set_red_lines_and_a_bottom_line_is_seen_by_its_owner_and_them() -> None:
    team = Team()
    team.keep(Counterpart("y", "Yusuf", "amal", deputies=("boris",)))
    for text in ("/redline no escort", "/mandate can: trucks"):
        assert "Only a mandator sets this. Please ask Mona." in team.says("amal", text)
    team.says("amal", "/bottomline Yusuf = fewer than 3 trucks")
    assert "fewer than 3" in team.says("amal", "/mandate Yusuf")
    assert "fewer than 3" in team.says("mona", "/mandate")
    assert "fewer than 3" not in team.says("boris", "/mandate Yusuf")
    assert "fewer than 3" not in team.says("claire", "/mandate")


def test_a_mandate_is_one_members_and_ends_on_its_day() -> None:
    team = Team()
    team.says("mona", "/mandate Amal = ask: convoys above 10 trucks until 20 March 2026")
    assert "convoys above 10 trucks, until 20 Mar 2026" in team.says("amal", "/mandate")
    assert "convoys" not in team.says("boris", "/mandate")
    team.now = team.now.replace(month=4)
    assert "convoys" not in team.says("amal", "/mandate")


def test_a_line_that_is_lifted_stays_to_be_read() -> None:
    team = Team()
    team.says("mona", "/redline no escort")
    (made,) = team.store.all(Boundary)
    assert "Only a mandator" in team.sends("amal", f"lift:{made.id}")
    team.sends("mona", f"lift:{made.id}")
    assert "no escort" not in team.says("amal", "/redline")
    assert "no escort" in team.sends("mona", "bounds:")
    team.says("mona", "/undo")
    assert "no escort" in team.says("amal", "/redline")


def asked() -> Team:
    team = Team()
    team.keep(
        Counterpart("y", "Yusuf", "amal"),
        Agreement("a", "y", "", "trucks with an armed escort", 1, NOON.date()),
    )
    team.says("mona", "/redline no armed escort")
    (made,) = team.store.all(Boundary)
    team.sends("amal", f"askman:a:{made.id}")
    return team


def test_the_mandator_is_asked_in_one_press_and_the_answer_comes_back() -> None:
    team = asked()
    assert "escort" not in team.told["mona"].title
    shown = team.sends("mona", team.told["mona"].buttons[0].press)
    assert "trucks with an armed escort" in shown
    assert "Yusuf" not in shown
    assert "Waiting for an answer" in team.says("amal", "/mandate")
    (made,) = team.store.all(Consultation)
    assert "Please ask one of them" in team.sends("amal", f"ruled:{made.id}:yes")
    team.presses("mona", words.NO)
    assert "Mona says no" in team.sends("amal", team.told["amal"].buttons[0].press)
    assert team.sends("mona", f"ruled:{made.id}:yes") == words.ANSWERED_ALREADY
    assert "Waiting for an answer" not in team.says("amal", "/mandate")


def test_nobody_else_reads_the_question() -> None:
    team = asked()
    (made,) = team.store.all(Consultation)
    assert "escort" not in team.sends("boris", f"question:{made.id}")


def test_what_touches_nothing_is_shown_as_it_is() -> None:
    team = asked()
    fresh = Agreement("n", "y", "", "fuel on Monday", 2, NOON.date())
    outcome = team.outcome
    assert bounded(outcome, (added(fresh),), team.desk("amal")) == outcome


@pytest.mark.parametrize(
    "text",
    ["he brought a gift", "il m'a prêté de l'argent", "me pidió un favor", "أعطاني هدية"],
)
def test_what_comes_close_is_known_in_four_languages(text: str) -> None:
    assert familiar_word(text)


@pytest.mark.parametrize("text", ["he is a liar", "c'est un menteur", "es un ladrón", "إنه كذاب"])
def test_a_judgement_is_known_in_four_languages(text: str) -> None:
    assert loaded_word(text)
    assert not loaded_word("met Idris, tea, trucks on Monday")
