"""Sealing: AES-256-GCM under keys derived for one purpose each, bound to where a text belongs."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
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

_LEAST_STEP = 1 << 12
"""Bytes by which the length of what is `blurred` grows, at least."""

_UNTOLD = bytes(ID_BYTES)
"""Stands where older programs named the key."""


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


def nonces(count: int) -> Iterator[bytes]:
    """So many nonces, drawn from the system's random source in one call."""
    drawn = os.urandom(count * NONCE_BYTES)
    return (drawn[at : at + NONCE_BYTES] for at in range(0, len(drawn), NONCE_BYTES))


def blurred(text: bytes) -> bytes:
    """JSON with blanks after it, up to a tenth more, so that its length tells little."""
    step = max(_LEAST_STEP, 1 << max(0, len(text).bit_length() - 4))
    return text.ljust(-(-len(text) // step) * step)


class Sealer:
    """Seals and opens texts under one key.

    Sealed bytes are eight that tell nothing, a random nonce of 96 bits, the ciphertext and its
    tag. Older programs named the key in the first eight, which told whoever stole a disk how many
    people there are and which words are of the same one; what they sealed opens as well.
    Random nonces are safe up to 2^32 texts under one key: the own key of a journal serves one
    generation of it, and nobody writes as much about one counterpart.
    """

    def __init__(self, key: Key) -> None:
        self._cipher = AESGCM(key.reveal())

    def seal(self, text: bytes, bound: bytes, nonce: bytes = b"") -> bytes:
        """*text* sealed; it opens only together with the same *bound* bytes.

        Whoever seals several hands in a share of `nonces`, drawn for this one alone.
        """
        nonce = nonce or os.urandom(NONCE_BYTES)
        return _UNTOLD + nonce + self._cipher.encrypt(nonce, text, _UNTOLD + bound)

    def open(self, sealed: bytes, bound: bytes) -> bytes:
        """What was sealed; raises `Broken` where that, the key or *bound* is not as it was."""
        # What stands before the nonce is bound too, whatever it tells.
        front, start = sealed[:ID_BYTES], ID_BYTES + NONCE_BYTES
        text = sealed[start:] if len(sealed) < _MUCH else memoryview(sealed)[start:]
        try:
            return self._cipher.decrypt(sealed[ID_BYTES:start], text, front + bound)
        except (InvalidTag, ValueError):
            raise Broken("the seal does not hold") from None
