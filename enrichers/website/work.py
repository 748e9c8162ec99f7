"""What is done in the worker processes. Their readers, and the hundred patterns these compile, are loaded there alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from enrichers.website.snapshot import Snapshot

if TYPE_CHECKING:
    from prospector.research.protocol import Claim


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of the company beforehand, in plain picklable form."""

    domain: str
    """Registrable domain whose pages were read."""
    now: datetime
    country: str | None = None
    names: tuple[str, ...] = ()
    """Names of the account; they serve to recognise, and are never given back as claims."""


def read(html: str, url: str, headers: Mapping[str, str], kind: str) -> Snapshot:
    """Return what a page holds (see `reader.read_page`)."""
    from enrichers.website.reader import read_page

    return read_page(html, url, headers, kind)


def claims_of(snapshots: list[Snapshot], known: Known) -> list[Claim]:
    """Return the claims of all pages (see `gather.gather`)."""
    from enrichers.website.gather import gather

    return gather(snapshots, known)
