"""Proofs: every value of an account with everything behind it, and what a person can say about one.

Confirm, refute, pin, type, forget: each is one action that undo takes back exactly, and each answer is kept per source,
because it counts for the source as well as for the value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prospector.errors import BadInput, NotFound, Refused
from prospector.model.account import ClaimRecord
from prospector.model.proof import ACCOUNT_MARK, CONFIRMED, HUMAN, PINNED, REFUTED, ErrorRate, Reconciled, Stated
from prospector.research import meaning, standing
from prospector.research.choosing import choose
from prospector.research.claims import said
from prospector.research.entry import field_name, parse
from prospector.research.reconcile import BEST, ONE
from prospector.text import clean, clean_name

if TYPE_CHECKING:
    from prospector.model.tables import Account, ClaimCheck
    from prospector.store.action import Action
    from prospector.store.store import Store

_SHOWN_LENGTH = 60


@dataclass(frozen=True, slots=True)
class Answered:
    """What was done about a value."""

    account_id: str
    name: str
    field: str
    value: Any
    sources: Sequence[str]
    """Sources for which the answer counts."""


class Proofs:
    """Values of one workspace with their proof, and the answers of its people."""

    def __init__(self, store: Store, after: Callable[[Action, str], None] = lambda _action, _account: None) -> None:
        """Work on `store`; `after` runs inside each act, for what follows from a changed value (the fit)."""
        self.store = store
        self._after = after

    def of(self, account_id: str) -> list[Reconciled]:
        """Return every field of one account, reconciled, by name."""
        return standing.known(standing.reading(self.store.reader), self.store.clock.now(), account_id).get(
            account_id, []
        )

    def all(self) -> dict[str, list[Reconciled]]:
        """Return the same of every account."""
        return standing.known(standing.reading(self.store.reader), self.store.clock.now())

    def field(self, account_id: str, field: str) -> Reconciled:
        """Return one field. Raises BadInput for an unknown one, NotFound when nothing was said about it."""
        wanted = field_name(field)
        found = next((one for one in self.of(account_id) if one.field == wanted), None)
        if found is None:
            raise NotFound(f"nothing is known of {wanted.replace('_', ' ')}: research it, or type it yourself")
        return found

    def rates(self) -> Mapping[tuple[str, str], ErrorRate]:
        """Return the error rates by source and field, and of each source over all fields (field empty)."""
        return standing.rates(standing.reading(self.store.reader))

    def confirm(self, account_id: str, field: str, value: str | None = None, *, claim_id: str = "") -> Answered:
        """Keep that a person confirmed a value today: the one shown, the one that `value` means, or that of a claim.

        Raises NotFound, BadInput when it is not clear which value is meant, Refused for a value that only a person typed.
        """
        one, stated, chosen = self._chosen(account_id, field, value, claim_id)
        with self._act("Confirm", account_id, one.field, chosen) as (action, root):
            sources = self._answer(action, stated, chosen, CONFIRMED, "")
            if not sources and not self._renewed(action, stated):
                raise Refused(
                    f"{said(chosen)} was typed by a person and no source says it: there is nothing to confirm"
                )
        return Answered(account_id, root, one.field, chosen, sources)

    def refute(
        self, account_id: str, field: str, value: str | None = None, *, claim_id: str = "", reason: str = ""
    ) -> Answered:
        """Keep that a value is wrong: it is not shown again, also when it is read again; the next best one is.

        Raises NotFound, BadInput when it is not clear which value is meant, Refused for what stands on the account itself.
        """
        one, stated, chosen = self._chosen(account_id, field, value, claim_id)
        same = [claim for claim in stated.claims if _same(claim, chosen)]
        if any(claim.id.startswith(ACCOUNT_MARK) for claim in same):
            raise Refused(f"{said(chosen)} stands on the account itself: e, or `prospect edit`, changes it")
        with self._act("Refute", account_id, one.field, chosen, reason) as (action, root):
            sources = self._answer(action, stated, chosen, REFUTED, clean(reason))
            self._drop_typed(action, same)
        return Answered(account_id, root, one.field, chosen, sources)

    def pin(self, account_id: str, field: str, value: str | None = None, *, claim_id: str = "") -> Answered:
        """Show a source's value whatever other sources say; it takes the place of what a person typed.

        Raises NotFound, BadInput when it is not clear which value is meant, Refused for a value that no source says.
        """
        one, stated, chosen = self._chosen(account_id, field, value, claim_id)
        with self._act("Pin", account_id, one.field, chosen) as (action, root):
            if one.field in ONE | BEST | {"address"}:
                self._release(action, account_id, one.field)
            sources = self._answer(action, stated, chosen, PINNED, "")
            if not sources:
                raise Refused(f"{said(chosen)} was typed by a person: research never overwrites it, no pin is needed")
            self._follow(action, account_id, one.field, chosen)
        return Answered(account_id, root, one.field, chosen, sources)

    def type(self, account_id: str, typed: Mapping[str, str], *, instead_of: str = "") -> list[Answered]:
        """Write values by hand, given by field; they are shown from now on and no research overwrites them.

        A field of which one value is shown has one typed value; of another field they add up, unless `instead_of` names
        the typed claim that the new one replaces. Raises BadInput for what has not the field's shape; then nothing is kept.
        """
        country = self._country(account_id)
        values = {field_name(field): parse(field, text, country) for field, text in typed.items()}
        if not values:
            raise BadInput("say which field has which value, as employees=240")
        title = f"Type {', '.join(f'{_words(field)} {_short(value)}' for field, value in values.items())}"
        with self._act(title, account_id, "", None) as (action, root):
            for field, value in values.items():
                self._type(action, account_id, field, value, instead_of)
        return [Answered(account_id, root, field, value, ()) for field, value in values.items()]

    def forget(self, account_id: str, field: str) -> Answered:
        """Take back what people typed or pinned for a field: the sources are believed again. Raises NotFound."""
        wanted = field_name(field)
        with self._act("Forget what was typed for", account_id, wanted, None) as (action, root):
            if not self._release(action, account_id, wanted):
                raise NotFound(f"nobody typed or pinned a value of {_words(wanted)} here")
        return Answered(account_id, root, wanted, None, ())

    # Choosing

    def _chosen(self, account_id: str, field: str, value: str | None, claim_id: str) -> tuple[Reconciled, Stated, Any]:
        known = self.field(account_id, field)
        country = self._country(account_id)
        return (known, *choose(known, value, claim_id, country))

    def _country(self, account_id: str) -> str | None:
        for one in self.of(account_id):
            if one.field == "address":
                return next((str(v.value["country"]) for v in one.shown if v.value.get("country")), None)
        return None

    # Writing

    @contextmanager
    def _act(
        self, verb: str, account_id: str, field: str, value: Any, reason: str = ""
    ) -> Iterator[tuple[Action, str]]:
        from prospector.model.tables import Account

        with self.store.action(verb, reason=clean(reason)) as action:
            account = action.get(Account, account_id)
            if account is None:
                raise NotFound("this account is not in the workspace any more: go back to the list")
            what = " ".join(part for part in (_words(field), _short(value)) if part)
            action.retitle(f"{verb} {what} of {account.name}" if what else f"{verb} of {account.name}")
            yield action, account.name
            action.session.flush()
            self._after(action, account_id)

    def _answer(self, action: Action, stated: Stated, value: Any, answer: str, reason: str) -> Sequence[str]:
        """Write the answer for every source that says this very value; return the sources."""
        sources = []
        for claim in stated.claims:
            if claim.source != HUMAN and _same(claim, value):
                self._write(action, claim, answer, reason)
                sources.append(claim.source)
        return tuple(sorted(set(sources)))

    def _write(self, action: Action, claim: ClaimRecord, answer: str, reason: str) -> None:
        from prospector.model.tables import Claim, ClaimCheck

        rows: Sequence[ClaimCheck] = [
            row
            for row in action.find(
                ClaimCheck, ClaimCheck.account_id == claim.account_id, ClaimCheck.field == claim.field,
                ClaimCheck.source == claim.source,
            )
            if meaning.key(claim.field, json.loads(row.value)) == meaning.key(claim.field, claim.value)
        ]  # fmt: skip
        row = rows[0] if rows else action.add(
            ClaimCheck(account_id=claim.account_id, field=claim.field, source=claim.source)
        )  # fmt: skip
        row.value, row.answer, row.reason = meaning.dumped(claim.value), answer, reason
        row.checked_by, row.checked_at = action.label.actor, action.now()
        stored = action.get(Claim, claim.id)
        if stored is not None and answer != PINNED:
            # A pin says which value to show, not that it is right: its dates stay what they were.
            right = answer == CONFIRMED
            stored.confirmed_at = action.now() if right else None
            stored.confirmed_by = action.label.actor if right else None

    def _renewed(self, action: Action, stated: Stated) -> bool:
        """Date a typed value anew: a person says today that it still holds."""
        from prospector.model.tables import Claim

        rows = [row for one in stated.claims if one.source == HUMAN and (row := action.get(Claim, one.id))]
        for row in rows:
            row.read_at = row.confirmed_at = action.now()
            row.confirmed_by = action.label.actor
        return bool(rows)

    def _type(self, action: Action, account_id: str, field: str, value: Any, instead_of: str) -> None:
        from prospector.model.tables import Claim

        if field in ONE | BEST | {"address"}:
            self._release(action, account_id, field)
        elif (replaced := action.get(Claim, instead_of)) and replaced.source == HUMAN and replaced.field == field:
            action.remove(replaced)
        action.add(
            Claim(
                account_id=account_id, field=field, value=meaning.dumped(value), source=HUMAN, method="typed",
                confidence=1.0, read_at=action.now(), confirmed_at=action.now(), confirmed_by=action.label.actor,
            )
        )  # fmt: skip
        self._follow(action, account_id, field, value)

    def _release(self, action: Action, account_id: str, field: str) -> bool:
        """Remove what people typed and pinned for a field; say whether there was anything.

        A pinned value that was confirmed before is confirmed still.
        """
        from prospector.model.tables import Claim, ClaimCheck

        parts = [row[0] for row in action.rows("SELECT id FROM account_root WHERE root = :root", root=account_id)]
        claims = [row for part in parts for row in action.find(Claim, Claim.account_id == part, Claim.field == field)]
        typed = [row for row in claims if row.source == HUMAN]
        right = {(row.account_id, row.source, row.value) for row in claims if row.confirmed_at}
        pins = [
            row
            for part in parts
            for row in action.find(
                ClaimCheck, ClaimCheck.account_id == part, ClaimCheck.field == field, ClaimCheck.answer == PINNED
            )
        ]
        for row in typed:
            action.remove(row)
        for pin in pins:
            if (pin.account_id, pin.source, pin.value) in right:
                pin.answer = CONFIRMED
            else:
                action.remove(pin)
        return bool(typed or pins)

    @staticmethod
    def _drop_typed(action: Action, claims: Sequence[ClaimRecord]) -> None:
        from prospector.model.tables import Claim

        for row in [row for one in claims if one.source == HUMAN and (row := action.get(Claim, one.id))]:
            action.remove(row)

    @staticmethod
    def _follow(action: Action, account_id: str, field: str, value: Any) -> None:
        """Let the name, town and country that lists show follow the value that a person chose."""
        from prospector.model.tables import Account

        account: Account | None = action.get(Account, account_id)
        if account is None:
            return
        if field == "name":
            account.name = clean_name(value)
        elif field == "address":
            account.city, account.country = value.get("city"), value.get("country") or account.country


def _same(claim: ClaimRecord, value: Any) -> bool:
    return meaning.key(claim.field, claim.value) == meaning.key(claim.field, value)


def _words(field: str) -> str:
    return field.replace("_", " ")


def _short(value: Any) -> str:
    return "" if value is None else clean(said(value), _SHOWN_LENGTH)
