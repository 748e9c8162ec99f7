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


TEAM_SCHEMES = ("postgresql+psycopg", "postgresql", "postgres")
"""How the URL of a team's database begins."""


def database_path(given: str | None) -> Path | str:
    """Return the file that ``--db``, else ``PROSPECTOR_DB``, else the platform's data folder names; a team's URL as it is.

    Raises BadInput for a URL of a store we don't read.
    """
    value = given or os.environ.get("PROSPECTOR_DB") or ""
    if not value:
        return default_database()
    if value.startswith("sqlite:///"):
        value = value.removeprefix("sqlite:///")
    scheme, mark, _ = value.partition("://")
    if mark and scheme in TEAM_SCHEMES:
        return value
    if mark:
        raise BadInput(
            f"workspaces are SQLite files or PostgreSQL databases, so {scheme}://… can't be opened: "
            "give the path of a file, or postgresql+psycopg://NAME@HOST/DATABASE"
        )
    return Path(value).expanduser()


def named(place: Path | str) -> str:
    """Return what tells one workspace from every other, without a password: the whole path, or the URL."""
    if isinstance(place, Path):
        return str(place.resolve())
    from urllib.parse import parse_qs, unquote, urlsplit

    try:
        parts = urlsplit(place)
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        raise BadInput("this URL can't be read: give postgresql+psycopg://NAME@HOST/DATABASE") from None
    user = f"{unquote(parts.username)}@" if parts.username else ""
    host = parts.hostname or next(iter(parse_qs(parts.query).get("host", ())), "")
    return f"postgresql://{user}{host}{port}/{parts.path.strip('/')}"


def config_file() -> Path:
    """Return the path of the settings file, which may not exist."""
    return _base("config") / "config.toml"


def keys_file() -> Path:
    """Return the path of the file with the user's own keys, which may not exist."""
    return _base("config") / "keys.toml"


def cache_folder() -> Path:
    """Return the folder for what can be fetched again; made when it is missing."""
    return _folder("cache")


def app_folders() -> list[Path]:
    """Return the folders of ours that there are."""
    return [one for one in map(_base, ("data", "cache", "state", "config")) if one.is_dir()]


def place_file(database: Path | str) -> Path:
    """Return the file that remembers where in the app the user was, for one workspace."""
    name = named(database)
    key = f"{zlib.crc32(name.encode()):08x}-{Path(name).stem}"
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
