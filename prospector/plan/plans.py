"""The profile of a workspace and the fit: versions, and what a new one would change."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TYPE_CHECKING, Any

from prospector.model.account import ClaimRecord, FitRange
from prospector.plan.fit import Fit, fields_for, fit
from prospector.plan.profile import Profile, parse_profile, render_profile
from prospector.research import standing
from prospector.research.reconcile import reconcile
from prospector.store.merged import root_of
from prospector.store.store import Store

if TYPE_CHECKING:
    from prospector.store.action import Action

Scorer = Callable[[Sequence[Any], Sequence[ClaimRecord]], dict[str, Any]]
"""Takes id, name, domain, country, city, who named it and when of an account, and its claims; see `Plans.scorer`."""


@dataclass(frozen=True, slots=True)
class Move:
    """One account whose fit a new profile would change."""

    account_id: str
    name: str
    before: FitRange | None
    after: FitRange


class Plans:
    """Profile and fit of one workspace."""

    def __init__(self, store: Store) -> None:
        """Work on `store`."""
        self.store = store

    def profile(self) -> Profile | None:
        """Return the profile in force, None while there is none."""
        row = self.store.reader.one("SELECT version, body FROM profile ORDER BY version DESC LIMIT 1")
        return replace(parse_profile(row[1], f"profile version {row[0]}"), version=row[0]) if row else None

    def preview(self, draft: Profile) -> list[Move]:
        """Return the accounts whose fit `draft` would change, the biggest change first; nothing is written."""
        rows = self.store.reader.rows("SELECT id, name FROM account WHERE merged_into IS NULL")
        today, claims, now = self.store.clock.today(), _shown(self.store, draft), self._current_ranges()
        moves = []
        for account_id, name in rows:
            before = now.get(account_id)
            after = fit(draft, claims.get(account_id, ()), today).range
            if before is None or (before.low, before.high, before.disqualified) != (
                after.low, after.high, after.disqualified,
            ):  # fmt: skip
                moves.append(Move(account_id, name, before, after))
        return sorted(moves, key=lambda move: -_distance(move))

    def apply(self, draft: Profile, batch: str = "") -> Profile:
        """Make `draft` the profile in force, as a new version, and score every account by it.

        An unchanged profile stays the version it is. Old scores stay readable under their version.
        """
        current, body = self.profile(), render_profile(draft)
        if current is not None and render_profile(current) == body:
            return current
        from prospector.model.tables import Account
        from prospector.model.tables import Profile as Row

        version = (current.version if current else 0) + 1
        applied = replace(draft, version=version)
        with self.store.action(f"Profile version {version}: {draft.name}", batch=batch) as action:
            action.add(Row(version=version, body=body, made_by=self.store.actor, made_at=action.now()))
            claims = _shown(self.store, applied)
            for account in action.find(Account):
                self._write(action, account.id, applied, claims.get(account.id, ()))
        return applied

    def fit_of(self, account_id: str) -> Fit | None:
        """Return the fit of one account now, with its reasons; None while there is no profile."""
        profile = self.profile()
        if profile is None:
            return None
        return fit(profile, _shown(self.store, profile, account_id).get(account_id, ()), self.store.clock.today())

    def rescore(self, action: Action, account_id: str) -> None:
        """Write the fit of one account anew, inside the action that changed its claims."""
        profile = self.profile()
        if profile is not None:
            known = standing.known(standing.acting(action), self.store.clock.now(), account_id, fields_for(profile))
            self._write(action, account_id, profile, standing.shown(known.get(account_id, ())))

    def rescore_roots(self, action: Action, ids: Iterable[str]) -> None:
        """Write the fits anew of those accounts that these are read through, inside the action that changed them."""
        from prospector.model.tables import Account

        action.session.flush()
        above = {
            row[0]: row[1] for row in action.rows("SELECT id, merged_into FROM account WHERE merged_into IS NOT NULL")
        }
        for root in sorted({root_of(above, one) for one in ids}):
            if action.get(Account, root) is not None:
                self.rescore(action, root)

    def scorer(self) -> Scorer | None:
        """Return what gives the row of `FitScore` of an account that is being made, None while there is no profile.

        For thousands at once: nothing is read of an account that has nothing but these claims.
        """
        profile = self.profile()
        if profile is None:
            return None
        now, learnt = self.store.clock.now(), standing.rates(standing.reading(self.store.reader))
        today, fields = self.store.clock.today(), fields_for(profile)

        def scored(account: Sequence[Any], claims: Sequence[ClaimRecord]) -> dict[str, Any]:
            said = [one for one in (*claims, *standing.typed(account)) if one.field in fields]
            result = fit(profile, standing.shown(reconcile(said, (), now, learnt)), today)
            return {
                "account_id": account[0],
                "version": profile.version,
                "at": self.store.clock.stamp(),
                **_columns(result),
            }

        return scored

    def _write(self, action: Action, account_id: str, profile: Profile, claims: Sequence[ClaimRecord]) -> None:
        from prospector.model.tables import FitScore

        result = fit(profile, claims, self.store.clock.today())
        found = action.find(FitScore, FitScore.account_id == account_id, FitScore.version == profile.version)
        row = found[0] if found else action.add(FitScore(account_id=account_id, version=profile.version))
        columns = _columns(result)
        if any(getattr(row, name) != value for name, value in columns.items()) or not row.at:
            for name, value in columns.items():
                setattr(row, name, value)
            row.at = action.now()

    def _current_ranges(self) -> dict[str, FitRange]:
        rows = self.store.reader.rows(
            "SELECT account_id, low, high, coverage, disqualified, version FROM fit_score f "
            "WHERE version = (SELECT MAX(version) FROM profile)"
        )
        return {row[0]: FitRange(row[1], row[2], row[3], bool(row[4]), row[5]) for row in rows}


def _columns(result: Fit) -> dict[str, Any]:
    """Return a fit as the columns of `FitScore`."""
    now = result.range
    body = json.dumps([asdict(one) for one in result.verdicts], ensure_ascii=False)
    return {
        "low": now.low, "high": now.high, "coverage": now.coverage, "disqualified": now.disqualified, "body": body,
    }  # fmt: skip


def _shown(store: Store, profile: Profile, account_id: str | None = None) -> dict[str, list[ClaimRecord]]:
    """Return the claims that count for `profile`, one for each value shown, of one account or of all."""
    rows, now = standing.reading(store.reader), store.clock.now()
    known = standing.known(rows, now, account_id, fields_for(profile))
    return {root: standing.shown(fields) for root, fields in known.items()}


def _distance(move: Move) -> int:
    if move.before is None:
        return 0
    return abs(move.before.low - move.after.low) + abs(move.before.high - move.after.high)
