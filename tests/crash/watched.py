"""The files of a store, with a hook before and after every call that changes something on disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path

from storage.files import Files
from tests.crash.calls import Call, Hook


class WatchedFiles(Files):
    """The store's file port, with a hook at every call."""

    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self._named = hook.numbers
        self._open: dict[int, tuple[Path, int]] = {}

    @contextmanager
    def _seen(self, call: Call, *, told: bool = True) -> Iterator[None]:
        """What has no bytes to be cut short, between the hook's two looks."""
        self._hook.before(call)
        yield
        if told:
            self._hook.after(call)

    def open(self, path: Path, flags: int) -> int:
        there = path.exists()
        fresh = bool(flags & os.O_CREAT) and not there
        known = None if fresh else self._named.get(path)
        file = self._hook.fresh(path) if known is None else known
        emptied = there and bool(flags & os.O_TRUNC)
        call = Call("make" if fresh else "cut" if emptied else "open", path, file)
        with self._seen(call, told=fresh or emptied):
            fd = super().open(path, flags)
            self._open[fd] = path, file
        return fd

    def write(self, fd: int, data: memoryview, offset: int) -> int:
        path, file = self._open[fd]
        taken = self._hook.before(Call("write", path, file, offset, bytes(data)))
        done = super().write(fd, data if taken is None else data[:taken], offset)
        self._hook.after(Call("write", path, file, offset, bytes(data[:done])))
        return done

    def sync(self, fd: int) -> None:
        with self._seen(Call("sync", *self._open[fd])):
            super().sync(fd)

    def grow(self, fd: int, size: int) -> None:
        with self._seen(Call("grow", *self._open[fd], size=size)):
            super().grow(fd, size)

    def cut(self, fd: int, size: int) -> None:
        with self._seen(Call("cut", *self._open[fd], size=size)):
            super().cut(fd, size)

    def rename(self, old: Path, new: Path) -> None:
        with self._seen(Call("rename", old, self._named.get(old, 0), to=new)):
            super().rename(old, new)
            self._named[new] = self._named.pop(old)

    def remove(self, path: Path) -> None:
        with self._seen(Call("remove", path)):
            super().remove(path)
            self._named.pop(path, None)

    def sync_folder(self, folder: Path) -> None:
        with self._seen(Call("names", folder)):
            fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
            try:
                os.fsync(fd)
            finally:
                os.close(fd)


class WatchedHandle:
    """The open file of a TinyDB storage, with a hook at every call that changes it.

    What is flushed counts as on disk at once, which is kinder than the truth: TinyDB asks for
    that a moment later.
    """

    def __init__(self, handle: TextIOWrapper, hook: Hook, path: Path) -> None:
        self._handle = handle
        self._hook = hook
        self._path = path
        if path not in hook.numbers:
            # Its name counts as on disk as well, which nobody saw to.
            hook.after(Call("make", path, hook.fresh(path)))
            hook.after(Call("names", path.parent))

    def write(self, text: str) -> int:
        taken = self._hook.before(Call("write", self._path, 1, 0, text.encode()))
        self._handle.write(text[:taken])
        self._handle.flush()
        self._hook.after(Call("write", self._path, 1, 0, text[:taken].encode()))
        if taken is not None:
            # Python goes on by itself where the system took only a part.
            self._handle.write(text[taken:])
            self._handle.flush()
        return len(text)

    def flush(self) -> None:
        self._hook.before(Call("sync", self._path, 1))
        self._handle.flush()
        self._hook.after(Call("sync", self._path, 1))

    def truncate(self) -> int:
        call = Call("cut", self._path, 1, size=self._handle.tell())
        self._hook.before(call)
        size = self._handle.truncate()
        self._hook.after(call)
        return size

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._handle.seek(offset, whence)

    def tell(self) -> int:
        return self._handle.tell()

    def read(self) -> str:
        return self._handle.read()

    def fileno(self) -> int:
        return self._handle.fileno()

    def close(self) -> None:
        self._handle.close()
