"""The commands about the team and about oneself."""

from __future__ import annotations

from handlers.command import ALONE, CODED, Command
from handlers.rules.roles import Action
from handlers.words import audit, direct, ground, guarding, hints, mandate, nudges, silenced
from handlers.words import help as words

_OWN, _READ = Action.OWN, Action.READ
_TEAM, _SELF = words.GROUP_TEAM, words.GROUP_SETTINGS

COMMANDS: tuple[Command, ...] = (
    Command("team", "équipe equipe equipo الفريق", words.TEAM, _TEAM, _READ, bare=ALONE),
    Command(
        *("audit", "traces auditoría auditoria التدقيق تدقيق", audit.CMD_AUDIT),
        *(_TEAM, Action.AUDIT),
        words.EX_NAME,
    ),
    Command("mandate", "mandat mandato تفويض", mandate.CMD, _TEAM, _READ, mandate.EXAMPLE),
    Command(
        *("redline", "lignerouge línearoja linearoja خط_أحمر", mandate.CMD_RED, _TEAM, _READ),
        mandate.EX_RED,
    ),
    Command(
        *("bottomline", "limite límite limite_propio حد_أدنى", mandate.CMD_BOTTOM, _TEAM),
        *(Action.WRITE, mandate.EX_BOTTOM),
    ),
    Command(
        *("invite", "inviter invitar دعوة", words.INVITE, _TEAM, Action.INVITE),
        words.EX_INVITE,
    ),
    Command(
        *("direct", "envoidirect enviodirecto الإرسال_المباشر", direct.CMD_DIRECT, _TEAM, _READ),
    ),
    Command(
        *("reopen", "rouvrir reabrir إعادة_فتح", guarding.CMD_REOPEN, _TEAM, Action.REMOVE),
        words.EX_MEMBER,
    ),
    Command("remove", "retirer retirar إزالة", words.REMOVE, _TEAM, Action.REMOVE, words.EX_MEMBER),
    Command(
        *("settings", "réglages reglages ajustes الإعدادات إعدادات", words.SETTINGS, _SELF, _OWN),
        bare=ALONE,
    ),
    Command("language", "langue idioma اللغة لغة", words.LANGUAGE, _SELF, _OWN, words.EX_LANGUAGE),
    Command("zone", "timezone fuseau zona المنطقة", words.ZONE, _SELF, _OWN, words.EX_ZONE),
    Command("week", "semaine semana الأسبوع", words.WEEK, _SELF, _OWN, words.EX_WEEK),
    Command("hours", "heures horas الساعات", nudges.CMD_HOURS, _SELF, _OWN, nudges.HOURS_EXAMPLE),
    Command(
        "away", "absent absence ausente غائب", nudges.CMD_AWAY, _SELF, _OWN, nudges.AWAY_EXAMPLE
    ),
    Command("staff", "personnel personal الموظفون", ground.CMD_STAFF, _SELF, _OWN, ground.EX_STAFF),
    Command(
        *("again", "denouveau denuevo مجددا", silenced.CMD, _SELF, _OWN),
    ),
    Command("hints", "conseils consejos نصائح", hints.CMD, _SELF, _OWN, bare=ALONE),
    Command("whoami", "quisuisje quiensoy من_أنا", words.WHOAMI, _SELF, _OWN, bare=ALONE),
    Command("lock", "verrouiller verrou bloquear قفل", guarding.CMD_LOCK, _SELF, _OWN, bare=ALONE),
    Command(
        *("fade", "effacement desvanecer إخفاء", guarding.CMD_FADE, _SELF, _OWN),
        guarding.EX_FADE,
    ),
    Command("panic", "panique pánico panico ذعر", guarding.CMD_PANIC, _SELF, _OWN, bare=ALONE),
    Command("link", "lier vincular ربط", words.LINK, _SELF, _OWN, bare=CODED),
    Command(
        *("privacy", "confidentialité confidentialite privacidad الخصوصية", words.PRIVACY),
        *(_SELF, _OWN),
        bare=ALONE,
    ),
    Command(
        *("help", "aide ayuda مساعدة menu menú ?", words.HELP, _SELF, _OWN, words.EX_ALL),
        ALONE,
    ),
    Command("start", "", words.START, _SELF, _OWN, bare=CODED),
)
