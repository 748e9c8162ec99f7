"""Every table of the store. Importing this package is heavy (SQLModel); only the store and services that write do."""

from prospector.model.tables.account import Account, AccountDomain, AccountName, Target
from prospector.model.tables.identity import Judgement, Merge
from prospector.model.tables.journal import Action, Change
from prospector.model.tables.plan import FitScore, Plan, Profile
from prospector.model.tables.research import Claim, Outcome
from prospector.model.tables.touch import Touch

__all__ = [
    "Account",
    "AccountDomain",
    "AccountName",
    "Action",
    "Change",
    "Claim",
    "FitScore",
    "Judgement",
    "Merge",
    "Outcome",
    "Plan",
    "Profile",
    "Target",
    "Touch",
]
