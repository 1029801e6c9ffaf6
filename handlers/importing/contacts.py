"""Reads the people in a table or in a phone's contacts; never raises."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from handlers.commands import key
from handlers.drafts.links import normalised
from handlers.patterns import pattern
from storage.values import dataclass

if TYPE_CHECKING:
    from vobject.base import Component

MOST = 500
"""People of one file that are looked at."""
LONGEST = 120
"""Signs of a name, a role or an organisation; what is longer is none."""

_COLUMNS = {
    "name": "name fullname full_name person contact nom prenom nombre persona contacto الاسم اسم",
    "family": "surname lastname last_name familyname apellido apellidos اللقب الكنية",
    "role": "role title position function job fonction titre poste cargo rol puesto المنصب الوظيفة",
    "place": "organisation organization org company entity organización organizacion entidad "
    "société institution المنظمة الجهة المؤسسة",
    "number": "phone tel telephone mobile number whatsapp téléphone portable numéro teléfono movil "
    "móvil número الهاتف الرقم الجوال",
}
_BY_HEADING = {key(word): what for what, words in _COLUMNS.items() for word in words.split()}
_CARD = pattern(r"BEGIN:VCARD\n.*?\nEND:VCARD", re.DOTALL | re.IGNORECASE)
_WIDE = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Contact:
    """One person, as the file tells of them."""

    name: str
    role: str = ""
    place: str = ""
    number: str = ""
    """``+`` and digits; empty where none is given with its country code."""


class Unreadable(Exception):
    """The file's letters are in a coding that we do not know."""


def contacts_in(name: str, data: bytes) -> list[Contact]:
    """The people in a file called *name*, each once; raises `Unreadable`."""
    text = _text(data)
    found = _cards(text) if name.lower().endswith(".vcf") else _rows(text)
    each: dict[str, Contact] = {}
    for contact in found:
        if contact.name and len(contact.name) <= LONGEST:
            each.setdefault(key(contact.name), contact)
        if len(each) >= MOST:
            break
    return list(each.values())


def _text(data: bytes) -> str:
    try:
        return data.decode("utf-16" if data[:2] in _WIDE else "utf-8-sig")
    except UnicodeDecodeError:
        raise Unreadable from None


def _rows(text: str) -> Iterator[Contact]:
    """A table with headings, or without them a list of names, roles and organisations."""
    first = text.partition("\n")[0]
    sign = max(",;\t", key=first.count)
    try:
        lines = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
        rows = [row for row in islice(lines, MOST) if any(row)]
    except csv.Error:
        return
    if not rows:
        return
    headings = [_BY_HEADING.get(key(cell.strip().replace(" ", "_"))) for cell in rows[0]]
    if "name" in headings:
        rows = rows[1:]
    else:
        headings = ["name", "role", "place", "number"]
    for row in rows:
        told = {what: cell for what, cell in zip(headings, row, strict=False) if what}
        yield _contact(told.get("name", ""), told)


def _cards(text: str) -> Iterator[Contact]:
    """Phones' contacts, without those that cannot be read."""
    import vobject  # noqa: PLC0415  # Only who brings contacts needs it.

    hurt = vobject.base.VObjectError
    for part in _CARD.findall(text.replace("\r\n", "\n").replace("\r", "\n")):
        try:
            # One by one: told to skip what it cannot read, the library writes it into the log.
            yield _card(vobject.readOne(part, allowQP=True))
        except (hurt, ValueError, AttributeError, IndexError, KeyError, AssertionError):
            continue


def _card(card: Component) -> Contact:
    place = getattr(card, "org", None)
    told = {
        "role": _said(card, "title"),
        "place": place.value[0] if place is not None and place.value else "",
        "number": _said(card, "tel").removeprefix("tel:"),
    }
    return _contact(_said(card, "fn"), told)


def _said(card: Component, what: str) -> str:
    field = getattr(card, what, None)
    return field.value if field is not None and isinstance(field.value, str) else ""


def _contact(name: str, told: dict[str, str]) -> Contact:
    whole = _line(f"{name} {told.get('family', '')}")
    number = normalised("phone", told.get("number", ""))
    return Contact(whole, _line(told.get("role", "")), _line(told.get("place", "")), number)


def _line(text: str) -> str:
    """*text* on one line, without what a table's writer put before a formula."""
    line = " ".join(text.split()).lstrip("'")
    return line if len(line) <= LONGEST else ""
