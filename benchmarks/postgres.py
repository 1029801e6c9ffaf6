"""PostgreSQL as a subject, where its client and a server are there.

To start one on Debian or Ubuntu, and to have it measured::

    sudo apt-get install postgresql && sudo service postgresql start
    sudo -u postgres createuser --superuser $USER; createdb $USER
    .venv/bin/pip install asyncpg        # or on PYTHONPATH; nothing else needs it
    make bench ARGS=crowd

Another server is named by ``RAPPORT_BENCH_POSTGRES``, a connection string.
"""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from storage.records import Meeting
from storage.written import to_rest


class Postgres:
    """Fifty connections, each a transaction for each record, with the settings it comes with."""

    def __init__(self, pool: Any) -> None:
        self._pool = pool

    async def insert(self, record: Meeting) -> None:
        """Keep one record durably."""
        await self._pool.execute(
            "INSERT INTO meeting VALUES ($1, $2, $3)",
            record.id,
            record.counterpart,
            to_rest(record).decode(),
        )


@asynccontextmanager
async def postgres() -> AsyncIterator[Postgres | None]:
    """A server's subject, or ``None`` where there is none."""
    try:
        import asyncpg  # noqa: PLC0415  # Nobody needs it but this.
    except ImportError:
        yield None
        return
    where = os.environ.get("RAPPORT_BENCH_POSTGRES", "postgresql:///?host=/var/run/postgresql")
    try:
        pool = await asyncpg.create_pool(where, min_size=50, max_size=50)
    except (OSError, asyncpg.PostgresError):
        yield None
        return
    async with pool:
        await pool.execute("DROP TABLE IF EXISTS meeting")
        await pool.execute(
            "CREATE TABLE meeting (id TEXT PRIMARY KEY, counterpart TEXT, body JSONB)"
        )
        await pool.execute("CREATE INDEX ON meeting (counterpart)")
        yield Postgres(pool)
        await pool.execute("DROP TABLE meeting")
