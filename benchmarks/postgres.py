"""PostgreSQL as a subject, where its client and a server are there.

To start one on Debian or Ubuntu, and to have it measured::

    sudo apt-get install postgresql
    sudo service postgresql start
    sudo -u postgres createuser --createdb $USER     # without sudo, as root: su postgres -c "…"
    createdb $USER
    .venv/bin/pip install asyncpg                    # or on PYTHONPATH; nothing else needs it
    make bench ARGS=crowd
    sudo service postgresql stop

It listens on this machine alone, and knows you by the account you are logged in with. Another
server is named by ``RAPPORT_BENCH_POSTGRES``, a connection string. Its settings are those it
comes with, ``fsync`` and ``synchronous_commit`` among them; with either off, it is not measured.
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
async def postgres() -> AsyncIterator[Postgres | str]:
    """A server's subject, or in words why there is none."""
    try:
        import asyncpg  # noqa: PLC0415  # Nobody needs it but this.
    except ImportError:
        yield "its client asyncpg is not installed"
        return
    where = os.environ.get("RAPPORT_BENCH_POSTGRES", "postgresql:///?host=/var/run/postgresql")
    try:
        pool = await asyncpg.create_pool(where, min_size=50, max_size=50)
    except (OSError, asyncpg.PostgresError) as error:
        yield f"no server lets us in ({type(error).__name__})"
        return
    async with pool:
        for name in ("fsync", "synchronous_commit"):
            if await pool.fetchval("SELECT current_setting($1)", name) != "on":
                yield f"its {name} is off, so nothing of it is durable"
                return
        await pool.execute("DROP TABLE IF EXISTS meeting")
        await pool.execute(
            "CREATE TABLE meeting (id TEXT PRIMARY KEY, counterpart TEXT, body JSONB)"
        )
        await pool.execute("CREATE INDEX ON meeting (counterpart)")
        yield Postgres(pool)
        await pool.execute("DROP TABLE meeting")
