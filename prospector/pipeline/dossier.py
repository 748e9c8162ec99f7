"""Pages about one account put together from all that is known: the call sheet and the packet of a hand-over."""

from __future__ import annotations

from typing import Any

from prospector.model.account import AccountRecord
from prospector.outreach.standing import touches_of
from prospector.pipeline.call_sheet import CallSheet, call_sheet, opener
from prospector.pipeline.listing import account
from prospector.pipeline.packet import packet_lines
from prospector.pipeline.people import People
from prospector.pipeline.qualifying import Qualifying
from prospector.plan.strategy import Strategy
from prospector.research.standing import claims_of
from prospector.store.store import Store

_PROOFS = 12
"""Claims that a packet quotes; the rest is a key away."""


class Dossiers:
    """Puts the pages together."""

    def __init__(self, store: Store, strategy: Strategy, qualifying: Qualifying, people: People) -> None:
        """Work on `store`."""
        self.store = store
        self._strategy = strategy
        self._qualifying = qualifying
        self._people = people

    def call_sheet(self, account_id: str) -> CallSheet:
        """Return what one needs for a call. Raises NotFound."""
        record = account(self.store.reader, account_id)
        said = [one.phone for one in self._people.of(account_id) if one.phone and not one.suppressed]
        claimed = [str(one.value) for one in claims_of(self.store, account_id) if one.field == "phone"]
        return call_sheet(
            record.name, self._pain(record), self._qualifying.card(account_id), self._qualifying.understanding(account_id),
            phones=list(dict.fromkeys([*said, *claimed]))[:3], people=self._people.of(account_id),
            why_now=self._qualifying.why_now(account_id), touches=touches_of(self.store.reader, account_id),
            playbook=self._strategy.playbook_of(account_id),
        )  # fmt: skip

    def opener(self, account_id: str, awareness: str = "") -> str:
        """Return how to begin with an account as aware as it is, or as `awareness` says. Raises NotFound."""
        how = awareness or self._qualifying.understanding(account_id).awareness
        record = account(self.store.reader, account_id)
        return opener(how, self._pain(record), self._strategy.playbook_of(account_id))

    def packet(self, account_id: str) -> str:
        """Return the packet of a hand-over as Markdown. Raises NotFound."""
        record = account(self.store.reader, account_id)
        claims = claims_of(self.store, account_id)[:_PROOFS]
        proof = [f"{one.field.replace('_', ' ')}: {_said(one.value)} ({one.source}, read {one.read_at[:10]}{_link(one.url)})"
                 for one in claims]  # fmt: skip
        lines = packet_lines(
            record.name, record.pain, self._qualifying.understanding(account_id), self._qualifying.card(account_id),
            people=self._people.of(account_id), why_now=self._qualifying.why_now(account_id),
            touches=touches_of(self.store.reader, account_id), proof=proof, day=self.store.clock.today(),
        )  # fmt: skip
        return "\n".join(lines)

    def _pain(self, record: AccountRecord) -> str:
        """Return the pain to speak of: the target's own, else its segment's, else the plan's."""
        segment = self._strategy.segment_of(record.id)
        plan = self._strategy.plan()
        return record.pain or (segment.pain if segment else "") or (plan.pain if plan else "")


def _said(value: Any) -> str:
    return ", ".join(str(part) for part in value.values()) if isinstance(value, dict) else str(value)


def _link(url: str) -> str:
    return f", {url}" if url else ""
