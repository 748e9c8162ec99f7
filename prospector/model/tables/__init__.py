"""Every table of the store. Importing this package is heavy (SQLModel); only the store and services that write do."""

from prospector.model.tables.account import Account, AccountDomain, AccountName, LeadSource, Target
from prospector.model.tables.audit import AuditItem, AuditSample, AuditVerdict, LongShot, SignOff
from prospector.model.tables.erasure import Erasure
from prospector.model.tables.exchange import ImportMapping
from prospector.model.tables.identity import Judgement, Merge
from prospector.model.tables.journal import Action, Change
from prospector.model.tables.outreach import Commitment, Complaint, Draft, Override, SavedView, Sitting, Snooze, Step
from prospector.model.tables.people import Person, Suppression
from prospector.model.tables.plan import (
    Absence,
    Cadence,
    FitScore,
    Holiday,
    LeadDefinition,
    Plan,
    Playbook,
    Profile,
    Segment,
    Signature,
)
from prospector.model.tables.qualification import (
    Evidence,
    HandOver,
    Qualification,
    Shortlist,
    ShortlistEntry,
    ShortlistPair,
    StageMove,
    WhyNow,
)
from prospector.model.tables.research import Claim, ClaimCheck, Doubt, Outcome
from prospector.model.tables.touch import Touch

__all__ = [
    "Absence",
    "Account",
    "AccountDomain",
    "AccountName",
    "Action",
    "AuditItem",
    "AuditSample",
    "AuditVerdict",
    "Cadence",
    "Change",
    "Claim",
    "ClaimCheck",
    "Commitment",
    "Complaint",
    "Doubt",
    "Draft",
    "Erasure",
    "Evidence",
    "FitScore",
    "HandOver",
    "Holiday",
    "ImportMapping",
    "Judgement",
    "LeadDefinition",
    "LeadSource",
    "LongShot",
    "Merge",
    "Outcome",
    "Override",
    "Person",
    "Plan",
    "Playbook",
    "Profile",
    "Qualification",
    "SavedView",
    "Segment",
    "Shortlist",
    "ShortlistEntry",
    "ShortlistPair",
    "SignOff",
    "Signature",
    "Sitting",
    "Snooze",
    "StageMove",
    "Step",
    "Suppression",
    "Target",
    "Touch",
    "WhyNow",
]
