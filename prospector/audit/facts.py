"""What all measures rest on: accounts with what the logs say of each, read once in a few passes over the tables.

The SQL adds up in the database and is the common part of SQLite and PostgreSQL; moments are compared as the text they
are stored as, and days are those of that text (UTC).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from prospector.clock import WorkingDays
from prospector.model.plan import PlanRecord, ProtectedHours
from prospector.model.qualification import HandOverRecord
from prospector.model.sitting import SittingRecord
from prospector.pipeline.listed import UNCORRECTED
from prospector.store.reads import Reader

REACHED_SQL = "t.outcome IN ('spoke', 'replied', 'meeting_set')"
ATTEMPT_SQL = "t.outcome <> 'replied'"
FORWARD = ("qualified", "handed_over", "opportunity")
"""Stages that count as an advance."""
FIT_FLOOR = 50
"""A fit that is surely under this is a long shot; one that is surely at or over it is high."""
_ACCOUNTS = (
    "SELECT a.id, a.name, a.source, a.origin, a.sector, a.named_by, a.named_at, a.stage, COALESCE(t.rep, ''), "
    "COALESCE(t.place, ''), COALESCE(t.since, ''), COALESCE(t.horizon, ''), COALESCE(t.explore, ?), "
    "COALESCE(t.reason_code, ''), COALESCE(t.reason, ''), f.low, f.high, f.disqualified "
    "FROM account a LEFT JOIN target t ON t.account_id = a.id "
    "LEFT JOIN fit_score f ON f.account_id = a.id AND f.version = "
    "(SELECT MAX(version) FROM fit_score g WHERE g.account_id = a.id) "
    "WHERE a.merged_into IS NULL AND a.named_at < ?"
)
_TOUCHED = (
    "SELECT t.account_id, COUNT(*), SUM(CASE WHEN t.outcome <> 'replied' THEN 1 ELSE 0 END), MIN(t.at), MAX(t.at), "  # noqa: S608
    "SUM(CASE WHEN t.outcome = 'meeting_set' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.at >= ? AND t.at < ? AND t.outcome <> 'replied' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.at >= ? AND t.at < ? THEN 1 ELSE 0 END) "
    f"FROM touch t WHERE t.at < ? AND {UNCORRECTED} GROUP BY t.account_id"
)
_DAYS = (
    "SELECT t.rep, SUBSTR(t.at, 1, 10), COUNT(*), SUM(CASE WHEN t.outcome <> 'replied' THEN 1 ELSE 0 END), "  # noqa: S608
    f"SUM(CASE WHEN {REACHED_SQL} THEN 1 ELSE 0 END), SUM(CASE WHEN t.outcome = 'meeting_set' THEN 1 ELSE 0 END), "
    f"SUM(CASE WHEN {REACHED_SQL} AND t.reaction NOT IN ('not_now', 'not_us', 'angry') THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.reaction = 'curious' THEN 1 ELSE 0 END), SUM(CASE WHEN t.reaction = 'neutral' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.reaction = 'not_now' THEN 1 ELSE 0 END), SUM(CASE WHEN t.reaction = 'not_us' THEN 1 ELSE 0 END), "
    "SUM(CASE WHEN t.reaction = 'angry' THEN 1 ELSE 0 END) "
    f"FROM touch t WHERE t.at < ? AND {UNCORRECTED} GROUP BY t.rep, SUBSTR(t.at, 1, 10)"
)
_MERGED = (
    "WITH RECURSIVE below (id, root) AS (SELECT m.id, r.id FROM account m JOIN account r ON r.id = m.merged_into "
    "WHERE r.merged_into IS NULL UNION ALL SELECT a.id, below.root FROM account a JOIN below ON a.merged_into = below.id) "
    "SELECT id, root FROM below"
)
_WORKED = (
    "SELECT t.rep, t.account_id, COUNT(*), SUM(CASE WHEN t.outcome = 'meeting_set' THEN 1 ELSE 0 END) FROM touch t "  # noqa: S608
    f"WHERE t.at >= ? AND t.at < ? AND {UNCORRECTED} GROUP BY t.rep, t.account_id"
)
_MOVES = "SELECT id, account_id, after, moved_by, moved_at FROM stage_move WHERE moved_at < ? ORDER BY moved_at, id"


@dataclass(slots=True)
class Lead:
    """One account that stands for itself, with what the logs say of it and of all that was merged into it."""

    id: str
    name: str
    source: str
    origin: str
    sector: str
    named_by: str
    named_at: str
    stage: str
    rep: str
    place: str
    since: str
    horizon: str
    explore: bool
    reason_code: str
    reason: str
    low: int | None
    high: int | None
    disqualified: bool | None
    touches: int = 0
    tries: int = 0
    """Attempts, replies left out."""
    first_at: str = ""
    last_at: str = ""
    meetings: int = 0
    tries_now: int = 0
    """Attempts in the period."""
    touches_now: int = 0
    reached_stages: set[str] = field(default_factory=set)
    """Stages it was ever moved to, and the one it is in."""

    @property
    def tier(self) -> str:
        """Return its fit as one of `model.audit.TIERS`: what is not known yet is not bad."""
        if self.disqualified:
            return "low"
        if self.low is None or self.high is None:
            return "none"
        return "high" if self.low >= FIT_FLOOR else "low" if self.high < FIT_FLOOR else "open"

    @property
    def active(self) -> bool:
        """Say whether it is on a rep's list."""
        return self.place == "active"

    @property
    def hot(self) -> bool:
        """Say whether it is one of those that everybody works: a good fit that is expected soon."""
        return self.tier == "high" and self.horizon == "short"

    @property
    def advanced(self) -> bool:
        """Say whether it ever advanced: a meeting was set, or it was qualified or went further."""
        return self.meetings > 0 or not self.reached_stages.isdisjoint(FORWARD)


