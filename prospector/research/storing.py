"""Storing what sources said while a run goes on: each answer as soon as it is there, several of one account in one action."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from prospector.model.makers import MACHINE
from prospector.research import doubts, keeping
from prospector.research.ask import SourceOutcome
from prospector.research.due import PASSING, Asked, retry_at
from prospector.research.protocol import Claim
from prospector.store.store import Store
from prospector.text import clean

if TYPE_CHECKING:
    from prospector.model.tables import Outcome
    from prospector.store.action import Action

_Waiting = tuple[Asked, SourceOutcome, "asyncio.Future[None]"]
Admitted = Callable[[str, Sequence[Claim]], Sequence[Claim]]
"""Given an account and claims about it, returns those that may be kept."""


def everything(_account_id: str, claims: Sequence[Claim]) -> Sequence[Claim]:
    """Return all claims."""
    return claims


class Storing:
    """Writes outcomes, one action after the other, off the event loop."""

    def __init__(
        self, store: Store, batch: str, after: Callable[[Action, str], None], admitted: Admitted = everything
    ) -> None:
        """Write into `store` the `admitted` claims; `after` runs inside each action, for what follows from new claims."""
        self._store = store
        self._batch = batch
        self._after = after
        self._admitted = admitted
        self._waiting: list[_Waiting] = []
        self._writer: asyncio.Task[None] | None = None

    async def keep(self, asked: Asked, outcome: SourceOutcome) -> None:
        """Return when `outcome` is stored. What was handed over is stored even when the caller is cancelled."""
        stored: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((asked, outcome, stored))
        if self._writer is None or self._writer.done():
            self._writer = asyncio.create_task(self._write())
        await asyncio.shield(stored)

    async def settle(self) -> None:
        """Return when nothing is left to be written."""
        while self._writer is not None and not self._writer.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait([self._writer])

    async def _write(self) -> None:
        while self._waiting:
            asked = self._waiting[0][0]
            mine = [one for one in self._waiting if one[0] is asked]
            self._waiting = [one for one in self._waiting if one[0] is not asked]
            trouble: BaseException | None = None
            try:
                await asyncio.to_thread(self._keep, asked, [one[1] for one in mine])
            except Exception as error:  # noqa: BLE001 - whoever waits for the writing gets it
                trouble = error
            for _, _, stored in mine:
                if stored.cancelled():
                    continue
                if trouble is None:
                    stored.set_result(None)
                else:
                    stored.set_exception(trouble)
                    stored.exception()  # whoever waited may be gone: then it is no news to anybody

    def _keep(self, asked: Asked, outcomes: Sequence[SourceOutcome]) -> None:
        from prospector.model.tables import Account

        said = ", ".join(f"{one.source} {one.state.replace('_', ' ')}" for one in outcomes)
        title = clean(f"Research {asked.company.name}: {said}", 300)
        with self._store.action(title, by=MACHINE, actor="prospector", batch=self._batch) as action:
            account = action.get(Account, asked.account_id)
            if account is None:
                return
            for outcome in outcomes:
                self._write_outcome(action, account.id, outcome)
                if outcome.state == "wrong_company":
                    doubts.keep(action, account.id, asked.company, outcome.source, outcome.detail, outcome.candidates)
                if outcome.state == "found":
                    doubts.settle(action, account.id, outcome.source)
                    claims = self._admitted(account.id, outcome.claims)
                    keeping.keep(action, account.id, outcome.source, claims, outcome.read_at)
            action.session.flush()
            self._after(action, account.id)

    def _write_outcome(self, action: Action, account_id: str, outcome: SourceOutcome) -> None:
        from prospector.model.tables import Outcome

        rows = action.find(Outcome, Outcome.account_id == account_id, Outcome.source == outcome.source)
        row: Outcome = rows[0] if rows else action.add(Outcome(account_id=account_id, source=outcome.source))
        failing = bool(rows) and row.state in PASSING and outcome.state in PASSING
        row.tries = row.tries + 1 if failing else 1
        row.state, row.detail, row.requests = outcome.state, clean(outcome.detail), outcome.requests
        row.at = action.now()
        row.retry_at = retry_at(outcome, row.tries, self._store.clock.now())
