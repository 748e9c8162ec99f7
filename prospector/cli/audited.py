"""What an audit reads: one workspace, or several files and packets together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prospector.cli.options import workspace
from prospector.cli.output import note
from prospector.errors import BadInput
from prospector.paths import database_path, held_folder
from prospector.settings import load_settings
from prospector.workspace import Workspace

if TYPE_CHECKING:
    from prospector.audit.together import Together
    from prospector.store.reads import Reader


def own_file() -> Path:
    """Return the file of the manager's own workspace. Raises BadInput where it is a team's database."""
    place = database_path(None)
    if isinstance(place, str):
        raise BadInput(
            "packets and several files are read beside a file of your own: give PROSPECTOR_DB the path of one"
        )
    return place


@contextmanager
def audited(db: Sequence[str] | None) -> Iterator[tuple[Workspace, Sequence[str]]]:
    """Open what `--db` means, with what is to be said about how it was read.

    One path is that workspace itself; several are read together, none of them written, and samples, verdicts and signatures
    are kept in the manager's own workspace. A packet among them is taken in first. Without any path: the own workspace,
    with what reps handed in.
    """
    given = [Path(one).expanduser() for one in db or () if "://" not in one]
    if db and len(db) == 1 and not (given and _is_packet(given[0])):
        with workspace(db[0]) as opened:
            yield opened, ()
        return
    if db and len(given) < len(db):
        raise BadInput("a team's database holds everybody already: give its URL alone")
    files = _files(given) if given else _handed_in()
    if not files:
        with workspace(None) as opened:
            yield opened, ()
        return
    with _read(files) as (opened, notes):
        yield opened, notes


@contextmanager
def _read(files: Sequence[Path]) -> Iterator[tuple[Workspace, Sequence[str]]]:
    from prospector.audit.together import ReadTogether, together, told
    from prospector.clock import Clock
    from prospector.store.store import Store

    settings = load_settings()
    with together(files, _called(files)) as found, workspace(str(own_file()), create=True) as kept:
        opened = Workspace(Store(ReadTogether(found.path), Clock(), settings.actor()), settings)
        opened.audit.keep_in(kept.store, _elsewhere(found, kept))
        notes = [told(found), *found.notes]
        for one in notes:
            note(one)
        try:
            yield opened, notes
        finally:
            opened.close()


def _elsewhere(found: Together, kept: Workspace) -> dict[str, Reader]:
    """Return the logs that were read, but for the own one, which is signed as it stands."""
    own = kept.store.reader.value("SELECT id FROM action ORDER BY number LIMIT 1")
    return {origin: reader for origin, reader in found.logs.items() if origin != own}


def _files(given: Sequence[Path]) -> list[Path]:
    found = []
    for path in given:
        if _is_packet(path):
            found.append(_taken(path))
        else:
            found.append(path)
    return list(dict.fromkeys(found))


def _taken(path: Path) -> Path:
    from prospector.audit.held import held_path
    from prospector.audit.packets import read_packet
    from prospector.audit.taking import take
    from prospector.clock import Clock

    note(take(path, own_file(), Clock()).text)
    return held_path(own_file(), read_packet(path).manifest.origin)


def _handed_in() -> list[Path]:
    """Return the own workspace and what was handed in; nothing while nobody handed anything in."""
    place = database_path(None)
    if isinstance(place, str) or not held_folder(place).is_dir():
        return []
    from prospector.audit.held import holdings

    held = [one.path for one in holdings(place)]
    return [*([place] if place.exists() else []), *held] if held else []


def _called(files: Sequence[Path]) -> dict[Path, str]:
    """Return whose those of `files` are that were handed in."""
    from prospector.audit.held import holding, is_held

    known = {path: holding(path) for path in files if is_held(path)}
    return {path: f"{one.rep}, handed in {one.made_at[:10]}" for path, one in known.items() if one is not None}


def _is_packet(path: Path) -> bool:
    from prospector.audit.packets import is_packet

    return is_packet(path)
