"""People in a table or in a phone's contacts: who is new, who is known, nothing without a press."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from handlers.chat import Attachment
from handlers.importing.contacts import Contact, Unreadable, contacts_in
from storage.records import Channel, Counterpart, Organisation, Position
from tests.fakes import said
from tests.team import Team

MARIAM = Contact("Mariam Said", "nurse", "Port clinic", "+249912345678")

TABLES = {
    "commas": "Name,Title,Organisation,Phone\nMariam Said,nurse,Port clinic,+249 91 234 5678",
    "semicolons": "name;role;organization;mobile\nMariam Said;nurse;Port clinic;00249912345678",
    "tabs": "Full name\tposition\tcompany\ttel\nMariam Said\tnurse\tPort clinic\t+249912345678",
    "french": "Prénom;Nom_de_famille;Fonction;Société;Téléphone\n"
    "Mariam Said;;nurse;Port clinic;+249912345678",
    "spanish": "Nombre,Apellido,Cargo,Organización,Teléfono\n"
    "Mariam,Said,nurse,Port clinic,+249912345678",
    "arabic": "الاسم,المنصب,المنظمة,الهاتف\nMariam Said,nurse,Port clinic,+249912345678",
    "no headings": "Mariam Said,nurse,Port clinic,+249912345678",
    "quoted": '"Name","Role","Org","Phone"\n"Mariam\nSaid","nurse","Port clinic","+249912345678"',
    "guarded formulas": "name,role,org,phone\n'Mariam Said,nurse,Port clinic,+249912345678",
}


@pytest.mark.parametrize("how", TABLES)
def test_a_table_is_read_however_it_is_headed(how: str) -> None:
    assert contacts_in("people.csv", TABLES[how].encode()) == [MARIAM]


def test_a_table_in_two_bytes_a_sign_is_read() -> None:
    assert contacts_in("people.csv", TABLES["commas"].encode("utf-16")) == [MARIAM]


def test_a_coding_we_do_not_know_is_said() -> None:
    with pytest.raises(Unreadable):
        contacts_in("people.csv", "Name\nفريق".encode("cp1256"))


CARDS = {
    "whatsapp": (
        "BEGIN:VCARD\nVERSION:3.0\nN:Said;Mariam;;;\nFN:Mariam Said\nORG:Port clinic\nTITLE:nurse\n"
        "item1.TEL;waid=249912345678:+249 91 234 5678\nitem1.X-ABLabel:Mobile\nEND:VCARD\n"
    ),
    "version four": (
        "BEGIN:VCARD\nVERSION:4.0\nFN:Mariam Said\nORG:Port clinic;Ward 2\nTITLE:nurse\n"
        "TEL;VALUE=uri:tel:+249912345678\nEND:VCARD\n"
    ),
    "old phone": (
        "BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8:Said;Mariam\nFN;CHARSET=UTF-8;"
        "ENCODING=QUOTED-PRINTABLE:=4D=61=72=69=61=6D=20=53=61=69=64\nORG:Port clinic\n"
        "TITLE:nurse\nTEL;CELL:+249912345678\nEND:VCARD\n"
    ),
}


@pytest.mark.parametrize("how", CARDS)
def test_contacts_of_every_phone_are_read(how: str) -> None:
    assert contacts_in("people.vcf", CARDS[how].encode()) == [MARIAM]


def test_contacts_beside_a_broken_one_are_kept_and_nothing_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    broken = (
        "BEGIN:VCARD\nVERSION:3.0\nnot a field\nEND:VCARD\n" + CARDS["whatsapp"] + "BEGIN:VCARD"
    )
    assert contacts_in("a.vcf", broken.encode()) == [MARIAM]
    assert caplog.text == ""


@given(st.sampled_from(["a.csv", "a.vcf"]), st.text(max_size=300))
def test_no_file_makes_it_stumble(name: str, text: str) -> None:
    contacts_in(name, text.encode("utf-8", "surrogatepass") if text.isascii() else text.encode())


def test_the_same_person_twice_in_a_file_is_one() -> None:
    assert len(contacts_in("a.csv", b"name\nMusa\nmusa\nMUSA")) == 1


def shown(stage: Team, text: str, who: str = "amal") -> str:
    stage.files["b"] = text.encode()
    file = Attachment("document", "people.csv", "text/csv", len(text), "b")
    return stage.tell(replace(said(sender=f"fake:{who}"), files=(file,)))


def test_what_several_share_comes_once_and_all_of_it_goes_with_undo() -> None:
    stage = Team()
    shown(stage, "name,role,org,phone\nMusa,clerk,Port,+249912345678\nAli,guard,Port,\n")
    assert "Added 2 people" in stage.presses("amal", "Add the 2 new ones")
    places = [one.id for one in stage.store.all(Organisation)]
    assert len(places) == 1
    assert {one.organisation for one in stage.store.all(Position)} == set(places)
    assert [one.handle for one in stage.store.all(Channel)] == ["+249912345678"]
    stage.presses("amal", "Undo")
    assert not stage.store.all(Counterpart)
    assert not stage.store.all(Position)


def test_a_colleagues_people_are_not_given_away_by_a_table() -> None:
    stage = Team()
    stage.keep(Counterpart("c1", "Zaituna Secret", "boris"))
    told = shown(stage, "name\nZaituna Secret\n")
    assert "Known" not in told
    assert "Add the 1 new one" in stage.labels()


def test_at_most_ten_people_are_named() -> None:
    stage = Team()
    table = "name\n" + "\n".join(f"Person{chr(97 + n)}x Name{n}" for n in range(26))
    told = shown(stage, table)
    assert told.count("• ") == 11
    assert "and 16 more" in told


def test_who_may_only_look_adds_nobody() -> None:
    stage = Team()
    shown(stage, "name\nMusa\n", "omar")
    assert stage.store.all(Counterpart) == []
