"""Is a team's database sound? What `prospect doctor` looks at in one."""

from __future__ import annotations

from prospector.clock import Clock, moment
from prospector.model.upkeep import Finding
from prospector.store.reads import Reader
from prospector.store.version import SCHEMA_VERSION

_OLDEST = 13
"""The oldest PostgreSQL that its makers still mended when this was written."""
_ENCRYPT = "add ?sslmode=require to the URL"
_DRIFT = 300
"""Seconds by which the clocks may differ before it is said; the database refuses entries above ten minutes."""


def server(reader: Reader, clock: Clock) -> list[Finding]:
    """Return what was looked at: version, schema, connection, clock, who is logged in."""
    number, version = reader.rows("SELECT current_setting('server_version_num'), current_setting('server_version')")[0]
    good = int(number) // 10_000 >= _OLDEST
    found = [
        Finding(
            "PostgreSQL",
            good,
            f"PostgreSQL {version}",
            "" if good else "it gets no mending any more: update the server",
        ),
        Finding("schema", True, f"schema {SCHEMA_VERSION}"),
    ]
    row = reader.one("SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()")
    local = reader.value("SELECT inet_server_addr() IS NULL OR host(inet_server_addr()) IN ('127.0.0.1', '::1')")
    safe = bool(local or (row and row[0]))
    found.append(
        Finding(
            "connection",
            safe,
            "nobody can listen" if safe else "it is not encrypted",
            "" if safe else "add ?sslmode=require to the URL",
        )
    )
    told = reader.value("SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')")
    apart = abs((moment(told) - clock.now()).total_seconds())
    near = apart <= _DRIFT
    found.append(
        Finding(
            "clock",
            near,
            f"{apart:.0f} seconds from the server's",
            "" if near else "set the clock of this computer right",
        )
    )
    who = reader.value("SELECT session_user::text")
    return [*found, Finding("login", True, f"logged in as {who}")]
