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


def own_file(db: str | None = None) -> Path:
    """Return the file of the manager's own workspace, which `db` may name. Raises BadInput for a team's database."""
    place = database_path(db)
    if isinstance(place, str):
        raise BadInput(
            "packets and several files are read beside a file of your own: give --db or PROSPECTOR_DB the path of one"
        )
    return place


@contextmanager
def audited(db: Sequence[str] | None) -> Iterator[tuple[Workspace, Sequence[str]]]:
    """Open what `--db` means, with what is to be said about how it was read.

    One path is that workspace, none the own one, each with what reps handed in to it; several are read together, none of them
    written, and samples, verdicts and signatures are kept in the manager's own workspace. A packet among them is taken in
    first.
    """
    given = [Path(one).expanduser() for one in db or () if "://" not in one]
    alone = db[0] if db and len(db) == 1 and not (given and _is_packet(given[0])) else None
    if db and not alone and len(given) < len(db):
        raise BadInput("a team's database holds everybody already: give its URL alone")
    files = _files(given) if db and not alone else _handed_in(alone)
    if not files:
        with workspace(alone) as opened:
            yield opened, ()
        return
    with _read(files, own_file(alone)) as (opened, notes):
        yield opened, notes


@contextmanager
def _read(files: Sequence[Path], own: Path) -> Iterator[tuple[Workspace, Sequence[str]]]:
    from prospector.audit.together import ReadTogether, together, told
    from prospector.clock import Clock
    from prospector.store.store import Store

    settings = load_settings()
    with together(files, _called(files)) as found, workspace(str(own), create=True) as kept:
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


def _handed_in(db: str | None) -> list[Path]:
    """Return the workspace and what was handed in to it; nothing while nobody handed anything in."""
    place = database_path(db)
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
