"""TinyDB with its own JSON file, as it comes: the control beside ours."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import JSONStorage
from tinydb.table import Document

from tests.crash.calls import Hook
from tests.crash.ports import Port, Refused, Shelf, Unreadable
from tests.crash.watched import WatchedHandle


class WatchedJSON(JSONStorage):
    """TinyDB's own storage to the letter, with a hook around the file it writes to."""

    def __init__(self, path: str, hook: Hook) -> None:
        super().__init__(path)
        self._handle: Any = WatchedHandle(self._handle, hook, Path(path))


class Stock:
    """TinyDB as it comes: the control, which is expected to fail."""

    name = "TinyDB's JSON file"

    def open(self, folder: Path, hook: Hook | None = None) -> Shelf:
        folder.mkdir(parents=True, exist_ok=True)
        path = str(folder / "db.json")
        try:
            db = TinyDB(path, hook, storage=WatchedJSON) if hook else TinyDB(path)
        except OSError as error:
            raise Unreadable(str(error)) from None
        shelf = StockShelf(db)
        try:
            shelf.all()
        except Unreadable:
            shelf.close()
            raise
        return shelf


class StockShelf:
    """One opening of it."""

    def __init__(self, db: TinyDB) -> None:
        self._db = db

    def put(self, texts: Mapping[int, str], *, wait: bool = True) -> None:
        documents = [Document({"text": text}, number) for number, text in texts.items()]
        try:
            if len(documents) == 1:
                self._db.upsert(documents[0])
            else:
                self._db.insert_multiple(documents)
        except Exception as error:  # noqa: BLE001  # It has no words of its own for it.
            raise Refused(repr(error)) from None

    def settled(self) -> bool:
        return True

    def tidy(self) -> None:
        """There is nothing to tidy."""

    def leave(self) -> None:
        """A start reads all of it."""

    def turn_key(self) -> None:
        """There is no key."""

    def forget(self, number: int, beside: int) -> None:
        try:
            self._db.remove(doc_ids=[number])
        except Exception as error:  # noqa: BLE001  # As above.
            raise Refused(repr(error)) from None

    def back_up(self, to: Path) -> None:
        """There is no backup."""

    def check(self) -> str:
        return ""

    def all(self) -> dict[int, str]:
        try:
            return {document.doc_id: str(document["text"]) for document in self._db.all()}
        except Exception as error:  # noqa: BLE001  # Nor for this.
            raise Unreadable(repr(error)) from None

    def close(self) -> None:
        self._db.close()


STOCK: Port = Stock()
