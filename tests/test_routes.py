"""No two topics answer to one name: the later of them would silence the earlier."""

from __future__ import annotations

import ast
import inspect
from collections import Counter

import pytest

from handlers import answer, routes


@pytest.mark.parametrize("table", ["COMMANDS", "PRESSES", "EDITS", "TOPICS"])
def test_every_name_in_a_routing_table_is_one_topics_alone(table: str) -> None:
    parts = _parts(table)
    names = Counter(name for part in parts for name in part)
    assert [name for name, times in names.items() if times > 1] == []
    assert set(names) == set(getattr(routes, table))


def test_the_presses_answered_at_the_entrance_are_no_topics() -> None:
    own = set(answer.PRESSES) - set(routes.PRESSES)
    assert own == {"do", "below", "pick", "waited"}


def _parts(table: str) -> list[dict[str, object]]:
    """The tables that make up one of `routes`, as they stand in its source."""
    tree = ast.parse(inspect.getsource(routes))
    for node in tree.body:
        if not isinstance(node, ast.AnnAssign) or ast.unparse(node.target) != table:
            continue
        if isinstance(node.value, ast.Dict):
            told = [ast.unparse(value) for value in node.value.values]
            return [_found(name) for name in told]
    raise AssertionError(f"no table {table}")


def _found(name: str) -> dict[str, object]:
    module, _, table = name.rpartition(".")
    found: dict[str, object] = getattr(getattr(routes, module), table)
    return found
