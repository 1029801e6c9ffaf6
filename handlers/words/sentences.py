"""Every sentence of this package, gathered from its modules."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator, Mapping

import handlers.words
from handlers.words.speech import Plural

_NOT_WORDS = frozenset(("bidi", "catalogue", "sentences", "speech"))


def every() -> dict[str | Plural, str]:
    """Each sentence, and the module and constant where it stands."""
    found: dict[str | Plural, str] = {}
    for info in pkgutil.iter_modules(handlers.words.__path__):
        if info.name not in _NOT_WORDS:
            module = importlib.import_module(f"handlers.words.{info.name}")
            for name, value in vars(module).items():
                if name.isupper():
                    found |= dict.fromkeys(_sentences(value), f"{info.name}.{name}")
    return found


def _sentences(value: object) -> Iterator[str | Plural]:
    """The sentences in a constant: itself, or the values of a mapping or a tuple of them."""
    match value:
        case str() | Plural():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _sentences(inner)
        case tuple():
            for inner in value:
                yield from _sentences(inner)
