"""Files that are made as they leave: written out, typeset or packed under a passphrase.

What a handler answers is plain text; the bytes are made in a thread while the card is on its way,
so that nobody waits for them, and they rest nowhere.
"""

from __future__ import annotations

import asyncio
import io

from bot import typesetting
from bot.painting import Painted
from handlers.chat import Document
from handlers.words import exporting as words


class Unmade(Exception):
    """There is no file to send; its text is the sentence that says why."""


async def made(document: Document) -> Painted:
    """*document* as a file, in an archive where it has a passphrase; raises `Unmade`."""
    return await asyncio.to_thread(_made, document)


def _made(document: Document) -> Painted:
    name = f"{document.name}.{document.form}"
    if document.form == "pdf":
        try:
            data = typesetting.pdf(document.content)
        except typesetting.Missing:
            raise Unmade(words.NO_PDF) from None
    else:
        data = document.content.encode()
    if not document.passphrase:
        return Painted(data, name, image=False)
    return Painted(packed(name, data, document.passphrase), f"{document.name}.zip", image=False)


def packed(name: str, data: bytes, passphrase: str) -> bytes:
    """An archive of one file under AES-256 that common zip programs open (WinZip AE-2)."""
    import pyzipper  # noqa: PLC0415  # A tenth of a second that only this needs.

    out = io.BytesIO()
    with pyzipper.AESZipFile(
        out, "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES
    ) as archive:
        archive.setpassword(passphrase.encode())
        archive.writestr(name, data)
    return out.getvalue()
