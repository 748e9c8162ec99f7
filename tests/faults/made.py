"""Workspaces to be spoiled: one that holds a bit of everything, and the same as an older version would have left it."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from prospector.model.ids import new_id
from prospector.model.plan import PlanRecord
from prospector.plan.profile import Criterion, Profile
from prospector.research.due import Asked
from prospector.research.protocol import Claim, Company
from prospector.research.run import SourceOutcome
from prospector.research.storing import Storing
from prospector.settings import Settings
from prospector.store.chain import canonical, entry_hash, journal_digest
from prospector.store.guards import APPEND_ONLY, guard_statements
from prospector.store.sqlite import connect, driver
from prospector.store.version import APPLICATION_ID
from prospector.workspace import Workspace, open_workspace

SETTINGS = Settings(rep="robin", cache="none", pace_seconds=0, backups_daily=2, backups_weekly=1)
OLD = 5
"""Schema of the older file: the one before imports, erasures and audits had tables."""
_ACTIVE, _BENCH = 12, 20


def word(dice: random.Random, letters: int = 10) -> str:
    """Return a made-up name that no other one is like."""
    return "".join(dice.choice("abdefgiklmnoprstuvz") for _ in range(letters)).title()


def seeded(path: Path, seed: int = 1) -> Path:
    """Make a workspace with plan, profile, names, people, touches, claims and a merge; return its path."""
    dice = random.Random(seed)
    with contextlib.closing(open_workspace(path, SETTINGS, create=True)) as workspace:
        workspace.strategy.save_plan(PlanRecord("pumps that report themselves", "late visits", "service", "Acme", 12))
        workspace.plans.apply(Profile("size", (Criterion("big", "should", "employees", 3, min=50),)))
        for number in range(_ACTIVE + _BENCH):
            if number == _ACTIVE:  # so many names without an advance want a word
                workspace.strategy.sources.justify("own naming", "they are made up")
            name = word(dice)
            named = workspace.naming.name(
                name, domain=f"{name.lower()}.example", pain="visits", bench=number >= _ACTIVE
            )
            if number % 3 == 0:
                workspace.people.add(
                    named.account_id, word(dice, 8), role="buyer", email=f"{name.lower()}@{name.lower()}.example"
                )
            if number % 2 == 0:
                workspace.touches.log(named.account_id, "phone", "spoke", note=f"first {name}")
            if number % 4 == 0:
                research(workspace, named.account_id, dice)
        rows = workspace.list_rows(places=("bench",))
        workspace.merging.merge(rows[0].id, rows[1].id, reason="one firm")
    return path


def research(workspace: Workspace, account_id: str, dice: random.Random) -> None:
    """Store what two made-up sources say of one account, through the run's own keeping."""
    record = workspace.account(account_id)
    page = f"https://{record.domain or 'nowhere.example'}/"
    claims = [Claim("employees", value, page, f"{value} people", "text") for value in dice.sample(range(1, 400), 3)]
    outcomes = [
        SourceOutcome("website", "found", "read", 3, claims),
        SourceOutcome("registry", "unreachable", "no answer", 1, []),
    ]
    asked = Asked(account_id, Company(record.name, (record.domain,) if record.domain else ()), (), ())
    keeping = Storing(workspace.store, new_id(), workspace.research._after)
    keeping._keep(asked, outcomes)


def aged(path: Path, target: Path) -> Path:
    """Write what stands at `path` to `target` as the schema `OLD` held it, logs and journal included; return `target`."""
    _migrated(target)
    with contextlib.closing(connect(path)) as source:
        source.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with contextlib.closing(sqlite3.connect(target, isolation_level=None)) as old:
        old.row_factory = sqlite3.Row
        old.execute("PRAGMA foreign_keys=OFF")
        old.execute("ATTACH ? AS newer", (str(path),))
        old.execute("BEGIN")
        tables = [row[0] for row in old.execute("SELECT name FROM main.sqlite_master WHERE type = 'table'")]
        columns = {
            table: _columns(old, "main", table) for table in tables if not table.startswith(("sqlite_", "alembic"))
        }
        for table, ours in columns.items():
            both = ", ".join(f'"{name}"' for name in ours if name in _columns(old, "newer", table))
            old.execute(f'INSERT INTO main."{table}" ({both}) SELECT {both} FROM newer."{table}"')
        _rehashed(old, columns)
        old.execute("COMMIT")
        old.execute("DETACH newer")
        for statement in guard_statements():
            with contextlib.suppress(sqlite3.OperationalError):  # of tables that were not there yet
                old.execute(statement)
        old.execute(f"PRAGMA application_id={APPLICATION_ID}")
        old.execute(f"PRAGMA user_version={OLD}")
    return target


