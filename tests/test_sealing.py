"""Sealed bytes open only whole, under their key, in their place."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given
from hypothesis import strategies as st

from storage.sealing import NONCE_BYTES, Broken, Key, Sealer, nonces

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
    for sealed in (junk, bytes(8) + junk):
        with pytest.raises(Broken):
            SEALER.open(sealed, b"place")


def test_another_place_or_another_key_does_not_open_it() -> None:
    sealed = SEALER.seal(b"words", b"place")
    with pytest.raises(Broken):
        SEALER.open(sealed, b"elsewhere")
    with pytest.raises(Broken):
        Sealer(Key(b"K" * 32)).open(sealed, b"place")


def test_sealed_bytes_do_not_tell_under_which_key() -> None:
    other = Sealer(Key(b"K" * 32))
    assert SEALER.seal(b"words", b"place")[:8] == other.seal(b"words", b"place")[:8]


def test_what_an_older_program_sealed_opens() -> None:
    # It named the key before the nonce, and bound that name.
    key, nonce = Key(b"k" * 32), bytes(range(12))
    told = AESGCM(key.reveal()).encrypt(nonce, b"words", key.id + b"place")
    assert SEALER.open(key.id + nonce + told, b"place") == b"words"


def test_each_purpose_has_its_own_key() -> None:
    key = Key(b"k" * 32)
    purposes = ("journal", "blobs", "backups", "proof")
    assert len({key.id, *(key.derive(purpose).id for purpose in purposes)}) == 5
    assert key.derive("journal").id == Key(b"k" * 32).derive("journal").id


def test_no_nonce_comes_twice_in_a_million_seals() -> None:
    # 96 random bits: among n seals the chance of one repeat is below n² / 2^97, so 6e-18 for these
    # million, and 2^-33 at the 2^32 seals that are the limit for one key.
    drawn = {SEALER.seal(b"", b"")[8:20] for _ in range(1_000_000)}
    assert len(drawn) == 1_000_000


def test_nonces_drawn_at_once_are_as_many_and_as_long_and_none_comes_twice() -> None:
    drawn = [nonce for count in range(1, 400) for nonce in nonces(count)]
    assert {len(nonce) for nonce in drawn} == {NONCE_BYTES}
    assert len(set(drawn)) == len(drawn) == sum(range(1, 400))
    assert SEALER.open(SEALER.seal(b"words", b"place", drawn[0]), b"place") == b"words"
    assert SEALER.seal(b"words", b"place", drawn[0])[8:20] == drawn[0]
