"""What sort of actor an organisation is, by the plain words of its name, in four languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from handlers.patterns import pattern
from storage.folding import fold
from storage.records import Actor

_WORDS: dict[Actor, str] = {
    Actor.HUMANITARIAN: (
        "ngo|ong|ingo|unhcr|unicef|wfp|pam|pma|who|oms|ocha|icrc|cicr|ifrc|msf|iom|oim|"
        "red cross|red crescent|croix rouge|croix-rouge|cruz roja|الهلال الاحمر|الصليب الاحمر|"
        "humanitarian|humanitaire|humanitaria|relief|منظمه|اغاثه"
    ),
    Actor.SECURITY: (
        "army|police|gendarmerie|security service|intelligence|border guard|coast guard|"
        "armee|ejercito|policia|policia|guardia|الجيش|الشرطه|شرطه|المخابرات|مخابرات|الامن|امن|"
        "حرس الحدود"
    ),
    Actor.ARMED_GROUP: (
        "front|brigade|brigades|battalion|faction|militia|movement|resistance|rebels|fighters|"
        "brigada|bataillon|batallon|milice|milicia|mouvement|movimiento|frente|guerrilla|"
        "لواء|كتيبه|كتائب|فصيل|جبهه|حركه|مليشيا|ميليشيا|المقاومه"
    ),
    Actor.RELIGIOUS: (
        "mosque|church|diocese|parish|imams|mosquee|eglise|paroisse|iglesia|diocesis|parroquia|"
        "مسجد|كنيسه|الاوقاف|اوقاف"
    ),
    Actor.COMMUNITY: (
        "community|elders|village|tribe|tribal|clan|women|youth|camp committee|neighbourhood|"
        "communaute|anciens|notables|femmes|jeunes|comunidad|ancianos|pueblo|mujeres|jovenes|"
        "resguardo|cabildo|مجتمع|وجهاء|قبيله|عشيره|شيوخ|اهالي|القريه|قريه|نساء|شباب"
    ),
    Actor.COMPANY: (
        "company|transport|trading|bank|ltd|sarl|traders|hauliers|entreprise|societe|empresa|"
        "compania|comerciantes|شركه|تجار|بنك|مصرف"
    ),
    Actor.MEDIA: "radio|tv|television|newspaper|journal|periodico|اذاعه|صحيفه|قناه",
    Actor.AUTHORITY: (
        "ministry|ministere|ministerio|governorate|gouvernorat|gobernacion|prefecture|"
        "sous-prefecture|municipality|municipalite|mairie|alcaldia|department|departement|dept|"
        "departamento|direction|directorate|direccion|commission|commissioner|comision|customs|"
        "douane|douanes|aduana|aduanas|court|tribunal|authority|autorite|autoridad|council|"
        "conseil|consejo|office|bureau|agency|agence|agencia|hac|mofa|immigration|migracion|"
        "وزاره|محافظه|المحافظه|بلديه|البلديه|مديريه|دائره|مكتب|هيئه|مجلس|الجمارك|محكمه|مفوضيه"
    ),
}
_SIGNS = {
    kind: pattern(rf"(?<!\w)(?:{words})(?!\w)", re.IGNORECASE) for kind, words in _WORDS.items()
}


def guessed(names: Iterable[str]) -> Actor | None:
    """The sort of actor that one of *names* tells; ``None`` where none does."""
    told = [fold(name).replace("ة", "ه").replace("أ", "ا").replace("إ", "ا") for name in names]
    for kind, sign in _SIGNS.items():
        if any(sign.search(name) for name in told):
            return kind
    return None
