"""Puts a backup into an empty folder, and counts what is there afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from storage import archive, folder
from storage.archive import BLOBS, JOURNAL, KEYS, LIST, MARKER, SEAL, Archive
from storage.contents import Contents
from storage.copied import Copied, summed
from storage.files import OURS_FOLDER, Files
from storage.folder import journal_path
from storage.keys import KeySource, said
from storage.marker import NAME, Marker, decoded, write_marker
from storage.meter import Progress, unseen
from storage.migrate import SCHEMA
from storage.named import Opens
from storage.ring import Ring
from storage.ringfile import Held, ring_path
from storage.sealing import Key
from storage.trouble import Trouble, reason
from storage.values import dataclass


@dataclass(frozen=True, slots=True)
class Restored:
    """What is in the folder now."""

    contents: Contents
    """What the backup said of itself."""
    counts: dict[str, int]
    digest: str
    erased: int
    """Keys of the backup whose records were erased since, or moved to newer keys."""

    @property
    def same(self) -> bool:
        """Whether all is as it was when the backup was made."""
        return (self.counts, self.digest) == (self.contents.counts, self.contents.digest)


def restore(  # noqa: PLR0913  # What, to where, under which key, and three that have a usual value.
    file: Path,
    into: Path,
    source: KeySource,
    *,
    forgotten: Iterable[str] = (),
    progress: Progress = unseen,
    files: Files | None = None,
) -> Restored:
    """Put the backup *file* into the empty folder *into*; raises `Trouble`, and leaves it empty.

    Keys of *forgotten* are left out, so that nothing erased comes back.
    """
    files = files or Files()
    with Archive(file) as made:
        marker, master = _admitted(made, into, source)
        held = made.held(master).without(set(forgotten), for_good=True)
        try:
            _empty(into, files)
        except OSError as error:
            raise _unwritable(into, error) from None
        try:
            counts, digest = _filled(made, into, _opener(into, master, held), progress, files)
            files.write_file(ring_path(into, marker.key), held.sealed(master))
            write_marker(into, replace(marker, generation=made.contents.generation), files)
        except BaseException as error:
            _undo(into)
            if isinstance(error, OSError):
                raise _unwritable(into, error) from None
            raise
        erased = sum(id not in held.keys for id in made.contents.ids)
        return Restored(made.contents, counts, digest, erased)


def _unwritable(into: Path, error: OSError) -> Trouble:
    return Trouble(
        f"{into} cannot be written: {reason(error)}. Nothing was brought back. Make room there, or "
        "name another folder with RAPPORT_DATA."
    )


def _filled(
    made: Archive, into: Path, ring: Opens, progress: Progress, files: Files
) -> tuple[dict[str, int], str]:
    """Lay out all that is in the backup but its keys; counts and digest of what is there then."""
    _fill(made, into, progress, files)
    tape = Copied(journal_path(into, made.contents.generation), 0, made.places[JOURNAL][1])
    try:
        return summed(tape, ring)
    finally:
        tape.let_go()


def _admitted(made: Archive, into: Path, source: KeySource) -> tuple[Marker, Key]:
    """The backup's marker and key; raises `Trouble` where the key is another, or it is damaged."""
    try:
        marker = decoded(made.part(MARKER))
    except (ValueError, TypeError, KeyError):
        raise made.damaged() from None
    if not made.whole():
        # Asked first, or a damaged name of the key would be taken for the wrong key.
        raise made.damaged()
    if made.contents.schema > SCHEMA:
        raise Trouble(f"{made.path} was made by a newer Rapport. Install that one first.")
    master = source.known(into, marker.beside, marker.key)
    if master.id.hex() != marker.key:
        raise Trouble(
            f"{made.path} opens with the key {said(marker.key)}, and the one that is set is "
            f"{said(master.id.hex())}. Nothing was changed. Set the key of that time: after a "
            f"change of keys, the old one is kept beside the key file, as ….{marker.key[:8]}"
        )
    marker.admit(master)
    made.admit(master)
    return marker, master


def _opener(into: Path, master: Key, held: Held) -> Opens:
    id = bytes.fromhex(next(iter(held.journals)))
    return Ring(into, master, Files(), held).journal(id)


def _empty(into: Path, files: Files) -> None:
    files.make_folder(into)
    if any(into.iterdir()):
        raise Trouble(
            f"{into} is not empty. A backup is only put into an empty folder: name another with "
            "RAPPORT_DATA, or move what is there away."
        )
    into.chmod(OURS_FOLDER)
    # Whoever makes it first has the folder: of two at once, one goes on.
    (into / folder.BLOBS).mkdir(mode=OURS_FOLDER)


def _fill(made: Archive, into: Path, progress: Progress, files: Files) -> None:
    total = sum(size for size, _ in made.contents.parts.values())
    done = 0
    for name in made.contents.parts:
        path = _place(name, into, made.contents.generation)
        if path is None:
            continue
        fd, at = files.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL), 0
        try:
            for chunk in made.chunks(name):
                files.write_all(fd, chunk, at)
                at += len(chunk)
                done += len(chunk)
                progress(min(done, total - 1), total)
            files.sync(fd)
        finally:
            files.close(fd)
    files.sync_folder(into / folder.BLOBS)
    files.sync_folder(into)
    progress(total, total)


def _place(name: str, into: Path, generation: int) -> Path | None:
    """Where a part belongs; parts that are written otherwise have no place."""
    if name == JOURNAL:
        return journal_path(into, generation)
    plain = name.removeprefix(BLOBS)
    if name.startswith(BLOBS) and plain.isalnum():
        return into / folder.BLOBS / plain
    if name in (MARKER, KEYS, LIST, SEAL):
        return None
    raise Trouble(f"The backup holds {archive.LIST} of a part that is unknown here.")


def _undo(into: Path) -> None:
    """Leave the folder empty, as it was found."""
    with suppress(OSError):
        for path in (into / folder.BLOBS).glob("*"):
            path.unlink()
        (into / folder.BLOBS).rmdir()
    for path in (*into.glob("journal-*"), *into.glob("keys-*"), *into.glob(f"{NAME}*")):
        with suppress(OSError):
            path.unlink()
