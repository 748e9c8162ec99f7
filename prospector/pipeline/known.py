"""Who is this? The matcher of `identity` over the accounts of one workspace, kept up to date as they change."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from prospector.identity.domain import is_shared, registrable
from prospector.identity.party import Party
from prospector.model.account import Match
from prospector.pipeline.parties import parties, roots_of
from prospector.store.store import Store
from prospector.text import clean_name

if TYPE_CHECKING:
    from prospector.identity.matcher import Matcher, Pair

_ORDER = ("same", "review", "related", "different")


class Known:
    """Finds which account a typed name, domain or row may be."""

    def __init__(self, store: Store) -> None:
        """Work on `store`; nothing is read before the first question."""
        self.store = store
        self._matcher: Matcher | None = None
        self._parties: dict[str, Party] = {}
        self._seen = -1

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
        matches = self._current().lookup(asked, limit)
        places = self._places([match.id for match in matches])
        found_matches = [
            Match(
                id=match.id, name=self._parties[match.id].names[0], score=match.score,
                verdict=self._verdict(typed, found, match.id, match.verdict), why=tuple(match.why),
                words=tuple(match.words), place=places.get(match.id, ""),
            )
            for match in matches
        ]  # fmt: skip
        return sorted(found_matches, key=lambda match: (_ORDER.index(match.verdict), -match.score))

    def twins(self) -> tuple[list[Pair], dict[str, str]]:
        """Return the likely duplicates among the accounts, surest first, and the names by id."""
        pairs = sorted(self._current().pairs(), key=lambda pair: (-pair.score, pair.left, pair.right))
        return pairs, {account_id: party.names[0] for account_id, party in self._parties.items()}

    @property
    def parties(self) -> Mapping[str, Party]:
        """Return what is compared of each account, by id."""
        self._current()
        return self._parties

    def _verdict(self, typed: str, domain: str | None, account_id: str, verdict: str) -> str:
        """Return `same` for the very name on record with no other domain against it: nobody means two companies by it."""
        party = self._parties[account_id]
        written = typed.casefold() in {one.casefold() for one in party.names}
        contradicted = domain is not None and bool(party.domains) and domain not in party.domains
        if written and not contradicted:
            return "same"
        # One site under two names is two companies only if a person says so.
        shared = domain is not None and domain in party.domains and not is_shared(domain)
        return "review" if shared and verdict != "same" else verdict

    def _places(self, ids: Sequence[str]) -> dict[str, str]:
        if not ids:
            return {}
        marks = ",".join("?" * len(ids))
        rows = self.store.reader.rows(f"SELECT account_id, place FROM target WHERE account_id IN ({marks})", ids)  # noqa: S608
        return dict(rows)

    def _current(self) -> Matcher:
        """Return the matcher, brought up to the newest action; only accounts that changed are touched."""
        from prospector.identity.matcher import Matcher

        newest = self.store.reader.value("SELECT MAX(number) FROM action") or 0
        if self._matcher is None:
            self._matcher = Matcher()
        if newest != self._seen:
            fresh = parties(self.store.reader, self._changed())
            for account_id, party in fresh.items():
                if self._parties.get(account_id) != party:
                    self._replace(account_id, party)
            self._seen = newest
        return self._matcher

    def _replace(self, account_id: str, party: Party | None) -> None:
        matcher = self._matcher
        if matcher is None:
            return
        if account_id in self._parties:
            matcher.remove(account_id)
            del self._parties[account_id]
        if party is not None:
            matcher.add(party)
            self._parties[account_id] = party

    def _changed(self) -> set[str] | None:
        """Return the accounts that actions since the last look wrote about; None: all of them."""
        if self._seen < 0:
            return None
        rows = self.store.reader.rows(
            'SELECT c.tbl, c."row", c.before, c.after FROM change c JOIN action a ON a.id = c.action_id '
            "WHERE a.number > ? AND c.tbl IN ('account', 'account_name', 'account_domain', 'claim')",
            (self._seen,),
        )
        changed: set[Any] = set()
        for table, key, *images in rows:
            for image in (json.loads(raw) for raw in images if raw):
                changed |= {key, image["merged_into"]} if table == "account" else {image["account_id"]}
        changed.discard(None)
        return changed | roots_of(self.store.reader, changed)
