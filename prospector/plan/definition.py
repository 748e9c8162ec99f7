"""The lead definition: versions, signatures by role, and who would fall out under a new one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from prospector.errors import BadInput, Refused
from prospector.model.lead import ROLES, DefinitionRecord, LeadCounts, Meeting, SignatureRecord
from prospector.plan.criteria import SUGGESTED, SUGGESTED_TEXT, LeadFacts, judge, parse_criteria
from prospector.store.reads import parts_of
from prospector.text import clean, clean_text

if TYPE_CHECKING:
    from prospector.store.store import Store

LEAD_STAGES = ("lead", "qualified", "handed_over", "opportunity")
_COLUMNS = "id, version, body, criteria, made_by, made_at"
_TOUCHED = (
    "SELECT DISTINCT r.root FROM {parts} touch t ON t.account_id = r.id WHERE t.state = 'stands' "
    "AND t.seq = (SELECT MAX(u.seq) FROM touch u WHERE u.root = t.root AND u.chain || '' = t.chain)"
)
_PORTION = 1_000
_CLAIMED = (
    "SELECT a.id, t.slot FROM target t JOIN account a ON a.id = t.account_id WHERE a.merged_into IS NULL "  # noqa: S608
    "AND t.place = 'active' AND (? IS NULL OR t.rep = ?) UNION "
    "SELECT a.id, t.slot FROM account a LEFT JOIN target t ON t.account_id = a.id WHERE a.merged_into IS NULL "
    f"AND a.stage IN {LEAD_STAGES} AND COALESCE(t.place, '') <> 'dropped' "
    "AND (? IS NULL OR COALESCE(t.rep, a.named_by) = ?) ORDER BY 2, 1"
)


@dataclass(frozen=True, slots=True)
class Drift:
    """A claimed lead whose standing a new definition changes."""

    account_id: str
    name: str
    met_version: int | None
    """The version that it met when it became a lead; None when it never did."""
    falls_out: bool
    """It meets the present definition (or met one) and would not meet the new one; else it comes in."""
    why: Sequence[str]
    """What the new one misses."""


class Definitions:
    """The lead definition of one workspace."""

    def __init__(self, store: Store, facts: Callable[[Sequence[str] | None], Mapping[str, LeadFacts]]) -> None:
        """Work on `store`; `facts` gives what the criteria look at, of some accounts or of all."""
        self.store = store
        self._facts = facts

    def current(self) -> DefinitionRecord:
        """Return the definition in force; version 0 is the shipped suggestion."""
        versions = self.versions(1)
        return versions[0] if versions else DefinitionRecord(0, SUGGESTED_TEXT, SUGGESTED)

    def versions(self, limit: int = 100) -> list[DefinitionRecord]:
        """Return the written versions, newest first."""
        rows = self.store.reader.rows(
            f"SELECT {_COLUMNS} FROM lead_definition ORDER BY version DESC LIMIT ?",  # noqa: S608
            (limit,),
        )
        return [
            DefinitionRecord(version, body, parse_criteria(criteria), by, at, self._signatures(key))
            for key, version, body, criteria, by, at in rows
        ]

    def _signatures(self, definition_id: str) -> tuple[SignatureRecord, ...]:
        rows = self.store.reader.rows(
            "SELECT role, signed_by, signed_at FROM signature WHERE definition_id = ? ORDER BY signed_at, id",
            (definition_id,),
        )
        return tuple(SignatureRecord(*row) for row in rows)

    def preview(self, criteria: str) -> list[Drift]:
        """Return the claimed leads that would fall out or come in under `criteria`; nothing is written.

        Raises BadInput for a criterion that can't be tested.
        """
        wanted, now, claimed = parse_criteria(criteria), self.current(), self._claimed(None)
        every = self._facts(claimed) if claimed else {}
        names = dict(self.store.reader.rows("SELECT id, name FROM account WHERE merged_into IS NULL"))
        met_versions = dict(
            self.store.reader.rows(
                "SELECT r.root, MAX(q.definition_version) FROM qualification q JOIN account_root r ON r.id = q.account_id "
                "WHERE q.definition_version IS NOT NULL GROUP BY r.root"
            )
        )
        moves = []
        for account_id in claimed:
            known = every.get(account_id, LeadFacts())
            before = Meeting(account_id, now.version, judge(now.criteria, known)).met or account_id in met_versions
            after = Meeting(account_id, now.version + 1, judge(wanted, known))
            if before != after.met:
                moves.append(
                    Drift(account_id, names[account_id], met_versions.get(account_id), not after.met, after.missing)
                )
        return sorted(moves, key=lambda one: (not one.falls_out, one.name.casefold()))

    def write(self, body: str, criteria: str, batch: str = "") -> DefinitionRecord:
        """Make `body` and `criteria` the definition in force, as a new version that nobody signed yet.

        One that says the same as the present version stays it, signatures included. Raises BadInput.
        """
        from prospector.model.tables import LeadDefinition

        said, wanted, now = clean_text(body), parse_criteria(criteria), self.current()
        if not said:
            raise BadInput("say in a sentence what a lead is: the criteria test it, the sentence is what people sign")
        if now.version and (now.body, tuple(now.criteria)) == (said, wanted):
            return now
        with self.store.action(f"Lead definition v{now.version + 1}", batch=batch) as action:
            action.add(
                LeadDefinition(version=now.version + 1, body=said, criteria="\n".join(wanted), made_by=self.store.actor,
                               made_at=action.now())
            )  # fmt: skip
        return self.current()

    def sign(self, role: str, signed_by: str = "", batch: str = "") -> DefinitionRecord:
        """Sign the version in force in a role; the shipped suggestion becomes version 1 by the first signature.

        Raises BadInput for an unknown role, Refused when that role has signed.
        """
        from prospector.model.tables import LeadDefinition, Signature

        said = clean(role).casefold()
        if said not in ROLES:
            raise BadInput(f"unknown role “{clean(role)}”: one of {', '.join(ROLES)}")
        now, who = self.current(), clean(signed_by) or self.store.actor
        for one in now.signatures:
            if one.role == said:
                raise Refused(f"version {now.version} is signed by {one.signed_by} as {said} already")
        with self.store.action(f"Sign lead definition v{now.version or 1} as {said}", batch=batch) as action:
            rows = action.find(LeadDefinition, LeadDefinition.version == now.version)
            row = rows[0] if rows else action.add(
                LeadDefinition(version=1, body=now.body, criteria="\n".join(now.criteria), made_by=self.store.actor,
                               made_at=action.now())
            )  # fmt: skip
            action.session.flush()
            action.add(Signature(definition_id=row.id, role=said, signed_by=who, signed_at=action.now()))
        return self.current()

    def meets(self, account_id: str) -> Meeting:
        """Say whether an account meets the definition in force, criterion by criterion."""
        now = self.current()
        known = self._facts([account_id]).get(account_id, LeadFacts())
        return Meeting(account_id, now.version, judge(now.criteria, known))

    def counts(self, rep: str | None = None) -> LeadCounts:
        """Return the three counts of one rep, or (None) of everybody.

        Claimed is whatever stands on an active list or calls itself a lead; meeting, what of it meets the definition now;
        followed up, what of that was touched at least once by anybody.
        """
        now, claimed = self.current(), tuple(self._claimed(rep))
        every = self._facts(claimed) if claimed else {}
        meeting = tuple(
            key for key in claimed if all(one.met for one in judge(now.criteria, every.get(key, LeadFacts())))
        )
        touched = self._touched(meeting)
        return LeadCounts(claimed, meeting, tuple(key for key in meeting if key in touched))

    def _touched(self, ids: Sequence[str]) -> set[str]:
        """Return which of these accounts were touched by anybody."""
        found: set[str] = set()
        for at in range(0, len(ids), _PORTION):
            portion = ids[at : at + _PORTION]
            begin, parts = parts_of(portion)
            found |= {root for (root,) in self.store.reader.rows(begin + _TOUCHED.replace("{parts}", parts), portion)}
        return found

    def _claimed(self, rep: str | None) -> list[str]:
        return [key for key, _ in self.store.reader.rows(_CLAIMED, (rep,) * 4)]
