"""Every call that changes something on disk, seen before and after it is made."""

from __future__ import annotations

import errno
import os
import signal
from dataclasses import dataclass
from io import TextIOWrapper
from pathlib import Path

from storage.files import Files


@dataclass(frozen=True, slots=True)
class Call:
    """What is asked of the disk; *file* numbers a file through all its names."""

    kind: str
    """make, write, sync, grow, cut, rename, remove or names (a folder's names to disk)."""
    path: Path
    file: int = 0
    offset: int = 0
    data: bytes = b""
    size: int = 0
    to: Path = Path()


class Hook:
    """Sees every call; what it raises is what the call raises."""

    def __init__(self) -> None:
        self.numbers: dict[Path, int] = {}
        """By its present name: the number of every file there is."""
        self._last = 0

    def fresh(self, path: Path) -> int:
        """The number of the file that is new under that name."""
        self._last += 1
        self.numbers[path] = self._last
        return self._last

    def before(self, call: Call) -> int | None:
        """How many bytes of a write are to be taken; ``None`` for all."""
        return None

    def after(self, call: Call) -> None:
        """The call was made."""


class Recorder(Hook):
    """Keeps every call."""

    def __init__(self) -> None:
        super().__init__()
        self.calls: list[Call] = []

    def after(self, call: Call) -> None:
        self.calls.append(call)


class Failing(Hook):
    """The n-th call fails, in the system's own way, and those after it where it is for good."""

    def __init__(self, at: int, error: int = errno.EIO, *, for_good: bool = False) -> None:
        super().__init__()
        self.count = 0
        self.at = at
        self._error = error
        self._for_good = for_good

    @property
    def reached(self) -> bool:
        return self.count >= self.at

    @property
    def _now(self) -> bool:
        return self.count == self.at or (self._for_good and self.reached)

    def before(self, call: Call) -> int | None:
        self.count += 1
        if self._now and call.kind != "write":
            raise OSError(self._error, "made to fail")
        return len(call.data) // 2 if self._now else None

    def after(self, call: Call) -> None:
        if self._now and call.kind == "write":
            raise OSError(self._error, "made to fail")


class Short(Hook):
    """The n-th write takes a few bytes only, and says so as the system does: by their number."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.count = 0
        self.at = at

    def before(self, call: Call) -> int | None:
        self.count += 1
        return 3 if self.count == self.at and len(call.data) > 3 else None


class Dying(Hook):
    """The process is killed before its n-th call, or in the middle of it where it is a write."""

    def __init__(self, at: int) -> None:
        super().__init__()
        self.count = 0
        self.at = at

    def before(self, call: Call) -> int | None:
        self.count += 1
        if self.count == self.at and call.kind != "write":
            os.kill(os.getpid(), signal.SIGKILL)
        return len(call.data) // 2 if self.count == self.at else None

    def after(self, call: Call) -> None:
        if self.count == self.at:
            os.kill(os.getpid(), signal.SIGKILL)


class WatchedFiles(Files):
    """The store's file port, with a hook at every call."""

    def __init__(self, hook: Hook) -> None:
        self._hook = hook
        self._named = hook.numbers
        self._open: dict[int, tuple[Path, int]] = {}

    def _do(self, call: Call) -> None:
        """Ask the hook before what has no bytes to be cut short."""
        self._hook.before(call)

    def open(self, path: Path, flags: int) -> int:
        there = path.exists()
        fresh = bool(flags & os.O_CREAT) and not there
        known = None if fresh else self._named.get(path)
        file = self._hook.fresh(path) if known is None else known
        emptied = there and bool(flags & os.O_TRUNC)
        call = Call("make" if fresh else "cut" if emptied else "open", path, file)
        self._do(call)
        fd = super().open(path, flags)
        self._open[fd] = path, file
        if fresh or emptied:
            self._hook.after(call)
        return fd

    def write(self, fd: int, data: memoryview, offset: int) -> int:
        path, file = self._open[fd]
        taken = self._hook.before(Call("write", path, file, offset, bytes(data)))
        done = super().write(fd, data if taken is None else data[:taken], offset)
        self._hook.after(Call("write", path, file, offset, bytes(data[:done])))
        return done

    def sync(self, fd: int) -> None:
        call = Call("sync", *self._open[fd])
        self._do(call)
        super().sync(fd)
        self._hook.after(call)

    def grow(self, fd: int, size: int) -> None:
        path, file = self._open[fd]
        call = Call("grow", path, file, size=size)
        self._do(call)
        super().grow(fd, size)
        self._hook.after(call)

    def cut(self, fd: int, size: int) -> None:
        path, file = self._open[fd]
        call = Call("cut", path, file, size=size)
        self._do(call)
        super().cut(fd, size)
        self._hook.after(call)

    def rename(self, old: Path, new: Path) -> None:
        call = Call("rename", old, self._named.get(old, 0), to=new)
        self._do(call)
        super().rename(old, new)
        self._named[new] = self._named.pop(old)
        self._hook.after(call)

    def remove(self, path: Path) -> None:
        call = Call("remove", path)
        self._do(call)
        super().remove(path)
        self._named.pop(path, None)
        self._hook.after(call)

    def sync_folder(self, folder: Path) -> None:
        call = Call("names", folder)
        self._do(call)
        fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)
        self._hook.after(call)


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
