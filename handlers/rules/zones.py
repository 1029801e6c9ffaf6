"""Finds the time zone meant by a city, a country or a zone's own name, in any of our languages."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global
from rapidfuzz import fuzz, process

from storage.values import dataclass

_LOCALES = ("en", "fr", "es", "ar")
_CLOSE = 70.0
LONGEST = 60
"""Characters of a place that are looked at."""

USUAL = {
    "en": ("Africa/Nairobi", "Europe/Kyiv", "Asia/Kabul"),
    "fr": ("Africa/Kinshasa", "Africa/Bamako", "Europe/Paris"),
    "es": ("America/Bogota", "America/Caracas", "America/Mexico_City"),
    "ar": ("Asia/Aden", "Asia/Damascus", "Africa/Khartoum"),
}
"""Offered first where nothing better is known, by language."""

TOWNS = {
    "Africa/Lagos": "maiduguri abuja kano",
    "Africa/Lubumbashi": "goma bukavu beni bunia kalemie",
    "Africa/Khartoum": "port-sudan zalingei nyala geneina",
    "Africa/Juba": "malakal bentiu wau fangak",
    "Africa/Addis_Ababa": "mekelle gondar jijiga",
    "Africa/Bamako": "gao mopti tombouctou",
    "America/Bogota": "cucuta cali medellin",
    "Asia/Aden": "sanaa hodeidah hajjah taiz marib صنعاء",
    "Asia/Baghdad": "mosul erbil basra kirkuk",
    "Asia/Damascus": "aleppo idlib homs qamishli alep",
    "Asia/Dhaka": "teknaf ukhia",
    "Asia/Kabul": "herat kandahar jalalabad mazar",
    "Asia/Yangon": "sittwe myitkyina",
    "Europe/Kyiv": "kharkiv dnipro odesa lviv",
    "Europe/Zurich": "geneva geneve ginebra جنيف",
}
"""Towns of the field that no table of zones names."""


@dataclass(frozen=True, slots=True)
class Found:
    """The zone that was meant, or those that may have been."""

    zone: str = ""
    close: tuple[str, ...] = ()


def find(text: str, limit: int = 4) -> Found:
    """The zone of that name, city or one-zone country; else at most *limit* that come near."""
    asked = _key(text[:LONGEST])
    if not asked:
        return Found()
    table = _table()
    meant = table.get(asked, ())
    if len(meant) == 1:
        return Found(zone=meant[0])
    if meant:
        return Found(close=meant[:limit])
    near = process.extract(
        asked, list(table), scorer=fuzz.ratio, score_cutoff=_CLOSE, limit=limit * 3
    )
    zones = dict.fromkeys(zone for name, _, _ in near for zone in table[name])
    return Found(close=tuple(zones)[:limit])


def is_zone(name: str) -> bool:
    """Whether *name* is the exact name of a zone we know."""
    if name == "UTC":
        return True
    return name in get_global("zone_territories") and not name.startswith("Etc/")


def city(zone: str, language: str) -> str:
    """What people call the place of *zone*, in *language*."""
    known = Locale(language).time_zones.get(zone, {})
    named: str = known.get("city") or zone.rpartition("/")[2].replace("_", " ")
    return named


@cache
def _table() -> dict[str, tuple[str, ...]]:
    """Every name a zone is found under; a country with several zones stands for them all."""
    table: dict[str, tuple[str, ...]] = {"utc": ("UTC",), "gmt": ("UTC",)}
    territories = get_global("zone_territories")
    for zone, territory in territories.items():
        if not is_zone(zone) or "/" not in zone:
            continue
        names = {zone, zone.rpartition("/")[2], zone.rpartition("/")[2].replace("_", " ")}
        for code in _LOCALES:
            names.add(city(zone, code))
            names.add(Locale(code).territories.get(territory, ""))
        for name in names - {""}:
            kept = table.get(_key(name), ())
            table[_key(name)] = kept if zone in kept else (*kept, zone)
    for zone, towns in TOWNS.items():
        table.update({_key(town): (zone,) for town in towns.split()})
    for old, new in get_global("zone_aliases").items():
        if is_zone(new):
            table.setdefault(_key(old), (new,))
            table.setdefault(_key(old.rpartition("/")[2].replace("_", " ")), (new,))
    return table


def _key(name: str) -> str:
    marks = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(mark for mark in marks if not unicodedata.combining(mark))
    return " ".join(plain.replace("_", " ").split())
