"""Who may do what in a team's database: roles, grants, row-level security. The database holds to it, not the program.

A rep logs in as a role of the rep's own name and is that rep: there is no setting by which one could be another. A rep
reads the team's work, writes the ordinary tables, own targets and plans of the day, and adds to own chains of touches and
actions; a manager reads the same and writes what managers write. Nobody changes or removes an entry. The note of a private
touch is read by its writer alone. What a plain grant can't say, the rules of `prospector.store.team_rules` do.

Whoever owns the database (who ran `prospect team init`) stands above all this, as the owner of a file does: the hash
chains find what an owner changes.
"""

from __future__ import annotations

import random
import re
import secrets
import time
import zlib
from typing import Any

from prospector.errors import BadInput, Refused
from prospector.store.guards import APPEND_ONLY
from prospector.store.team import TeamDatabase
from prospector.store.team_rules import rule_statements
from prospector.store.team_schema import lay, run_all
from prospector.text import clean

MANAGERS_ALONE = frozenset((
    "audit_item", "audit_sample", "audit_verdict", "cadence", "holiday", "lead_definition", "long_shot", "plan", "playbook",
    "profile", "segment", "sign_off",
))  # fmt: skip
"""Ordinary tables that managers write and reps only read: what binds the team, and the audit."""
MANAGERS_TOO = frozenset(("absence", "complaint", "fit_score", "lead_source", "saved_view", "signature"))
"""Ordinary tables that both write."""
OWN = {
    "target": "rep", "sitting": "rep", "commitment": "rep", "snooze": "rep", "draft": "drafted_by",
    "rule_override": "overridden_by",
}  # fmt: skip
"""Ordinary tables of which a rep writes own rows alone, with the column that names the rep."""
_WRITE = "INSERT, UPDATE, DELETE"
_LONGEST_NAME = 63
"""Bytes of a role's name in PostgreSQL."""
_MACHINE = "prospector"
_TRIES, _ASIDE = 20, 0.05
"""Times that a role is written when somebody else writes the same one in the same moment, and seconds by which the pause
between two of them may grow each time: who tries again at once meets the same others again."""
_ROLES = (
    'CREATE TABLE IF NOT EXISTS public.team_role (name text COLLATE "C" PRIMARY KEY, kind text NOT NULL '
    "CHECK (kind IN ('rep', 'manager', 'reps', 'managers')))"
)


def init(url: str) -> tuple[TeamDatabase, int]:
    """Lay the schema, the groups and the rules in the database behind `url`, or bring them up to date.

    Return the database and the schema version it had (0: none). Raises StoreUnusable, Refused for who may not.
    """
    from sqlalchemy.exc import SQLAlchemyError

    database = TeamDatabase(url)
    _owned(database, "DROP SCHEMA IF EXISTS seen CASCADE")  # its views would hold the columns they show
    before = lay(database)
    try:
        engine = database.engine()
        with engine.begin() as connection:
            run_all(connection, [_ROLES])
            groups = {kind: _group(connection, kind) for kind in ("reps", "managers")}
            run_all(connection, rights(_tables(connection), _quoted(groups["reps"]), _quoted(groups["managers"])))
            run_all(connection, rule_statements(_columns(connection, "touch")))
            run_all(connection, [f"GRANT USAGE ON SCHEMA public, seen TO {_quoted(one)}" for one in groups.values()])
            run_all(connection, [f"GRANT SELECT ON seen.touch TO {_quoted(one)}" for one in groups.values()])
    except SQLAlchemyError as error:
        raise database.wrong(error) from error
    finally:
        engine.dispose()
    return database, before


def add_member(url: str, name: str, kind: str, password: str = "") -> tuple[str, str]:
    """Let `name` log in as a `rep` or `manager`; return the name as the database has it and the password.

    Without `password` one is made. Whoever is there already gets a new password and this kind. Raises BadInput for a name
    that can't be a role's, Refused for who may not.
    """
    import psycopg

    called = _checked(name)
    secret = password or secrets.token_urlsafe(18)
    database = TeamDatabase(url)
    for tried in range(1, _TRIES + 1):
        try:
            with database.connect() as connection:
                _let_in(connection, called, kind, secret)
                connection.commit()
            break
        except psycopg.errors.UndefinedTable:
            raise Refused(f"{database.shown} is no team's database yet: run `prospect team init` on it first") from None
        except (
            psycopg.errors.UniqueViolation,
            psycopg.errors.DuplicateObject,
            psycopg.errors.InternalError_,
        ) as error:
            # Roles belong to the whole server: the same one was made or changed for another database just now.
            if tried == _TRIES:
                raise database.wrong(error) from error
            time.sleep(random.uniform(0.0, _ASIDE * tried))  # noqa: S311 - chance, not secrecy
        except psycopg.Error as error:
            raise database.wrong(error) from error
    return called, secret


