"""Is it a real opportunity? Obstacles with their evidence, what is understood, why now, stages, hand-over, people."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

OBSTACLES = ("need", "money", "hurry", "desire", "trust")
"""Why somebody does not buy: no need, no money, no hurry, no desire, no trust."""
STATES = ("unknown", "open", "cleared", "blocking")
"""What is known of an obstacle: nothing; that it stands; that it is out of the way; that it ends the matter."""
AWARENESS = ("unknown", "unaware", "aware_of_pain", "aware_of_solutions", "comparing")
"""How far a company is on its way to buying, from not knowing of its pain to comparing offers."""
TEXTS = ("need", "motivations", "buying_plan", "timeline")
"""What is understood of an account, in the rep's words."""
LENSES: Mapping[str, Mapping[str, Sequence[str]]] = {
    "obstacles": {name: (name,) for name in OBSTACLES},
    "bant": {"budget": ("money",), "authority": ("trust",), "need": ("need",), "timing": ("hurry",)},
    "meddic": {
        "metrics": ("need",), "economic buyer": ("money",), "decision criteria": ("trust",),
        "decision process": ("hurry",), "identified pain": ("need",), "champion": ("desire",),
    },
}  # fmt: skip
"""Other ways of looking at the same evidence: each part of a framework by the obstacles that answer it."""
RETURN_REASONS = {
    "no_need": "no need", "no_money": "no money", "no_hurry": "no hurry", "no_desire": "no desire", "no_trust": "no trust",
    "wrong_person": "wrong person", "no_answer": "they did not answer", "not_a_lead": "not a lead by the definition",
    "other": "another reason",
}  # fmt: skip
"""Code and words of why a hand-over comes back."""
CONSENTS = ("unknown", "given", "withdrawn")


@dataclass(frozen=True, slots=True)
class EvidenceRecord:
    """What somebody found out about one obstacle."""

    id: str
    account_id: str
    obstacle: str
    state: str
    said: str
    given_by: str
    given_at: str


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One row of the obstacle card, as of today."""

    name: str
    state: str
    evidence: EvidenceRecord | None = None
    """The newest; None: unknown."""
    faded: bool = False
    """It was cleared, too long ago to rely on."""
    fades_on: date | None = None
    """When cleared evidence fades, None for other states."""


@dataclass(frozen=True, slots=True)
class Understanding:
    """What is understood of one account."""

    need: str = ""
    motivations: str = ""
    buying_plan: str = ""
    timeline: str = ""
    awareness: str = "unknown"
    expected_weeks: int | None = None
    definition_version: int | None = None


@dataclass(frozen=True, slots=True)
class WhyNowRecord:
    """A dated reason to speak to a company now."""

    id: str
    said: str
    url: str
    happens_on: str | None
    expires_on: str | None
    given_by: str
    given_at: str
    stale: bool
    """It has expired, or happened without another day given."""


@dataclass(frozen=True, slots=True)
class StageMoveRecord:
    """One step from stage to stage."""

    before: str
    after: str
    reason: str
    moved_by: str
    moved_at: str


@dataclass(frozen=True, slots=True)
class StageOffer:
    """A stage that an account may be moved to, and what that wants."""

    stage: str
    rule: str
    """Its entry rule in a sentence."""
    missing: Sequence[str]
    """What the rule still misses."""
    bendable: bool
    """Whether a reason goes past the rule."""
    wants_reason: bool
    """Going back, and going into long-term care, are not done without one."""
    ahead: bool
    """It lies further on the road to an opportunity."""


@dataclass(frozen=True, slots=True)
class HandOverRecord:
    """A packet that was offered, and the answer."""

    id: str
    account_id: str
    name: str
    given_by: str
    given_to: str
    state: str
    """`offered`, `accepted`, `returned` or `recycled`."""
    reason_code: str
    reason: str
    packet: str
    offered_at: str
    answered_at: str | None
    recycle_on: str | None
    waiting_days: int = 0
    """Working days from the offer to the answer, or to today."""
    late: bool = False
    """The answer took, or takes, longer than the clock allows."""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """A contact at an account."""

    id: str
    account_id: str
    name: str
    role: str
    email: str
    phone: str
    profile: str
    source: str
    url: str
    read_at: str
    consent: str
    consent_at: str | None
    consent_note: str
    suppressed: bool = False
    last_touch: str | None = None


def faded(state: str, given_at: str, today: date, evidence_days: int) -> bool:
    """Say whether cleared evidence is too old to rely on: after `evidence_days` it counts as open again."""
    return state == "cleared" and date.fromisoformat(given_at[:10]) + timedelta(days=evidence_days) < today


def obstacle_card(evidence: Sequence[EvidenceRecord], today: date, evidence_days: int) -> list[Obstacle]:
    """Return the five rows of the card from all evidence of an account; the newest of an obstacle holds."""
    card = []
    for name in OBSTACLES:
        newest = max(
            (one for one in evidence if one.obstacle == name), key=lambda one: (one.given_at, one.id), default=None
        )
        if newest is None:
            card.append(Obstacle(name, "unknown"))
            continue
        old = faded(newest.state, newest.given_at, today, evidence_days)
        fades = date.fromisoformat(newest.given_at[:10]) + timedelta(days=evidence_days + 1)
        card.append(
            Obstacle(name, "open" if old else newest.state, newest, old, fades if newest.state == "cleared" else None)
        )
    return card


def through(lens: str, card: Sequence[Obstacle]) -> list[tuple[str, str, Sequence[Obstacle]]]:
    """Return each part of a framework of `LENSES` with its state and the obstacles behind it.

    The worst state of its obstacles is the part's: blocking before unknown before open before cleared.
    """
    worst = ("blocking", "unknown", "open", "cleared")
    by_name = {one.name: one for one in card}
    parts: list[tuple[str, str, Sequence[Obstacle]]] = []
    for part, names in LENSES[lens].items():
        behind = [by_name[name] for name in names]
        parts.append((part, min((one.state for one in behind), key=worst.index), behind))
    return parts