@dataclass(slots=True)
class Day:
    """What one rep did on one day."""

    touches: int = 0
    attempts: int = 0
    """Touches without the replies."""
    reached: int = 0
    meetings: int = 0
    welcome: int = 0
    """Reached, and not turned away."""
    curious: int = 0
    neutral: int = 0
    not_now: int = 0
    not_us: int = 0
    angry: int = 0

    def add(self, other: Day) -> None:
        """Count another day to this one."""
        for name in Day.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))


@dataclass
class Facts:
    """The rows that the measures of one period count; each part is read when it is first needed, then kept."""

    reader: Reader
    since: date
    until: date
    """First and last day, both included."""
    today: date
    signed_at: str = ""
    """The moment of the signature that the period begins with, empty for a whole day."""
    only: Sequence[str] = ()
    """Whose lists and work are looked at; empty: everybody's."""
    rules: PlanRecord = field(default_factory=PlanRecord)
    calendar: Callable[[str], WorkingDays] = lambda _rep: WorkingDays()
    hours: Callable[[str], Sequence[ProtectedHours]] = lambda _rep: ()
    segment_of: Callable[[], Mapping[str, str]] = dict
    """Names of the segments of accounts."""
    sittings_of: Callable[[], Sequence[SittingRecord]] = tuple
    hand_overs_of: Callable[[], Sequence[HandOverRecord]] = tuple

    @property
    def begin(self) -> str:
        """Return what the stamps of the period are not less than."""
        return self.signed_at or self.since.isoformat()

    @property
    def end(self) -> str:
        """Return what the stamps of the period are less than."""
        return (self.until + timedelta(days=1)).isoformat()

    def inside(self, stamped: str | None) -> bool:
        """Say whether a stamp lies in the period."""
        return bool(stamped) and self.begin <= str(stamped) < self.end

    def looked_at(self, rep: str) -> bool:
        """Say whether the work of a rep is looked at."""
        return not self.only or rep.casefold() in self._only

    @cached_property
    def _only(self) -> frozenset[str]:
        return frozenset(rep.casefold() for rep in self.only)

    @cached_property
    def merged(self) -> Mapping[str, str]:
        """The account that each merged one belongs to."""
        return dict(self.reader.rows(_MERGED))

    def root(self, account_id: str) -> str:
        """Return the account that one belongs to."""
        return self.merged.get(account_id, account_id)

    @cached_property
    def leads(self) -> Mapping[str, Lead]:
        """All accounts that stand, those of other reps left out when only some are looked at, by id."""
        make: Callable[..., Lead] = Lead
        found = {
            row[0]: make(*row[:12], bool(row[12]), *row[13:]) for row in self.reader.rows(_ACCOUNTS, (False, self.end))
        }
        for one in found.values():
            one.reached_stages.add(one.stage)
        for account_id, touches, tries, first, last, meetings, now, all_now in self.reader.rows(
            _TOUCHED, (self.begin, self.end, self.begin, self.end, self.end)
        ):
            lead = found.get(self.root(account_id))
            if lead is not None:
                _count(lead, touches, tries, first, last, meetings, now, all_now)
        for _id, account_id, after, _by, _at in self.moves:
            lead = found.get(self.root(account_id))
            if lead is not None:
                lead.reached_stages.add(after)
        return {key: one for key, one in found.items() if self.looked_at(one.rep or one.named_by)}

    @cached_property
    def active(self) -> Sequence[Lead]:
        """The targets on lists."""
        return [one for one in self.leads.values() if one.active]

    @cached_property
    def main(self) -> Sequence[Lead]:
        """All but the explorations, which are judged apart."""
        return [one for one in self.leads.values() if not one.explore]

    @cached_property
    def segments(self) -> Mapping[str, str]:
        """The segment's name of each account that is in one."""
        return self.segment_of()

    @cached_property
    def moves(self) -> Sequence[tuple[Any, ...]]:
        """Every step from stage to stage up to the end of the period: id, account, stage, who, when; oldest first."""
        return self.reader.rows(_MOVES, (self.end,))

    @cached_property
    def days(self) -> Mapping[str, Mapping[str, Day]]:
        """What each rep did on each day up to the end of the period, by rep and ISO 8601 day."""
        found: dict[str, dict[str, Day]] = defaultdict(dict)
        for rep, day, *counts in self.reader.rows(_DAYS, (self.end,)):
            if self.looked_at(rep):
                found[rep][day] = Day(*counts)
        return dict(found)

    @cached_property
    def worked(self) -> Mapping[str, Mapping[str, int]]:
        """The companies that each rep touched in the period, each with the meetings that came of it."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for rep, account_id, _touches, meetings in self.reader.rows(_WORKED, (self.begin, self.end)):
            if self.looked_at(rep):
                found[rep][self.root(account_id)] += meetings
        return found

    @cached_property
    def sittings(self) -> Sequence[SittingRecord]:
        """Every sitting that was ended, forgotten ones left out."""
        return [one for one in self.sittings_of() if one.ended_at and not one.forgotten and self.looked_at(one.rep)]

    @cached_property
    def hand_overs(self) -> Sequence[HandOverRecord]:
        """Every hand-over there ever was, the oldest first."""
        return [one for one in self.hand_overs_of() if self.looked_at(one.given_by) or self.looked_at(one.given_to)]

    @cached_property
    def reps(self) -> Sequence[str]:
        """Everybody who has a list or touched somebody, in order of the alphabet."""
        every = {one.rep for one in self.leads.values() if one.rep} | set(self.days)
        return sorted((one for one in every if self.looked_at(one)), key=lambda rep: (rep.casefold(), rep))

    @cached_property
    def of_rep(self) -> Mapping[str, Sequence[Lead]]:
        """Every rep's accounts."""
        found: dict[str, list[Lead]] = defaultdict(list)
        for one in self.leads.values():
            found[one.rep].append(one)
        return found

    @cached_property
    def minutes_an_attempt(self) -> Mapping[str, float]:
        """Minutes of sittings for each attempt, of the reps who held any."""
        held: dict[str, int] = defaultdict(int)
        for one in self.sittings:
            held[one.rep] += one.minutes
        tries = {rep: sum(one.tries for one in several) for rep, several in self.of_rep.items()}
        return {rep: minutes / tries[rep] for rep, minutes in held.items() if tries.get(rep)}

    def span(self, rep: str, first: date, last: date) -> Day:
        """Return what a rep did from one day to another, both included."""
        total, begin, end = Day(), first.isoformat(), last.isoformat()
        for day, done in self.days.get(rep, {}).items():
            if begin <= day <= end:
                total.add(done)
        return total


def _count(
    lead: Lead, touches: int, tries: int, first: str, last: str, meetings: int, now: int, all_now: int
) -> None:  # fmt: skip
    lead.touches += touches
    lead.tries += tries
    lead.meetings += meetings
    lead.tries_now += now
    lead.touches_now += all_now
    lead.first_at = min(lead.first_at or first, first)
    lead.last_at = max(lead.last_at, last)
