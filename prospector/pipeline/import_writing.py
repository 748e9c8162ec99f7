"""Carrying out the verdicts on the rows of a file: everything in one action, in bounded memory."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from prospector.model.account import ClaimRecord
from prospector.model.ids import new_id
from prospector.model.importing import ALIKE, BENCH, NEVER, UPDATE
from prospector.outreach.ledger_keys import Pair
from prospector.outreach.suppression import enter
from prospector.pipeline.import_facts import News
from prospector.pipeline.import_plan import ImportPlan
from prospector.pipeline.import_rows import Incoming, unpacked
from prospector.pipeline.import_verdicts import pairs_of
from prospector.research import meaning

if TYPE_CHECKING:
    from prospector.pipeline.door import Door
    from prospector.plan.plans import Plans
    from prospector.store.action import Action

_PORTION = 2_000
Rows = dict[str, list[dict[str, Any]]]
Update = tuple[str, int | None, Incoming, News]
"""An account, the place of the earlier row that made it if one did, the row, and what it adds."""


@dataclass
class Done:
    """What was written so far."""

    added: int = 0
    benched: int = 0
    updated: int = 0
    people: int = 0
    suppressed: int = 0


@dataclass
class Writing:
    """Writes the rows of one plan inside `action`."""

    action: Action
    plan: ImportPlan
    plans: Plans
    door: Door
    source: str
    """The source of names that bring none of their own."""
    slots: list[int]
    """The free slots, the last first."""
    rep: str
    done: Done = field(default_factory=Done)

    def run(self, progress: Callable[[int, int], None]) -> Done:
        """Write everything; `progress` is told how many of how many rows, and may raise to stop."""
        total = sum(self.plan.counts[verdict] for verdict in self.plan.taken)
        self._now, self._file = self.action.now(), f"import:{self.plan.source}"
        self._scored = self.plans.scorer()
        self._waits = {self.source: self.plan.quarantined}
        self._seen: set[int] = set()
        never: list[Pair] = []
        written = 0
        bodies = self.plan.bodies()
        while portion := list(islice(bodies, _PORTION)):
            rows: Rows = {}
            updates: list[Update] = []
            for _, verdict, account, earlier, body, news in portion:
                one = unpacked(body)
                if verdict == NEVER:
                    never += pairs_of(one)
                elif verdict == UPDATE:
                    updates.append((account, earlier, one, News(**json.loads(news))))
                else:
                    self._new(rows, one, new_id() if verdict == ALIKE else account, waits=verdict == ALIKE)
            self._pour(rows)
            self._update(updates)
            written += len(portion)
            progress(written, total)
        if never:
            self.done.suppressed = enter(self.action, never, f"opted out, says {self.plan.source}", self.rep)
        return self.done

    def _pour(self, rows: Rows) -> None:
        from prospector.model import tables

        for model in (tables.Account, tables.AccountName, tables.AccountDomain, tables.Target, tables.Claim, tables.Person,
                      tables.StageMove, tables.FitScore):  # fmt: skip
            if found := rows.get(model.__name__):
                self.action.pour(model, found)

    # New accounts

    def _new(self, rows: Rows, one: Incoming, account: str, *, waits: bool) -> None:
        texts = one.texts
        source = texts.get("source") or self.source
        stage = texts.get("stage", "named")
        named_at = f"{texts['named_on']}T00:00:00.000000Z" if "named_on" in texts else self._now
        _put(rows, "Account", id=account, name=one.name, domain=one.domain or None, country=one.country or None,
             city=one.city or None, source=source, origin=texts.get("origin", "chosen"), stage=stage,
             named_by=texts.get("named_by") or self.rep, named_at=named_at, sector=texts.get("sector", ""))  # fmt: skip
        for name in one.names:
            _put(rows, "AccountName", account_id=account, name=name)
        for domain in one.domains:
            _put(rows, "AccountDomain", account_id=account, domain=domain)
        if stage != "named":
            _put(rows, "StageMove", account_id=account, before="named", after=stage, reason=self._file, moved_by=self.rep,
                 moved_at=self._now)  # fmt: skip
        self._target(rows, one, account, source, waits=waits)
        claims = self._claims(rows, one, account, one.claims)
        if one.person:
            self._person(rows, one, account, one.person)
        if self._scored is not None:
            typed = (account, one.name, one.domain, one.country, one.city, self.rep, named_at)
            _put(rows, "FitScore", **self._scored(typed, claims))
        self.done.added += 1

    def _target(self, rows: Rows, one: Incoming, account: str, source: str, *, waits: bool) -> None:
        """Put a new account into a free slot, or where it has to wait."""
        texts, wanted = one.texts, one.texts.get("place", "active")
        quarantined = self._quarantined(source)
        place, slot = wanted, None
        if wanted == "active":
            unsaid = self.plan.crowded and "place" not in one.texts
            stays = waits or quarantined or unsaid or self.plan.options.new_names == BENCH or not self.slots
            place = "bench" if stays else "active"
            slot = self.slots.pop() if place == "active" else None
        self.done.benched += place == "bench"
        _put(rows, "Target", account_id=account, rep=self.rep, place=place, slot=slot, pain=texts.get("pain", ""),
             why="" if quarantined else texts.get("why", ""), since=self._now, horizon=texts.get("horizon", "short"),
             explore="explore" in texts)  # fmt: skip

    def _quarantined(self, source: str) -> bool:
        if source not in self._waits:
            self._waits[source] = self.door.strategy.sources.quarantined(source)
        return self._waits[source]

    # Accounts that are here

    def _update(self, updates: Sequence[Update]) -> None:
        rows: Rows = {}
        for account, earlier, one, news in updates:
            for name in self._fresh(account, "name", news.names):
                _put(rows, "AccountName", account_id=account, name=name)
            for domain in self._fresh(account, "domain", news.domains):
                _put(rows, "AccountDomain", account_id=account, domain=domain)
            fresh = [claim for claim in news.claims if self._fresh(account, claim[0], [meaning.dumped(claim[1])])]
            self._claims(rows, one, account, fresh)
            if news.person and self._fresh(account, "person", [json.dumps(news.person, sort_keys=True)]):
                self._person(rows, one, account, news.person)
            self.done.updated += earlier is None
        self._pour(rows)
        for account, _, _, news in updates:
            if news.fill:
                self._fill(account, news.fill)
        if self._scored is not None:
            self.action.session.flush()
            for account in dict.fromkeys(account for account, *_ in updates):
                self.plans.rescore(self.action, account)

    def _fill(self, account: str, fill: Mapping[str, str]) -> None:
        """Write into fields that nobody has written into."""
        from prospector.model.tables import Account, Target

        row = self.action.get(Account, account)
        targets = self.action.find(Target, Target.account_id == account) if {"pain", "why"}.intersection(fill) else []
        for name, value in fill.items():
            for owner in targets if name in ("pain", "why") else [row]:
                if owner is not None and not getattr(owner, name):
                    setattr(owner, name, value)

    def _fresh(self, account: str, what: str, values: Iterable[str]) -> list[str]:
        """Return what no earlier row of this file has said of an account."""
        fresh = []
        for value in values:
            key = hash((account, what, value))
            if key not in self._seen:
                self._seen.add(key)
                fresh.append(value)
        return fresh

    # Parts

    def _claims(self, rows: Rows, one: Incoming, account: str, claims: Iterable[tuple[str, Any]]) -> list[ClaimRecord]:
        passage, made = f"row {one.row}", []
        for name, value in claims:
            key = new_id()
            _put(rows, "Claim", id=key, account_id=account, field=name, value=meaning.dumped(value), source=self._file,
                 passage=passage, method="import", read_at=self._now)  # fmt: skip
            made.append(ClaimRecord(key, account, name, value, self._file, "", passage, "import", 0.8, self._now))
        return made

    def _person(self, rows: Rows, one: Incoming, account: str, person: Mapping[str, str]) -> None:
        _put(rows, "Person", account_id=account, **person, source=one.texts.get("source") or self._file,
             read_at=self._now)  # fmt: skip
        self.done.people += 1


def _put(rows: Rows, table: str, **values: Any) -> None:
    rows.setdefault(table, []).append(values)
