"""What the Account place shows: one reading of everything, and the headline over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from textual.content import Content

from prospector.model.account import AccountRecord, ClaimRecord, OutcomeRecord
from prospector.model.proof import ACCOUNT_MARK, ErrorRate, Reconciled
from prospector.model.qualification import (
    EvidenceRecord,
    HandOverRecord,
    Obstacle,
    PersonRecord,
    StageOffer,
    Understanding,
    WhyNowRecord,
)
from prospector.model.timeline import EventRecord
from prospector.model.touch import words
from prospector.text import plural
from screens.show import cells, clip
from screens.signs import FULL, HOLLOW

if TYPE_CHECKING:
    from prospector.outreach.next_step import NextStep
    from prospector.outreach.readiness import Lamps
    from prospector.plan.fit import Fit
    from prospector.workspace import Workspace

REFUTED_ROW = "refuted "
"""Beginning of the key of a row that counts refuted values; the name of the field follows."""


@dataclass(frozen=True, slots=True)
class AccountView:
    """Everything about one account."""

    record: AccountRecord
    known: Sequence[Reconciled]
    """Every field that something was said about."""
    rates: Mapping[tuple[str, str], ErrorRate]
    """Error rates of the sources."""
    outcomes: Sequence[OutcomeRecord]
    events: Sequence[EventRecord]
    card: Sequence[Obstacle]
    evidence: Sequence[EvidenceRecord]
    understood: Understanding
    opener: str
    why_now: Sequence[WhyNowRecord]
    lamps: Lamps
    offers: Sequence[StageOffer]
    people: Sequence[PersonRecord]
    hand_overs: Sequence[HandOverRecord]
    fit: Fit | None
    step: NextStep | None
    day: date
    now: datetime
    horizon: str = ""
    """`short` or `long`."""
    never: str = ""
    """Why nobody may contact it, empty while one may."""
    doubts: int = 0
    """Candidates that wait for an answer: who may it be."""

    @property
    def said(self) -> Sequence[ClaimRecord]:
        """What sources say and people typed beyond the account's own name, domain and place."""
        return [one for known in self.known for one in known.claims if not one.id.startswith(ACCOUNT_MARK)]

    def field(self, key: str) -> Reconciled | None:
        """Return the field that a row of the claims stands in."""
        return next((one for one in self.known if key == f"{REFUTED_ROW}{one.field}" or one.stated(key)), None)

    def person(self, key: str) -> PersonRecord | None:
        """Return the person in a row."""
        return next((one for one in self.people if one.id == key), None)

    def reason(self, key: str) -> WhyNowRecord | None:
        """Return the reason why now in a row."""
        return next((one for one in self.why_now if one.id == key), None)

    @property
    def ahead(self) -> StageOffer | None:
        """The next stage on the road."""
        return next((one for one in self.offers if one.ahead), None)

    @property
    def offered(self) -> HandOverRecord | None:
        """The hand-over that waits for its answer."""
        return next((one for one in self.hand_overs if one.state == "offered"), None)


def read(workspace: Workspace, account_id: str) -> AccountView:
    """Read everything; to be run in the workspace's thread. Raises NotFound."""
    qualifying = workspace.qualifying
    return AccountView(
        record=workspace.account(account_id),
        known=workspace.proofs.of(account_id), rates=workspace.proofs.rates(), outcomes=workspace.outcomes(account_id),
        events=workspace.timeline(account_id), card=qualifying.card(account_id),
        evidence=qualifying.evidence(account_id), understood=qualifying.understanding(account_id),
        opener=workspace.dossiers.opener(account_id), why_now=qualifying.why_now(account_id),
        lamps=workspace.touches.lamps(account_id), offers=workspace.stages.offered(account_id),
        people=workspace.people.of(account_id), hand_overs=workspace.hand_overs.of(account_id),
        fit=workspace.plans.fit_of(account_id), step=workspace.today.step(account_id),
        day=workspace.store.clock.today(), now=workspace.store.clock.now(),
        horizon=workspace.today.horizon(account_id), never=_never(workspace, account_id),
        doubts=sum(one.takeable for one in workspace.doubts.of(account_id)),
    )  # fmt: skip


def _never(workspace: Workspace, account_id: str) -> str:
    found = workspace.never.of_account(account_id)
    return "" if found is None else found.reason or "no reason is kept"


def title(view: AccountView, width: int) -> Content:
    """Return the headline in two lines of `width` cells: who and where; the readiness lamps, and what comes next."""
    record = view.record
    slot = f"slot {record.slot}" if record.slot else record.place or "on no list"
    place = ", ".join(part for part in (record.city, record.country) if part)
    never = f"⊘ never contact: {view.never}" if view.never else ""
    told = " · ".join(
        part for part in (never, slot, words(record.stage), record.domain or "no domain: e adds it", place) if part
    )
    name = clip(record.name, max(20, width - cells(told) - 2))
    lit = _lamps(view)
    room = width - lit.cell_length - 3
    return Content.assemble(
        (name, "bold $text-accent"), "  ", clip(told, width - cells(name) - 2), "\n", lit, "   ",
        (clip(ahead(view), room), "$text-muted"),
    )  # fmt: skip


def _lamps(view: AccountView) -> Content:
    lamps = view.lamps
    parts = [
        Content.styled(f"{FULL} {name}", "$text-success")
        if lit
        else Content.styled(f"{HOLLOW} no {name}", "$text-warning")
        for name, lit in (("fact", lamps.fact), ("fit reason", lamps.fit), ("why now", lamps.why_now))
    ]
    return Content("  ").join(parts)


def ahead(view: AccountView) -> str:
    """Return what waits for an answer, or what the next stage still wants, in a line."""
    if view.offered:
        return f"offered to {view.offered.given_to}: h answers"
    offer = view.ahead
    if offer is None:
        return "a move of the list brings it back" if view.record.stage == "dropped" else ""
    wants = f"not yet: {', '.join(offer.missing)}" if offer.missing else "> moves it on"
    return f"next {words(offer.stage)}, {wants}"


def doubted(view: AccountView) -> str:
    """Return that candidates wait for an answer, and the way to them."""
    return f"? {plural(view.doubts, 'candidate')} for who it is: d compares and picks"
