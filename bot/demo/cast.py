"""Who is in the made-up year: five of ours, and counterparts of a region that does not exist."""

from __future__ import annotations

from random import Random

from storage.records import Member, Role
from storage.values import dataclass

REGION = "Merenia"
"""The region; no such place exists, nor any of its towns."""

TEAM = (
    Member("demo-nadia", "Nadia", Role.NEGOTIATOR, "en"),
    Member("demo-luc", "Luc", Role.NEGOTIATOR, "fr"),
    Member("demo-pilar", "Pilar", Role.NEGOTIATOR, "es"),
    Member("demo-tarek", "Tarek", Role.COORDINATOR, "ar"),
    Member("demo-ines", "Ines", Role.MANDATOR, "en"),
)
"""The team, by how much each of them writes."""

_SHARES = (0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 4)
"""Whose the counterparts are, in turn, by place in `TEAM`."""

TOWNS = ("Ostrine", "Velmar", "Port Ilvane", "Tel Saruk", "Dovrin", "Qasr Lumet", "Marrowick")
ARABIC_TOWNS = ("أوسترين", "فلمار", "تل ساروك", "دوفرين", "قصر لوميت")

_FIRST = (
    *("Idris", "Musa", "Amina", "Karam", "Selma", "Bruno", "Yara", "Otto", "Farid", "Lina"),
    *("Ramon", "Zohra", "Emil", "Salem", "Irene", "Jamal", "Clara", "Nabil", "Tomas", "Huda"),
)
_LAST = (
    *("Vantor", "Ilmari", "Dosquel", "Tarvane", "Ossuna", "Belgarad", "Quillon", "Maruk"),
    *("Sendrik", "Halvora", "Zamour", "Perrick", "Lozanne", "Karuth", "Wendel", "Ibarquen"),
)
_ARABIC_FIRST = ("إدريس", "موسى", "سالم", "جمال", "نبيل", "فريد", "ياسر", "كمال", "هاشم", "رضوان")
_ARABIC_LAST = ("الفانتوري", "الإلماري", "الدوسقي", "الترفاني", "الزمورني", "المروقي")

_TITLES = {
    "en": ("Cmdr", "Hajj", "Col.", "Mayor", "Sheikh", "Dr", ""),
    "fr": ("commandant", "préfet", "maire", "colonel", "Dr", ""),
    "es": ("comandante", "alcalde", "coronel", "don", ""),
    "ar": ("العقيد", "الحاج", "الشيخ", "الدكتور", ""),
}
_OFFICES = {
    "en": ("health director", "checkpoint commander", "water clerk", "market elder"),
    "fr": ("directeur de la santé", "chef de poste", "chef de quartier", "greffier"),
    "es": ("director de salud", "jefe de puesto", "líder del barrio", "secretario"),
    "ar": ("مدير الصحة", "قائد الحاجز", "شيخ السوق", "كاتب البلدية"),
}


@dataclass(frozen=True, slots=True)
class Person:
    """A counterpart of the made-up region."""

    name: str
    """First name and surname, as somebody is looked up."""
    called: str
    """With the title, as the one who leads the relation writes it."""
    owner: Member
    office: str
    town: str

    @property
    def language(self) -> str:
        """What the one who leads the relation mostly writes."""
        return self.owner.language


def cast(rng: Random, people: int) -> list[Person]:
    """*people* counterparts, no two of one name."""
    latin = [f"{first} {last}" for last in _LAST for first in _FIRST]
    arabic = [f"{first} {last}" for last in _ARABIC_LAST for first in _ARABIC_FIRST]
    rng.shuffle(latin)
    rng.shuffle(arabic)
    found = []
    for number in range(people):
        owner = TEAM[_SHARES[number % len(_SHARES)]]
        written = owner.language == "ar"
        name = (arabic if written else latin).pop()
        title = rng.choice(_TITLES[owner.language])
        town = rng.choice(ARABIC_TOWNS if written else TOWNS)
        office = f"{rng.choice(_OFFICES[owner.language])} {town}"
        found.append(Person(name, f"{title} {name}".strip(), owner, office, town))
    return found
