"""Short texts for a person to send: greetings, thanks, condolences and the like, never sent by us.

`draft` writes one; `links` opens it in the app the counterpart uses. Everything is clean text:
no isolates, no markup. The wording lies in ``data``, one file a language, for a native reader.
"""

from __future__ import annotations

from handlers.drafts.links import Link, links
from handlers.drafts.texts import KINDS, LANGUAGES, REGISTERS, draft, seed, variants

__all__ = [
    "KINDS",
    "LANGUAGES",
    "REGISTERS",
    "Link",
    "draft",
    "links",
    "seed",
    "variants",
]
