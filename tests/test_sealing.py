"""Sealed bytes open only whole, under their key, in their place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import Broken, Key, Sealer

SEALER = Sealer(Key(b"k" * 32))


@given(st.binary(), st.binary())
def test_what_was_sealed_opens(text: bytes, bound: bytes) -> None:
    assert SEALER.open(SEALER.seal(text, bound), bound) == text


def test_a_bit_changed_anywhere_breaks_the_seal() -> None:
    sealed = SEALER.seal(b"words", b"place")
    for place in range(len(sealed)):
        changed = bytearray(sealed)
        changed[place] ^= 1
        with pytest.raises(Broken):
            SEALER.open(bytes(changed), b"place")


@given(st.binary(max_size=60))
def test_anything_else_is_broken_and_nothing_worse(junk: bytes) -> None:
    for sealed in (junk, SEALER.id + junk):
        with pytest.raises(Broken):
            SEALER.open(sealed, b"place")


def test_another_place_or_another_key_does_not_open_it() -> None:
    sealed = SEALER.seal(b"words", b"place")
    with pytest.raises(Broken):
        SEALER.open(sealed, b"elsewhere")
    with pytest.raises(Broken, match="another key"):
        Sealer(Key(b"K" * 32)).open(sealed, b"place")


def test_no_nonce_comes_twice() -> None:
    nonces = {SEALER.seal(b"", b"")[8:20] for _ in range(20_000)}
    assert len(nonces) == 20_000


def test_each_purpose_has_its_own_key() -> None:
    key = Key(b"k" * 32)
    purposes = ("journal", "blobs", "backups", "proof")
    assert len({key.id, *(key.derive(purpose).id for purpose in purposes)}) == 5
    assert key.derive("journal").id == Key(b"k" * 32).derive("journal").id
