from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from handlers.reading.note import Note, Setting
from handlers.reading.read import read
from storage.records import Form

NOW = datetime(2026, 11, 10, 12, tzinfo=UTC)


def noted(text: str, language: str = "en") -> Note:
    return read(text, Setting(NOW, language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "He might agree next week if the trucks come."),
        ("en", "Col Yusuf said he'd think about it. No agreement yet."),
        ("en", "They have not agreed to anything so far."),
        ("en", "She hasn't approved the list, waiting for the ministry."),
        ("en", "Gov wants us to agree to escorts. I said I'd ask."),
        ("en", "If he accepts we move on Thursday."),
        ("en", "Asked Gen Tito to allow 5 trucks, he laughed."),
        ("en", "Maj Omar will try to get approval by Monday inshallah"),
        ("en", "People say the mayor agreed with the other NGO. rumour"),
        ("en", "Did he agree to the visit?"),
        ("en", "He never agreed to the night convoy"),
        ("en", "Lt Sami almost agreed but his boss called and he backed out"),
        ("en", "He agreed last month but now says no"),
        ("en", "the permit is not signed yet"),
        ("en", "Chief offered to let us in for 2 bags of rice"),
        ("en", "He'd be ok with it only if HQ pays, we can't"),
        ("en", "Mr Deng is ok after his operation"),
        ("en", "our proposal: trucks cleared within 4 hours. He will answer Sunday"),
        ("en", "they refused to let us pass"),
        ("en", "I doubt he'll accept"),
        ("en", "Denied: access to the prison, even if ICRC agreed"),
        ("fr", "Il n'est pas encore d'accord, il doit consulter."),
        ("fr", "Le préfet serait d'accord si on paie le carburant."),
        ("fr", "On attend l'autorisation du gouverneur."),
        ("fr", "Il n'a rien signé. Peut-être jeudi."),
        ("fr", "Nous avons demandé que les camions soient autorisés à passer."),
        ("fr", "Le maire dit que l'autre ONG a obtenu un accord, à vérifier"),
        ("fr", "Le colonel refuse de signer"),
        ("fr", "Si le commandant accepte, on part lundi"),
        ("fr", "Est-ce qu'il a accepté ?"),
        ("fr", "Il promet d'essayer d'obtenir l'accord du ministre"),
        ("es", "No hubo acuerdo con el coronel."),
        ("es", "El alcalde todavía no firma el convenio"),
        ("es", "Pedimos que autorice el paso, va a consultar"),
        ("es", "Si acepta, entramos el martes"),
        ("es", "Dicen que el frente aceptó una tregua, sin confirmar"),
        ("es", "El sargento no dejó pasar el camión"),
        ("es", "Aceptaría si le damos gasolina"),
        ("es", "¿Ya firmó la carta?"),
        ("es", "Falta que el gobernador apruebe"),
        ("ar", "ما وافق على المرور"),
        ("ar", "لسه ما وقع الكتاب"),
        ("ar", "طلبنا يسمح بمرور القافلة وقال بيرد علينا"),
        ("ar", "إذا وافق القائد بنمشي الخميس"),
        ("ar", "يقولون إن الفصيل وافق على الهدنة، إشاعة"),
        ("ar", "لم يوافق المحافظ بعد"),
        ("ar", "ممكن يوافق إن شاء الله"),
        ("ar", "هل وافق على الزيارة؟"),
        ("ar", "رفض التوقيع على الاتفاق"),
        ("ar", "بده نوافق على المرافقة"),
        ("en", "told him we can't agree to that"),
        ("en", "agreed to disagree on the list"),
        ("en", "he agreed to meet again on Sunday"),
        ("en", "He said the road is ok, no mines. Tea only."),
        ("en", "weather ok, road ok. met Capt Deng, no answer yet"),
        ("en", "He approved of our flag colours, funny man"),
        ("fr", "tout est ok chez lui, sa famille va bien"),
        ("es", "todo ok con su familia"),
        ("en", "Talked 2 hrs with Mullah Rahim, he listened but gave nothing."),
        ("en", "Col Haidar is thinking about our access request, back Monday."),
        ("en", "They'd allow us in if we hire their guards"),
        ("en", "He wants us to have the permit signed in the capital first"),
        ("en", "The mayor claims he has already allowed it, but the guards turned us back"),
        ("en", "need his approval before the 5th"),
        ("en", "Sheikh Omar hopes the general will grant passage"),
        ("en", "our staff agreed to wait"),
        ("en", "the driver is ok, shaken but ok. Capt Deng did not come"),
        ("en", "I accepted his tea and left"),
        ("en", "we signed the visitor book, met the warden, he promised nothing"),
        ("en", "letter received from the ministry asking for our staff list"),
        ("en", "agreement with the old commander is dead, new one wants to start over"),
        ("en", "He opened the letter in front of us and said come back later"),
        ("en", "No green light yet for Tuesday"),
        ("fr", "Le sultan nous a bien reçus, il soutient notre action mais ne décide pas"),
        ("fr", "La lettre signée par le ministre n'est toujours pas arrivée"),
        ("fr", "Il dit que l'accord de mars n'existe plus"),
        ("fr", "Le comité a permis de mieux se connaître"),
        ("fr", "On a signé le registre, le chef n'était pas là"),
        ("fr", "Le maire aimerait que le préfet autorise d'abord"),
        ("fr", "J'espère qu'il validera lundi"),
        ("es", "El comandante dijo que lo autorizaría si baja el río"),
        ("es", "El permiso firmado se perdió, toca pedir otro"),
        ("es", "Nos dejó esperando dos horas y no firmó"),
        ("es", "Ojalá apruebe antes del viernes"),
        ("ar", "القائد وعد يدرس الطلب"),
        ("ar", "الكتاب الموقع ضاع ولازم نقدم من جديد"),
        ("ar", "قال لو الوزارة وافقت ما عنده مشكلة"),
        ("ar", "استقبلنا بشكل لطيف بس ما أعطى جواب"),
        ("ar", "ننتظر توقيع المحافظ على التصريح"),
        ("ar", "اتفاق الشهر الماضي انتهى وما تجدد"),
    ],
)
def test_nothing_softer_than_acceptance_is_an_agreement(language: str, text: str) -> None:
    assert noted(text, language).agreements == ()


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Col Yusuf agreed 3 trucks on Monday, verbally.", Form.ORAL),
        ("Col Yusuf agreed 3 trucks on Monday, nothing written", Form.ORAL),
        ("Gen Tito signed the protocol today, valid until 30 June.", Form.WRITTEN),
        ("Text from Capt Deng: ok for two boats on Friday.", Form.MESSAGE),
        ("Le préfet a signé la lettre d'accès jusqu'au 31 décembre.", Form.WRITTEN),
        ("Le colonel Sidi est d'accord pour 3 camions jeudi, à l'oral.", Form.ORAL),
        ("El alcalde aceptó la brigada hasta el 30 de noviembre, de palabra.", Form.ORAL),
        ("La gobernadora firmó el convenio hasta el 30 de noviembre.", Form.WRITTEN),
        ("وافق العقيد سامر شفهياً على دخول 4 شاحنات يوم الخميس", Form.ORAL),
        ("وقع المحافظ مذكرة التفاهم اليوم حتى 30/6", Form.WRITTEN),
    ],
)
def test_an_agreement_has_the_form_it_was_given_in(text: str, form: Form) -> None:
    assert [term.form for term in noted(text).agreements] == [form]


