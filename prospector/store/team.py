"""A workspace in a team's PostgreSQL database, behind a URL; imported for such URLs alone.

Who acts there is who logged in: the database holds to it (see `prospector.store.team_rights`). Every writing transaction
takes one lock first, as BEGIN IMMEDIATE does in a file, so that what a service looked at inside its action still holds
when it is committed, and the newest action is the one committed last.
"""

from __future__ import annotations

import contextlib
import re
import time
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from prospector.errors import BadInput, NotFound, ProspectorError, Refused, StoreUnusable
from prospector.paths import TEAM_SCHEMES, named
from prospector.store.guards import trigger_names
from prospector.store.team_reads import TeamReader
from prospector.store.version import SCHEMA_VERSION

if TYPE_CHECKING:
    from sqlalchemy import Engine

WRITERS = 5_789_784_172
"""The key of the lock that every writing transaction of a team's database holds."""
RULE = "PR001"
"""The state that the database's own rules raise; their message is a sentence for the user."""
_WAIT_SECONDS, _CONNECT_SECONDS, _AGAIN_SECONDS = 20, 10, 0.2
_SETTINGS = (
    "SET search_path = {path}; SET TIME ZONE 'UTC'; SET client_min_messages = warning; "
    # Compiling a question takes longer than its answer: what stands of all touches is guessed dearer than it is.
    "SET jit = off; "
    f"SET lock_timeout = '{_WAIT_SECONDS}s'; "
    # Whoever is cut off or falls asleep in the middle of a transaction must not hold up the others for long.
    "SET idle_in_transaction_session_timeout = '120s'; SET tcp_keepalives_idle = 30"
)
_TABLE = re.compile(r"table \"?(\w+)")
_LOST = ("08", "57P")
_UNREACHED = re.compile(r"connection failed|connection timeout|connection to server")


class TeamDatabase:
    """A team's database, as `prospector.store.database.Database` wants it."""

    read_only = False

    def __init__(self, url: str) -> None:
        """Read the URL; nothing is opened. Raises BadInput for one that can't be read, StoreUnusable without the driver."""
        self.shown = self.identity = named(url)
        parts = urlsplit(url)
        if parts.scheme not in TEAM_SCHEMES or not (parts.path.strip("/") or "dbname" in parse_qs(parts.query)):
            raise BadInput(f"“{self.shown}” names no database: give postgresql+psycopg://NAME@HOST/DATABASE")
        self._conninfo = "postgresql" + url[len(parts.scheme) :]
        self.acting = ""
        self.kind = ""
        """`rep` or `manager`; empty for somebody to whom the database was not opened as one."""
        try:
            import psycopg  # noqa: F401
        except ImportError:
            raise StoreUnusable(
                f"{self.shown} can't be opened: team databases need the extra `team` (pip install 'prospector-tui[team]')"
            ) from None

    def reader(self) -> TeamReader:
        """Return a reading connection of its own. Touches are read through a view that hides others' private notes."""
        return TeamReader(self)

    def connect(self, *, reading: bool = False) -> Any:
        """Return a connection of the driver. Raises its errors."""
        import psycopg

        connection = psycopg.connect(
            self._conninfo, autocommit=True, connect_timeout=_CONNECT_SECONDS, application_name="prospector",
            # Values are put in by the driver, so that the database sees their types where it has only one to go by.
            cursor_factory=psycopg.ClientCursor if reading else psycopg.Cursor,
        )  # fmt: skip
        try:
            path = "seen, public" if reading and self.acting else "public"
            connection.execute(_SETTINGS.format(path=path))
            if reading:
                connection.execute("SET default_transaction_read_only = on")
            else:
                connection.autocommit = False
        except BaseException:
            connection.close()
            raise
        return connection

    def engine(self) -> Engine:
        """Return an engine with one connection, looked after before each use: one that was lost is opened again."""
        from sqlalchemy import create_engine, event

        engine = create_engine(
            "postgresql+psycopg://", creator=self.connect, pool_size=1, max_overflow=0, pool_pre_ping=True,
            hide_parameters=True,
        )  # fmt: skip

        @event.listens_for(engine, "begin")
        def writers_lock(connection: Any) -> None:
            connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({WRITERS})")

        return engine

    def check_writable(self) -> None:
        """Say nothing: the database decides at the first write."""

    def wrong(self, error: BaseException) -> ProspectorError:
        """Return what to tell the user about an error of the driver or the ORM; never with values from the database."""
        from sqlalchemy.orm.exc import StaleDataError

        original: Any = getattr(error, "orig", None) or error
        state = str(getattr(original, "sqlstate", None) or "")
        if state == RULE:
            return Refused(str(original.diag.message_primary))
        if state == "42501" or isinstance(error, StaleDataError):
            return Refused(self._not_yours(str(original)))
        if is_lost(error) and not _UNREACHED.search(str(original)):
            return StoreUnusable(
                f"the connection to {self.shown} was lost: nothing is half-written and nothing acknowledged is lost; "
                "try again, it is opened anew"
            )
        return StoreUnusable(f"{self.shown} {_SENTENCES.get(state) or _because(original, state)}")

    def _not_yours(self, said: str) -> str:
        found = _TABLE.search(said)
        what = found[1].replace("_", " ") if found else "this"
        if self.kind == "manager" and "policy" not in said:
            return f"{self.acting} is a manager here, and {what} is written by reps; nothing was changed"
        if self.kind == "rep" and "policy" not in said and found:
            return f"{self.acting} is a rep here, and {what} is written by managers; nothing was changed"
        return (
            f"{self.shown} does not let {self.acting or 'you'} write this {'' if what == 'this' else what}".rstrip()
            + (": it belongs to somebody else; nothing was changed")
        )

    def kept(self, action_id: str, error: BaseException) -> bool:
        """Say whether an action was committed although the connection was lost before the answer came.

        A server that starts again is waited for. Raises StoreUnusable when it can't be asked: then nobody knows.
        """
        import psycopg

        if not is_lost(error):
            return False
        until = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < until:
            with contextlib.suppress(psycopg.Error), contextlib.closing(self.connect()) as connection:
                # Behind this lock, what was under way has ended one way or the other.
                connection.execute(f"SELECT pg_advisory_xact_lock({WRITERS})")
                return connection.execute("SELECT 1 FROM action WHERE id = %s", (action_id,)).fetchone() is not None
            time.sleep(_AGAIN_SECONDS)
        raise StoreUnusable(
            f"the connection to {self.shown} was lost while saving, and whether it was saved can't be asked now: nothing is "
            "half-written; look at the history before you try again"
        ) from error


