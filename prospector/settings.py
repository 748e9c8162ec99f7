"""What the user may set: a TOML file in the platform's folder, overridden by the environment."""

from __future__ import annotations

import getpass
import json
import math
import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

from prospector.errors import BadInput
from prospector.paths import cache_folder, config_file
from prospector.text import clean

LIST_SIZE = 20
LOOKS = ("dark", "light", "contrast")
"""The themes of the app: two with a contrast of 4.5 and more, and one, white on black, with 7 and more."""
ROLES = ("farmer", "closer", "manager")
"""Who develops leads, who closes them, who answers for both."""
NO_CONTACT_GIVEN = "none"
"""The contact of a user who does not want to give one, and is not asked again."""
_CONTACT = re.compile(r"[^\s@<>()]+@[^\s@<>()]+\.[^\s@<>()]+|https?://[^\s<>()]+", re.ASCII)
_LONGEST_CONTACT = 120
_KEY = "PROSPECTOR_KEY_"


@dataclass(frozen=True)
class Settings:
    """Settings of one run."""

    rep: str = ""
    """Who acts; empty: the name of the operating system's user."""
    role: str = ""
    """The part the acting rep plays, one of `ROLES`; empty: every part. A farmer develops leads and closes none."""
    contact: str = ""
    """E-mail or URL that sites may write to; goes into the user agent. Empty: not asked yet; `none`: the user gives none."""
    list_size: int = LIST_SIZE
    """Slots on a rep's active list."""
    companies_at_once: int = 12
    """Companies researched at the same time."""
    pace_seconds: float = 0.5
    """Least time between two requests to one host."""
    gateway: str = ""
    """Where every web request goes instead of the web; empty: to the web."""
    sources: str = ""
    """Sources that are asked unless a command names others, split by commas: names, or `all`; empty: all but those that say
    otherwise. `+name` and `-name` switch one on and off."""
    budget_requests: int = 80
    """Most requests for one company in one run."""
    budget_megabytes: int = 40
    """Most that is read about one company in one run."""
    budget_seconds: int = 180
    """Longest time for which answers about one company are waited for in one run."""
    cache: str = ""
    """File of the web cache; empty: the platform's folder; `none`: no cache."""
    theme: str = ""
    """The theme of the app, one of `LOOKS`; empty: the one chosen last in the app, at first the dark one."""
    backups_daily: int = 7
    """Days whose last backup is kept."""
    backups_weekly: int = 4
    """Weeks whose last backup is kept."""
    keys: Mapping[str, str] = field(default_factory=dict, repr=False)
    """The user's own keys for sources that want one: the table `[keys]` by source, or ``PROSPECTOR_KEY_SOURCE``."""

    def actor(self) -> str:
        """Return who acts."""
        return self.rep or _system_user()

    def contact_given(self) -> str | None:
        """Return whom sites may write to, None when the user gives nobody."""
        return None if self.contact in ("", NO_CONTACT_GIVEN) else self.contact

    def cache_path(self) -> Path | None:
        """Return the file of the web cache, or None for none."""
        if self.cache == "none":
            return None
        if self.cache:
            return Path(self.cache)
        # What one gateway answered must not stand in for another one, nor for the real web.
        through = re.sub(r"[^a-z0-9.]+", "-", urlsplit(self.gateway).netloc.casefold())
        return cache_folder() / (f"web-{through}.db" if through else "web.db")


def load_settings(environment: Mapping[str, str] | None = None) -> Settings:
    """Return the settings from the file and the environment (``PROSPECTOR_REP``, ``PROSPECTOR_GATEWAY``...).

    Raises BadInput naming the file and key, or the variable, that can't be used.
    """
    env = os.environ if environment is None else environment
    settings = _from_file(Settings(), config_file())
    given = {one.name: env[f"PROSPECTOR_{one.name.upper()}"] for one in fields(Settings)
             if one.name != "keys" and env.get(f"PROSPECTOR_{one.name.upper()}")}  # fmt: skip
    for name, value in given.items():
        settings = _with(settings, name, value, f"PROSPECTOR_{name.upper()}")
    keys = {name: value for name, value in env.items() if name.startswith(_KEY) and value and name != _KEY}
    settings = _with_keys(settings, {name.removeprefix(_KEY): value for name, value in keys.items()}, f"{_KEY}…")
    _check_gateway(settings.gateway)
    return replace(settings, role=_checked_role(settings.role), theme=checked_look(settings.theme))


def read_contact(typed: str) -> str:
    """Return a contact as the settings keep it. Raises BadInput for anything but an e-mail address or a web address."""
    given = clean(typed)
    if given.lower() == NO_CONTACT_GIVEN:
        return NO_CONTACT_GIVEN
    if not _CONTACT.fullmatch(given) or len(given) > _LONGEST_CONTACT:
        raise BadInput(f"“{given}” is no e-mail address and no web address: type one, or {NO_CONTACT_GIVEN}")
    return given