def _rehashed(old: sqlite3.Connection, columns: Mapping[str, Sequence[str]]) -> None:
    """Let logs and journal speak of the columns there were, as an older version would have written them."""
    written: dict[tuple[str, str], str] = {}
    for table in (one for one in APPEND_ONLY if "hash" in columns.get(one, ()) and one != "action"):
        written |= {(table, key): image for key, image in _chained(old, table)}
    for row in old.execute("SELECT rowid, * FROM change").fetchall():
        images = [row["before"], written.get((row["tbl"], row["row"]), row["after"])]
        kept = [image and canonical(_known(json.loads(image), columns[row["tbl"]])) for image in images]
        old.execute("UPDATE change SET before = ?, after = ? WHERE rowid = ?", (*kept, row["rowid"]))
    for (action,) in old.execute("SELECT id FROM action").fetchall():
        entries = old.execute(
            'SELECT tbl, "row", before, after FROM change WHERE action_id = ? ORDER BY seq', (action,)
        )
        digest = journal_digest([(*entry,) for entry in entries])
        old.execute("UPDATE action SET digest = ? WHERE id = ?", (digest, action))
    list(_chained(old, "action"))


def _chained(old: sqlite3.Connection, table: str) -> Iterator[tuple[str, str]]:
    """Hash every chain of a log anew; yield keys and images."""
    last: dict[str, str] = {}
    for row in old.execute(f'SELECT * FROM "{table}" ORDER BY chain, seq').fetchall():
        entry = dict(row) | {"prev": last.get(row["chain"], "")}
        last[row["chain"]] = entry["hash"] = entry_hash(table, entry)
        old.execute(f'UPDATE "{table}" SET prev = :prev, hash = :hash WHERE id = :id', entry)
        yield entry["id"], canonical(entry)


def _known(image: Mapping[str, Any], columns: Sequence[str]) -> dict[str, Any]:
    return {name: value for name, value in image.items() if name in columns}


def copied(source: Path, target: Path) -> Path:
    """Put a copy of `source`, which nobody has open, at `target`, where nothing of an earlier one is left."""
    for one in target.parent.glob(f"*{target.name}*"):
        shutil.rmtree(one) if one.is_dir() else one.unlink()
    shutil.copyfile(source, target)
    target.chmod(0o600)
    return target


def _columns(connection: sqlite3.Connection, schema: str, table: str) -> list[str]:
    return [row[1] for row in connection.execute(f'PRAGMA {schema}.table_info("{table}")')]


def _migrated(path: Path) -> None:
    """Make an empty file of the schema `OLD` with the migrations themselves."""
    from alembic.config import Config
    from alembic.runtime.environment import EnvironmentContext
    from alembic.script import ScriptDirectory
    from sqlalchemy import create_engine

    from prospector.store import schema

    config = Config()
    config.set_main_option("script_location", str(Path(schema.__file__).parent / "migrations"))
    scripts = ScriptDirectory.from_config(config)
    engine = create_engine("sqlite://", creator=lambda: driver().connect(str(path), isolation_level=None))
    with (
        engine.connect() as connection,
        EnvironmentContext(config, scripts, fn=lambda now, _context: scripts._upgrade_revs(f"{OLD:04}", now)) as at,
    ):
        at.configure(connection=connection, render_as_batch=True, transactional_ddl=False)
        at.run_migrations()
    engine.dispose()
