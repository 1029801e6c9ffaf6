"""Sealing: AES-256-GCM under keys derived for one purpose each, bound to where a text belongs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import NoReturn

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32
ID_BYTES = 8
NONCE_BYTES = 12
TAG_BYTES = 16

_MUCH = 1 << 12
"""Bytes that are not copied where that can be spared."""


class Broken(Exception):
    """Sealed bytes that were changed, moved, or sealed under another key."""


class Key:
    """256 secret bits that show in no repr, no message and no pickle."""

    __slots__ = ("_secret",)

    def __init__(self, secret: bytes) -> None:
        if len(secret) != KEY_BYTES:
            raise ValueError(f"a key has {KEY_BYTES} bytes")
        self._secret = secret

    def __repr__(self) -> str:
        return "Key(…)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a key is not written anywhere")

    @classmethod
    def fresh(cls) -> Key:
        """A key from the system's random source."""
        return cls(os.urandom(KEY_BYTES))

    @classmethod
    def together(cls, keys: Sequence[Key]) -> Key:
        """The key that only all of *keys* make."""
        secret = b"".join(key.reveal() for key in keys)
        info = b"rapport-together"
        return cls(HKDF(SHA256(), KEY_BYTES, salt=None, info=info).derive(secret))

    def derive(self, purpose: str) -> Key:
        """The key for one *purpose*, from which this one cannot be worked out."""
        return Key(self._expand(f"rapport/{purpose}", KEY_BYTES))

    @property
    def id(self) -> bytes:
        """Eight bytes that name the key without telling anything of it."""
        return self._expand("rapport-key-id", ID_BYTES)

    def reveal(self) -> bytes:
        """The secret itself, for a cipher or a key file."""
        return self._secret

    def _expand(self, purpose: str, size: int) -> bytes:
        return HKDF(SHA256(), size, salt=None, info=purpose.encode()).derive(self._secret)


class Sealer:
    """Seals and opens texts under one key.

    Sealed bytes are the key's id, a random nonce of 96 bits, the ciphertext and its tag, so
    that texts under several keys can rest side by side and a lost key is told from damage.
    Random nonces are safe up to 2^32 texts under one key: the own key of a journal serves one
    generation of it, and nobody writes as much about one counterpart.
    """

    def __init__(self, key: Key) -> None:
        self._key = key
        self._cipher = AESGCM(key.reveal())

    @cached_property
    def id(self) -> bytes:
        """The key's id, worked out when something is sealed: opening need not know it."""
        return self._key.id

    def seal(self, text: bytes, bound: bytes) -> bytes:
        """*text* sealed; it opens only together with the same *bound* bytes."""
        nonce = os.urandom(NONCE_BYTES)
        return self.id + nonce + self._cipher.encrypt(nonce, text, self.id + bound)

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """What was sealed; raises `Broken` where that or *bound* is not as it was."""
        # The id that rests there is bound too, so that another one does not open.
        id, start = sealed[:ID_BYTES], ID_BYTES + NONCE_BYTES
        text = sealed[start:] if len(sealed) < _MUCH else memoryview(sealed)[start:]
        try:
            return self._cipher.decrypt(sealed[ID_BYTES:start], text, id + bound)
        except (InvalidTag, ValueError):
            ours = id == self.id
            raise Broken("the seal does not hold" if ours else "under another key") from None