def save_setting(name: str, value: str) -> Path:
    """Write one text setting into the settings file, whose other lines stay as they are; return the file.

    Raises BadInput when the file can't be used.
    """
    import tomllib

    path = config_file()
    try:
        text = path.read_text(encoding="utf-8") if path.exists() else ""
        line = f"{name} = {json.dumps(clean(value), ensure_ascii=False)}"
        head, bracket, tables = _before_tables(text)
        changed, count = re.subn(rf"(?m)^[ \t]*{name}[ \t]*=.*$", lambda _: line, head, count=1)
        text = (changed if count else f"{line}\n{head}") + bracket + tables
        if tomllib.loads(text).get(name) != clean(value):
            raise BadInput(f"{path}: {name} stands there in several lines: write {line} yourself")
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        fresh = path.with_name(path.name + ".new")
        fresh.write_text(text, encoding="utf-8")
        fresh.chmod(0o600)
        fresh.replace(path)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path} can't be changed: {clean(error)}") from None
    return path


def _before_tables(text: str) -> tuple[str, str, str]:
    """Return what stands before the first table of a TOML file, the bracket that opens it, and the rest."""
    found = re.search(r"(?m)^[ \t]*\[", text)
    return (text, "", "") if found is None else (text[: found.start()], found.group(), text[found.end() :])


def _from_file(settings: Settings, path: Path) -> Settings:
    try:
        text = path.read_text(encoding="utf-8")
        import tomllib  # only where there is a file

        document = tomllib.loads(text)
    except FileNotFoundError:
        return settings
    except (OSError, ValueError) as error:  # wrong letters and wrong TOML are both a ValueError
        raise BadInput(f"{path}: {clean(error)}: correct or remove the file") from None
    known = {one.name for one in fields(Settings)}
    for name, value in document.items():
        if name not in known:
            raise BadInput(f"{path}: unknown setting “{clean(name)}”: known are {', '.join(sorted(known))}")
        keep = _with_keys if name == "keys" else partial(_with, name=name)
        settings = keep(settings, value=value, where=f"{path}: {name}")
    return settings


def _with_keys(settings: Settings, value: object, where: str) -> Settings:
    """Return `settings` with more keys; a key is never part of a message."""
    if not isinstance(value, dict) or not all(isinstance(key, str) for key in value.values()):
        raise BadInput(f"{where} must be a table of texts: under [keys] one line such as companies_house = '...'")
    named = {str(name).casefold().replace("-", "_"): key.strip() for name, key in value.items()}
    return replace(settings, keys={**settings.keys, **named})


def _with(settings: Settings, name: str, value: object, where: str) -> Settings:
    wanted = type(getattr(settings, name))
    converted = _converted(wanted, value)
    if converted is None:
        kind = {int: "a whole number", float: "a number"}.get(wanted, "a text")
        raise BadInput(f"{where} must be {kind}, not “{clean(value, 100)}”")
    if isinstance(converted, int | float) and converted < (1 if wanted is int else 0):
        raise BadInput(f"{where} is too small: {converted}")
    return replace(settings, **{name: converted})  # type: ignore[arg-type]


def _converted(wanted: type, value: object) -> str | float | None:
    """Return `value` (a text from the environment, anything from TOML) as the `wanted` type, or None."""
    if wanted is str:
        return clean(value) if isinstance(value, str) else None
    if isinstance(value, bool) or (wanted is int and not isinstance(value, int | str)):
        return None
    try:
        number: float = wanted(value)
    except (TypeError, ValueError):
        return None
    return number if math.isfinite(number) else None


def _checked_role(typed: str) -> str:
    role = typed.casefold()
    if role and role not in ROLES:
        raise BadInput(
            f"role (PROSPECTOR_ROLE) is one of {', '.join(ROLES)}, or empty for all parts, not “{clean(typed)}”"
        )
    return role


def checked_look(typed: str) -> str:
    """Return the theme that is meant, empty for none. Raises BadInput for one that there is not."""
    look = typed.casefold()
    if look and look not in LOOKS:
        raise BadInput(f"theme (--theme, PROSPECTOR_THEME) is one of {', '.join(LOOKS)}, not “{clean(typed)}”")
    return look


def _check_gateway(gateway: str) -> None:
    if not gateway:
        return
    try:
        parts = urlsplit(gateway)
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        usable = False
    if not usable:
        raise BadInput(f"PROSPECTOR_GATEWAY must be a URL such as http://127.0.0.1:8080, not “{clean(gateway)}”")


def _system_user() -> str:
    try:
        return clean(getpass.getuser())
    except (OSError, KeyError):
        return "rep"