def open_team(url: str) -> TeamDatabase:
    """Return the team's database behind `url`, looked at: ours, of this schema, guarded.

    Raises NotFound when there is no workspace in it, StoreUnusable when it can't be used.
    """
    database = TeamDatabase(url)
    with contextlib.closing(database.reader()) as reader:
        if reader.value("SELECT to_regclass('public.alembic_version')") is None:
            raise NotFound(f"there is no workspace in {database.shown}: `prospect team init URL` lays one")
        version = int(reader.value("SELECT version_num FROM public.alembic_version"))
        if version > SCHEMA_VERSION:
            raise StoreUnusable(
                f"{database.shown} was written by a newer Prospector (schema {version}, this one knows {SCHEMA_VERSION}): "
                "update Prospector; nothing was changed"
            )
        if version < SCHEMA_VERSION:
            raise StoreUnusable(
                f"{database.shown} has an older schema ({version}, this Prospector needs {SCHEMA_VERSION}): "
                "who owns it runs `prospect team init` on it once; nothing was changed"
            )
        if missing := trigger_names() - reader.triggers():
            raise StoreUnusable(
                f"{database.shown} was changed by another program (its guard {min(missing)} is missing): "
                "who owns it runs `prospect team init` on it, then `prospect doctor --verify`"
            )
        if reader.value("SELECT to_regclass('public.team_role')") is not None:
            found = reader.one("SELECT name, kind FROM public.team_role WHERE name = session_user")
            database.acting, database.kind = found or ("", "")
    return database


def is_lost(error: BaseException) -> bool:
    """Say whether the connection was lost, so that the next act opens another."""
    original: Any = getattr(error, "orig", None) or error
    state = str(getattr(original, "sqlstate", None) or "")
    if state:
        return state.startswith(_LOST) or state == "25P03"
    return type(original).__name__ in ("OperationalError", "InterfaceError", "AdminShutdown")


_SENTENCES = {
    "55P03": "is being written by somebody else: wait a moment and try again; nothing was changed",
    "40001": "is being written by somebody else: wait a moment and try again; nothing was changed",
    "40P01": "is being written by somebody else: wait a moment and try again; nothing was changed",
    "25006": "can only be read (a standby?), so nothing was changed: connect to the primary server",
    "53100": "could not be written because the server's disk is full; nothing acknowledged is lost",
    "53300": "takes no more connections now: wait a moment and try again",
    "28P01": "refuses the password: give it in the URL or in the file of PGPASSFILE",
    "28000": "does not let this user in: ask who owns it",
    "3D000": "does not exist: ask who owns the server to create the database",
    "42P01": "is damaged (a table is missing): who owns it restores a backup",
    "42703": "is damaged (a column is missing): who owns it restores a backup",
}


def _because(original: Any, state: str) -> str:
    """Return why it can't be used, in the server's words only where they hold no values."""
    if not state:
        said = str(original).strip().lower()
        if not _UNREACHED.search(said):
            return f"could not be asked ({type(original).__name__})"
        if "password authentication failed" in said or "no password supplied" in said:
            return _SENTENCES["28P01"]
        if "does not exist" in said:
            return "does not exist, or no such user: check the URL"
        return "can't be reached: check the URL, the network and that the server runs"
    constraint = getattr(original.diag, "constraint_name", None) if hasattr(original, "diag") else None
    return f"refused it (state {state}{f', rule {constraint}' if constraint else ''}); nothing was changed"
