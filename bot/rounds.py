"""What a tick does, one thing after another: a fault of ours in one keeps none from being done."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from bot.redact import where
from storage.store import Unwritable
from storage.trouble import Trouble


class Rounds:
    """Does things, and reports which of them go wrong."""

    def __init__(self, report: Callable[[str, str], None]) -> None:
        self._report = report
        self._wrong: set[str] = set()

    async def done(self, what: str, do: Callable[[], Awaitable[None]]) -> bool:
        """Do it; whether that went well. `Unwritable` is raised on: the disk is everybody's."""
        try:
            await do()
        except Unwritable:
            raise
        except Trouble as trouble:
            return self._went_wrong(what, str(trouble))
        except Exception as error:  # noqa: BLE001  # Any fault of ours ends here.
            return self._went_wrong(what, f"{type(error).__name__} at {where(error)}")
        if what in self._wrong:
            self._wrong.remove(what)
            self._report(f"looking at {what}", "ok")
        return True

    def _went_wrong(self, what: str, how: str) -> bool:
        """Report it; the log tells of it once for as long as it is so."""
        self._wrong.add(what)
        self._report(f"looking at {what}", f"it went wrong: {how}")
        return False
