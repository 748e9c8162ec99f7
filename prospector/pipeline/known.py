"""Who is this? The matcher of `identity` over the accounts of one workspace, kept up to date as they change."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from prospector.identity.domain import is_shared, registrable
from prospector.identity.party import Party
from prospector.model.account import Match
from prospector.pipeline.indexed import Indexed, Stale
from prospector.pipeline.parties import parties
from prospector.pipeline.twins import Twins
from prospector.store.reads import places
from prospector.store.store import Store
from prospector.text import clean_name

if TYPE_CHECKING:
    from prospector.identity.lookup import Match as Found
    from prospector.identity.matcher import Pair
    from prospector.identity.saved import SavedIndex

_ORDER = ("same", "review", "related", "different")


class Known:
    """Finds which account a typed name, domain or row may be."""

    def __init__(self, store: Store) -> None:
        """Work on `store`; nothing is read before the first question."""
        self.store = store
        self.indexed = Indexed(store)
        self._twins = Twins(store, self.indexed)

    def lookup(
        self,
        name: str,
        *,
        domain: str | None = None,
        country: str | None = None,
        city: str | None = None,
        limit: int = 5,
    ) -> list[Match]:
        """Return the accounts that may be this company, best first."""
        typed = clean_name(name)
        if not typed and not domain:
            return []
        found = registrable(domain) if domain else None
        asked = Party(
            id="", names=(typed,) if typed else (), domains=(found,) if found else (), country=country, city=city
        )
        return self.indexed.ask(lambda index: self._matches(asked, index, limit))

    def twins(self) -> tuple[list[Pair], dict[str, str]]:
        """Return the likely duplicates among the accounts, surest first, and the names of all accounts by id."""
        names = self.store.reader.rows("SELECT id, name FROM account WHERE merged_into IS NULL")
        return self._twins.pairs(), dict(names)

    def parties(self, ids: Collection[str]) -> dict[str, Party]:
        """Return what is compared of the accounts with these ids, without those gone or merged."""
        found = parties(self.store.reader, ids)
        return {account_id: party for account_id, party in found.items() if party is not None}

    def close(self) -> None:
        """Close the index."""
        self.indexed.close()

    def _matches(self, asked: Party, index: SavedIndex, limit: int) -> list[Match]:
        from prospector.identity.typed import look_up

        found = look_up(asked, index, limit)
        shown = self._shown(found)
        doubted = [one.id for one in found if one.verdict != "same" and (one.whole or asked.domains)]
        held = self.parties(doubted)
        matches = [
            Match(
                id=one.id, name=one.name, score=one.score, verdict=_verdict(asked, held.get(one.id), one.verdict),
                why=tuple(one.why), words=tuple(one.words), place=shown[one.id],
            )
            for one in found
        ]  # fmt: skip
        return sorted(matches, key=lambda match: (_ORDER.index(match.verdict), -match.score))

    def _shown(self, found: Sequence[Found]) -> dict[str, str]:
        """Return where each match stands. Raises Stale where the workspace doesn't know it by that name."""
        if not found:
            return {}
        rows = self.store.reader.rows(
            "SELECT a.id, a.name, t.place FROM account a LEFT JOIN target t ON t.account_id = a.id "  # noqa: S608
            f"WHERE a.merged_into IS NULL AND a.id IN ({places(len(found))})",
            [one.id for one in found],
        )
        names = {account_id: name for account_id, name, _ in rows}
        if any(names.get(one.id) != one.name for one in found):
            raise Stale
        return {account_id: place or "" for account_id, _, place in rows}


def _verdict(asked: Party, held: Party | None, verdict: str) -> str:
    """Return `same` for the very name on record with no other domain against it: nobody means two companies by it."""
    if held is None:
        return verdict
    domain = next(iter(asked.domains), None)
    written = bool(asked.names) and asked.names[0].casefold() in {one.casefold() for one in held.names}
    contradicted = domain is not None and bool(held.domains) and domain not in held.domains
    if written and not contradicted:
        return "same"
    # One site under two names is two companies only if a person says so.
    shared = domain is not None and domain in held.domains and not is_shared(domain)
    return "review" if shared else verdict