@pytest.mark.parametrize(
    ("text", "until"),
    [
        ("Col Yusuf agreed two boats a week until 15 Dec.", date(2026, 12, 15)),
        ("Gen Tito signed the protocol, valid for 3 months.", date(2027, 2, 10)),
        ("Le préfet a signé le protocole, valable 6 mois.", date(2027, 5, 10)),
        ("El alcalde autoriza la brigada del 21 al 25 de noviembre.", date(2026, 11, 25)),
        ("وافق العقيد على مرور القافلة لغاية 15/12", date(2026, 12, 15)),
    ],
)
def test_an_agreement_ends_when_the_words_say(text: str, until: date) -> None:
    assert [t.until.day for t in noted(text).agreements if t.until] == [until]


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("He agreed to the visit on Monday only if no cameras come.", "only if no cameras come"),
        (
            "Il accepte que l'ambulance passe à condition que les phares restent allumés.",
            "à condition que les phares restent allumés",
        ),
        ("وافق على مرور القافلة يوم الخميس بشرط ما نصور", "بشرط ما نصور"),
        (
            "El comandante acepta el paso el martes siempre que avisemos antes.",
            "siempre que avisemos antes",
        ),
    ],
)
def test_a_condition_stays_with_its_agreement(text: str, condition: str) -> None:
    assert [term.condition for term in noted(text).agreements] == [condition]


def test_a_firm_promise_with_god_willing_stays_firm() -> None:
    promises = noted("المختار أبو فادي وعد يفتح الطريق يوم الجمعة إن شاء الله", "ar").promises
    assert [(p.by, p.due.day if p.due else None) for p in promises] == [
        ("them", date(2026, 11, 13))
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Mr Haroun said he will 'try' to release the reefers this wk inshallah"),
        ("fr", "Le commandant dit qu'il va voir pour le poste, inch'allah"),
        ("es", "El inspector va a intentar soltar el camión, ojalá"),
        ("ar", "مدير الجمارك قال إن شاء الله بنشوف"),
    ],
)
def test_a_hedge_is_neither_agreement_nor_promise(language: str, text: str) -> None:
    note = noted(text, language)
    assert (note.agreements, note.promises) == ((), ())
    assert "hedged_no_agreement" in note.flags
