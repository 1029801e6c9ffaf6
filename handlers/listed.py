"""The commands themselves: names in each language, what each is for, who may use it."""

from __future__ import annotations

from handlers import listed_own, listed_work
from handlers.command import ALONE, CODED, NAMED, Command
from handlers.rules.roles import Action
from handlers.words import (
    agreeing,
    briefing,
    changing,
    direct,
    exporting,
    forgetting,
    handing,
    network,
    nudges,
    occasions,
    pictures,
    repairing,
    searching,
)
from handlers.words import help as words

__all__ = ["ALONE", "CODED", "COMMANDS", "NAMED", "Command"]

_OWN, _READ, _WRITE, _SHARE = Action.OWN, Action.READ, Action.WRITE, Action.SHARE
_RECORD, _RECALL, _PEOPLE = words.GROUP_RECORD, words.GROUP_RECALL, words.GROUP_PEOPLE
_NETWORK = network.GROUP
COMMANDS: tuple[Command, ...] = (
    Command(
        "log", "note noter anotar سجل_لقاء دون", words.LOG, _RECORD, _WRITE, words.EX_LOG, "", True
    ),
    Command(
        *("forget", "oublier effacer olvidar borrar امح انس احذف", forgetting.CMD_FORGET),
        *(_RECORD, _WRITE),
        forgetting.EX_FORGET,
    ),
    Command("undo", "annuler deshacer تراجع", words.UNDO, _RECORD, _WRITE, bare=ALONE),
    Command(
        *("history", "historique historial histoire السجل سجل", words.HISTORY, _RECALL, _READ),
        *(words.EX_NAME, NAMED),
    ),
    Command(
        *("promises", "promesses promesas الوعود وعود", words.PROMISES, _RECALL, _READ),
        *(words.EX_NAME, NAMED),
    ),
    Command(
        *("agreements", "accords acuerdos الاتفاقات اتفاقات", words.AGREEMENTS, _RECALL, _READ),
        *(words.EX_NAME, NAMED),
    ),
    Command("export", "exporter exportar تصدير", exporting.CMD, _RECALL, _WRITE, exporting.EXAMPLE),
    Command(
        "agreement",
        "confirm accord confirmer acuerdo confirmar اتفاق",
        agreeing.CMD,
        _RECALL,
        _READ,
        agreeing.EXAMPLE,
    ),
    Command(
        *("search", "chercher cherche buscar busca ابحث بحث", searching.SEARCH, _RECALL, _READ),
        *(searching.EX_SEARCH, NAMED),
    ),
    Command(
        *("brief", "briefing prépare prepare resumen ملخص", briefing.BRIEF, _RECALL, _READ),
        *(words.EX_NAME, NAMED),
    ),
    Command("about", "àpropos acerca عنه", briefing.ABOUT, _PEOPLE, _READ, briefing.EX_ABOUT),
    Command("health", "santé sante salud صحة", briefing.HEALTH, _RECALL, _READ, words.EX_NAME),
    Command(
        *("repair", "réparer reparer reparar إصلاح", repairing.CMD, _RECALL, _READ),
        words.EX_NAME,
    ),
    Command(
        *(
            "people",
            "gens contacts contactos personas gente الأشخاص الناس",
            words.PEOPLE,
            _PEOPLE,
            _READ,
        ),
        bare=ALONE,
    ),
    Command("who", "qui quien quién من", words.WHO, _PEOPLE, _READ, words.EX_NAME, NAMED),
    Command(
        *("add", "+ ajouter agregar añadir أضف", words.ADD, _PEOPLE, _WRITE),
        words.EX_ADD,
    ),
    Command("rename", "renommer renombrar تسمية", words.RENAME, _PEOPLE, _WRITE, words.EX_RENAME),
    Command("alias", "لقب", words.ALIAS, _PEOPLE, _WRITE, words.EX_ALIAS),
    Command(
        *("codename", "nomdecode nombreclave رمز", words.CODENAME, _PEOPLE, _WRITE),
        words.EX_CODENAME,
    ),
    Command(
        *("role", "fonction rol cargo منصب", words.ROLE, _PEOPLE, _WRITE),
        words.EX_ROLE,
    ),
    Command(
        *("organisation", "organization organización organizacion منظمة", words.ORGANISATION),
        *(_PEOPLE, _WRITE),
        words.EX_ORGANISATION,
    ),
    Command("owner", "responsable مسؤول", words.OWNER, _PEOPLE, _SHARE, words.EX_OWNER),
    Command("deputy", "adjoint suplente نائب", words.DEPUTY, _PEOPLE, _SHARE, words.EX_DEPUTY),
    Command(
        *("handover", "passation traspaso تسليم", handing.CMD, _PEOPLE, _SHARE), handing.EXAMPLE
    ),
    Command(
        *("introduced", "présenté presente presentado عرّف", words.INTRODUCED, _PEOPLE, _WRITE),
        words.EX_INTRODUCED,
    ),
    Command(
        *("merge", "fusionner fusionar دمج", words.MERGE, _PEOPLE, _WRITE),
        words.EX_MERGE,
    ),
    Command(
        *("successor", "successeur sucesor خلف", changing.CMD_REPLACED, _PEOPLE, _WRITE),
        changing.EX_REPLACED,
    ),
    Command("left", "parti dejó dejo غادر", changing.CMD_LEFT, _PEOPLE, _WRITE, changing.EX_LEFT),
    Command(
        *("died", "décédé decede falleció fallecio توفي", changing.CMD_DIED, _PEOPLE, _WRITE),
        words.EX_NAME,
    ),
    Command(
        "split",
        "séparer separer separar فصل",
        changing.CMD_SPLIT,
        _PEOPLE,
        _WRITE,
        changing.EX_SPLIT,
    ),
    Command(
        *("regime", "régime régimen regimen نظام", changing.CMD_REGIME, _NETWORK, _WRITE),
        changing.EX_REGIME,
    ),
    Command(
        *("marks", "fêtes fetes fiestas الأعياد أعياد", occasions.MARKS, _PEOPLE, _WRITE),
        occasions.EX_MARKS,
    ),
    Command(
        *("number", "numéro numero número رقم", occasions.NUMBER, _PEOPLE, _WRITE),
        occasions.EX_NUMBER,
    ),
    Command(
        *("speaks", "parle habla يتكلم", direct.CMD_SPEAKS, _PEOPLE, _WRITE),
        direct.EX_SPEAKS,
    ),
    Command(
        *("receive", "invite_counterpart recevoir recibir استقبال", direct.CMD_RECEIVE),
        *(_PEOPLE, _WRITE),
        words.EX_NAME,
    ),
    Command(
        *("occasions", "ocasiones المناسبات مناسبات", occasions.OCCASIONS, _RECALL, _READ),
        bare=ALONE,
    ),
    Command(
        "due",
        "échéances echeances vencimientos المواعيد",
        nudges.CMD_DUE,
        _RECALL,
        _READ,
        bare=ALONE,
    ),
    Command("quiet", "silences callados الصامتون", nudges.CMD_QUIET, _RECALL, _READ, bare=ALONE),
    Command("why", "pourquoi porqué porque لماذا", nudges.CMD_WHY, _RECALL, _READ, words.EX_NAME),
    Command(
        *(
            "remind",
            "rappel rappeler recordar recordatorio تذكير",
            nudges.CMD_REMIND,
            _RECORD,
            _OWN,
        ),
        nudges.REMIND_EXAMPLE,
    ),
    Command(
        "tier", "cadence cadencia وتيرة", nudges.CMD_TIER, _PEOPLE, _WRITE, nudges.CARE_EXAMPLE
    ),
    Command(
        "event",
        "événement evenement evento حدث",
        nudges.CMD_EVENT,
        _PEOPLE,
        _WRITE,
        nudges.EVENT_EXAMPLE,
    ),
    Command("silence", "silencio صمت", nudges.CMD_SILENCE, _PEOPLE, _WRITE, nudges.SILENCE_EXAMPLE),
    Command(
        *("network", "réseau reseau red شبكة الشبكة", network.CMD_NETWORK, _NETWORK, _READ),
        *(network.EX_NETWORK, NAMED),
    ),
    Command(
        *("picture", "image imagen صورة", pictures.CMD_PICTURE, _NETWORK, _READ),
        network.EX_PATH,
    ),
    Command("path", "chemin camino طريق", network.CMD_PATH, _NETWORK, _READ, network.EX_PATH),
    Command("above", "audessus encima فوق", network.CMD_ABOVE, _NETWORK, _READ, network.EX_ABOVE),
    Command(
        *("coverage", "couverture cobertura تغطية", network.CMD_COVERAGE, _NETWORK, _READ),
        bare=ALONE,
    ),
    Command(
        *("balance", "équilibre equilibre توازن", network.CMD_BALANCE, _NETWORK, _READ),
        bare=ALONE,
    ),
    Command("map", "carte mapa خريطة", network.CMD_MAP, _NETWORK, _READ, network.EX_MAP),
    Command(
        *("ready", "prêts prets preparados جاهزون", network.CMD_READY, _NETWORK, _READ),
        network.EX_READY,
    ),
    Command(
        "office", "poste despacho مكتب", network.CMD_OFFICE, _NETWORK, _READ, network.EX_OFFICE
    ),
    Command("tie", "lien vínculo vinculo صلة", network.CMD_TIE, _NETWORK, _WRITE, network.EX_TIE),
    Command(
        *("untie", "délier delier desvincular فك", network.CMD_UNTIE, _NETWORK, _WRITE),
        network.EX_UNTIE,
    ),
    Command(
        *("answers", "dépend depend depende يتبع", network.CMD_ANSWERS, _NETWORK, _WRITE),
        network.EX_ANSWERS,
    ),
    Command(
        *("partof", "faitpartie parte جزء", network.CMD_PARTOF, _NETWORK, _WRITE),
        network.EX_PARTOF,
    ),
    Command(
        *("keepfrom", "cacher ocultar أخف", network.CMD_KEEPFROM, _NETWORK, _WRITE),
        network.EX_KEEPFROM,
    ),
    Command(
        *("stance", "posture postura موقف", network.CMD_STANCE, _NETWORK, _WRITE),
        network.EX_STANCE,
    ),
    Command("kind", "sorte tipo نوع", network.CMD_KIND, _NETWORK, _WRITE, network.EX_KIND),
    Command("area", "lieu lugar مكان", network.CMD_AREA, _NETWORK, _WRITE, network.EX_AREA),
    Command(
        *("grants", "autorise autoriza تصريح", network.CMD_GRANTS, _NETWORK, _WRITE),
        network.EX_GRANTS,
    ),
    Command("focal", "recours enlace مرجع", network.CMD_FOCAL, _NETWORK, _WRITE, network.EX_FOCAL),
    *listed_work.COMMANDS,
    *listed_own.COMMANDS,
)