def _let_in(connection: Any, called: str, kind: str, secret: str) -> None:
    groups = dict(connection.execute("SELECT kind, name FROM public.team_role WHERE kind IN ('reps', 'managers')"))
    # What travels and may be logged is the verifier, never the password itself.
    verifier = connection.pgconn.encrypt_password(secret.encode(), called.encode(), b"scram-sha-256").decode()
    known = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (called,)).fetchone()
    verb = "ALTER" if known else "CREATE"
    connection.execute(f"{verb} ROLE {_quoted(called)} LOGIN PASSWORD '{verifier}'")
    for each, group in groups.items():
        act = "GRANT {} TO {}" if each == f"{kind}s" else "REVOKE {} FROM {}"
        connection.execute(act.format(_quoted(group), _quoted(called)))
    connection.execute(
        "INSERT INTO public.team_role VALUES (%s, %s) ON CONFLICT (name) DO UPDATE SET kind = EXCLUDED.kind",
        (called, kind),
    )


def rights(tables: list[str], reps: str, managers: str) -> list[str]:
    """Return the grants and policies for the ordinary `tables` and the logs; the groups are quoted already."""
    both = f"{reps}, {managers}"
    said = [
        "REVOKE CREATE ON SCHEMA public FROM PUBLIC",
        f"REVOKE ALL ON ALL TABLES IN SCHEMA public FROM PUBLIC, {both}",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {both}",
        *(f'GRANT INSERT ON public."{table}" TO {both}' for table in ("action", "change", "suppression")),
        f"GRANT INSERT ON public.touch TO {reps}",
    ]
    for table in tables:
        if table not in MANAGERS_ALONE:
            said.append(f'GRANT {_WRITE} ON public."{table}" TO {reps}')
        if table in MANAGERS_ALONE | MANAGERS_TOO:
            said.append(f'GRANT {_WRITE} ON public."{table}" TO {managers}')
    for table, column in OWN.items():
        mine = f"{column} = (SELECT session_user::text)"
        said += _secured(table, both, "true", insert=mine)
        said += [_policy(table, "changes", f"FOR UPDATE TO {reps} USING ({mine}) WITH CHECK ({mine})")]
        said += [_policy(table, "removes", f"FOR DELETE TO {reps} USING ({mine})")]
    own = "chain = (SELECT session_user::text)"
    said += _secured("touch", both, f"NOT private OR {own}", insert=f"{own} AND rep = chain")
    said += _secured("action", both, "true", insert=own)
    # The journal holds what was written whole, so the entry of a private touch is as private as the touch.
    hidden = "tbl = 'touch' AND COALESCE(after, '') LIKE '%\"private\":1%'"
    mine = "EXISTS (SELECT 1 FROM public.action a WHERE a.id = action_id AND a.chain = (SELECT session_user::text))"
    said += _secured("change", both, f"NOT ({hidden}) OR {mine}", insert="true")
    return said


def _secured(table: str, groups: str, select: str, *, insert: str) -> list[str]:
    old = [f'DROP POLICY IF EXISTS team_{verb} ON public."{table}"' for verb in ("reads", "adds", "changes", "removes")]
    return [
        f'ALTER TABLE public."{table}" ENABLE ROW LEVEL SECURITY', *old,
        _policy(table, "reads", f"FOR SELECT TO {groups} USING ({select})"),
        _policy(table, "adds", f"FOR INSERT TO {groups} WITH CHECK ({insert})"),
    ]  # fmt: skip


def _policy(table: str, verb: str, rest: str) -> str:
    return f'CREATE POLICY team_{verb} ON public."{table}" {rest}'


def _owned(database: TeamDatabase, statement: str) -> None:
    import psycopg

    try:
        with database.connect() as connection:
            connection.execute(statement)
            connection.commit()
    except psycopg.Error as error:
        raise database.wrong(error) from error


def _group(connection: Any, kind: str) -> str:
    """Return the name of a group of this database, made when it is missing. Groups belong to the whole server."""
    known = connection.exec_driver_sql("SELECT name FROM public.team_role WHERE kind = %s", (kind,)).scalar()
    base = connection.exec_driver_sql("SELECT current_database()").scalar()
    name = str(
        known or f"prospector_{kind}_{re.sub(r'[^a-z0-9_]', '_', base.lower())[:28]}_{zlib.crc32(base.encode()):08x}"
    )
    if connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (name,)).scalar() is None:
        run_all(connection, [f"CREATE ROLE {_quoted(name)} NOLOGIN"])
    if known is None:
        connection.exec_driver_sql("INSERT INTO public.team_role VALUES (%s, %s)", (name, kind))
    return name


def _tables(connection: Any) -> list[str]:
    found = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")
    return [name for (name,) in found if name not in {*APPEND_ONLY, "alembic_version", "team_role"}]


def _columns(connection: Any, table: str) -> list[str]:
    found = connection.exec_driver_sql(
        "SELECT attname FROM pg_attribute WHERE attrelid = %s::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum",
        (f'public."{table}"',),
    )
    return [name for (name,) in found]


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _checked(name: str) -> str:
    called = clean(name)
    if (
        not called
        or len(called.encode()) > _LONGEST_NAME
        or called.startswith("pg_")
        or called in (_MACHINE, "public", "none")
    ):
        raise BadInput(
            f"“{called}” can't be the name of a rep in a database: give 1 to {_LONGEST_NAME} letters, and none of its own names"
        )
    return called
