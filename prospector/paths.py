"""Where things lie on this platform. ``PROSPECTOR_HOME`` puts everything into one folder (portable installs, tests)."""

from __future__ import annotations

import os
import zlib
from pathlib import Path

from prospector.errors import BadInput, StoreUnusable

APP = "prospector"


def default_database() -> Path:
    """Return the path of the default workspace; its folder is made when it is missing."""
    return _folder("data") / "workspace.db"


def database_path(given: str | None) -> Path:
    """Return the file that ``--db``, else ``PROSPECTOR_DB``, else the platform's data folder names.

    Raises BadInput for a URL of a store we don't read.
    """
    value = given or os.environ.get("PROSPECTOR_DB") or ""
    if not value:
        return default_database()
    if value.startswith("sqlite:///"):
        value = value.removeprefix("sqlite:///")
    if "://" in value:
        raise BadInput(
            f"this version keeps workspaces in SQLite files only and can't open {value.split('://', 1)[0]}://…: "
            "give the path of a file"
        )
    return Path(value).expanduser()


def config_file() -> Path:
    """Return the path of the settings file, which may not exist."""
    return _base("config") / "config.toml"


def cache_folder() -> Path:
    """Return the folder for what can be fetched again; made when it is missing."""
    return _folder("cache")


def place_file(database: Path) -> Path:
    """Return the file that remembers where in the app the user was, for one workspace."""
    key = f"{zlib.crc32(str(database.resolve()).encode()):08x}-{database.stem}"
    return _folder("state") / f"place-{key}.json"


def hand_in_folder() -> Path:
    """Return the folder with the key that signs packets and with what was handed in last; made when it is missing."""
    folder = _folder("state") / "hand-in"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def held_folder(database: Path) -> Path:
    """Return the folder beside a manager's workspace with what reps handed in, which may not exist."""
    return database.with_name(f"{database.name}.reps")


def _base(kind: str) -> Path:
    home = os.environ.get("PROSPECTOR_HOME")
    if home:
        return Path(home).expanduser() / kind
    from platformdirs import PlatformDirs

    folders = PlatformDirs(APP, appauthor=False)
    return Path(str(getattr(folders, f"user_{kind}_dir")))


def _folder(kind: str) -> Path:
    path = _base(kind)
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise StoreUnusable(
            f"the folder {path} can't be made ({(error.strerror or str(error)).lower()}): "
            "give a path with --db or a folder in PROSPECTOR_HOME"
        ) from None
    return path
