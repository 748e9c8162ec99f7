"""A PostgreSQL server for the tests, from whatever is on the machine; as root it runs as `nobody`.

``python tests/postgres.py`` is what `make test` calls: silent where there are binaries, else it installs Debian's package
when it may (as root, with apt-get), else it says that the tests of the team database will be skipped.
"""

from __future__ import annotations

import fcntl
import os
import pwd
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

_NOBODY = "nobody"
_SETTINGS = (
    "listen_addresses=''", "max_connections=200", "shared_buffers=64MB", "autovacuum_naptime=60s", "wal_level=minimal",
    "max_wal_senders=0", "log_min_messages=panic", "log_min_error_statement=panic",
)  # fmt: skip
ADMIN = "prospector_admin"


def binaries() -> Path | None:
    """Return the folder with initdb and postgres: PG_BIN, else the newest of Debian's, else what is on the path."""
    places = [Path(os.environ["PG_BIN"])] if os.environ.get("PG_BIN") else []
    places += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: one.parent.name.zfill(4), reverse=True)
    found = shutil.which("initdb")
    places += [Path(found).parent] if found else []
    return next((one for one in places if (one / "initdb").exists() and (one / "postgres").exists()), None)


def install() -> str:
    """Install the server when there is none and we may; return what went wrong, or nothing."""
    if binaries() is not None:
        return ""
    if os.name != "posix" or os.geteuid() != 0 or shutil.which("apt-get") is None:
        return "no PostgreSQL on this machine, and only root with apt-get can install it"
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    wanted = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "postgresql"]
    said = ""
    # A fresh image has no package lists yet.
    for command in (wanted, ["apt-get", "update", "-qq"], wanted):
        done = subprocess.run(command, check=False, env=environment, capture_output=True, text=True)
        said = done.stderr.strip().splitlines()[-1] if done.returncode and done.stderr.strip() else ""
        if binaries() is not None:
            return ""
    return f"PostgreSQL could not be installed{f' ({said})' if said else ''}"


class Server:
    """One cluster in a folder of its own, reached through a socket in it alone."""

    def __init__(self, folder: Path, *, durable: bool = False) -> None:
        """Make the cluster. `durable` ones keep what they acknowledge when they are killed; the others are faster."""
        found = binaries()
        if found is None:
            raise RuntimeError("there are no PostgreSQL binaries")
        self.bin, self.folder = found, folder
        self.data = folder / "data"
        if not self.data.exists():
            self._run(
                "initdb",
                "-D",
                str(self.data),
                "-U",
                ADMIN,
                "-E",
                "UTF8",
                "--locale=C.UTF-8",
                "-A",
                "trust",
                "--no-sync",
            )
            settings = [*_SETTINGS, f"unix_socket_directories='{self.folder}'"]
            settings += [] if durable else ["fsync=off", "full_page_writes=off", "synchronous_commit=off"]
            with (self.data / "postgresql.conf").open("a") as file:
                file.write("\n".join(["", *settings, ""]))

    @classmethod
    def fresh(cls, *, durable: bool = False) -> Server:
        """Make a cluster in a new folder."""
        # The address of a socket is short.
        memory = os.environ.get("PYTEST_DEBUG_TEMPROOT") == "/dev/shm"
        place = "/dev/shm" if memory else "/tmp" if Path("/tmp").is_dir() else None
        folder = Path(tempfile.mkdtemp(prefix="pg-", dir=place))
        if os.geteuid() == 0:
            shutil.chown(folder, _NOBODY)
        return cls(folder, durable=durable)

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._run("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "-s", "start")

    def stop(self, mode: str = "fast") -> None:
        """Stop it; `immediate` is a crash."""
        self._run("pg_ctl", "-D", str(self.data), "-m", mode, "-w", "-s", "stop")

    def remove(self) -> None:
        """Stop it, whatever state it is in, and remove its folder."""
        if (self.data / "postmaster.pid").exists():
            self.stop("immediate")
        shutil.rmtree(self.folder, ignore_errors=True)

    def url(self, database: str, user: str = ADMIN) -> str:
        """Return the URL of one database for one user."""
        return f"postgresql+psycopg://{user}@/{database}?host={self.folder}"

    def copy(self, name: str, of: str = "base") -> str:
        """Make a database like another one; return its URL for its owner."""
        # From version 15 on the copy would be written down row by row, which takes thrice as long, unless files are asked for.
        (newer,) = self.sql("SELECT current_setting('server_version_num')::int >= 150000")[0]
        self.sql(f"CREATE DATABASE {name} TEMPLATE {of}{' STRATEGY FILE_COPY' if newer else ''}")
        return self.url(name)

    def sql(self, statement: str, database: str = "postgres", user: str = ADMIN) -> list[tuple[Any, ...]]:
        """Run one statement past the product; return its rows."""
        import psycopg

        with psycopg.connect(self.url(database, user).replace("+psycopg", ""), autocommit=True) as connection:
            cursor = connection.execute(statement)
            return cursor.fetchall() if cursor.description else []

    def _run(self, name: str, *arguments: str) -> None:
        # The server refuses root, and so do its tools.
        drop: dict[str, Any] = {}
        if os.geteuid() == 0:
            nobody = pwd.getpwnam(_NOBODY)
            drop = {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
        with (self.folder / "tool.log").open("ab") as log:
            subprocess.run(
                [str(self.bin / name), *arguments], check=True, cwd="/", stdin=subprocess.DEVNULL, stdout=log, stderr=log,
                env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "TZ": "UTC"}, **drop,
            )  # fmt: skip


def watch(process: int, folder: Path) -> None:
    """Wait until `process` is gone, then remove the cluster in `folder`: also after a test run that was killed."""
    while Path(f"/proc/{process}").exists() if Path("/proc").is_dir() else os.getppid() != 1:
        time.sleep(0.5)
    Server(folder).remove()


def shared(note: Path) -> Server:
    """Return the running cluster of this test run, which `note` names for all its processes; the first one starts it."""
    from prospector.store.team import TeamDatabase
    from prospector.store.team_schema import lay

    with note.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if note.exists():
            return Server(Path(note.read_text()))
        server = Server.fresh()
        server.start()
        server.sql("CREATE DATABASE base")
        lay(TeamDatabase(server.url("base")))
        run = os.getppid() if os.environ.get("PYTEST_XDIST_WORKER") else os.getpid()
        watcher = subprocess.Popen([sys.executable, __file__, "watch", str(run), str(server.folder)], start_new_session=True,
                         stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")  # fmt: skip
        watcher.returncode = 0  # nobody waits for it: it waits for us
        note.write_text(str(server.folder))
        return server


if __name__ == "__main__":
    if sys.argv[1:2] == ["watch"]:
        watch(int(sys.argv[2]), Path(sys.argv[3]))
    elif wrong := install():
        sys.stderr.write(f"{wrong}: the tests of the team database are skipped\n")
