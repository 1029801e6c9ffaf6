"""What is heard as asking for a reminder, in four languages, and what is a question or a note."""

from __future__ import annotations

import pytest

from handlers.nudging.reminders import asked


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("remind me to call Haroun thursday 4pm", "call Haroun thursday 4pm"),
        ("Can you remind me to call Haroun thursday 4pm", "call Haroun thursday 4pm"),
        ("please set a reminder to call Haroun", "call Haroun"),
        ("Reminder: call Haroun", "call Haroun"),
        ("don't let me forget to call Haroun", "call Haroun"),
        ("rappelle-moi d'appeler Haroun jeudi à 16h", "appeler Haroun jeudi à 16h"),
        ("Peux-tu me rappeler d’appeler Haroun", "appeler Haroun"),
        ("Rappel : appeler Haroun", "appeler Haroun"),
        ("recuérdame llamar a Haroun el jueves", "llamar a Haroun el jueves"),
        ("¿Puedes recordarme llamar a Haroun el jueves?", "llamar a Haroun el jueves?"),
        ("puedes recordarme llamar a Haroun", "llamar a Haroun"),
        ("ponme un recordatorio para llamar a Haroun", "llamar a Haroun"),
        ("ذكرني أن أتصل بهارون الخميس", "أتصل بهارون الخميس"),
        ("ذكّرني بالموعد غدا", "بالموعد غدا"),
        ("ممكن تذكرني أتصل بهارون", "أتصل بهارون"),
        ("تذكير: اتصل بهارون", "اتصل بهارون"),
        ("remind me what we agreed with Ali", None),
        ("rappelle-moi où on en est avec Ali", None),
        ("recuérdame qué acordamos con Ali", None),
        ("ذكرني ماذا قال علي", None),
        ("The reminder to the colonel was sent", None),
        ("I met Karim and he reminded me to call", None),
        ("remind me to call Haroun\nmet Karim today", None),
    ],
)
def test_a_reminder_is_heard_where_a_message_begins_with_it(text: str, rest: str | None) -> None:
    assert asked(text) == rest
