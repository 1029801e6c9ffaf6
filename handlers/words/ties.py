"""What joins two people, said in a line and beside a line of a picture."""

from __future__ import annotations

# What one is to another.
RELATIONS = {
    "uncle": "uncle",
    "aunt": "aunt",
    "brother": "brother",
    "sister": "sister",
    "cousin": "cousin",
    "nephew": "nephew",
    "niece": "niece",
    "father": "father",
    "mother": "mother",
    "son": "son",
    "daughter": "daughter",
    "grandfather": "grandfather",
    "grandson": "grandson",
    "husband": "husband",
    "wife": "wife",
    "brother_in_law": "brother-in-law",
    "father_in_law": "father-in-law",
    "son_in_law": "son-in-law",
    "relative": "relative",
    "friend": "friend",
    "classmate": "classmate",
    "comrade": "comrade in arms",
    "neighbour": "neighbour",
    "adviser": "adviser",
    "secretary": "secretary",
    "driver": "driver",
    "bodyguard": "bodyguard",
    "partner": "business partner",
    "colleague": "colleague",
    "deputy": "deputy",
    "rival": "rival",
}
IS_OF = "{first}, {what} of {other}"
WHAT_OF = "{what} of {other}"
JOINED = {
    "reports": "{first} answers to {other}",
    "kin": "{first} and {other} are related",
    "friend": "{first} and {other} are friends",
    "school": "{first} and {other} went to the same school",
    "unit": "{first} and {other} served in the same unit",
    "home": "{first} and {other} are from the same place",
    "work": "{first} and {other} work together",
    "trust": "{other} listens to {first}",
    "knows": "{first} knows {other}",
    "introduced": "{first} introduced us to {other}",
    "place": "{first} and {other} are in the same organisation",
    "met": "{first} and {other} were at one meeting with us",
    "rival": "{first} and {other} are at odds",
    "kept_from": "{other} must not learn of our contact with {first}",
}

# The shortest way to say it, beside a line of a picture.
SHORTLY = {
    "reports": "answers to",
    "kin": "kin",
    "friend": "friends",
    "school": "same school",
    "unit": "same unit",
    "home": "same place",
    "work": "work together",
    "trust": "trusted",
    "knows": "knows",
    "introduced": "introduced",
    "place": "same organisation",
    "met": "met together",
    "rival": "at odds",
    "kept_from": "keep apart",
}
