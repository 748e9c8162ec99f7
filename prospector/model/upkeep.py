"""What upkeep tells: findings about the workspace, what a backup holds, what a restore and an erasure did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    good: bool
    said: str
    """What was seen."""
    todo: str = ""
    """What to do about it; empty when it is good, or when `said` tells it already."""


@dataclass(frozen=True, slots=True)
class BackupContent:
    """What stands in a backup, read and checked before it is restored."""

    path: Path
    schema: int
    last_action: str
    """Moment of its newest action, ISO 8601 UTC; empty when it has none."""
    accounts: int
    touches: int
    actions: int
    broken: Sequence[str]
    """One sentence for each broken hash chain; a damaged file is refused before."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What a restore did, in sentences."""

    path: Path
    aside: Path | None
    """Where the workspace of before lies now; None when there was none."""
    said: Sequence[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """A place in somebody else's record where the text stands, which is blanked there."""

    table: str
    column: str
    account: str
    """Name of the account it belongs to, empty when it belongs to none."""
    text: str
    """The passage as it will read."""


@dataclass(frozen=True, slots=True)
class Erasure:
    """What an erasure takes, or took."""

    kind: str
    """`company`, `person`, `domain`, `email` or `phone`."""
    who: Sequence[str]
    """Names of those who go, as far as they are in the workspace; empty in the answer to an erasure that was done."""
    removed: Mapping[str, int]
    """Rows that go, by table."""
    blanked: Mapping[str, int]
    """Entries of the append-only logs whose text goes, by table."""
    mentions: Sequence[Mention]
    kept: Sequence[str]
    """One sentence for everything alike that stays (another person of the same name...)."""
    cached: int
    """Pages of the web cache that go."""
    backups: Sequence[Path]
    """Backups that go, because they hold it."""
    elsewhere: Sequence[Path]
    """Files in our folders that hold it and are not ours to change."""
    entered: int = 0
    """Hashes in the never-contact ledger."""
    said: Sequence[str] = ()
    """What was done besides, and what could not be, in sentences."""
