"""The lead definition as screens and commands see it: its versions, who signed them, what meets them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from prospector import settings

ROLES = settings.ROLES  # each of them signs the lead definition


@dataclass(frozen=True, slots=True)
class SignatureRecord:
    """A role's agreement to one version of the lead definition."""

    role: str
    signed_by: str
    signed_at: str


@dataclass(frozen=True, slots=True)
class DefinitionRecord:
    """What may be called a lead. Version 0 is the shipped suggestion that holds until somebody writes one."""

    version: int
    body: str
    criteria: Sequence[str]
    """As they are typed: ``has a need statement``, ``fit at least 50``... (see `prospector.plan.criteria`)."""
    made_by: str = ""
    made_at: str = ""
    signatures: Sequence[SignatureRecord] = ()

    @property
    def unsigned(self) -> Sequence[str]:
        """Return the roles that have not signed this version."""
        signed = {one.role for one in self.signatures}
        return [role for role in ROLES if role not in signed]

    @property
    def banner(self) -> str:
        """Return what must stand on every place while a signature is missing; empty when all have signed."""
        if not self.version:
            return "lead definition: only a suggestion, nobody signed it"
        return f"lead definition v{self.version}: not signed by {', '.join(self.unsigned)}" if self.unsigned else ""


@dataclass(frozen=True, slots=True)
class CriterionState:
    """One criterion of the lead definition for one account."""

    criterion: str
    met: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """Whether an account meets the lead definition."""

    account_id: str
    version: int
    states: Sequence[CriterionState]

    @property
    def met(self) -> bool:
        """Whether every criterion is met."""
        return all(one.met for one in self.states)

    @property
    def missing(self) -> Sequence[str]:
        """Return why not: a reason per criterion that is not met."""
        return [one.reason for one in self.states if not one.met]


@dataclass(frozen=True, slots=True)
class LeadCounts:
    """The three counts: what is claimed, what of it meets the definition, what of that was followed up.

    Each holds the account ids behind its number, so claimed >= meeting >= followed up on any data.
    """

    claimed: Sequence[str] = ()
    meeting: Sequence[str] = ()
    followed: Sequence[str] = ()

    @property
    def text(self) -> str:
        """Return them side by side, as every place shows them."""
        return (
            f"{len(self.claimed)} claimed · {len(self.meeting)} meet the definition · {len(self.followed)} followed up"
        )
