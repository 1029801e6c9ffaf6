"""How the made-up team writes: short, tired, on a phone, in four languages."""

from __future__ import annotations

from datetime import date

from babel.dates import format_date

THINGS = {
    "en": ("fuel", "tents", "medicines", "seeds", "blankets", "water pumps", "flour", "generators"),
    "fr": ("carburant", "tentes", "médicaments", "semences", "couvertures", "pompes", "farine"),
    "es": ("combustible", "carpas", "medicinas", "semillas", "mantas", "bombas de agua", "harina"),
    "ar": ("الوقود", "الخيام", "الأدوية", "البذور", "البطانيات", "المضخات", "الطحين"),
}
"""What is talked about; the same things in the same order, as far as they go."""

PAPERS = {
    "en": ("driver list", "plates", "manifest", "staff IDs", "route plan", "visit report"),
    "fr": ("liste des chauffeurs", "plaques", "manifeste", "plan de route", "rapport de visite"),
    "es": ("lista de choferes", "placas", "manifiesto", "plan de ruta", "informe de visita"),
    "ar": ("قائمة السائقين", "لوحات السيارات", "بيان الحمولة", "خطة الطريق", "تقرير الزيارة"),
}
"""What is promised."""

BEATS: dict[str, dict[str, tuple[str, ...]]] = {
    "en": {
        "tea": (
            "met {name} in {town}, tea, nothing asked",
            "saw {name} at his place in {town}. long talk abt the harvest, no asks",
            "short stop at {town}, {name} was busy but friendly",
        ),
        "call": ("called {name}, all calm around {town}", "phone w {name}, says road is ok"),
        "personal": (
            "tea w {name}. {fact}",
            "met {name} in {town}. we didnt talk business. {fact}",
        ),
        "deal": (
            "met {name} in {town}. ok for our {thing} trucks until {day}",
            "{name} agreed this morning: {thing} can pass at {town}, valid till {day}",
            "saw {name}. He agreed to let {thing} through until {day}, 3 trucks max",
        ),
        "ours": (
            "met {name}. we promised him the {paper} by {day}",
            "phone w {name}, told him we send the {paper} before {day}",
        ),
        "theirs": (
            "met {name} in {town}. he promised the {paper} by {day}",
            "{name} called, he will give us the {paper} before {day}",
        ),
        "refusal": ("met {name}. he refused {thing}, says not now", "{name} said no to {thing}."),
        "ours_kept": ("we sent the {paper} to {name}", "gave {name} the {paper} today"),
        "ours_late": ("finally sent the {paper} to {name}, late",),
        "ours_broken": ("we never sent {name} the {paper} we promised",),
        "theirs_kept": ("{name} gave us the {paper} as promised",),
        "theirs_broken": ("{name} didn't give the {paper} as promised",),
        "intro": ("{other} introduced me to {name} in {town}, tea",),
        "next": ("meeting {name} on {day} at 10:00",),
        "moved": ("{name} was transferred, {other} replaces him as {office}",),
        "died": ("{name} passed away last night, burial tomorrow",),
        "forward": ("your {thing} may pass, call me at the gate", "trucks ok tomorrow inshallah"),
    },
    "fr": {
        "tea": (
            "vu {name} à {town}, thé, rien demandé",
            "passé voir {name}, bavardé de la récolte, pas de demande",
        ),
        "call": ("appelé {name}, calme du côté de {town}", "eu {name} au tel, route ok selon lui"),
        "personal": ("thé avec {name}. {fact}", "vu {name} à {town}. {fact}"),
        "deal": (
            "rencontré {name} à {town}. ok pour nos camions de {thing} jusqu'au {day}",
            "{name} accepte le passage {thing} à {town}, valable jusqu'au {day}",
        ),
        "ours": (
            "vu {name}. on lui a promis {paper} pour le {day}",
            "eu {name} au tel, on envoie {paper} avant le {day}",
        ),
        "theirs": (
            "vu {name}. il a promis {paper} avant le {day}",
            "{name} a appelé, il nous donnera {paper} d'ici le {day}",
        ),
        "refusal": ("vu {name}. il refuse {thing} pour l'instant", "{name} a dit non pour {thing}"),
        "ours_kept": ("on a envoyé {paper} à {name}",),
        "ours_late": ("envoyé {paper} à {name} mais en retard",),
        "ours_broken": ("on n'a jamais envoyé {paper} à {name} comme promis",),
        "theirs_kept": ("{name} nous a donné {paper} comme promis",),
        "theirs_broken": ("{name} n'a pas donné {paper} comme promis",),
        "intro": ("{other} m'a présenté {name} à {town}, thé",),
        "next": ("rdv avec {name} le {day} à 10h",),
        "moved": ("{name} est muté, {other} le remplace comme {office}",),
        "died": ("{name} est décédé cette nuit",),
        "forward": ("ok pour {thing} demain, appelez-moi au poste",),
    },
    "es": {
        "tea": (
            "visité a {name} en {town}, café, sin pedir nada",
            "vi a {name}, charla de la cosecha nomás",
        ),
        "call": ("llamé a {name}, todo tranquilo en {town}", "hablé x tel con {name}, ruta bien"),
        "personal": ("café con {name}. {fact}", "reunión con {name} en {town}. {fact}"),
        "deal": (
            "reunión con {name} en {town}. ok para camiones de {thing} hasta el {day}",
            "{name} aceptó el paso de {thing} por {town}, vale hasta el {day}",
        ),
        "ours": (
            "vi a {name}. le prometimos {paper} para el {day}",
            "hablé con {name}, le mandamos {paper} antes del {day}",
        ),
        "theirs": (
            "vi a {name}. prometió {paper} antes del {day}",
            "llamó {name}, nos da {paper} para el {day}",
        ),
        "refusal": ("vi a {name}. rechazó {thing}", "{name} dijo que no a {thing} por ahora"),
        "ours_kept": ("le enviamos {paper} a {name}",),
        "ours_late": ("enviamos {paper} a {name}, pero tarde",),
        "ours_broken": ("nunca le enviamos {paper} a {name} como prometimos",),
        "theirs_kept": ("{name} nos dio {paper} como prometió",),
        "theirs_broken": ("{name} no nos dio {paper} como prometió",),
        "intro": ("{other} me presentó a {name} en {town}, café",),
        "next": ("reunión con {name} el {day} a las 10:00",),
        "moved": ("trasladaron a {name}, {other} lo reemplaza como {office}",),
        "died": ("falleció {name} anoche",),
        "forward": ("ok {thing} mañana, llámenme en la puerta",),
    },
    "ar": {
        "tea": ("التقيت {name} في {town}، شاي بدون طلبات", "زرت {name} وتكلمنا عن الموسم فقط"),
        "call": ("اتصلت ب{name} والوضع هادئ في {town}",),
        "personal": ("شربت الشاي مع {name}. {fact}",),
        "deal": (
            "التقيت {name} في {town}. وافق على مرور {thing} حتى {day}",
            "اتفقنا مع {name} على دخول {thing} الى {town} لغاية {day}",
        ),
        "ours": ("التقيت {name}. وعدناه ب{paper} قبل {day}",),
        "theirs": ("التقيت {name}. وعدنا ب{paper} قبل {day}",),
        "refusal": ("التقيت {name}. رفض {thing} حاليا",),
        "ours_kept": ("أرسلنا {paper} إلى {name}",),
        "ours_late": ("أرسلنا {paper} إلى {name} متأخرين",),
        "ours_broken": ("لم نرسل {paper} إلى {name} كما وعدنا",),
        "theirs_kept": ("{name} أعطانا {paper} كما وعد",),
        "theirs_broken": ("{name} لم يعطنا {paper} كما وعد",),
        "intro": ("{other} عرفني على {name} في {town}، شاي",),
        "next": ("موعد مع {name} يوم {day} الساعة 10:00",),
        "moved": ("نقلوا {name} وجاء {other} مكانه {office}",),
        "died": ("توفي {name} ليلة أمس",),
        "forward": ("تمام {thing} بكرا اتصل بي عند البوابة",),
    },
}

PERSONAL = {
    "en": (
        ("his daughter studies law", "law"),
        ("His knee hurts again", "knee"),
        ("he likes chess", "chess"),
        ("He fears drones", "drones"),
    ),
    "fr": (
        ("sa fille étudie le droit", "droit"),
        ("il a mal au genou", "genou"),
        ("Il aime les échecs", "échecs"),
    ),
    "es": (
        ("su hija estudia derecho", "derecho"),
        ("le duele la rodilla", "rodilla"),
        ("Le gusta el ajedrez", "ajedrez"),
    ),
    "ar": (("ابنته تدرس القانون", "القانون"), ("ركبته تؤلمه", "ركبته"), ("يحب الشطرنج", "الشطرنج")),
}
"""Personal things, each with the word it is known by."""

_PATTERNS = {"en": "d MMMM", "fr": "d MMMM", "es": "d 'de' MMMM", "ar": "d MMMM"}


def day_in(language: str, day: date) -> str:
    """A day as people write it in a hurry: no year."""
    return format_date(day, _PATTERNS[language], locale=language)


def month_in(language: str, day: date) -> str:
    """A month by its name."""
    return format_date(day, "LLLL", locale=language)
